"""The outbox: a pure state machine. No clock, no network, no store.

    waiting ──► sending ──► sent          receipt stored or duplicate: counted exactly once
       ▲           │
       └───────────┤  no answer, 5xx, nonsense, "later": try again after a random pause
                   ├──► held              refused for a reason that waiting cannot mend
                   └──► needs-look        nothing stored: a person looks once more, then it is
                                          sealed anew, under the same id, and waits again

A summary's id is its idempotency key: sending it again is always safe. An item is immutable
once it is in here. A crash while sending simply leaves it waiting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.errors import ContentError, InvalidSummary
from app.domain.second_look import FLAGGED, NEEDS_ANOTHER_LOOK, Place, read_places, within
from app.domain.summary import WireSummary

#: First pause after a failure, in seconds; doubles with each further one.
BASE_PAUSE = 2.0
#: The longest pause between two tries, in seconds.
LONGEST_PAUSE = 900.0
#: A server may ask for up to a day of patience.
LONGEST_RETRY_AFTER = 86_400


NEEDS_LOOK_WORDS = "Your trust's server thinks this could name someone. It kept nothing of it."


class State(StrEnum):
    """Where an item stands; see the drawing above ("sending" is never stored)."""

    WAITING = "waiting"
    SENT = "sent"
    HELD = "held"
    LOOK = "needs-look"


class Told(StrEnum):
    """What is known of a reader's flag on a summary that was sent."""

    NOTHING = ""
    FLAGGED = "flagged"
    LEFT = "left"
    """Its author knows, and leaves it hidden."""


@dataclass(frozen=True)
class Receipt:
    """The server's word on one summary: ``status`` and, when refused, why."""

    id: str
    status: str
    reason: str = ""
    detail: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class OutboxItem:
    """One agreed summary on its way.

    ``not_before`` is a POSIX time in seconds before which it is not tried again. ``trouble``
    says for a person why it waits or is held. ``sent_on`` is the day the server confirmed it.
    ``places`` are where the server wants another look. ``code`` is the withdrawal code, "" in
    items from before there was one; with it the server is asked about a sent summary, last on
    ``asked_on``, and ``told`` is what it said.
    """

    wire: WireSummary
    queued_on: date
    state: State = State.WAITING
    tries: int = 0
    not_before: float = 0.0
    trouble: str = ""
    sent_on: date | None = None
    places: tuple[Place, ...] = ()
    code: str = field(default="", repr=False)
    asked_on: date | None = None
    told: Told = Told.NOTHING

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
            "places": [place.to_document() for place in self.places],
            "code": self.code,
            "asked_on": self.asked_on.isoformat() if self.asked_on else None,
            "told": self.told.value,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "OutboxItem":
        """Read what ``to_document`` wrote; raises ContentError on anything else.

        The first version wrote no ``sent_on``, and others nothing of a second look.
        """
        try:
            return cls(
                wire=WireSummary.from_wire(document["wire"]),
                queued_on=date.fromisoformat(str(document["queued_on"])),
                state=State(str(document["state"])),
                tries=int(str(document["tries"])),
                not_before=float(str(document["not_before"])),
                trouble=str(document["trouble"]),
                sent_on=_day(document.get("sent_on")),
                places=read_places(document.get("places")),
                code=str(document.get("code", "")),
                asked_on=_day(document.get("asked_on")),
                told=Told(str(document.get("told", ""))),
            )
        except (KeyError, ValueError, TypeError, InvalidSummary) as error:
            raise ContentError("An item in the outbox could not be read.") from error


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


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
        # From tomorrow on: a question in the same breath would show who sent it.
        sent = replace(item, state=State.SENT, tries=item.tries + 1, sent_on=today, asked_on=today)
        return replace(sent, trouble="", places=())
    if NEEDS_ANOTHER_LOOK in (receipt.status, receipt.reason):
        return replace(
            item,
            state=State.LOOK,
            tries=item.tries + 1,
            trouble=NEEDS_LOOK_WORDS,
            places=within(receipt.places, len(item.wire.text)),
        )
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


def to_ask_about(items: Iterable[OutboxItem], today: date) -> list[OutboxItem]:
    """Give the sent items about which the server was not asked today."""
    return [
        item for item in items if item.state is State.SENT and item.code and item.asked_on != today
    ]


def after_asking(item: OutboxItem, state: str, today: date) -> OutboxItem:
    """Apply what the server said of a sent item: a flag, that it is gone again, or nothing."""
    asked = replace(item, asked_on=today)
    if item.state is not State.SENT:
        return item
    if state != FLAGGED:
        return replace(asked, told=Told.NOTHING)
    return asked if item.told is Told.LEFT else replace(asked, told=Told.FLAGGED)


def wants_a_look(item: OutboxItem) -> bool:
    """Tell whether a person has to look at this item once more."""
    return item.state is State.LOOK or item.told is Told.FLAGGED
