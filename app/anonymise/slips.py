"""Tells whether a word is one slip away from a known one: a letter too many, too few, changed,
or swapped with its neighbour (restricted Damerau-Levenshtein distance 1).

One slip leaves the beginning or the end of a long word as it is, so only known words that share
one of them, and are about as long, are compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

#: Letters at either end, one of which is whole; words must have twice as many and one more.
_END = 3
SHORTEST = 2 * _END + 1

_Place = tuple[str, int]


@dataclass(frozen=True)
class Slips:
    """Known words by their length and beginning, and by their length and end."""

    begins: dict[_Place, tuple[str, ...]] = field(default_factory=dict)
    ends: dict[_Place, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Slips":
        """Take in the words that have at least ``SHORTEST`` letters."""
        begins: dict[_Place, tuple[str, ...]] = {}
        ends: dict[_Place, tuple[str, ...]] = {}
        for word in sorted({word for word in words if len(word) >= SHORTEST}):
            begin, end = (word[:_END], len(word)), (word[-_END:], len(word))
            begins[begin] = (*begins.get(begin, ()), word)
            ends[end] = (*ends.get(end, ()), word)
        return cls(begins, ends)

    def near(self, word: str) -> bool:
        """Say whether ``word`` is a known one or at most one slip away. The first letter must
        be right: people rarely miss it, and other words begin with another.
        """
        if len(word) < SHORTEST - 1:
            return False
        begin, end, first = word[:_END], word[-_END:], word[0]
        for length in (len(word), len(word) - 1, len(word) + 1):
            for known in self.begins.get((begin, length), ()):
                if _one_slip(word, known):
                    return True
            for known in self.ends.get((end, length), ()):
                if known[0] == first and _one_slip(word, known):
                    return True
        return False


def _one_slip(typed: str, meant: str) -> bool:
    if typed == meant:
        return True
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    rest, other = typed[at:], meant[at:]
    if len(rest) != len(other):
        return rest[1:] == other or rest == other[1:]
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
