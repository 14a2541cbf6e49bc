"""Whatever is edited: ids last, no area that is in use goes, and what is wrong is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.organisation import STAFF_GROUPS, Area, Organisation, RoleFamily
from app.domain.organisation_edit import edited, slug_of

TRUST = Organisation(
    "trust",
    "Test Trust",
    (Area("region", "Region"), Area("north", "North", "region"), Area("hub", "Hub")),
    (RoleFamily("paramedic", "Paramedic", "04"),),
)
NAMES = st.text(max_size=12) | st.sampled_from(["North", "Hub", "Café", "東京", "a/../b"])
IDS = st.sampled_from(["", "region", "north", "hub", "new", "old"])
AREAS = st.lists(
    st.builds(
        Area, IDS, NAMES, st.none() | st.sampled_from(["region", "hub", "new"]), st.booleans()
    )
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("North sector", "north-sector"),
        ("  Café & Bar ", "cafe-bar"),
        ("東京", "area"),
        ("Hub", "hub-2"),
        ("x" * 200, "x" * 60),
    ],
)
def test_an_id_is_made_from_the_name(name: str, slug: str) -> None:
    assert slug_of(name, {"hub"}) == slug


def test_nothing_changed_is_no_new_version() -> None:
    assert edited(TRUST, TRUST, ()) == TRUST


def test_a_new_area_s_id_is_known_to_those_that_lie_in_it() -> None:
    wanted = replace(TRUST, areas=(Area("tmp", "East"), Area("", "Dock", "tmp"), *TRUST.areas))
    after = edited(TRUST, wanted, ())
    assert after.areas[:2] == (Area("east", "East"), Area("dock", "Dock", "east"))
    assert after.version == 2


@settings(max_examples=60, deadline=None)
@given(AREAS, st.sets(st.sampled_from(["region", "north", "hub"])))
def test_any_areas_are_taken_or_refused_and_ids_last(areas: list[Area], in_use: set[str]) -> None:
    before = replace(TRUST, former_areas=("old",))
    try:
        after = edited(before, replace(before, areas=tuple(areas)), in_use)
    except ContentError as refused:
        assert refused.message
        return
    identities = [area.id for area in after.areas]
    assert len(set(identities)) == len(identities)
    assert "old" not in identities
    assert in_use <= set(identities)
    assert {area.id for area in before.areas} <= {*identities, *after.former_areas}
    assert after.leaves()
    assert Organisation.from_document(after.to_document()) == after
    # Saving what came out changes nothing more.
    assert edited(after, after, in_use) == after


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.builds(RoleFamily, st.sampled_from(["", "paramedic", "x"]), NAMES, st.text("01"))),
    st.dictionaries(st.sampled_from(sorted(STAFF_GROUPS)), st.text()),
)
def test_any_roles_and_hints_are_taken_or_refused(
    roles: list[RoleFamily], hints: dict[str, str]
) -> None:
    wanted = replace(TRUST, role_families=tuple(roles), staff_group_hints=hints)
    try:
        after = edited(TRUST, wanted, ())
    except ContentError as refused:
        assert refused.message
        return
    assert len({family.id for family in after.role_families}) == len(roles)
    assert all(after.hint(code) for code in STAFF_GROUPS)
