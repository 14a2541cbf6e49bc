"""How long notes stay: until 30 days after they have done their work, and never unannounced.

Notes are health data about a colleague, so they go once nobody needs them: ``NOTES_DAYS``
after the summary is durable on the trust's server. A conversation that ended without a
summary keeps its notes as long after its end: that is this project's choice, so that "no
summary" is no reason to keep more. Plans have records of their own, which stay until somebody
deletes them.

Nothing goes without a notice on the screen ``NOTICE_DAYS`` before. Days come from the
device's own clock, which may be wrong. A notice dated more than ``STALE_DAYS`` away, before
or after today, was shown under a clock that cannot have been right, or so long ago that it
is forgotten: it is shown again, and its days begin anew. What this cannot catch is a clock
that is wrong by a few weeks at just the time.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.conversation import Conversation, Outcome

#: Days for which notes stay once the summary is on the server, or after an end without one.
NOTES_DAYS = 30
#: Days between the notice on the screen and the removal.
NOTICE_DAYS = 7
#: A notice further away than this, in either direction, does not count.
STALE_DAYS = 90


@dataclass(frozen=True)
class Expiry:
    """Which conversation's notes go, and on which day at the earliest."""

    conversation_id: str
    remove_on: date


def has_notes(conversation: Conversation) -> bool:
    """Tell whether a removal would take anything that was noted; blanks need no notice."""
    words = (
        *conversation.notes.values(),
        *conversation.drafts.values(),
        conversation.summary,
        conversation.reviewed_text,
    )
    noted = (
        conversation.review,
        conversation.incident_at,
        conversation.support_offered or None,
        conversation.themes or None,
        conversation.self_referral or None,
        conversation.helpful,
    )
    return any(text.strip() for text in words) or any(item is not None for item in noted)


def without_notes(conversation: Conversation) -> Conversation:
    """Give the conversation without notes, drafts, the summary's wording and its review.

    What support was offered, what the colleague answered and when an incident was go as well.
    The link to the plan, the label and the dates of the conversation stay.
    """
    return replace(
        conversation,
        notes={},
        drafts={},
        summary="",
        review=None,
        reviewed_text="",
        open_area="",
        focus="",
        incident_at=None,
        support_offered=[],
        themes=[],
        self_referral="",
        helpful=None,
    )


def expiry(conversation: Conversation, sent_on: date | None) -> date | None:
    """Give the day on which the notes may go at the earliest; None when they stay.

    ``sent_on`` is the day the summary's receipt came from the server, None before. Notes
    stay while the conversation is open, while its summary is not yet on the server, and for
    as long as its holder asked to keep them. Once a notice was shown the day is never less
    than ``NOTICE_DAYS`` after it. One that ended before its end was noted counts from the
    day it was held.
    """
    due = _unannounced(conversation, sent_on)
    shown = conversation.notice_on
    return due if due is None or shown is None else max(due, _later(shown, NOTICE_DAYS))


def _unannounced(conversation: Conversation, sent_on: date | None) -> date | None:
    """Give the same as if no notice had been shown."""
    if conversation.keep_notes or not has_notes(conversation):
        return None
    if conversation.outcome is Outcome.QUEUED:
        since = sent_on
    elif conversation.outcome is Outcome.KEPT:
        since = conversation.finished_on or conversation.held_on
    else:
        since = None
    return None if since is None else _later(since, NOTES_DAYS)


def notice_due(conversation: Conversation, sent_on: date | None, today: date) -> bool:
    """Tell whether the notice has to be shown, or shown again, today."""
    remove_on = _unannounced(conversation, sent_on)
    if remove_on is None or _later(today, NOTICE_DAYS) < remove_on:
        return False
    return not _notice_counts(conversation, today)


def removal_due(conversation: Conversation, sent_on: date | None, today: date) -> bool:
    """Tell whether the notes go today: announced long enough ago, and past their day."""
    remove_on = expiry(conversation, sent_on)
    return remove_on is not None and today >= remove_on and _notice_counts(conversation, today)


def _notice_counts(conversation: Conversation, today: date) -> bool:
    shown = conversation.notice_on
    return shown is not None and abs((today - shown).days) <= STALE_DAYS


def _later(day: date, days: int) -> date:
    """Add days; a day near the end of the calendar, from a broken clock, stays in it."""
    return day + timedelta(days=min(days, (date.max - day).days))
