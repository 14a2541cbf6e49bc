"""What stands in the outbox: agreed summaries on their way, each under its number.

    paused ◄──► waiting ──► sent ──► durable        counted exactly once, then safe in a backup
                 │  ▲         │         │
                 │  ├─────────┴─────────┘  the server went back to an earlier copy: once more
                 │  └── needs-look         nothing stored: a person looks, then it waits again
                 ├────► held               refused for a reason that waiting cannot mend
                 └────► withdrawing ──► withdrawn   its author takes it back with its own code

The steps between them are pure functions in ``moves``. A summary's number is its idempotency
key, and its token's nonce is tied to that number at the server: sending it again is always
safe. From the first request on its words never change, unless the server said that it stored
nothing of them. A crash while sending simply leaves it waiting, with the same token.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.errors import ContentError, InputError, InvalidSummary
from app.domain.second_look import Place, read_places
from app.domain.summary import WireSummary
from app.domain.token import Token
from app.domain.wording import tr


class State(StrEnum):
    """Where an item stands; see the drawing above."""

    WAITING = "waiting"
    PAUSED = "paused"
    SENT = "sent"
    """On the server, and kept here until a backup holds it as well."""
    DURABLE = "durable"
    HELD = "held"
    LOOK = "needs-look"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"


#: On the server, as far as is known.
ARRIVED = frozenset({State.SENT, State.DURABLE})
#: Nothing more happens to these by itself but their tidying.
TO_TIDY = frozenset({State.DURABLE, State.WITHDRAWN})
#: The sender takes these up.
ON_THEIR_WAY = frozenset({State.WAITING, State.WITHDRAWING})


class Told(StrEnum):
    """What is known of a reader's flag on a summary that was sent."""

    NOTHING = ""
    FLAGGED = "flagged"
    LEFT = "left"
    """Its author knows, and leaves it hidden."""


@dataclass(frozen=True)
class Receipt:
    """The server's word on one summary: ``status`` and, when refused, why.

    ``epoch`` and ``mark`` say where the server's history stood when it was stored.
    """

    id: str
    status: str
    reason: str = ""
    detail: str = ""
    places: tuple[Place, ...] = ()
    epoch: str = ""
    mark: int = 0


@dataclass(frozen=True)
class OutboxItem:
    """One agreed summary on its way.

    ``token`` is what shows the server that an enrolled device sends; it is kept with the item
    from before its first request on. ``requested`` says that there may have been one: then its
    words stand. ``not_before`` is a POSIX time in seconds before which it is not tried again,
    ``asked_until`` the part of that which the server asked for. ``trouble`` says for a person
    what happened last. ``sent_on`` is the day the server confirmed it, at ``epoch`` and
    ``mark``; ``durable_on`` the day a backup was known to hold it. ``places`` are where the
    server wants another look. ``code`` is the withdrawal code, "" in items from before there
    was one; with it the server is asked about a sent summary, last on ``asked_on``, and
    ``told`` is what it said. ``let_go`` says that its conversation was deleted: it goes as soon
    as it is durable.
    """

    wire: WireSummary
    queued_on: date
    state: State = State.WAITING
    token: Token | None = field(default=None, repr=False)
    requested: bool = False
    tries: int = 0
    not_before: float = 0.0
    asked_until: float = 0.0
    trouble: str = ""
    sent_on: date | None = None
    epoch: str = ""
    mark: int = 0
    durable_on: date | None = None
    withdrawn_on: date | None = None
    places: tuple[Place, ...] = ()
    code: str = field(default="", repr=False)
    asked_on: date | None = None
    told: Told = Told.NOTHING
    let_go: bool = False

    @property
    def id(self) -> str:
        """The summary's number."""
        return self.wire.id

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "wire": self.wire.to_wire(),
            "queued_on": self.queued_on.isoformat(),
            "state": self.state.value,
            "token": self.token.to_wire() if self.token else None,
            "requested": self.requested,
            "tries": self.tries,
            "not_before": self.not_before,
            "asked_until": self.asked_until,
            "trouble": self.trouble,
            "sent_on": self.sent_on and self.sent_on.isoformat(),
            "epoch": self.epoch,
            "mark": self.mark,
            "durable_on": self.durable_on and self.durable_on.isoformat(),
            "withdrawn_on": self.withdrawn_on and self.withdrawn_on.isoformat(),
            "places": [place.to_document() for place in self.places],
            "code": self.code,
            "asked_on": self.asked_on and self.asked_on.isoformat(),
            "told": self.told.value,
            "let_go": self.let_go,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "OutboxItem":
        """Read what ``to_document`` wrote, now or in an earlier version of Layby.

        The first version wrote no ``sent_on``, others nothing of a second look, and none before
        tokens whether there was a request: then there may have been. A token that cannot be
        read is none: the item gets another. Raises ContentError on anything else.
        """
        try:
            return cls(
                wire=WireSummary.from_wire(document["wire"]),
                queued_on=date.fromisoformat(str(document["queued_on"])),
                state=State(str(document["state"])),
                token=_token(document.get("token")),
                requested=bool(document.get("requested", True)),
                tries=int(str(document["tries"])),
                not_before=float(str(document["not_before"])),
                asked_until=float(str(document.get("asked_until", 0.0))),
                trouble=str(document["trouble"]),
                sent_on=_day(document.get("sent_on")),
                epoch=str(document.get("epoch", "")),
                mark=int(str(document.get("mark", 0))),
                durable_on=_day(document.get("durable_on")),
                withdrawn_on=_day(document.get("withdrawn_on")),
                places=read_places(document.get("places")),
                code=str(document.get("code", "")),
                asked_on=_day(document.get("asked_on")),
                told=Told(str(document.get("told", ""))),
                let_go=bool(document.get("let_go", False)),
            )
        except (KeyError, ValueError, TypeError, InvalidSummary) as error:
            raise ContentError(tr("An item in the outbox could not be read.")) from error


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _token(value: object) -> Token | None:
    try:
        return None if value is None else Token.from_wire(value)
    except InputError:
        return None


def wants_a_look(item: OutboxItem) -> bool:
    """Tell whether a person has to look at this item once more."""
    return item.state is State.LOOK or (item.state in ARRIVED and item.told is Told.FLAGGED)


def may_edit(item: OutboxItem) -> bool:
    """Tell whether its words may still go back to their check: nothing was requested yet."""
    return item.state in (State.WAITING, State.PAUSED) and not item.requested
