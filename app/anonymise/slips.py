"""Tells whether a word is one slip away from a known one: a letter too many, too few, changed,
or swapped with its neighbour (restricted Damerau-Levenshtein distance 1).

Both sides are compared by what is left when one letter is taken out, so a question costs as many
look-ups as the word has letters, however many words are known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Slips:
    """Known words by each of their forms with one letter left out, and as they are."""

    known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Slips":
        """Take in the words."""
        known: dict[str, tuple[str, ...]] = {}
        for word in set(words):
            for form in {word, *_shorter(word)}:
                known[form] = (*known.get(form, ()), word)
        return cls(known)

    def near(self, word: str) -> bool:
        """Say whether ``word`` is a known one or at most one slip away. The first letter must
        be right: people rarely miss it, and other words begin with another.
        """
        if not self.known:
            return False
        return any(
            one[0] == word[0] and _one_slip(word, one)
            for form in (word, *_shorter(word))
            for one in self.known.get(form, ())
        )


def _shorter(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


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
