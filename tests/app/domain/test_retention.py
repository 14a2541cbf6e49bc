"""Notes go in time and never unannounced; plans never go, whatever the clock says."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversation import Conversation, Outcome
from app.domain.retention import (
    NOTES_DAYS,
    NOTICE_DAYS,
    STALE_DAYS,
    expiry,
    has_notes,
    notice_due,
    removal_due,
    without_notes,
)

DAY = date(2026, 11, 21)
_DAYS = st.dates() | st.dates(DAY - timedelta(days=200), DAY + timedelta(days=200))


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def ended(outcome: Outcome = Outcome.QUEUED, **changes) -> Conversation:
    begun = Conversation(
        guide="routine",
        guide_version=1,
        held_on=DAY,
        label="J at Quay",
        limits_said=True,
        notes={"work": "late finishes", "rest": ""},
        drafts={"action": "half a"},
        plan_id="5f0c8ed1-0d3c-4c3f-9a27-2b1c9d1c0001",
        summary="late finishes wear people down",
        review={"text": "kept"},
        reviewed_text="late finishes",
        open_area="work",
        outcome=outcome,
        finished_on=DAY,
    )
    return replace(begun, **changes)


_CONVERSATIONS = st.builds(
    ended,
    outcome=st.sampled_from(Outcome),
    held_on=_DAYS,
    finished_on=st.none() | _DAYS,
    keep_notes=st.booleans(),
    notice_on=st.none() | _DAYS,
)
_SENT = st.none() | _DAYS


def test_a_removal_takes_every_word_but_the_link_to_the_plan_the_label_and_the_dates() -> None:
    conversation = ended(notice_on=DAY)
    bare = without_notes(conversation)
    assert bare.plan_id == conversation.plan_id
    assert (bare.label, bare.held_on, bare.finished_on) == ("J at Quay", DAY, DAY)
    document = str(bare.to_document())
    for words in ("late", "finishes", "half", "work", "kept"):
        assert words not in document.replace(Outcome.KEPT.value, "")
    assert not has_notes(bare)
    assert Conversation.from_document(bare.to_document()) == bare


@pytest.mark.parametrize(
    "noted",
    [
        {"support_offered": ["trim"]},
        {"themes": ["pay-money"]},
        {"self_referral": "self"},
        {"helpful": 1},
        {"incident_at": datetime(2026, 11, 20, 14, 30)},
    ],
    ids=lambda noted: next(iter(noted)),
)
def test_what_was_noted_without_words_goes_too(noted: dict[str, object]) -> None:
    bare = without_notes(ended())
    assert has_notes(replace(bare, **noted))
    assert without_notes(replace(bare, **noted)) == bare


@pytest.mark.parametrize(
    ("changes", "sent_on", "due"),
    [
        ({}, None, None),
        ({}, after(2), after(2 + NOTES_DAYS)),
        ({"finished_on": after(-90)}, after(2), after(2 + NOTES_DAYS)),
        ({"outcome": Outcome.KEPT}, None, after(NOTES_DAYS)),
        ({"outcome": Outcome.KEPT, "finished_on": after(3)}, None, after(3 + NOTES_DAYS)),
        ({"outcome": Outcome.KEPT, "finished_on": None}, None, after(NOTES_DAYS)),
        ({"outcome": Outcome.OPEN}, after(2), None),
        ({"keep_notes": True}, after(2), None),
        ({"notice_on": after(10)}, after(2), after(2 + NOTES_DAYS)),
        ({"notice_on": after(60)}, after(2), after(60 + NOTICE_DAYS)),
        ({"finished_on": date.max, "outcome": Outcome.KEPT}, None, date.max),
    ],
)
def test_the_day_is_counted_from_what_makes_notes_needless(
    changes: dict[str, object], sent_on: date | None, due: date | None
) -> None:
    assert expiry(ended(**changes), sent_on) == due


def test_one_story_with_a_clock_that_is_right() -> None:
    conversation = ended(Outcome.KEPT)
    first_told = NOTES_DAYS - NOTICE_DAYS
    for day in range(first_told):
        assert not notice_due(conversation, None, after(day))
    for day in range(first_told, 400):  # however long nobody looks, nothing goes untold
        assert notice_due(conversation, None, after(day))
        assert not removal_due(conversation, None, after(day))
    told = replace(conversation, notice_on=after(first_told))
    for day in range(first_told, first_told + STALE_DAYS + 1):
        assert not notice_due(told, None, after(day))
        assert removal_due(told, None, after(day)) == (day >= NOTES_DAYS)
    assert notice_due(told, None, after(first_told + STALE_DAYS + 1))
    assert not removal_due(told, None, after(first_told + STALE_DAYS + 1))


def test_blank_fields_need_no_notice() -> None:
    blank = ended(
        Outcome.KEPT, notes={"a": "  "}, drafts={}, summary="\n", review=None, reviewed_text=""
    )
    assert not has_notes(blank)
    assert not notice_due(blank, None, after(100))


@settings(max_examples=100, deadline=None)
@given(_CONVERSATIONS, _SENT, _DAYS)
def test_nothing_goes_without_a_notice_shown_long_enough_before(
    conversation: Conversation, sent_on: date | None, today: date
) -> None:
    if removal_due(conversation, sent_on, today):
        shown = conversation.notice_on
        assert shown is not None
        assert NOTICE_DAYS <= (today - shown).days <= STALE_DAYS
        assert conversation.outcome is not Outcome.OPEN
        assert not conversation.keep_notes
        assert not notice_due(conversation, sent_on, today)
        since = sent_on if conversation.outcome is Outcome.QUEUED else conversation.finished_on
        assert (today - (since or conversation.held_on)).days >= NOTES_DAYS
    assert without_notes(conversation).plan_id == conversation.plan_id


@settings(max_examples=100, deadline=None)
@given(
    _CONVERSATIONS,
    _SENT,
    st.lists(st.tuples(_DAYS, st.booleans()), max_size=30),
)
def test_on_whatever_days_a_clock_shows_a_notice_comes_first(
    conversation: Conversation, sent_on: date | None, looks: list[tuple[date, bool]]
) -> None:
    """Each look reads the clock, removes what is due, and may or may not show the notice."""
    conversation = replace(conversation, notice_on=None)
    shown: list[date] = []
    for today, seen in looks:
        if removal_due(conversation, sent_on, today):
            assert any((today - day).days >= NOTICE_DAYS for day in shown)
            return
        if seen and notice_due(conversation, sent_on, today):
            conversation = replace(conversation, notice_on=today)
            shown.append(today)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 45), st.integers(-60, 60).filter(bool)),
        max_size=6,
        unique_by=lambda jump: jump[1],
    )
)
def test_a_clock_that_jumps_far_and_comes_back_never_removes_early(
    jumps: list[tuple[int, int]],
) -> None:
    """On some days the clock is wrong by months or years; the app is opened every day."""
    wrong = dict(jumps)
    conversation = ended(Outcome.KEPT)
    first_shown: int | None = None
    for day in range(100):
        today = after(day + 250 * wrong.get(day, 0))
        if removal_due(conversation, None, today):
            assert first_shown is not None
            assert day - first_shown >= NOTICE_DAYS
            assert day >= NOTES_DAYS
            return
        if notice_due(conversation, None, today):
            conversation = replace(conversation, notice_on=today)
            first_shown = day if first_shown is None else first_shown
    raise AssertionError("in the end they have to go")
