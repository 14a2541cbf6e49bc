"""The words that stand for what is hidden, recognised again, so that nothing is masked twice."""

import re
from collections.abc import Iterable

_PEOPLE = (
    r"(?:another )?(?:colleague|manager|patient|family member|person|member of staff)|name|twins|"
    r"family tie|removed"
)
_PLACES = r"place|address|road|hospital|place of treatment|vehicle"
_DAYS = (
    r"(?:day in )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)|date(?: of birth)?|week(?:end )?day|"
    r"time(?: (?:at night|in the (?:morning|afternoon|evening)))?"
)
_AGES = (
    r"in their (?:teens|[2-8]0s|nineties or over)|[2-8]0-something|90-or-over|teenage|under-20|"
    r"young|under-13|child|very young"
)
_NUMBERS = (
    r"number|e-mail address|web address|phone number|NHS number|NI number|registration number|"
    r"incident number|call sign"
)
_TELLING = (
    r"health condition|treatment|fire|violent job|serious road collision|difficult job"
    r"|talked about|"
    r"something well known|background|of a certain background"
)
Held = tuple[int, int, str]
"""Where a mask stands, and the sign to read in its place."""
MASK = re.compile(rf"\[(?:an? )?(?:{_PEOPLE}|{_PLACES}|{_DAYS}|{_AGES}|{_NUMBERS}|{_TELLING})\]")


def masks(text: str) -> list[Held]:
    """Give where masks stand in a text, each with the sign to read in its place."""
    return [(*m.span(), "\x00") for m in MASK.finditer(text)] if "[" in text else []


def outside(start: int, end: int, held: Iterable[Held]) -> tuple[int, int]:
    """Give the longest part of a range that lies in no mask; empty when there is none."""
    parts, at = [], start
    for first, last, _ in held:
        if first < end and start < last:
            parts.append((at, max(at, first)))
            at = max(at, last)
    parts.append((at, max(at, end)))
    return max(parts, key=lambda part: part[1] - part[0])
