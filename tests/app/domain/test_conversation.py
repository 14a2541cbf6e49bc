"""A conversation's steps and its document."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.conversation import SELF_REFERRAL, Conversation, Holder, Outcome, Step
from app.domain.errors import ContentError, TransitionError
from app.domain.second_look import Asked, hash_of


def begun() -> Conversation:
    return Conversation(guide="routine", guide_version=1, held_on=date(2026, 11, 21))


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.BEFORE])
def test_no_step_opens_before_the_limits_were_said(step: Step) -> None:
    conversation = begun()
    with pytest.raises(TransitionError, match="what stays private"):
        conversation.enter(step)
    conversation.limits_said = True
    conversation.enter(step)
    assert conversation.step is step


def test_a_finished_conversation_cannot_be_entered() -> None:
    conversation = begun()
    conversation.limits_said = True
    conversation.outcome = Outcome.QUEUED
    with pytest.raises(TransitionError, match="finished"):
        conversation.enter(Step.SUMMARY)


@given(
    label=st.text(max_size=40),
    notes=st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=80), max_size=4),
    drafts=st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=80), max_size=3),
    summary=st.text(max_size=200),
    step=st.sampled_from(Step),
    days=st.tuples(st.none() | st.dates(), st.none() | st.dates()),
    kept=st.booleans(),
    way=st.tuples(st.booleans(), st.booleans()),
    holder=st.sampled_from(["", *Holder]),
    incident=st.none() | st.datetimes(),
    offered=st.lists(st.text(min_size=1, max_size=8), max_size=3),
    answers=st.tuples(
        st.sampled_from(["", *SELF_REFERRAL]), st.none() | st.integers(min_value=1, max_value=5)
    ),
)
def test_documents_round_trip(
    *,
    label: str,
    notes: dict[str, str],
    drafts: dict[str, str],
    summary: str,
    step: Step,
    days: tuple[date | None, date | None],
    kept: bool,
    way: tuple[bool, bool],
    holder: str,
    incident: datetime | None,
    offered: list[str],
    answers: tuple[str, int | None],
) -> None:
    conversation = begun()
    conversation.label, conversation.notes, conversation.drafts = label, notes, drafts
    conversation.summary, conversation.step = summary, step
    (conversation.finished_on, conversation.notice_on), conversation.keep_notes = days, kept
    conversation.short, conversation.silent = way
    conversation.holder, conversation.incident_at = holder, incident
    conversation.support_offered = conversation.themes = offered
    conversation.self_referral, conversation.helpful = answers
    conversation.focus, conversation.plan_id = label, label
    assert Conversation.from_document(conversation.to_document()) == conversation


def test_a_document_from_before_retention_is_read() -> None:
    new = ("finished_on", "keep_notes", "notice_on")
    document = {key: value for key, value in begun().to_document().items() if key not in new}
    conversation = Conversation.from_document(document)
    assert (conversation.finished_on, conversation.notice_on) == (None, None)
    assert conversation.keep_notes is False


def test_a_document_with_its_plan_inside_is_read_and_the_plan_left_where_it_is() -> None:
    new = (
        *("plan_id", "holder", "short", "silent", "focus", "incident_at", "support_offered"),
        *("self_referral", "helpful", "guide_language", "themes"),
    )
    document = {key: value for key, value in begun().to_document().items() if key not in new}
    document["plan"] = {"keeps_well": "Sleep", "actions": [], "review_on": None}
    conversation = Conversation.from_document(document)
    assert (conversation.plan_id, conversation.focus, conversation.helpful) == ("", "", None)
    assert (conversation.short, conversation.silent) == (False, False)
    assert conversation.guide_language == "en"
    assert document["plan"] == {"keeps_well": "Sleep", "actions": [], "review_on": None}


def test_a_blank_one_knows_it() -> None:
    conversation = begun()
    assert conversation.is_blank()
    conversation.drafts["action"] = "half"
    assert not conversation.is_blank()


def test_what_a_summary_still_needs_is_named_in_order() -> None:
    conversation = begun()
    assert conversation.missing_for_summary() == ["staff group", "trust area"]
    conversation.staff_group = "04"
    assert conversation.missing_for_summary() == ["trust area"]


@pytest.mark.parametrize(
    "damage",
    [
        {"holder": "somebody"},
        {"self_referral": 3},
        {"helpful": 6},
        {"helpful": True},
        {"support_offered": "crisis-line"},
        {"themes": "pay-money"},
        {"incident_at": "yesterday"},
        {"notes": []},
        {"step": "later"},
        {"held_on": "once"},
        {"new": 1},
        {"notice_on": 7},
    ],
)
def test_a_damaged_document_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Conversation.from_document({**begun().to_document(), **damage})


def test_one_from_before_the_second_look_gets_a_code_and_a_damaged_code_is_named() -> None:
    document = begun().to_document()
    late = ("withdrawal_code", "asked")
    before = {key: value for key, value in document.items() if key not in late}
    read = Conversation.from_document(before)
    assert len(hash_of(read.withdrawal_code)) == 64
    assert read.asked is Asked.NOBODY
    assert begun().withdrawal_code != begun().withdrawal_code
    for damage in ({"withdrawal_code": "5A" * 16}, {"withdrawal_code": 7}, {"asked": "me"}):
        with pytest.raises(ContentError):
            Conversation.from_document({**document, **damage})
