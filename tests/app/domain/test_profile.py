"""A profile's settings and their document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.lock import LockTimes
from app.domain.profile import ProfileSettings, Role

FULL = ProfileSettings(
    frozenset({Role.CREW, Role.LEAD}), "2580", LockTimes(60, 30), True, date(2026, 11, 21), 12
)


@given(
    st.builds(
        ProfileSettings,
        roles=st.frozensets(st.sampled_from(Role)),
        pin=st.sampled_from(["", "2580"]),
        lock=st.none() | st.builds(LockTimes, st.floats(15, 300), st.floats(15, 120)),
        recovery_noted=st.booleans(),
        last_backup_on=st.none() | st.dates(),
        last_backup_count=st.integers(min_value=0),
    )
)
def test_documents_round_trip(settings: ProfileSettings) -> None:
    assert ProfileSettings.from_document(settings.to_document()) == settings


def test_what_is_not_there_takes_its_default_and_what_is_not_known_is_passed_over() -> None:
    assert ProfileSettings.from_document({}) == ProfileSettings(frozenset({Role.MANAGER}))
    assert ProfileSettings.from_document({**FULL.to_document(), "colour": "red"}) == FULL


def test_a_pin_is_not_shown_by_accident() -> None:
    assert "2580" not in repr(FULL)


@pytest.mark.parametrize(
    "damage",
    [
        {"roles": "manager"},
        {"roles": ["owner"]},
        {"pin": 2580},
        {"lock": 5},
        {"lock": {"idle_seconds": 60}},
        {"lock": {"idle_seconds": "60", "hidden_seconds": 30}},
        {"recovery_noted": 1},
        {"last_backup_on": "yesterday"},
        {"last_backup_on": 20261121},
        {"last_backup_count": True},
    ],
)
def test_anything_else_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        ProfileSettings.from_document({**FULL.to_document(), **damage})
