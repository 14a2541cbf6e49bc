"""Look for a pattern only near what it cannot do without: a digit, an "@", one of some words.

Most of a note has none of these, and a search that starts at every letter is what costs time on
a phone. It also keeps any one search short, however long and odd the text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from app.anonymise.cues import Cues, Shape
from app.anonymise.reading import Reading
from app.anonymise.tokens import in_small

_DIGITS = re.compile(r"\d+")
_AROUND = 60
# The capitals of a pattern that are letters: not those of its classes and of the names of groups.
_CAPITAL = re.compile(r"\\.|\(\?P<\w+>|\(\?P=\w+\)|[^\W\d_a-z]")
_KEEPS_CASE = "(?-i:"


class Scanned(str):
    """A text that many patterns are looked for in: where its digits are is found out once."""

    @cached_property
    def digits(self) -> tuple[tuple[int, int], ...]:
        """The stretches around its digits."""
        spots = (m.span() for m in _DIGITS.finditer(self))
        return tuple(_windows(spots, self, _AROUND, _AROUND))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Where each run of digits begins."""
        return tuple([m.start() for m in _DIGITS.finditer(self)])

    @cached_property
    def small(self) -> str:
        """The text in small letters, as patterns that take any case read it."""
        return in_small(self)


def scanned(text: str) -> Scanned:
    """Give a text as one that many patterns are looked for in."""
    return text if isinstance(text, Scanned) else Scanned(text)


def near(
    pattern: "Late",
    anchor: "Late",
    text: str,
    before: int,
    after: int,
    *,
    parts: Iterable[str] = (),
) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` that lie within some characters around an ``anchor``.

    ``parts``, in small letters, are such that no match is without one of them: a text that
    holds none is not searched. What a match holds may be in small letters.
    """
    read = scanned(text)
    small = read.small
    if parts and not _holds(small, parts):
        return
    spots = (m.span() for m in anchor.compiled.finditer(small if anchor.any_case else text))
    for low, high in _windows(spots, text, before, after):
        yield from pattern.matches(text, small, low, high)


def near_digits(
    pattern: "re.Pattern[str] | Late", text: str, parts: Iterable[str] = ()
) -> Iterator[re.Match[str]]:
    """Yield matches of ``pattern`` around digits: up to 60 characters before and 60 after.

    ``parts`` as in ``near``. What a match of a ``Late`` pattern holds may be in small letters.
    """
    read = scanned(text)
    if not read.digits or (parts and not _holds(read.small, parts)):
        return
    for low, high in read.digits:
        if isinstance(pattern, Late):
            yield from pattern.matches(text, read.small, low, high)
        else:
            yield from pattern.finditer(text, low, high)


def _holds(small: str, parts: Iterable[str]) -> bool:
    for part in parts:  # noqa: SIM110 -- a generator would take longer than the search
        if part in small:
            return True
    return False


def at_numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield matches of a ``pattern`` that can only begin where a run of digits does."""
    starts = scanned(text).numbers
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            end = match.end()
            yield match


class Late:
    """A pattern that is compiled when it is first needed, or ahead: on a phone that takes time.

    One that takes any case is looked for in the text in small letters: that is several times
    quicker, and finds the same places. One that takes any case but for a part, ``(?-i:…)``, is
    looked for so at first, with no such part, and by itself only where that finds something.
    """

    every: ClassVar[list["Late"]] = []

    def __init__(self, source: str, flags: int = re.IGNORECASE) -> None:
        self.source = source
        self.flags = flags
        self.any_case = bool(flags & re.IGNORECASE)
        self.every.append(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern that is searched for first."""
        if not self.any_case:
            return re.compile(self.source, self.flags)
        source = _in_small(self.source.replace(_KEEPS_CASE, "(?:"))
        return re.compile(source, self.flags & ~re.IGNORECASE)

    @cached_property
    def _exact(self) -> re.Pattern[str] | None:
        return re.compile(self.source, self.flags) if _KEEPS_CASE in self.source else None

    def matches(self, text: str, small: str, low: int, high: int) -> list[re.Match[str]]:
        """Give the matches in a stretch of ``text``, or of the same text in ``small`` letters."""
        read = small if self.any_case else text
        found = list(self.compiled.finditer(read, low, high))
        if found and self._exact:
            return list(self._exact.finditer(text, low, high))
        return found


def _in_small(source: str) -> str:
    """Put small letters in a pattern, but for its classes and the names of its groups."""
    return _CAPITAL.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], source)


def near_words(
    pattern: Late,
    reading: Reading,
    words: Cues | Shape,
    before: int,
    after: int,
) -> list[re.Match[str]]:
    """Give matches of ``pattern`` that lie within some characters around folded ``words``.

    What a match holds may be in small letters.
    """
    if not reading.cues & words.bit:
        return []
    places = reading.places
    spots = sorted([spot for word in words.intersection(places) for spot in places[word]])
    found: list[re.Match[str]] = []
    for low, high in _windows(spots, reading.text, before, after):
        found += pattern.matches(reading.text, reading.small, low, high)
    return found


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
