"""When the incident was: half-typed words are kept, and read as soon as they make a moment.

"Yesterday" must mean the day before it was typed, also when the words are looked at again a
day later. So they are read while they are typed, and once settled stand as a date.
"""

from datetime import datetime

from app.domain.conversation import Conversation
from app.domain.days import read_past_moment, short_day_words
from app.domain.errors import InputError

#: The drafts of the two fields.
DAY, TIME = "incident-day", "incident-time"


def typed_day(conversation: Conversation) -> str:
    """Give what stands in the field for the day."""
    settled = conversation.incident_at
    day = short_day_words(settled) if settled else ""
    return conversation.drafts.get(DAY, day)


def typed_time(conversation: Conversation) -> str:
    """Give what stands in the field for the time of day."""
    settled = conversation.incident_at
    return conversation.drafts.get(TIME, f"{settled:%H:%M}" if settled else "")


def type_incident(conversation: Conversation, field: str, words: str, now: datetime) -> None:
    """Take in a keystroke in DAY or TIME; the incident has a moment once both can be read."""
    both = {DAY: typed_day(conversation), TIME: typed_time(conversation), field: words}
    conversation.drafts.update(both)
    try:
        conversation.incident_at = _read(conversation, now)
    except InputError:
        conversation.incident_at = None


def settle_incident(conversation: Conversation, now: datetime) -> None:
    """Be done with the two fields; raises InputError, all words kept, when they make no moment.

    Nothing typed is fine: the moment is not always known, and never required.
    """
    if conversation.incident_at is None:
        conversation.incident_at = _read(conversation, now)
    conversation.drafts.pop(DAY, None)
    conversation.drafts.pop(TIME, None)


def incident_now(conversation: Conversation, now: datetime) -> None:
    """Take this very minute for the incident's, for a check right beside the scene."""
    conversation.drafts.pop(DAY, None)
    conversation.drafts.pop(TIME, None)
    conversation.incident_at = now.replace(second=0, microsecond=0)


def _read(conversation: Conversation, now: datetime) -> datetime | None:
    day, time = conversation.drafts.get(DAY, ""), conversation.drafts.get(TIME, "")
    if not (day.strip() or time.strip()):
        return None
    return read_past_moment(day, time, now, "incident")
