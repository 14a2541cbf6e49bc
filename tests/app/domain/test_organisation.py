"""Areas as a tree, and the trust's document."""

import pytest

from app.domain.errors import ContentError
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
    ],
)
def test_anything_else_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Organisation.from_document({**TRUST.to_document(), **damage})
