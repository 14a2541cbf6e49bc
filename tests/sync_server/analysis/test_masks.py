"""What is released, which cells are withheld and why, and how theme figures are rounded."""

from hypothesis import given
from hypothesis import strategies as st

from sync_server.analysis.rounding import (
    FEW,
    FEW_OR_MOST,
    ROUNDING,
    SMALL_GROUP,
    SMALLEST_NUMERATOR,
    figure,
    rounded,
)
from sync_server.analysis.suppression import (
    HELD_BACK,
    Cell,
    Stock,
    due_for_release,
    few,
    hidden,
    pinned,
)
from tests.sync_server.analysis.test_suppression import MINIMUM, cells


def test_a_step_that_would_give_the_rest_away_waits_until_the_other_view_follows() -> None:
    groups = [Stock("a", 0, 11), Stock("b", 0, 0)]
    assert due_for_release(groups, [Stock("x", 0, 8), Stock("y", 0, 3)], 11) == ({}, {})
    assert due_for_release(groups, [Stock("x", 0, 11), Stock("y", 0, 0)], 11) == (
        {"a": 11},
        {"x": 11},
    )


def test_a_group_of_none_and_a_group_of_a_few_look_the_same() -> None:
    # Nothing but released counts can reach what is shown.
    assert set(Cell.__dataclass_fields__) == {"id", "released"}
    assert hidden(cells((44, 33, 0, 0)), MINIMUM) == {"2": few(11), "3": few(11)}


def test_a_lone_small_group_takes_the_smallest_shown_one_along() -> None:
    assert hidden(cells((44, 33, 0)), MINIMUM) == {"1": HELD_BACK, "2": few(11)}
    assert hidden(cells((44, 0)), MINIMUM) == {"0": HELD_BACK, "1": few(11)}


def test_a_group_is_shown_where_every_other_is_unknown_or_shown_too() -> None:
    assert set(hidden(cells((11, *[0] * 9)), MINIMUM)) == {str(n) for n in range(1, 10)}
    assert hidden(cells((44, 33, 11)), MINIMUM) == {}


def test_a_view_of_one_cell_would_be_the_grand_total_and_is_not_shown() -> None:
    assert hidden(cells((55,)), MINIMUM) == {"0": HELD_BACK}


def test_a_difference_that_gives_the_rest_away_hides_everything() -> None:
    # Areas show 42; groups 22 of 42, of which 20 wait: as much as ever can in two cells.
    assert pinned(cells((11, 11)), cells((42, 0)), MINIMUM)
    assert not pinned(cells((11, 11)), cells((22, 0)), MINIMUM)


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.integers(11, 20))
def test_what_is_released_is_whole_steps_of_what_waits(waiting: list[int], least: int) -> None:
    stock = [Stock(str(n), 0, count) for n, count in enumerate(waiting)]
    for steps in due_for_release(stock[:2], stock[2:], least):
        for cell, due in steps.items():
            assert due % least == 0
            assert least <= due <= waiting[int(cell)]


@given(of=st.integers(11, 80), data=st.data())
def test_theme_figures_are_rounded_and_stand_for_several_counts(
    of: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, of))
    said = figure(count, of, rounded(of, MINIMUM))
    assert (said.rounded is None) == (said.percent is None)
    # In a small group a few, none and nearly all read the same.
    small = rounded(of, MINIMUM) < SMALL_GROUP
    hushed = said.rounded is None if small else count < SMALLEST_NUMERATOR
    assert said.words.startswith(FEW) == hushed
    assert said.words.startswith(FEW_OR_MOST) == (small and hushed)
    assert hushed or count >= SMALLEST_NUMERATOR
    if said.rounded is not None:
        assert said.rounded % ROUNDING == 0
        assert said.rounded < rounded(of, MINIMUM), "all of them is never said"
    alike = {
        k for n in range(of - 7, of + 8) if n >= MINIMUM
        for k in range(n + 1) if figure(k, n, rounded(n, MINIMUM)) == said
    }  # fmt: skip
    assert len(alike) >= 3
