"""Weeks and quarters: each week in exactly one quarter, quarters never overlapping."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import IsoWeek, Quarter

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
