"""How a word looks by its letters: more like a person's name, like a place, or like English.

Counts of three letters in a row over the lists, as log ratios against English words. It speaks
for words that no list has: a rare name, a name of an origin the lists know little of.
"""

import math
import zlib
from collections.abc import Iterator, Mapping

from app.anonymise.word_book import Entry

_LETTERS = 28
_SIZE = _LETTERS**3
_STEP = 0.05
_PRIOR = 1.0
_OTHER = 27


class Letters:
    """Scores of a word's letters."""

    def __init__(self, table: bytes) -> None:
        self._table = table

    def looks(self, word: str) -> tuple[int, int]:
        """Say from 0 to 9 how much a folded word looks like a person's name, and a place."""
        person = place = number = 0
        table = self._table
        for at in _threes(word):
            person += table[at] - 128
            place += table[_SIZE + at] - 128
            number += 1
        scale = _STEP / math.sqrt(number)
        return _level(person * scale), _level(place * scale)

    @classmethod
    def learn(cls, entries: Mapping[str, Entry]) -> "Letters":
        """Count the letters of names, places and English words."""
        counts = [[_PRIOR] * _SIZE for _ in range(3)]
        for word, entry in sorted(entries.items()):
            if not word.isalpha() or len(word) < 3:
                continue
            person = max(entry.forename, entry.surname)
            weights = (
                0.0 if entry.common > 7 else math.sqrt(person),
                0.0 if entry.common > 7 else math.sqrt(entry.place),
                math.sqrt(entry.common) if not person or entry.common > 7 else 0.0,
            )
            for at in _threes(word):
                for count, weight in zip(counts, weights, strict=True):
                    count[at] += weight
        totals = [sum(count) for count in counts]
        columns = []
        for kind in (0, 1):
            ratios = (
                math.log(a / totals[kind]) - math.log(b / totals[2])
                for a, b in zip(counts[kind], counts[2], strict=True)
            )
            columns.append(bytes(max(0, min(255, 128 + round(r / _STEP))) for r in ratios))
        return cls(b"".join(columns))

    def pack(self) -> bytes:
        """Write the table."""
        return zlib.compress(self._table, 9)

    @classmethod
    def unpack(cls, packed: bytes) -> "Letters":
        """Read a packed table."""
        return cls(zlib.decompress(packed))


def _threes(word: str) -> Iterator[int]:
    a, b = 0, 0
    for letter in word:
        number = ord(letter) - 96
        c = number if 0 < number < _OTHER else _OTHER
        yield (a * _LETTERS + b) * _LETTERS + c
        a, b = b, c
    yield (a * _LETTERS + b) * _LETTERS


def _level(score: float) -> int:
    return max(0, min(9, math.floor(score * 1.2 + 5)))
