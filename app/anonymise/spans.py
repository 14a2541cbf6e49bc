"""What the anonymiser finds: a stretch of text, what it looks like, and why.

A span never decides anything by itself. ``Level.RED`` is masked unless a person says
otherwise; ``Level.AMBER`` is asked about. Offsets count Python characters (code points).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.anonymise.reasons import Reason


class Kind(StrEnum):
    """What a stretch of text looks like."""

    NAME = "NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    POSTCODE = "POSTCODE"
    NHS_NUMBER = "NHS_NUMBER"
    DATE = "DATE"
    TIME = "TIME"
    AGE = "AGE"
    NATIONAL_INSURANCE = "NATIONAL_INSURANCE"
    REGISTRATION = "REGISTRATION"
    """A professional registration or staff number: HCPC, NMC, GMC, payroll."""
    VEHICLE = "VEHICLE"
    INCIDENT = "INCIDENT"
    CALL_SIGN = "CALL_SIGN"
    ADDRESS = "ADDRESS"
    PLACE = "PLACE"
    WEB = "WEB"
    FAMILY = "FAMILY"
    """A tie that singles out: twins, a relative who works with them."""
    ROLE = "ROLE"
    """A post or description that one person or very few fit."""
    EVENT = "EVENT"
    """A job or happening that would be talked about."""
    CONDITION = "CONDITION"
    """A condition or treatment that few at a station would have."""
    TREATMENT = "TREATMENT"
    """Where somebody is treated."""
    GROUP = "GROUP"
    """Nationality, faith, orientation or status, said outright."""
    NUMBER = "NUMBER"
    OTHER = "OTHER"
    """A person marked it."""


_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_EDGES = frozenset(
    """
    at in on for of from the to with and by near a an s is was who that last this after since re
    post following
    """.split()
)
_JOINING = _EDGES | frozenset(
    """
    job jobs incident
    thing call one fall fire crash first only other former new two three
    """.split()
)
TELLING = frozenset({Kind.FAMILY, Kind.ROLE, Kind.EVENT, Kind.CONDITION, Kind.TREATMENT})
"""Phrases that may hold a name or a place and tell more than it."""


class Level(StrEnum):
    """How sure we are: RED is masked by default, AMBER is asked about."""

    RED = "red"
    AMBER = "amber"


@dataclass(frozen=True)
class Span:
    """``text[start:end]`` could identify someone.

    ``reason`` is plain words, said on the screen with ``tr``; it never repeats the text itself;
    ``replacement`` is what stands in its place once masked.
    """

    start: int
    end: int
    kind: Kind
    level: Level
    reason: Reason
    replacement: str

    def overlaps(self, start: int, end: int) -> bool:
        """Say whether any character lies in both."""
        return self.start < end and start < self.end


def settle(candidates: Iterable[Span], text: str = "") -> list[Span]:
    """Choose among overlapping candidates: sorted, non-overlapping, nothing red uncovered.

    RED beats AMBER, then the longer one wins, then the one offered first. What a winner
    leaves uncovered of a losing RED span is kept by stretching the winner over it. Where the
    ``text`` is given, what is left of a telling phrase around a winner is still asked about.
    """
    kept: list[Span] = []  # sorted and apart from one another at any time
    for span in sorted(candidates, key=lambda s: (s.level is Level.AMBER, s.start - s.end)):
        low = bisect_right(kept, span.start, key=lambda s: s.end)
        high = bisect_left(kept, span.end, key=lambda s: s.start)
        rivals = kept[low:high]
        if not rivals:
            kept.insert(low, span)
        elif span.level is Level.RED:
            start = min(span.start, rivals[0].start)
            end = max(span.end, rivals[-1].end)
            kept[low:high] = [replace(rivals[0], start=start, end=end)]
        elif span.kind in TELLING and text:
            left = _telling(text, span.start, rivals[0].start)
            right = _telling(text, rivals[-1].end, span.end)
            start, end = max(left, right, key=lambda piece: piece[1] - piece[0])
            if start < end:
                at = low if (start, end) == left else high
                kept.insert(at, replace(span, start=start, end=end))
    return kept


def _telling(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut a piece of a phrase to the words that say something; empty when none does."""
    words = list(_WORD.finditer(text, start, max(start, end)))
    while words and words[-1].group().lower() in _EDGES:
        words.pop()
    while words and words[0].group().lower() in _EDGES - {"the"}:
        words.pop(0)
    if not words or all(word.group().lower() in _JOINING for word in words):
        return start, start
    return words[0].start(), words[-1].end()
