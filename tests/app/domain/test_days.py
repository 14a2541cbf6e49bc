"""Days and moments as people type them."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.days import LONGEST_AGO, day_words, read_day, read_past_moment
from app.domain.errors import InputError
from app.domain.wording import Catalogue, speak, tr
from tests.app.domain.speaking import catalogue_of

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 15, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/12", date(2026, 12, 5)),
        ("05.12.2026", date(2026, 12, 5)),
        ("5-12-26", date(2026, 12, 5)),
        ("5 Dec", date(2026, 12, 5)),
        ("5th december", date(2026, 12, 5)),
        ("1st Feb", date(2027, 2, 1)),
        ("2nd March 2027", date(2027, 3, 2)),
        ("21/11", TODAY),
        ("20/11", date(2027, 11, 20)),
        ("5 December, 2026", date(2026, 12, 5)),
        ("29 Feb", date(2028, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, meant: date) -> None:
    assert read_day(typed, today=TODAY, field="due") == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30/2", "There is no such day"),
        ("31 November", "There is no such day"),
        ("5/13", "There is no such day"),
        ("20/11/2026", "That day has passed"),
        ("5/12/2036", "more than two years away"),
        ("next week", "Write a day and a month"),
        ("", "Write a day and a month"),
        ("5", "Write a day and a month"),
        ("5/12/202", "four digits"),
        ("99999999999999999999/1", "There is no such day"),
        ("9" * 10_000 + "/1", "Write a day and a month"),
        ("1/" + "9" * 10_000, "There is no such day"),
        ("29/2/2027", "There is no such day"),
        ("0/0/0000", "There is no such day"),
    ],
    ids=range(14),
)
def test_days_that_cannot_be_say_what_would_work(typed: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_day(typed, today=TODAY, field="due")
    assert said in caught.value.message
    assert caught.value.field == "due"


@pytest.mark.parametrize(
    ("day", "time", "meant"),
    [
        ("today", "14:30", datetime(2026, 11, 21, 14, 30)),
        ("", "1430", datetime(2026, 11, 21, 14, 30)),
        ("Yesterday", "2pm", datetime(2026, 11, 20, 14, 0)),
        ("5 Nov", "9.05", datetime(2026, 11, 5, 9, 5)),
        ("05/11", "12am", datetime(2026, 11, 5, 0, 0)),
        ("5/11/2026", "12:15 PM", datetime(2026, 11, 5, 12, 15)),
        ("21 November", "930am", datetime(2026, 11, 21, 9, 30)),
        ("today", "0:00", datetime(2026, 11, 21)),
        ("today", "15:30", NOW),
    ],
)
def test_moments_are_read_as_people_write_them(day: str, time: str, meant: datetime) -> None:
    assert read_past_moment(day, time, NOW, "when") == meant


def test_a_day_before_new_year_is_last_years() -> None:
    now = datetime(2027, 1, 3, 8, 0)
    assert read_past_moment("28 Dec", "22:10", now, "when") == datetime(2026, 12, 28, 22, 10)


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("today", "15:31", "has not happened yet"),
        ("22 Nov", "1pm", "has not happened yet"),
        ("5 Dec", "1pm", "has not happened yet"),
        ("21/9", "14:30", "more than 60 days ago"),
        ("20/11/2025", "14:30", "more than 60 days ago"),
        ("30 Feb", "14:30", "There is no such day"),
        ("last week", "14:30", "Write a day and a month"),
        ("today", "", "Write a time"),
        ("today", "14", "Write a time"),
        ("today", "soon", "Write a time"),
        ("today", "24:00", "There is no such time"),
        ("today", "13pm", "There is no such time"),
        ("today", "0am", "There is no such time"),
        ("today", "14:3", "Write a time"),
        ("today", "9" * 10_000, "Write a time"),
    ],
    ids=range(15),
)
def test_moments_that_cannot_be_say_what_would_work(day: str, time: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_past_moment(day, time, NOW, "when")
    assert said in caught.value.message
    assert caught.value.field == "when"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=10) | st.just("14:30"))
def test_no_text_breaks_a_reader(typed: str, time: str) -> None:
    for read in (
        lambda: read_day(typed, today=TODAY, field="due") >= TODAY,
        lambda: read_past_moment(typed, time, NOW, "when") <= NOW,
    ):
        try:
            assert read()
        except InputError as refused:
            assert refused.message


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1)),
    st.integers(0, LONGEST_AGO.days),
    st.booleans(),
)
def test_every_moment_that_may_be_meant_can_be_typed(now: datetime, ago: int, year: bool) -> None:
    meant = (now - timedelta(days=ago)).replace(second=0, microsecond=0)
    typed = f"{meant.day}/{meant.month}" + (f"/{meant.year}" if year else "")
    assert read_past_moment(typed, f"{meant:%H:%M}", now, "when") == meant


@pytest.mark.parametrize("today", [date(2028, 3, 1), date(2025, 1, 5)])
def test_a_leap_day_too_far_ahead_says_when_the_next_one_is(today: date) -> None:
    with pytest.raises(InputError) as caught:
        read_day("29 Feb", today=today, field="due")
    assert "The next 29 February is in" in caught.value.message
    assert "Try 28 February or 1 March" in caught.value.message


def test_a_leap_day_that_is_over_is_the_last_one() -> None:
    soon_after = datetime(2028, 3, 5, 9, 0)
    assert read_past_moment("29 Feb", "14:30", soon_after, "when") == datetime(2028, 2, 29, 14, 30)
    with pytest.raises(InputError) as caught:
        read_past_moment("29/2", "14:30", NOW, "when")
    assert "more than 60 days ago" in caught.value.message


def test_days_are_said_in_full() -> None:
    assert day_words(date(2027, 1, 4)) == "Monday 4 January 2027"
    assert day_words(date(987, 1, 4)).endswith("4 January 987")


@pytest.mark.parametrize("code", ["cy", "pl", "ro", "ur", "bn"])
def test_every_day_that_a_languages_hints_give_is_read(code: str) -> None:
    now = datetime(2026, 12, 20, 12)
    speak(catalogue_of(code))
    try:
        for hint in ("today, yesterday or 5 Dec", "today, yesterday, 5 Dec", "5 December or 05/12"):
            given_days = re.findall(r"\b5 [^\W\d_][^\s,]*|\b\d\d?/\d\d\b", tr(hint))
            assert given_days, hint
            for words in given_days:
                read = read_past_moment(words, "10:00", now, "day")
                assert (read.day, read.month) == (5, 12), words
        near = re.split("[,\u060c]", tr("today, yesterday, 5 Dec"))
        if len(near) == 3:  # one language asks for figures alone
            read_near = [read_past_moment(words, "10:00", now, "day") for words in near[:2]]
            assert [one.day for one in read_near] == [20, 19]
    finally:
        speak(Catalogue())


def test_an_urdu_comma_parts_the_year_from_the_month() -> None:
    assert read_day("5 Dec\u060c 2026", today=TODAY, field="day") == date(2026, 12, 5)
