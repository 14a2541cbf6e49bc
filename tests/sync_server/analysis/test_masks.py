"""What is released, which cells are withheld and why, and how theme figures are rounded."""

from hypothesis import given
from hypothesis import strategies as st

from sync_server.analysis.suppression import (
    HELD_BACK,
    SMALLEST_NUMERATOR,
    Cell,
    Stock,
    due_for_release,
    few,
    hidden,
    pinned,
    share,
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


@given(st.integers(11, 5000), st.data())
def test_theme_figures_are_rounded_and_small_ones_absent(of: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, of))
    shown = share(count, of)
    if count < SMALLEST_NUMERATOR:
        assert shown is None
        return
    assert shown is not None
    assert shown.rounded <= of
    if shown.percent is None:
        assert count >= of - 3
        assert "nearly all" in shown.words
    else:
        assert abs(shown.rounded - count) <= 2 or shown.rounded == of
        assert shown.rounded % 5 == 0 or shown.rounded == of
        assert shown.percent == round(100 * shown.rounded / of)
        # Several true counts give the same words.
        assert len([n for n in range(count - 4, count + 5) if share(n, of) == shown]) >= 2
