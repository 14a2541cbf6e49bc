"""A scope covers what lies in its areas, whatever is added to or taken from the tree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.area_scope import leaves_in, scope_line, scope_words, unknown_areas
from app.domain.organisation import Area, Organisation

TRUST = Organisation(
    "trust",
    "Trust",
    (
        Area("north", "North"),
        Area("quay", "Quay", "north"),
        Area("hill", "Hill", "north", retired=True),
        Area("south", "South"),
    ),
)
IDS = ("north", "quay", "hill", "south", "nowhere")


def test_a_scope_names_areas_at_any_level() -> None:
    assert leaves_in(TRUST, ()) == {"quay", "hill", "south"}
    assert leaves_in(TRUST, ["north"]) == {"quay", "hill"}
    assert leaves_in(TRUST, ["quay"]) == {"quay"}
    assert leaves_in(TRUST, ["nowhere"]) == frozenset()


@given(st.sets(st.sampled_from(IDS), min_size=1), st.sets(st.sampled_from(IDS), min_size=1))
@settings(max_examples=60, deadline=None)
def test_two_scopes_together_cover_what_each_covers(one: set[str], other: set[str]) -> None:
    both = leaves_in(TRUST, one | other)
    assert both == leaves_in(TRUST, one) | leaves_in(TRUST, other)
    assert both <= leaves_in(TRUST, ())


def test_a_tree_that_bites_its_tail_ends() -> None:
    knot = Organisation("k", "K", (Area("a", "A", "b"), Area("b", "B", "a"), Area("c", "C", "a")))
    assert leaves_in(knot, ["b"]) == {"c"}
    assert leaves_in(knot, ["nowhere"]) == frozenset()


def test_it_is_named_for_people_in_the_trusts_order() -> None:
    assert scope_words(TRUST.areas, ()) == "all areas"
    assert scope_line(TRUST.areas, ()) == "All areas"
    assert scope_words(TRUST.areas, ["quay", "south", "north"]) == "North, Quay and South"
    assert scope_words(TRUST.areas, ["south", "nowhere"]) == "South and 1 no longer offered"
    assert unknown_areas(TRUST, ["hill", "quay", "nowhere"]) == {"hill", "nowhere"}
