"""What a device is told about each summary it sent, and how a sent item is read."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import InputError, InvalidSummary
from app.domain.periods import IsoWeek
from app.domain.second_look import NEEDS_ANOTHER_LOOK, Place
from app.domain.summary import SCHEMA, WireSummary
from app.domain.token import Token
from sync_server.services.spent_tokens import EXPIRED, FORGED, SPENT, WRONG_AREA

_ANOTHER_TOKEN = "Your summary is safe. Your app fetches another token and sends it again."  # noqa: S105
#: A schema far beyond ours is nonsense rather than a newer app's.
_NEWER = range(SCHEMA + 1, SCHEMA + 100)

REASONS: Mapping[str, str] = {
    "area-unknown": "Your trust has no such area any more. Choose the area again.",
    "role-family-unknown": "Your trust has no such role any more. Choose the role again.",
    "wrong-organisation": "This summary was written for another trust.",
    "week-ahead": "The week of the conversation lies in the future. Check the date.",
    "week-past": "The week of the conversation lies more than half a year back. Check the date.",
    "conflict": "Another summary with this number is stored already. That one was kept.",
    NEEDS_ANOTHER_LOOK: (
        "Your trust's server thinks that a word in it could name someone. Nothing was stored. "
        "Look at it once more, then send it again."
    ),
    "app-too-old": (
        "This summary was written by an older Layby than your trust's server takes. It is kept "
        "on your device. Bring the app up to date, then it can be sent."
    ),
    "server-too-old": (
        "Your trust's server does not know this newer Layby yet. Your summary waits on your "
        "device until it does."
    ),
    "no-second-look": (
        "Your trust's server cannot check summaries just now. Nothing was stored. Your summary "
        "waits on your device."
    ),
    FORGED: f"The token that went with it is not one of your trust's. {_ANOTHER_TOKEN}",
    EXPIRED: f"The token that went with it is too old. {_ANOTHER_TOKEN}",
    WRONG_AREA: f"The token that went with it is for another area. {_ANOTHER_TOKEN}",
    SPENT: f"The token that went with it was used before. {_ANOTHER_TOKEN}",
}


@dataclass(frozen=True)
class Receipt:
    """What became of one item.

    ``status`` is stored, duplicate, conflict, needs-another-look, rejected, or deferred: then
    nothing was judged, and the very same may be sent again later. ``places`` say where in the
    text another look is needed; nothing of the text comes back.
    """

    id: str
    status: str
    reason: str = ""
    detail: str = ""
    field: str = ""
    places: tuple[Place, ...] = ()

    @classmethod
    def because(cls, identity: str, status: str, reason: str) -> "Receipt":
        """Give a receipt with the sentence for ``reason``."""
        return cls(identity, status, reason, REASONS[reason])

    def to_document(self) -> dict[str, object]:
        """Give the JSON object that is sent back, without its empty members."""
        members: dict[str, object] = {
            "id": self.id,
            "status": self.status,
            "reason": self.reason,
            "detail": self.detail,
            "field": self.field,
            "places": [place.to_document() for place in self.places],
        }
        return {k: v for k, v in members.items() if v or k in ("id", "status")}


@dataclass(frozen=True)
class Item:
    """One sent item that could be read."""

    summary: WireSummary
    token: Token


def of_older_app(items: Sequence[object]) -> bool:
    """Say whether these are bare summaries, as apps sent them before there were tokens."""
    return any(
        isinstance(item, Mapping) and "schema" in item and "summary" not in item for item in items
    )


def read_item(item: object) -> Item | Receipt:
    """Read one sent item, or say why it is none."""
    if not isinstance(item, Mapping) or set(item) != {"token", "summary"}:
        return Receipt("", "rejected", InvalidSummary.code, InvalidSummary.default)
    wire = item["summary"]
    if _is_newer(wire):
        return Receipt.because(_usable_id(wire), "deferred", "server-too-old")
    try:
        summary = WireSummary.from_wire(wire)
        if str(IsoWeek.parse(summary.week)) != summary.week:
            raise InvalidSummary(field="week")  # other alphabets' digits, a trailing line end
    except InvalidSummary as error:
        return Receipt(_usable_id(wire), "rejected", error.code, error.message, error.field)
    try:
        return Item(summary, Token.from_wire(item["token"]))
    except InputError:
        return Receipt.because(summary.id, "rejected", FORGED)


def _is_newer(wire: object) -> bool:
    schema = wire.get("schema") if isinstance(wire, Mapping) else None
    return type(schema) is int and schema in _NEWER


def _usable_id(wire: object) -> str:
    """Give the summary's id when it is one, else nothing: an unusable one is not echoed."""
    given = wire.get("id") if isinstance(wire, Mapping) else None
    try:
        return given if isinstance(given, str) and str(uuid.UUID(given)) == given else ""
    except ValueError:
        return ""
