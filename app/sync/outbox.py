"""The outbox: a pure state machine. No clock, no network, no store.

    waiting ──► sending ──► sent          receipt stored or duplicate: counted exactly once
       ▲           │
       └───────────┤  no answer, 5xx, nonsense, "later": try again after a random pause
                   └──► held              refused for a reason that waiting cannot mend

A summary's id is its idempotency key: sending it again is always safe. An item is immutable
once it is in here. A crash while sending simply leaves it waiting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.errors import ContentError, InvalidSummary
from app.domain.summary import WireSummary

#: First pause after a failure, in seconds; doubles with each further one.
BASE_PAUSE = 2.0
#: The longest pause between two tries, in seconds.
LONGEST_PAUSE = 900.0
#: A server may ask for up to a day of patience.
LONGEST_RETRY_AFTER = 86_400


class State(StrEnum):
    """Where an item stands; see the drawing above ("sending" is never stored)."""

    WAITING = "waiting"
    SENT = "sent"
    HELD = "held"


@dataclass(frozen=True)
class Receipt:
    """The server's word on one summary: ``status`` and, when refused, why."""

    id: str
    status: str
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True)
class OutboxItem:
    """One agreed summary on its way.

    ``not_before`` is a POSIX time in seconds before which it is not tried again. ``trouble``
    says for a person why it waits or is held. ``sent_on`` is the day the server confirmed it.
    """

    wire: WireSummary
    queued_on: date
    state: State = State.WAITING
    tries: int = 0
    not_before: float = 0.0
    trouble: str = ""
    sent_on: date | None = None

    @property
    def id(self) -> str:
        """The summary's id."""
        return self.wire.id

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "wire": self.wire.to_wire(),
            "queued_on": self.queued_on.isoformat(),
            "state": self.state.value,
            "tries": self.tries,
            "not_before": self.not_before,
            "trouble": self.trouble,
            "sent_on": self.sent_on.isoformat() if self.sent_on else None,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "OutboxItem":
        """Read what ``to_document`` wrote; raises ContentError on anything else.

        The first version wrote no ``sent_on``.
        """
        try:
            sent_on = document.get("sent_on")
            return cls(
                wire=WireSummary.from_wire(document["wire"]),
                queued_on=date.fromisoformat(str(document["queued_on"])),
                state=State(str(document["state"])),
                tries=int(str(document["tries"])),
                not_before=float(str(document["not_before"])),
                trouble=str(document["trouble"]),
                sent_on=None if sent_on is None else date.fromisoformat(str(sent_on)),
            )
        except (KeyError, ValueError, TypeError, InvalidSummary) as error:
            raise ContentError("An item in the outbox could not be read.") from error


def due(items: Iterable[OutboxItem], now: float) -> list[OutboxItem]:
    """Give the waiting items that may be tried at ``now`` (POSIX seconds).

    A pause longer than any that is ever chosen was noted under a clock that ran ahead: it is
    over, for else the item would wait for as long as that clock was wrong.
    """
    latest = now + LONGEST_RETRY_AFTER
    return [
        item
        for item in items
        if item.state is State.WAITING and not now < item.not_before <= latest
    ]


def next_moment(items: Iterable[OutboxItem]) -> float | None:
    """Give the POSIX time of the earliest next try; None when nothing waits."""
    moments = [item.not_before for item in items if item.state is State.WAITING]
    return min(moments, default=None)


def after_receipt(item: OutboxItem, receipt: Receipt, now: float, today: date) -> OutboxItem:
    """Apply the server's receipt, read at ``now`` (POSIX seconds) on ``today``.

    ``stored`` and ``duplicate`` both mean that the server holds exactly one copy. Anything
    the server will never take is held with its reason; an unknown word is tried again, since
    losing a summary is worse than asking twice.
    """
    if item.state is State.SENT:
        return item
    if receipt.status in ("stored", "duplicate"):
        return replace(item, state=State.SENT, trouble="", tries=item.tries + 1, sent_on=today)
    if receipt.status == "conflict":
        return replace(
            item,
            state=State.HELD,
            tries=item.tries + 1,
            trouble="The server already holds a different summary under this number.",
        )
    if receipt.status == "rejected":
        said = receipt.detail or "The server did not accept this summary."
        return replace(item, state=State.HELD, tries=item.tries + 1, trouble=said)
    return after_failure(item, "The server asked to try again later.", now, chance=1.0)


def after_failure(
    item: OutboxItem, trouble: str, now: float, *, chance: float, retry_after: int | None = None
) -> OutboxItem:
    """Keep the item and choose when to try again: full jitter, or what the server asked for.

    ``chance`` is a number from 0 to 1 drawn by the caller. The pause is ``chance`` times a
    ceiling that doubles with each failure, so that a hundred devices back on the network do
    not knock at once.
    """
    if item.state is not State.WAITING:
        return item
    ceiling = min(LONGEST_PAUSE, BASE_PAUSE * 2 ** min(item.tries, 16))
    pause = chance * ceiling
    if retry_after is not None:
        pause = max(pause, min(retry_after, LONGEST_RETRY_AFTER))
    return replace(item, tries=item.tries + 1, not_before=now + pause, trouble=trouble)


def hurry(item: OutboxItem) -> OutboxItem:
    """Let a waiting item be tried now: the network came back, or the person asked."""
    return replace(item, not_before=0.0) if item.state is State.WAITING else item
