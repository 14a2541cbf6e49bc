"""Look for a pattern only near what it cannot do without: a digit, an "@", one of some words.

Most of a note has none of these, and a search that starts at every letter is what costs time on
a phone. It also keeps any one search short, however long and odd the text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from app.anonymise.reading import Reading

_DIGITS = re.compile(r"\d+")
_AROUND = 60


class Scanned(str):
    """A text that many patterns are looked for in: where its digits are is found out once."""

    @cached_property
    def digits(self) -> tuple[tuple[int, int], ...]:
        """The stretches around its digits."""
        spots = (m.span() for m in _DIGITS.finditer(self))
        return tuple(_windows(spots, self, _AROUND, _AROUND))


def near(
    pattern: re.Pattern[str], anchor: re.Pattern[str], text: str, before: int, after: int
) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` that lie within some characters around an ``anchor``."""
    spots = (m.span() for m in anchor.finditer(text))
    for low, high in _windows(spots, text, before, after):
        yield from pattern.finditer(text, low, high)


def near_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` around digits: up to 60 characters before and 60 after."""
    if not isinstance(text, Scanned):
        yield from near(pattern, _DIGITS, text, _AROUND, _AROUND)
        return
    for low, high in text.digits:
        yield from pattern.finditer(text, low, high)


class Late:
    """A pattern that is compiled when it is first needed: on a phone that takes time."""

    def __init__(self, source: str, flags: int = re.IGNORECASE) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready to search."""
        return re.compile(self._source, self._flags)


def near_words(
    pattern: Late,
    reading: Reading,
    words: frozenset[str],
    before: int,
    after: int,
) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` that lie within some characters around folded ``words``."""
    hits = reading.places.keys() & words
    if hits:
        spots = sorted(spot for word in hits for spot in reading.places[word])
        for low, high in _windows(spots, reading.text, before, after):
            yield from pattern.compiled.finditer(reading.text, low, high)


def _windows(
    spots: Iterable[tuple[int, int]], text: str, before: int, after: int
) -> Iterator[tuple[int, int]]:
    """Merge the stretches around the spots, each cut where a word ends."""
    low = high = -1
    for first, last in spots:
        start, end = first - before, last + after
        if start <= high:
            high = max(high, end)
            continue
        if high >= 0:
            yield max(0, low), _word_end(text, high)
        low, high = start, end
    if high >= 0:
        yield max(0, low), _word_end(text, high)


def _word_end(text: str, end: int) -> int:
    """Give where the word ends that ``end`` lies in."""
    end = min(end, len(text))
    while end < len(text) and text[end].isalnum():
        end += 1
    return end
