"""When the incident was: every word typed is kept, and a moment once it makes one."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.usecases.note_incident import (
    DAY,
    TIME,
    incident_now,
    settle_incident,
    type_incident,
    typed_day,
    typed_time,
)

NOW = datetime(2026, 11, 22, 9, 30)


def a_check() -> Conversation:
    return Conversation("post-incident-check", 1, date(2026, 11, 22))


def typed(day: str, time: str) -> Conversation:
    conversation = a_check()
    for field, words in ((DAY, day), (TIME, time)):
        for length in range(1, len(words) + 1):
            type_incident(conversation, field, words[:length], NOW)
    return conversation


def test_yesterday_stays_the_day_it_meant_when_it_is_settled_a_day_later() -> None:
    conversation = typed("yesterday", "14:30")
    assert conversation.incident_at == datetime(2026, 11, 21, 14, 30)
    settle_incident(conversation, NOW + timedelta(days=1))
    assert conversation.incident_at == datetime(2026, 11, 21, 14, 30)
    assert conversation.drafts == {}
    assert (typed_day(conversation), typed_time(conversation)) == ("21 November", "14:30")


@pytest.mark.parametrize(
    ("day", "time"),
    [("30 Feb", "10:00"), ("yesterday", ""), ("", "25:00"), ("tomorrow", "10:00"), ("", "23:59")],
)
def test_what_makes_no_moment_is_said_and_every_word_kept(day: str, time: str) -> None:
    conversation = typed(day, time)
    with pytest.raises(InputError):
        settle_incident(conversation, NOW)
    assert (typed_day(conversation), typed_time(conversation)) == (day, time)
    assert conversation.incident_at is None


def test_nothing_typed_is_fine_and_so_is_taking_it_all_away_again() -> None:
    conversation = a_check()
    settle_incident(conversation, NOW)
    assert conversation.incident_at is None
    conversation = typed("yesterday", "14:30")
    settle_incident(conversation, NOW)
    for field in (DAY, TIME):
        type_incident(conversation, field, "", NOW)
    settle_incident(conversation, NOW)
    assert (conversation.incident_at, conversation.drafts) == (None, {})


def test_changing_the_time_alone_keeps_the_day() -> None:
    conversation = typed("yesterday", "14:30")
    settle_incident(conversation, NOW)
    type_incident(conversation, TIME, "03:15", NOW)
    assert conversation.incident_at == datetime(2026, 11, 21, 3, 15)


def test_just_now_is_this_very_minute() -> None:
    conversation = typed("rubbish", "14:30")
    incident_now(conversation, NOW.replace(second=41, microsecond=7))
    assert conversation.incident_at == NOW
    assert (typed_day(conversation), typed_time(conversation)) == ("22 November", "09:30")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([DAY, TIME]), st.text(max_size=12)), max_size=6))
def test_whatever_is_typed_stands_in_the_field(keys: list[tuple[str, str]]) -> None:
    conversation = a_check()
    stands = {DAY: "", TIME: ""}
    for field, words in keys:
        type_incident(conversation, field, words, NOW)
        stands[field] = words
    assert (typed_day(conversation), typed_time(conversation)) == (stands[DAY], stands[TIME])
