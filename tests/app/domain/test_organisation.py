"""Areas as a tree, and the trust's document."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.lock import LockTimes
from app.domain.organisation import (
    STAFF_GROUP_HINTS,
    STAFF_GROUPS,
    Area,
    Organisation,
    RoleFamily,
)

TRUST = Organisation(
    "trust",
    "Test Trust",
    (Area("region", "Region"), Area("north", "North", "region"), Area("hub", "Hub")),
    (RoleFamily("paramedic", "Paramedic", "04"),),
    synthetic=True,
)


def test_a_summary_may_name_only_leaves() -> None:
    assert [area.id for area in TRUST.leaves()] == ["north", "hub"]


def test_the_document_round_trips() -> None:
    assert Organisation.from_document(TRUST.to_document()) == TRUST


def test_every_staff_group_is_explained() -> None:
    assert list(STAFF_GROUPS) == [f"{number:02d}" for number in range(1, 11)]
    assert set(STAFF_GROUP_HINTS) == set(STAFF_GROUPS)


@pytest.mark.parametrize(
    "damage",
    [
        {"areas": None},
        {"areas": [1]},
        {"areas": [{"id": 1, "name": "x"}]},
        {"id": None},
        {"name": 3},
        {"lock_idle_minutes": "5"},
        {"lock_hidden_minutes": True},
    ],
)
def test_anything_else_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Organisation.from_document({**TRUST.to_document(), **damage})


def test_a_trust_that_said_nothing_about_locking_has_no_times() -> None:
    assert TRUST.lock is None
    assert "lock_idle_minutes" not in TRUST.to_document()
    with_nulls = {**TRUST.to_document(), "lock_idle_minutes": None, "lock_hidden_minutes": None}
    assert Organisation.from_document(with_nulls).lock is None


@given(st.integers(15_000, 300_000), st.integers(15_000, 120_000))
def test_times_for_locking_round_trip(idle: int, hidden: int) -> None:
    trust = replace(TRUST, lock=LockTimes(idle / 1000, hidden / 1000))
    assert Organisation.from_document(trust.to_document()) == trust


@given(st.floats(), st.none() | st.floats() | st.sampled_from([0, -1, 1, 10**400]))
def test_no_document_lets_a_device_stay_open_longer(idle: float, hidden: float | None) -> None:
    document = {**TRUST.to_document(), "lock_idle_minutes": idle, "lock_hidden_minutes": hidden}
    lock = Organisation.from_document(document).lock
    assert lock is not None
    assert 15 <= lock.idle_seconds <= 300
    assert 15 <= lock.hidden_seconds <= 120
