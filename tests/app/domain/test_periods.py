"""Weeks and quarters: each week in exactly one quarter, quarters never overlapping."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import (
    Block,
    IsoWeek,
    Quarter,
    Year,
    blocks_in,
    closed_by,
    enclosing,
    in_whole_weeks,
    parse_span,
)

DAYS = st.dates(min_value=date(2000, 1, 10), max_value=date(2199, 12, 20))


@given(DAYS)
def test_a_week_says_itself_and_is_read_back(day: date) -> None:
    week = IsoWeek.of(day)
    assert IsoWeek.parse(str(week)) == week
    assert abs((week.thursday - day).days) <= 3


@given(DAYS)
def test_all_days_of_a_week_fall_into_one_quarter(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    quarters = {Quarter.of_week(IsoWeek.of(monday + timedelta(days=n))) for n in range(7)}
    assert len(quarters) == 1


@given(DAYS)
def test_the_quarter_before_ends_the_day_before(day: date) -> None:
    quarter = Quarter.of(day)
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.of(quarter.first_day - timedelta(days=1)) == quarter.previous()
    assert quarter.first_day <= day


def test_weeks_at_the_turn_of_a_year_follow_their_thursday() -> None:
    assert str(IsoWeek.of(date(2027, 1, 1))) == "2026-W53"
    assert str(Quarter.of_week(IsoWeek(2026, 53))) == "2026-Q4"
    assert str(Quarter.of_week(IsoWeek(2027, 1))) == "2027-Q1"


def test_distance_in_weeks_crosses_years() -> None:
    assert IsoWeek(2027, 1).weeks_after(IsoWeek(2026, 52)) == 2
    assert IsoWeek(2026, 40).weeks_after(IsoWeek(2026, 47)) == -7


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-W00", "2026-W54", "2025-W53", "2026W47", "٢٠٢٦-W01", "2026-W47\n"]
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        IsoWeek.parse(text)


@pytest.mark.parametrize(
    "text", ["2026-Q0", "2026-Q5", "Q1-2026", "", "2026-q1", "٢٠٢٦-Q4", "2026-Q4\n"]
)
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Quarter.parse(text)


@given(DAYS)
def test_blocks_follow_one_another_and_lie_in_their_quarter(day: date) -> None:
    week = IsoWeek.of(day)
    block = Block.of_week(week)
    assert block.first_week <= week <= block.last_week
    assert block.quarter == Quarter.of_week(week)
    assert Block.parse(str(block)) == block
    assert block.next().first_day == block.last_day + timedelta(days=1)
    weeks = block.last_week.weeks_after(block.first_week) + 1
    assert weeks == 4 or (block.number == 3 and weeks in (5, 6))


@given(DAYS)
def test_blocks_nest_in_quarters_and_quarters_in_years(day: date) -> None:
    block = Block.of_week(IsoWeek.of(day))
    assert block in blocks_in(block.quarter)
    assert enclosing(block) == block.quarter
    year = enclosing(block.quarter)
    assert year is not None
    assert set(blocks_in(block.quarter)) <= set(blocks_in(year))
    assert len(blocks_in(year)) == 12
    assert enclosing(year) is None
    assert closed_by(block)[-1] == (block, block.quarter, year)[len(closed_by(block)) - 1]


def test_a_block_says_itself_for_a_person() -> None:
    assert Block(2026, 4, 2).in_words() == "26 October to 22 November 2026"
    assert Block(2026, 4, 3).in_words() == "23 November 2026 to 3 January 2027"
    assert Year(2026).in_words() == "the year 2026"


def test_a_year_ends_with_its_last_block_alone() -> None:
    assert closed_by(Block(2026, 4, 3)) == (Block(2026, 4, 3), Quarter(2026, 4), Year(2026))
    assert closed_by(Block(2026, 4, 2)) == (Block(2026, 4, 2),)


@pytest.mark.parametrize("text", ["2026-Q4-B2", "2026-Q4", "2026"])
def test_a_period_is_read_back(text: str) -> None:
    assert str(parse_span(text)) == text


@pytest.mark.parametrize(
    "text", ["", "2026-W40", "2026-Q5", "2026-Q1-B4", "26", "2026-Q4-B", "٢٠٢٦"]
)
def test_no_other_time_can_be_named(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        parse_span(text)


def test_a_quarter_is_said_in_whole_weeks() -> None:
    assert in_whole_weeks(Quarter(2026, 3)) == "29 June to 27 September 2026"
    assert in_whole_weeks(Year(2026)) == "29 December 2025 to 3 January 2027"
    assert in_whole_weeks(Block(2026, 3, 1)) == Block(2026, 3, 1).in_words()
