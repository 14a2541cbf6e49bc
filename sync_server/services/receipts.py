"""What a device is told about each summary it sent, and how a sent item is read."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import InvalidSummary
from app.domain.periods import IsoWeek
from app.domain.second_look import NEEDS_ANOTHER_LOOK, Place
from app.domain.summary import WireSummary

REASONS: Mapping[str, str] = {
    "area-unknown": "Your trust has no such area any more. Choose the area again.",
    "role-family-unknown": "Your trust has no such role any more. Choose the role again.",
    "wrong-organisation": "This summary was written for another trust.",
    "week-out-of-range": (
        "The week of the conversation lies in the future or more than half a year back. "
        "Check the date."
    ),
    "conflict": "Another summary with this number is stored already. That one was kept.",
    NEEDS_ANOTHER_LOOK: (
        "Your trust's server thinks that a word in it could name someone. Nothing was stored. "
        "Look at it once more, then send it again."
    ),
}


@dataclass(frozen=True)
class Receipt:
    """What became of one item: stored, duplicate, conflict, needs-another-look, rejected.

    ``places`` say where in the text another look is needed; nothing of the text comes back.
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


def read_item(item: object) -> WireSummary | Receipt:
    """Read one sent item, or say why it is none."""
    try:
        summary = WireSummary.from_wire(item)
        if str(IsoWeek.parse(summary.week)) != summary.week:
            raise InvalidSummary(field="week")  # other alphabets' digits, a trailing line end
    except InvalidSummary as error:
        return Receipt(_usable_id(item), "rejected", error.code, error.message, error.field)
    return summary


def _usable_id(item: object) -> str:
    """Give the item's id when it is one, else nothing: an unusable one is not echoed."""
    given = item.get("id") if isinstance(item, Mapping) else None
    try:
        return given if isinstance(given, str) and str(uuid.UUID(given)) == given else ""
    except ValueError:
        return ""
