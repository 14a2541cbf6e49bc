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


def test_retired_areas_are_chosen_no_more_and_known_for_ever() -> None:
    closed = replace(TRUST, areas=(*TRUST.areas, Area("dock", "Dock", "region", retired=True)))
    assert [area.id for area in closed.leaves()] == ["north", "hub"]
    assert [area.id for area in closed.leaves(retired=True)] == ["north", "hub", "dock"]
    assert closed.area_name("dock") == "Dock"
    assert closed.area_name("moon") == "moon"
    # A region all of whose areas are retired can be chosen itself.
    alone = replace(TRUST, areas=(TRUST.areas[0], replace(TRUST.areas[1], retired=True)))
    assert [area.id for area in alone.leaves()] == ["region"]
    assert [area.id for area in alone.leaves(retired=True)] == ["region", "north"]


def test_the_document_round_trips() -> None:
    assert Organisation.from_document(TRUST.to_document()) == TRUST
    edited = replace(
        TRUST,
        areas=(*TRUST.areas, Area("dock", "Dock", retired=True)),
        staff_group_hints={"04": "every paramedic"},
        staff_groups_offered=("04", "07"),
        version=7,
        former_areas=("quay",),
    )
    assert Organisation.from_document(edited.to_document()) == edited
    assert hash(edited) == hash(Organisation.from_document(edited.to_document()))


def test_a_document_from_before_areas_could_be_edited_is_still_read() -> None:
    old = {
        "id": "trust",
        "name": "Test Trust",
        "areas": [{"id": "north", "name": "North", "parent": None}],
    }
    trust = Organisation.from_document(old)
    assert (trust.version, trust.former_areas, trust.staff_groups_offered) == (1, (), ())
    assert not trust.areas[0].retired


def test_a_trust_may_leave_groups_out_and_use_its_own_words() -> None:
    assert TRUST.staff_groups() == STAFF_GROUPS
    assert TRUST.hint("04") == STAFF_GROUP_HINTS["04"]
    own = replace(TRUST, staff_groups_offered=("07", "04"), staff_group_hints={"04": "road crews"})
    assert own.staff_groups() == {code: STAFF_GROUPS[code] for code in ("04", "07")}
    assert own.hint("04") == "road crews"
    assert own.hint("99") == ""


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
        {"areas": [{"id": "x", "name": "x", "parent": 5}]},
        {"areas": [{"id": "x", "name": "x", "retired": "no"}]},
        {"staff_group_hints": []},
        {"staff_group_hints": {"11": "x"}},
        {"staff_group_hints": {"04": 1}},
        {"staff_groups_offered": "04"},
        {"staff_groups_offered": ["4"]},
        {"version": True},
        {"version": 0},
        {"version": "2"},
        {"former_areas": [1]},
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
