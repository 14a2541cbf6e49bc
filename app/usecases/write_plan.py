"""Write the personal plan: turn what is half typed into actions and a review date.

What is half typed stands in the record's drafts: ``action``, ``due``, ``owner`` for an action
(with ``action_id`` while an earlier one is changed) and ``review`` for the day.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.days import read_day
from app.domain.errors import InputError
from app.domain.plan import Action, Owner
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr

_ACTION_DRAFTS = ("action", "due", "owner", "action_id")


def add_action(record: PlanRecord, today: date) -> None:
    """Add the action that is typed, or put it in the place of the one that is being changed.

    Raises InputError, and keeps it typed, when it cannot be. An action being changed may keep
    its day, also when that has passed.
    """
    drafts = record.drafts
    earlier = record.plan.action(drafts.get("action_id", ""))
    action = Action(
        drafts.get("action", "").strip(),
        Owner(drafts.get("owner") or Owner.PERSON.value),
        _due(drafts.get("due", "").strip(), earlier, today),
    )
    if earlier is not None:
        action = replace(action, id=earlier.id, done=earlier.done, done_on=earlier.done_on)
    record.plan = record.plan.with_action(action)
    leave_action(record)


def change_action(record: PlanRecord, action_id: str) -> None:
    """Put an action into the fields, to be changed there; it stays in the plan meanwhile.

    Raises InputError, and changes nothing, while something else is half typed there. No effect
    when there is no such action.
    """
    action = record.plan.action(action_id)
    if action is None or record.drafts.get("action_id") == action_id:
        return
    if _is_half_typed(record):
        raise InputError(tr("Add the action that you have typed first."), field="action")
    leave_action(record)
    record.drafts["action"] = action.what
    record.drafts["owner"] = action.owner.value
    record.drafts["due"] = _typed(action.due)
    record.drafts["action_id"] = action_id


def leave_action(record: PlanRecord) -> None:
    """Empty the fields of an action."""
    for name in _ACTION_DRAFTS:
        record.drafts.pop(name, None)


def take_drafts(record: PlanRecord, drafts: Mapping[str, str]) -> None:
    """Take in what is half typed elsewhere; where both sides typed, both stay in the field."""
    typed = record.drafts.get("action", "").strip()
    if drafts.get("action", "").strip():
        # Two actions in one field are a new one: nothing of the plan's is written over.
        changing = "" if typed else drafts.get("action_id", "")
        drafts = {**drafts, "action_id": changing}
        record.drafts.pop("action_id", None)
    for name, words in drafts.items():
        here, there = record.drafts.get(name, "").strip(), words.strip()
        if there and not here:
            record.drafts[name] = words
        elif name not in ("owner", "action_id") and there not in here:
            between = "\n\n" if name == "action" else ", "
            record.drafts[name] = f"{here}{between}{there}"


def remove_action(record: PlanRecord, action_id: str) -> None:
    """Take an action out; what is typed to change it is then a new one."""
    record.plan = record.plan.without_action(action_id)
    if record.drafts.get("action_id") == action_id:
        record.drafts.pop("action_id")


def tick_action(record: PlanRecord, action_id: str, done: bool, today: date) -> None:
    """Note that an action is done, or is not after all."""
    record.plan = record.plan.ticked(action_id, done, today)


def set_review_day(record: PlanRecord, day: date | None) -> None:
    """Set or clear the day of the review; a day that was half typed is done with."""
    record.plan = replace(record.plan, review_on=day)
    record.drafts.pop("review", None)


def use_typed_day(record: PlanRecord, today: date) -> None:
    """Take the typed day as the review's; raises InputError, and keeps it typed."""
    words = record.drafts.get("review", "")
    set_review_day(record, read_day(words, today=today, field="review"))


def finish_plan(record: PlanRecord, today: date) -> None:
    """Take in what was typed but not yet added, so that nothing is left behind.

    Raises InputError, and keeps everything typed, when a date cannot be read or there is a due
    day without an action.
    """
    if record.drafts.get("action", "").strip() or record.drafts.get("due", "").strip():
        add_action(record, today)
    if record.drafts.get("review", "").strip():
        use_typed_day(record, today)


def _is_half_typed(record: PlanRecord) -> bool:
    """Tell whether leaving the fields would lose words."""
    typed = [record.drafts.get(name, "").strip() for name in ("action", "due")]
    changing = record.plan.action(record.drafts.get("action_id", ""))
    same = changing is not None and typed == [changing.what.strip(), _typed(changing.due)]
    return any(typed) and not same


def _due(words: str, earlier: Action | None, today: date) -> date | None:
    if not words:
        return None
    if earlier is not None and words == _typed(earlier.due):
        return earlier.due
    return read_day(words, today=today, field="due")


def _typed(day: date | None) -> str:
    return "" if day is None else f"{day.day}/{day.month}/{day.year:04}"
