"""What a person is told about this device, and what not to bother them with."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.storage_health import Finding, StorageHealth, Warning, warnings

TODAY = date(2026, 11, 21)
WELL = StorageHealth(
    records=40,
    bytes=160_000,
    room=(79, 100),
    persistent=True,
    oldest_unsent_days=2,
    last_backup_on=TODAY - timedelta(days=30),
    set_aside=0,
    lacks_parts=False,
)


def kinds(health: StorageHealth) -> list[Warning]:
    return [finding.kind for finding in warnings(health, TODAY)]


def test_all_well_says_nothing() -> None:
    assert warnings(WELL, TODAY) == []
    unknown = replace(WELL, room=None, persistent=None, oldest_unsent_days=None)
    assert warnings(unknown, TODAY) == []


@pytest.mark.parametrize(
    ("changes", "kind", "urgent"),
    [
        ({"oldest_unsent_days": 3}, Warning.UNSENT, False),
        ({"oldest_unsent_days": 4}, Warning.UNSENT, False),
        ({"oldest_unsent_days": 5}, Warning.UNSENT_URGENT, True),
        ({"persistent": False}, Warning.NOT_PERSISTENT, False),
        ({"room": (80, 100)}, Warning.NEARLY_FULL, True),
        ({"room": (5, 0)}, None, False),
        ({"last_backup_on": None}, Warning.NO_BACKUP, False),
        ({"last_backup_on": None, "records": 0}, None, False),
        ({"last_backup_on": TODAY - timedelta(days=31)}, Warning.OLD_BACKUP, False),
        ({"last_backup_on": TODAY + timedelta(days=400)}, None, False),
        ({"set_aside": 1}, Warning.SET_ASIDE, True),
        ({"lacks_parts": True}, Warning.LACKS_PARTS, True),
    ],
)
def test_each_thing_is_named_from_its_bound_on(
    changes: dict[str, object], kind: Warning | None, urgent: bool
) -> None:
    found = warnings(replace(WELL, **changes), TODAY)  # type: ignore[arg-type]
    assert [finding.kind for finding in found] == ([] if kind is None else [kind])
    assert any(finding.urgent for finding in found) == urgent


def test_the_words_say_how_long_and_why() -> None:
    (soon,) = warnings(replace(WELL, oldest_unsent_days=3), TODAY)
    (urgent,) = warnings(replace(WELL, oldest_unsent_days=6), TODAY)
    for finding, days in ((soon, "3 days"), (urgent, "6 days")):
        assert days in finding.words
        assert "Safari" in finding.words
        assert "7 days" in finding.words
    (old,) = warnings(replace(WELL, last_backup_on=TODAY - timedelta(days=45)), TODAY)
    assert "45 days" in old.words
    one, two = (warnings(replace(WELL, set_aside=count), TODAY)[0].words for count in (1, 2))
    assert one.startswith("1 saved item is")
    assert two.startswith("2 saved items are")


@given(
    st.builds(
        StorageHealth,
        records=st.integers(0, 3),
        bytes=st.integers(0),
        room=st.none() | st.tuples(st.integers(0), st.integers(0)),
        persistent=st.none() | st.booleans(),
        oldest_unsent_days=st.none() | st.integers(-5, 50),
        last_backup_on=st.none() | st.dates(),
        set_aside=st.integers(0, 3),
        lacks_parts=st.booleans(),
    ),
    st.dates(),
)
def test_the_urgent_comes_first_and_nothing_twice(health: StorageHealth, today: date) -> None:
    found: list[Finding] = warnings(health, today)
    urgency = [finding.urgent for finding in found]
    assert urgency == sorted(urgency, reverse=True)
    assert len({finding.kind for finding in found}) == len(found)
    assert all(len(finding.words) <= 160 for finding in found)
