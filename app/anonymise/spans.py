"""What the anonymiser finds: a stretch of text, what it looks like, and why.

A span never decides anything by itself. ``Level.RED`` is masked unless a person says
otherwise; ``Level.AMBER`` is asked about. Offsets count Python characters (code points).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
    NUMBER = "NUMBER"
    OTHER = "OTHER"
    """A person marked it."""


class Level(StrEnum):
    """How sure we are: RED is masked by default, AMBER is asked about."""

    RED = "red"
    AMBER = "amber"


@dataclass(frozen=True)
class Span:
    """``text[start:end]`` could identify someone.

    ``reason`` is plain words for the screen and never repeats the text itself;
    ``replacement`` is what stands in its place once masked.
    """

    start: int
    end: int
    kind: Kind
    level: Level
    reason: str
    replacement: str

    def overlaps(self, start: int, end: int) -> bool:
        """Say whether any character lies in both."""
        return self.start < end and start < self.end


def settle(candidates: Iterable[Span]) -> list[Span]:
    """Choose among overlapping candidates: sorted, non-overlapping, nothing red uncovered.

    RED beats AMBER, then the longer one wins, then the one offered first. What a winner
    leaves uncovered of a losing RED span is kept by stretching the winner over it.
    """
    kept: list[Span] = []
    ranked = sorted(candidates, key=lambda s: (s.level is Level.AMBER, s.start - s.end))
    for span in ranked:
        rivals = [other for other in kept if other.overlaps(span.start, span.end)]
        if not rivals:
            kept.append(span)
        elif span.level is Level.RED:
            start = min(span.start, *(r.start for r in rivals))
            end = max(span.end, *(r.end for r in rivals))
            best = rivals[0]
            kept = [other for other in kept if other not in rivals]
            kept.append(Span(start, end, best.kind, best.level, best.reason, best.replacement))
    return sorted(kept, key=lambda s: s.start)
