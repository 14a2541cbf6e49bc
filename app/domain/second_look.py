"""The second look: the trust's server reads a summary once more before it stores it.

Where it finds what could name someone it stores nothing of the text, and says only where. The
author's device may also ask, with a code of its own, whether a reader flagged a text later on.
The code is made on the device, 128 random bits; with a summary goes only its SHA-256, so that
the server can answer whoever shows the code and cannot tell who that is.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

#: The receipt's status: nothing was stored, the places were marked.
NEEDS_ANOTHER_LOOK = "needs-another-look"
#: What a device is told that asks with its code.
NOTHING, FLAGGED = "nothing", "flagged"
#: More places than any text of 2,000 characters can hold apart from one another.
MOST_PLACES = 1000

_CODE = re.compile(r"[0-9a-f]{32}")
_KIND = re.compile(r"[A-Z_]{1,24}")


class Asked(StrEnum):
    """Who asked for another look at a summary that had been agreed already."""

    NOBODY = ""
    SERVER = "server"
    READER = "reader"


def new_code() -> str:
    """Make a withdrawal code: 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def checked_code(given: object) -> str:
    """Give ``given`` if it has the form of a withdrawal code; raises ValueError."""
    if not isinstance(given, str) or _CODE.fullmatch(given) is None:
        raise ValueError("not a withdrawal code")
    return given


def hash_of(code: str) -> str:
    """Give the SHA-256 of a code's 16 bytes in hex: what goes with the summary.

    Raises ValueError when it is not of a code's form.
    """
    return hashlib.sha256(bytes.fromhex(checked_code(code))).hexdigest()


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of the text as it was sent, in code points, and the kind of what stands there."""

    start: int
    end: int
    kind: str

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping, for an answer or a store; it holds nothing of the text."""
        return {"start": self.start, "end": self.end, "kind": self.kind}


def read_places(found: object) -> tuple[Place, ...]:
    """Read a list of places; what is none is left out, for the rest may still help somebody."""
    if not isinstance(found, list):
        return ()
    return tuple(place for entry in found[:MOST_PLACES] if (place := _place(entry)) is not None)


def within(places: Iterable[Place], length: int) -> tuple[Place, ...]:
    """Give the places that lie in a text of ``length`` code points, sorted, none overlapping."""
    kept: list[Place] = []
    for place in sorted(places):
        if place.end <= length and (not kept or kept[-1].end <= place.start):
            kept.append(place)
    return tuple(kept)


def _place(entry: object) -> Place | None:
    if not isinstance(entry, Mapping):
        return None
    start, end, kind = entry.get("start"), entry.get("end"), entry.get("kind")
    if type(start) is not int or type(end) is not int or not isinstance(kind, str):
        return None
    fits = 0 <= start < end and _KIND.fullmatch(kind) is not None
    return Place(start, end, kind) if fits else None
