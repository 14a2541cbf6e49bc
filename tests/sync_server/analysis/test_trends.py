"""Trends: Laney's limits by hand, each rule, and gaps."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.trends import Count, laney, series, special_cause, year_earlier


def counts(*values: int | None, of: int = 200) -> list[Count]:
    return [
        Count(
            f"{2024 + n // 12}-Q{n % 12 // 3 + 1}-B{n % 3 + 1}",
            value,
            None if value is None else of,
        )
        for n, value in enumerate(values)
    ]


def test_the_limits_are_those_worked_out_by_hand() -> None:
    """z of each point, their mean moving range over 1.128, and so the limits."""
    found = laney(counts(20, 24, 20, 24, 20, 24, 20, 24, of=100))
    assert found is not None
    assert math.isclose(found.mean, 0.22)
    sigma = math.sqrt(0.22 * 0.78 / 100)
    assert math.isclose(found.factor, 0.04 / sigma / 1.128)
    low, high = found.at(100)
    assert math.isclose(high - 0.22, 3 * 0.04 / 1.128)
    assert math.isclose(0.22 - low, 3 * 0.04 / 1.128)


def test_a_point_far_out_is_marked_and_the_others_are_not() -> None:
    marked = special_cause(counts(40, 44, 38, 41, 43, 39, 90, 42, 40, 41, 38, 43))
    assert marked[6] == ("above",)
    assert [n for n, signals in enumerate(marked) if signals] == [6]


def test_eight_on_one_side_are_marked_and_seven_are_not() -> None:
    low, high = (40, 44) * 4, (50, 54) * 4
    marked = special_cause(counts(*low, *high))
    assert all("run-below" in signals for signals in marked[:8])
    assert all("run-above" in signals for signals in marked[8:])
    assert not any("run-above" in s for s in special_cause(counts(*low, *high[:7])))


def test_six_that_rise_are_marked_and_five_are_not() -> None:
    marked = special_cause(counts(44, 40, 36, 38, 40, 42, 44, 46, 40, 45))
    assert [n for n, signals in enumerate(marked) if "rising" in signals] == [2, 3, 4, 5, 6, 7]
    assert not any("rising" in s for s in special_cause(counts(44, 40, 38, 40, 42, 44, 46, 40)))


def test_a_gap_ends_every_run() -> None:
    values: list[int | None] = [30, 52, 54, 52, 54, None, 52, 54, 52, 54, 30, 30]
    marked = special_cause(counts(*values))
    assert marked[5] == ()
    assert not any("run-above" in signals for signals in marked)
    points = series(counts(*values))
    assert (points[5].share, points[5].low, points[5].high) == (None, None, None)
    assert points[4].high is not None


def test_few_points_have_no_limits_and_no_marks() -> None:
    few = counts(1, 99, 1, 99, 1, 99, 1)
    assert laney(few) is None
    assert not any(point.signals or point.low is not None for point in series(few))
    assert series([]) == []


@pytest.mark.parametrize("value", [0, 200])
def test_a_theme_that_nobody_or_everybody_has_moves_not(value: int) -> None:
    points = series(counts(*[value] * 9))
    assert not any(point.signals for point in points)
    assert {(point.low, point.high) for point in points} == {(value / 200, value / 200)}


def test_a_year_before_stands_beside_and_new_codes_are_marked() -> None:
    found = counts(*range(20, 33))
    recoded = [*found[:12], Count(found[12].period, found[12].count, 200, code_version=2)]
    points = series(recoded)
    assert points[12].year_before == points[0].share == 0.1
    assert [n for n, point in enumerate(points) if point.recoded] == [12]
    assert points[11].year_before is None
    assert year_earlier("2026-Q4") == "2025-Q4"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(0, 60)), max_size=30),
    st.integers(2, 5),
)
def test_ten_times_as_many_summaries_move_no_mark(values: list[int | None], times: int) -> None:
    """Laney's limits follow how the points vary, so scaling all counts changes nothing."""
    once = special_cause(counts(*values, of=60))
    more = [None if value is None else value * times for value in values]
    assert special_cause(counts(*more, of=60 * times)) == once
    for point in series(counts(*values, of=60)):
        if point.low is not None and point.high is not None:
            assert 0 <= point.low <= point.high <= 1
