"""Short words about items in the outbox: where one stands, how long it has waited."""

from collections.abc import Sequence
from datetime import date

from app.domain.days import short_day_words
from app.domain.wording import to_say, tr, trn
from app.sync.outbox import OutboxItem, State, wants_a_look

_HEADINGS = {
    State.WAITING: to_say("Waiting"),
    State.PAUSED: to_say("Paused"),
    State.HELD: to_say("Needs a look"),
    State.LOOK: to_say("Needs another look"),
    State.SENT: to_say("Sent"),
    State.DURABLE: to_say("Sent and safe"),
    State.WITHDRAWING: to_say("Being taken back"),
    State.WITHDRAWN: to_say("Taken back"),
}
_SENT = to_say(
    "Receipt: your trust holds it once, under {number}. The copy here stays until a backup "
    "of your trust's holds it as well."
)
_DURABLE = to_say("Receipt: your trust holds it once, under {number}, and has a backup of it.")
_WITHDRAWN = to_say("Its words are gone from your trust. Nobody is told who took it back.")


def heading(item: OutboxItem) -> str:
    """Name where an item stands."""
    return tr(_HEADINGS[State.LOOK if wants_a_look(item) else item.state])


def receipt(item: OutboxItem) -> str:
    """Say what the server confirmed of an item; "" before it did."""
    said = {State.SENT: tr(_SENT), State.DURABLE: tr(_DURABLE), State.WITHDRAWN: tr(_WITHDRAWN)}
    return said.get(item.state, "").format(number=item.id[:8])


def agreed(item: OutboxItem, today: date) -> str:
    """Say when it was agreed, and how long ago that is."""
    day = short_day_words(item.queued_on)
    ago = _ago(item.queued_on, today)
    return (
        tr("Agreed on {day}, {ago}.", day=day, ago=ago) if ago else tr("Agreed on {day}.", day=day)
    )


def oldest(items: Sequence[OutboxItem], today: date) -> str:
    """Say how long the oldest of what waits has waited; "" when that is nothing to speak of."""
    waiting = [item for item in items if item.state in (State.WAITING, State.PAUSED)]
    days = max(((today - item.queued_on).days for item in waiting), default=0)
    if days < 1:
        return ""
    since = tr("since yesterday") if days == 1 else trn("for {count} day", "for {count} days", days)
    return (
        tr("It has waited {since}.", since=since)
        if len(waiting) == 1
        else tr("The oldest has waited {since}.", since=since)
    )


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    if days < 0:  # the device's clock was put back
        return ""
    if days < 2:
        return tr("yesterday") if days else tr("today")
    return trn("{count} day ago", "{count} days ago", days)
