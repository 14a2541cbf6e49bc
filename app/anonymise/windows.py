"""Look for a pattern only near what it cannot do without: a digit, an "@", a month.

Most of a note has none of these, and a search that starts at every letter is what costs time on
a phone. It also keeps any one search short, however long and odd the text.
"""

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"\d+")


def near(
    pattern: re.Pattern[str], anchor: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` that lie within some characters around an ``anchor``."""
    for low, high in _windows(anchor, text, before, after):
        yield from pattern.finditer(text, low, high)


def near_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` around digits: up to 60 characters before and 60 after."""
    return near(pattern, _DIGITS, text, 60, 60)


def _windows(
    anchor: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[tuple[int, int]]:
    """Merge the stretches around the anchors, each cut where a word ends."""
    low = high = -1
    for m in anchor.finditer(text):
        start, end = max(0, m.start() - before), min(len(text), m.end() + after)
        while end < len(text) and text[end].isalnum():
            end += 1
        if start <= high:
            high = max(high, end)
            continue
        if low >= 0:
            yield low, high
        low, high = start, end
    if low >= 0:
        yield low, high
