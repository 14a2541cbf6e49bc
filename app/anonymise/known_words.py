"""What the sequence model remembers of single words between texts: facts, and sums of weights.

Most features are about one word, and most words come again: what they add up to is kept. Those
about two words are laid out by the first of them, so that nothing has to be put together to look
them up. No text is kept, and no two words together.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from app.anonymise import features
from app.anonymise.features import FIRST, Books, Facts
from app.anonymise.tokens import Token

Row = tuple[float, ...]
Both = tuple[Row, Row]
_R = TypeVar("_R")
_REMEMBERED = 20_000


class ByFirst(Generic[_R]):
    """Rows of features named "first|second", by the first part."""

    def __init__(self, rows: Mapping[str, _R]) -> None:
        self._rows = rows
        self._names = sorted(rows)
        self._found: dict[str, dict[str, _R]] = {}

    def of(self, first: str) -> dict[str, _R]:
        """Give the rows of all features with this first part, by their second."""
        found = self._found.get(first)
        if found is None:
            start = first + "|"
            at = bisect_left(self._names, start)
            found = {}
            while at < len(self._names) and self._names[at].startswith(start):
                found[self._names[at][len(start) :]] = self._rows[self._names[at]]
                at += 1
            self._found[first] = found
        return found

    def forget(self) -> None:
        """Drop what was laid out."""
        self._found.clear()


class Word:
    """One word as typed: its facts, the sums of its features, and what it begins."""

    __slots__ = ("around", "facts", "lefts", "rights", "sums", "worn")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.worn = f"f{facts.first}{facts.shape}"
        self.sums: dict[str, Row] = {}
        self.lefts: dict[str, list[dict[str, Both]]] = {}
        self.rights: dict[str, list[str]] = {}
        self.around: list[dict[str, Row]] = []


class KnownWords:
    """Words met so far; what a word adds to itself and to its neighbours."""

    def __init__(
        self, single: Mapping[str, Row], pairs: Mapping[str, Both], zero: Row, books: Books
    ) -> None:
        self._single = single
        self._ahead = ByFirst(single)
        self._pairs = ByFirst(pairs)
        self._zero = zero
        self._books = books
        self._words: dict[str, Word] = {}
        self.edge = [self._ahead.of(sign + FIRST) for sign in "ABC"]

    def tidy(self) -> None:
        """Forget everything once it is much."""
        if len(self._words) > _REMEMBERED:
            self._words.clear()
            self._ahead.forget()
            self._pairs.forget()

    def of(self, token: Token) -> Word:
        """Give what is known of a word."""
        word = self._words.get(token.text)
        if word is None:
            word = Word(features.facts(token, self._books))
            begins = [sign + word.facts.word for sign in "ABC"]
            word.around = [self._ahead.of(name) for name in (*begins, f"E{word.facts.kin}")]
            self._words[token.text] = word
        return word

    def alone(self, word: Word, place: str, typed: str, opens: bool) -> Row:
        """Add up what a word says of itself."""
        key = f"{place}{typed}{'^' if opens else '-'}"
        found = word.sums.get(key)
        if found is None:
            found = self._sum(features.alone(word.facts, place, typed, opens))
            word.sums[key] = found
        return found

    def beside(self, word: Word, place: str, where: str) -> Row:
        """Add up what a word says of a neighbour; ``where`` as in ``features.beside``."""
        found = word.sums.get(where + place)
        if found is None:
            found = self._sum(features.beside(word.facts, place, where))
            word.sums[where + place] = found
        return found

    def both(self, a: Word, b: Word, x: str, y: str) -> list[Both]:
        """Find the rows of two neighbours; ``x`` and ``y`` are their marks as places."""
        begun, ends = a.lefts.get(x), b.rights.get(y)
        if begun is None:
            begun = [self._pairs.of(left) for left in features.lefts(a.facts, x)]
            a.lefts[x] = begun
        if ends is None:
            ends = features.rights(b.facts, y)
            b.rights[y] = ends
        rows = [rows.get(end) for rows, end in zip(begun, ends, strict=True)]
        return [row for row in rows if row is not None]

    def _sum(self, names: Iterable[str]) -> Row:
        found = list(filter(None, map(self._single.get, names)))
        return tuple(map(sum, zip(*found, strict=True))) if found else self._zero
