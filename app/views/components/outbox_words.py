"""Short words about items in the outbox: where one stands, how long it has waited."""

from collections.abc import Sequence
from datetime import date

from app.sync.outbox import OutboxItem, State, wants_a_look

_HEADINGS = {
    State.WAITING: "Waiting",
    State.PAUSED: "Paused",
    State.HELD: "Needs a look",
    State.LOOK: "Needs another look",
    State.SENT: "Sent",
    State.DURABLE: "Sent and safe",
    State.WITHDRAWING: "Being taken back",
    State.WITHDRAWN: "Taken back",
}
_SENT = (
    "Receipt: your trust holds it once, under {number}. The copy here stays until a backup "
    "of your trust's holds it as well."
)
_DURABLE = "Receipt: your trust holds it once, under {number}, and has a backup of it."
_WITHDRAWN = "Its words are gone from your trust. Nobody is told who took it back."


def heading(item: OutboxItem) -> str:
    """Name where an item stands."""
    return _HEADINGS[State.LOOK if wants_a_look(item) else item.state]


def receipt(item: OutboxItem) -> str:
    """Say what the server confirmed of an item; "" before it did."""
    said = {State.SENT: _SENT, State.DURABLE: _DURABLE, State.WITHDRAWN: _WITHDRAWN}
    return said.get(item.state, "").format(number=item.id[:8])


def agreed(item: OutboxItem, today: date) -> str:
    """Say when it was agreed, and how long ago that is."""
    day = f"{item.queued_on.day} {item.queued_on:%B}"
    ago = _ago(item.queued_on, today)
    return f"Agreed on {day}{f', {ago}' if ago else ''}."


def oldest(items: Sequence[OutboxItem], today: date) -> str:
    """Say how long the oldest of what waits has waited; "" when that is nothing to speak of."""
    waiting = [item for item in items if item.state in (State.WAITING, State.PAUSED)]
    days = max(((today - item.queued_on).days for item in waiting), default=0)
    if days < 1:
        return ""
    since = "since yesterday" if days == 1 else f"for {days} days"
    return f"It has waited {since}." if len(waiting) == 1 else f"The oldest has waited {since}."


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    if days < 0:  # the device's clock was put back
        return ""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
