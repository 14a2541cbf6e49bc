"""Write the personal plan: turn what is half typed into actions and a review date."""

from dataclasses import replace
from datetime import date

from app.domain.conversation import Conversation
from app.domain.plan import Action, Owner, read_day


def add_action(conversation: Conversation, today: date) -> None:
    """Add the action that is typed; raises InputError, and keeps it typed, when it cannot be."""
    drafts = conversation.drafts
    due_words = drafts.get("due", "").strip()
    due = read_day(due_words, today=today, field="due") if due_words else None
    owner = Owner(drafts.get("owner") or Owner.PERSON.value)
    action = Action(drafts.get("action", "").strip(), owner, due)
    conversation.plan = conversation.plan.with_action(action)
    for name in ("action", "due", "owner"):
        drafts.pop(name, None)


def set_review_day(conversation: Conversation, day: date | None) -> None:
    """Set or clear the day of the review; a day that was half typed is done with."""
    conversation.plan = replace(conversation.plan, review_on=day)
    conversation.drafts.pop("review", None)


def use_typed_day(conversation: Conversation, today: date) -> None:
    """Take the typed day as the review's; raises InputError, and keeps it typed."""
    words = conversation.drafts.get("review", "")
    set_review_day(conversation, read_day(words, today=today, field="review"))


def finish_plan(conversation: Conversation, today: date) -> None:
    """Take in what was typed but not yet added, so that nothing is left behind.

    Raises InputError, and keeps everything typed, when a date cannot be read or there is a due
    day without an action.
    """
    if conversation.drafts.get("action", "").strip() or conversation.drafts.get("due", "").strip():
        add_action(conversation, today)
    if conversation.drafts.get("review", "").strip():
        use_typed_day(conversation, today)
