"""Writing the plan: what is half typed becomes part of it, or stays typed with a reason."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.plan import Action, Owner
from app.domain.plan_record import PlanRecord
from app.usecases.write_plan import (
    add_action,
    change_action,
    finish_plan,
    leave_action,
    remove_action,
    set_review_day,
    tick_action,
    use_typed_day,
)

TODAY = date(2026, 11, 21)


def typed(**drafts: str) -> PlanRecord:
    return PlanRecord(drafts=drafts)


def test_what_is_typed_becomes_an_action() -> None:
    record = typed(action=" Swap a shift ", due="5/12", owner="holder", review="half")
    add_action(record, TODAY)
    (action,) = record.plan.actions
    assert (action.what, action.owner, action.due) == (
        "Swap a shift",
        Owner.HOLDER,
        date(2026, 12, 5),
    )
    assert record.drafts == {"review": "half"}


@pytest.mark.parametrize(
    ("drafts", "field"),
    [
        ({"action": "  "}, "action"),
        ({"action": "Rest", "due": "20/11/2026"}, "due"),
        ({"action": "Rest", "due": "soon"}, "due"),
        ({"due": "5/12"}, "action"),
    ],
    ids=str,
)
def test_what_cannot_be_added_stays_typed(drafts: dict[str, str], field: str) -> None:
    record = typed(**drafts)
    with pytest.raises(InputError) as caught:
        add_action(record, TODAY)
    assert caught.value.field == field
    assert (record.drafts, record.plan.actions) == (drafts, ())


def test_an_action_is_changed_in_its_place_and_stays_ticked() -> None:
    record = PlanRecord()
    for what in ("Rest", "Walk"):
        record.drafts["action"] = what
        add_action(record, TODAY)
    rest = record.plan.actions[0]
    tick_action(record, rest.id, True, TODAY)
    change_action(record, rest.id)
    assert record.drafts == {"action": "Rest", "owner": "person", "due": "", "action_id": rest.id}
    record.drafts["action"] = "Rest well"
    change_action(record, rest.id)  # a second tap takes nothing back
    add_action(record, TODAY)
    assert [action.what for action in record.plan.actions] == ["Rest well", "Walk"]
    changed = record.plan.actions[0]
    assert (changed.id, changed.done, changed.done_on) == (rest.id, True, TODAY)
    assert record.drafts == {}


def test_an_overdue_action_may_keep_its_day() -> None:
    overdue = Action("Rest", due=date(2026, 11, 1))
    record = PlanRecord()
    record.plan = record.plan.with_action(overdue)
    change_action(record, overdue.id)
    record.drafts["action"] = "Rest well"
    add_action(record, TODAY)
    assert record.plan.actions[0].due == overdue.due


@pytest.mark.parametrize("drafts", [{"action": "half"}, {"due": "5/1"}], ids=str)
def test_nothing_half_typed_is_pushed_out(drafts: dict[str, str]) -> None:
    known, other = Action("Rest"), Action("Walk")
    record = typed(**drafts)
    record.plan = record.plan.with_action(known).with_action(other)
    with pytest.raises(InputError, match="Add the action"):
        change_action(record, known.id)
    assert record.drafts == drafts
    leave_action(record)
    change_action(record, known.id)
    change_action(record, other.id)  # nothing was typed into the first
    assert record.drafts["action"] == "Walk"
    record.drafts["action"] = "Walk far"
    with pytest.raises(InputError):
        change_action(record, known.id)
    assert record.drafts["action"] == "Walk far"


def test_an_action_taken_out_while_it_is_changed_becomes_a_new_one() -> None:
    known = Action("Rest")
    record = PlanRecord()
    record.plan = record.plan.with_action(known)
    change_action(record, known.id)
    remove_action(record, known.id)
    assert record.plan.actions == ()
    finish_plan(record, TODAY)
    (again,) = record.plan.actions
    assert again.what == "Rest"
    assert again.id != known.id


def test_a_review_day_is_set_typed_and_cleared() -> None:
    record = typed(review="5/12")
    use_typed_day(record, TODAY)
    assert (record.plan.review_on, record.drafts) == (date(2026, 12, 5), {})
    record.drafts["review"] = "31/11"
    with pytest.raises(InputError, match="There is no such day"):
        use_typed_day(record, TODAY)
    assert record.drafts == {"review": "31/11"}
    set_review_day(record, None)
    assert (record.plan.review_on, record.drafts) == (None, {})


def test_finishing_takes_in_all_that_is_typed() -> None:
    record = typed(action="Rest", due="5/12", review="6/12")
    finish_plan(record, TODAY)
    assert record.plan.actions[0].due == date(2026, 12, 5)
    assert record.plan.review_on == date(2026, 12, 6)
    assert record.drafts == {}


WORDS = st.sampled_from(["", " ", "5/12", "31/2", "Rest"]) | st.text(max_size=20)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_is_typed_is_in_the_plan_or_still_typed(
    action: str, due: str, review: str
) -> None:
    record = typed(action=action, due=due, review=review)
    try:
        finish_plan(record, TODAY)
    except InputError as refused:
        assert refused.field in {"action", "due", "review"}
    here = [known.what for known in record.plan.actions]
    assert action.strip() in [*here, record.drafts.get("action", "").strip()]
    if due.strip() and record.drafts.get("due") != due:
        assert record.plan.actions[0].due is not None
    if review.strip() and record.drafts.get("review") != review:
        assert record.plan.review_on is not None
