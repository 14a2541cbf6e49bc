"""Reach: rates from rounded figures, and nothing about a handful of people."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.coverage import (
    FEW_PEOPLE,
    NO_HEADCOUNT,
    Node,
    along,
    by_area,
    by_group,
    reach,
)
from sync_server.analysis.headcount import HeadcountRow

PARENTS = {"*": None, "north": "*", "quay": "north", "hill": "north", "old": "north"}
PEOPLE = [
    HeadcountRow("04", "quay", 203),
    HeadcountRow("07", "quay", 98),
    HeadcountRow("04", "hill", 10),
]


def test_people_add_up_by_group_and_by_area() -> None:
    assert by_group(PEOPLE) == {"04": 213, "07": 98}
    assert by_area(PEOPLE) == {"quay": 301, "hill": 10}


def test_people_add_up_along_a_tree_where_every_part_is_known() -> None:
    known = by_area(PEOPLE)
    assert along(PARENTS, known) == known, "of the old place nobody knows anything"
    assert along(PARENTS, known, ["old"]) == {"*": 311, "north": 311, "quay": 301, "hill": 10}


def test_who_is_not_reached_comes_first_and_is_said() -> None:
    whole = Node("*", "Harbour", 60)
    nodes = [
        Node("04", "Paramedics", 50),
        Node("07", "Support", 15),
        Node("08", "Office", None, "Fewer than 11 summaries."),
        Node("09", "Fleet", 20),
        Node("10", "Others", 11),
    ]
    people = {"*": 600, "04": 198, "07": 252, "08": 133, "09": 7}
    found = reach(whole, nodes, people)
    assert [one.id for one in found] == ["07", "04", "08", "09", "10"]
    support, paramedics, office, fleet, others = found
    assert (support.per_hundred, support.left_out) == (6, False)
    assert paramedics.words == "About 25 conversations for every 100 people (50 for about 200)."
    assert office.words == "About 135 people. Fewer than 11 summaries."
    assert (office.people, office.summaries) == (135, None)
    assert (fleet.people, fleet.summaries, fleet.words) == (None, None, FEW_PEOPLE)
    assert (others.summaries, others.words) == (11, NO_HEADCOUNT)
    low = reach(whole, [Node("07", "Support", 11)], people)[0]
    assert low.left_out
    assert low.words.endswith("In the whole trust it is 10 conversations.")


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.none(), st.integers(11, 5000)),
    st.one_of(st.none(), st.integers(0, 9000)),
    st.integers(11, 40),
)
def test_a_handful_of_people_is_never_spoken_of(
    shown: int | None, number: int | None, minimum: int
) -> None:
    people = {} if number is None else {"04": number}
    node = Node("04", "Group", shown, None if shown else "Held back.")
    (found,) = reach(Node("*", "All", shown), [node], people, minimum_group=minimum)
    if number is not None and number < minimum:
        assert (found.people, found.summaries, found.per_hundred) == (None, None, None)
    assert found.people is None or found.people % 5 == 0
    assert found.words
