"""Whatever is asked about a text of a known group, its place stays one of many."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.domain.organisation import Area, Organisation
from sync_server.analysis.nodes import area_tree
from sync_server.analysis.told_areas import told_areas

LEAST = 11
TREE = area_tree(
    Organisation(
        "trust",
        "A trust",
        (
            *(Area("north", "North"), Area("quay", "Quay", "north"), Area("hill", "Hill", "north")),
            *(Area("south", "South"), Area("dock", "Dock", "south"), Area("park", "Park", "south")),
        ),
    )
)
AREAS = ["quay", "hill", "dock", "park", "north", "given up"]


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(AREAS, st.integers(1, 30))),
    st.sets(st.sampled_from(list(TREE.parents))),
)
def test_each_answer_and_each_refusal_leaves_the_minimum_to_choose_from(
    spoke: dict[str, int], shown: set[str]
) -> None:
    told = told_areas(TREE, spoke, shown, LEAST)
    sizes = Counter[str]()
    for area, number in spoke.items():
        sizes[told.get(area, "refused")] += number
    # A group that brings fewer in all is not shown at all.
    assert all(number >= LEAST for number in sizes.values()) or sum(spoke.values()) < LEAST
    for area, node in told.items():
        assert node in shown
        assert node in TREE.line(area)


def test_the_smallest_area_that_may_be_told_is() -> None:
    every = set(TREE.parents)
    spoke = {"quay": 20, "hill": 2, "dock": 15, "park": 12}
    # "North" would say of two that they are not at the quay.
    assert told_areas(TREE, spoke, every, LEAST) == {"quay": "quay", "dock": "dock"}
    assert told_areas(TREE, spoke | {"hill": 12}, every, LEAST)["hill"] == "hill"
    assert (
        told_areas(TREE, spoke | {"hill": 12}, every - {"hill", "quay"}, LEAST)["hill"] == "north"
    )
    assert told_areas(TREE, {"quay": 30}, every, LEAST) == {"quay": "quay"}
    assert told_areas(TREE, {"quay": 30, "park": 1}, every, LEAST) == {}
