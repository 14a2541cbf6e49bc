"""A reminder that was set: its moment in words, its document, and when it is worth setting."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.guide import Reminder
from app.domain.reminder import KeptReminder, worth_setting

MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def kept(due: datetime = datetime(2026, 11, 26, 14, 30)) -> KeptReminder:
    return KeptReminder("c:trim-first", "Ask about TRiM.", due, "not-before", "Sam", "c")


def test_a_moment_is_said_as_firmly_as_it_is_meant() -> None:
    assert kept().when() == "Not before Thursday 26 November, 14:30"
    about = KeptReminder("x", "Look in.", datetime(2026, 12, 4, 9, 5), "about")
    assert about.when() == "At about Friday 4 December"
    ended = replace(kept(), due=datetime(2026, 11, 26, 23, 59))
    assert ended.when() == "Not before Friday 27 November"


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(max_size=60),
    due=MOMENTS,
    timing=st.sampled_from(["not-before", "about"]),
    state=st.tuples(st.booleans(), st.booleans()),
)
def test_documents_round_trip(
    words: str, due: datetime, timing: str, state: tuple[bool, bool]
) -> None:
    reminder = KeptReminder(words, words, due, timing, words, words, *state)
    assert KeptReminder.from_document(reminder.to_document()) == reminder


@pytest.mark.parametrize(
    "damage",
    [{"due": "soon"}, {"due": "2026-11-26T14:30+00:00"}, {"timing": "now"}, {"due": None}],
)
def test_a_damaged_document_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        KeptReminder.from_document({**kept().to_document(), **damage})


def test_one_that_is_done_does_not_move() -> None:
    later = kept().due + timedelta(days=1)
    assert kept().moved(later, "S.").due == later
    done = KeptReminder.from_document({**kept().to_document(), "done": True})
    assert done.moved(later, "S.") == done


def test_what_is_about_a_time_that_has_gone_is_not_worth_setting_but_not_before_is() -> None:
    event, now = datetime(2026, 11, 20, 3, 0), datetime(2026, 11, 24, 9, 0)
    day, three = timedelta(days=1), timedelta(hours=72)
    assert not worth_setting(Reminder("a", "Ring.", "about", day, ()), event, now)
    assert worth_setting(Reminder("b", "TRiM.", "not-before", three, ()), event, now)
    assert worth_setting(Reminder("c", "Look in.", "about", 14 * day, ()), event, now)


@pytest.mark.parametrize(
    "event",
    [datetime(2026, 3, 28, 14), datetime(2026, 10, 24, 14), datetime(2026, 12, 30, 23, 59)],
    ids=["clocks go forward", "clocks go back", "new year"],
)
def test_what_must_not_come_before_72_hours_never_does(event: datetime) -> None:
    britain = ZoneInfo("Europe/London")
    first = Reminder("first", "A TRiM interview.", "not-before", timedelta(hours=72), ("s",))
    due = first.due(event)
    waited = due.replace(tzinfo=britain).astimezone(UTC) - event.replace(tzinfo=britain).astimezone(
        UTC
    )
    assert timedelta(hours=72) <= waited <= timedelta(hours=73)
    assert replace(first, timing="about").due(event) == event + timedelta(hours=72)
