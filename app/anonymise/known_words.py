"""What the sequence model remembers of single words between texts: facts, and sums of weights.

Most features are about one word, and most words come again: what they add up to is kept. Those
about two words are laid out by the first of them, so that nothing has to be put together to look
them up. No text is kept, and no two words together.

The weights of a feature, one for each label, are one whole number in lanes (``lanes.py``): to add
two rows is to add two numbers.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from app.anonymise import features
from app.anonymise.features import FIRST, LAST, Books
from app.anonymise.tokens import Token

_R = TypeVar("_R")
# Some four kilobytes each: of what people write, fewer words than this are nearly all.
_REMEMBERED = 8_000
_COMMON = 2
_PAIRS = 100_000
Kinds = tuple[tuple[str, ...], tuple[str, ...]]
_KINDS = 6
"""From which of the features of two words on they are about the kinds of both alone."""


_NONE: frozenset[str] = frozenset()


class ByFirst(Generic[_R]):
    """Rows of features named "first|second", by the first part."""

    def __init__(self, rows: Mapping[str, _R]) -> None:
        self._rows = rows
        self._names = sorted(name for name in rows if "|" in name)
        self._heads = {name[: name.index("|")] for name in self._names}
        self._found: dict[str, dict[str, _R]] = {}

    def of(self, first: str) -> dict[str, _R]:
        """Give the rows of all features with this first part, by their second."""
        if first not in self._heads and "|" not in first:
            return {}
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


class Marked:
    """One word as typed, with its mark as a place: the sums of its features, what it begins.

    ``after``, ``before``, ``later`` and ``earlier`` are what it says of the next word, the one
    before, and those one further off. ``rows``, ``named`` and ``kin`` hold rows of it and the
    next word, by what the next one brings: some of ``ends``, what it brings itself. What two
    words say together by their kinds is ``by_kind``, by the ``kind`` of the next.
    """

    def __init__(
        self,
        beside: Sequence[int],
        rows: Sequence[dict[str, int]],
        ends: Sequence[str],
        kinds: Kinds,
    ) -> None:
        self.after, self.before, self.later, self.earlier = beside
        self.rows, self.named, self.kin = rows
        self.ends = ends[0], ends[1], ends[2], ends[3]
        self.kinds = kinds
        self.kind, self.by_kind = 0, dict[int, int]()
        self.alone: dict[str, int] = {}


class Edge:
    """What stands before the first word of a text, and after the last."""

    title = role = clitic = False
    kin = ""

    def __init__(self, sign: str, around: Sequence[dict[str, int]]) -> None:
        self.folded = self.shape = sign
        self.around = around


class Word:
    """One word as typed: what is known of it, and the rows that begin with it."""

    def __init__(self, token: Token, books: Books) -> None:
        facts = features.facts(token, books)
        self.facts = facts
        self.folded = facts.word
        self.place = features.place(token, books.words)
        opens = token.is_word and token.folded in books.words.openings
        self.phrases = books.words.phrases(token.folded) if opens else _NONE
        self.letters = token.is_word
        self.capital = token.is_word and token.text[0].isupper() and token.text != "I"
        self.everyday = _is_everyday(facts)
        self.ends_sentence = features.ends(facts.word)
        self.title, self.role, self.clitic = features.company_of(facts.word)
        self.shape = facts.shape
        self.kin = facts.kin
        self.worn = f"f{facts.first}{facts.shape}"
        self.here = f"{facts.shape}{facts.first}|"
        self.dressed = f"{facts.first}{facts.use}.{facts.shape}"
        self.used = f"{facts.use}{facts.shape}"
        self.marked: dict[str, Marked] = {}
        self.around: Sequence[dict[str, int]] = ()


class KnownWords:
    """Words met so far; what a word adds to itself and to its neighbours."""

    def __init__(self, single: Mapping[str, int], pairs: Mapping[str, int], books: Books) -> None:
        self._ahead = ByFirst({n: row for n, row in single.items() if n[0] in "ABCE"})
        self._pairs = ByFirst(pairs)
        self._books = books
        self._words: dict[str, Word] = {}
        self._kinds: dict[Kinds, tuple[int, dict[int, int]]] = {}
        self._met = 0
        self.edge = Edge(FIRST, [*[self._ahead.of(sign + FIRST) for sign in "ABC"], {}])
        self.end = Edge(LAST, ())
        self.row = single.get

    def tidy(self) -> None:
        """Forget everything once it is much."""
        if len(self._words) > _REMEMBERED or self._met > _PAIRS:
            self._words.clear()
            self._kinds.clear()
            self._met = 0
            self._ahead.forget()
            self._pairs.forget()

    def all_of(self, tokens: Sequence[Token]) -> list[Word]:
        """Give what is known of each word."""
        words = self._words
        return [words.get(token.text) or self._meet(token) for token in tokens]

    def _meet(self, token: Token) -> Word:
        word = Word(token, self._books)
        begins = [sign + word.folded for sign in "ABC"]
        word.around = tuple(self._ahead.of(name) for name in (*begins, f"E{word.kin}"))
        self._words[token.text] = word
        return word

    def marked(self, word: Word, place: str) -> Marked:
        """Give the sums of a word with this mark as a place."""
        found = word.marked.get(place)
        if found is None:
            facts, of = word.facts, self._pairs.of
            beside = [self._sum(features.beside(facts, place, where)) for where in "pnqr"]
            lefts, rights = features.lefts(facts, place), features.rights(facts, place)
            kinds = tuple(lefts[_KINDS:]), tuple(rights[_KINDS:])
            rows = of(lefts[0]), of(lefts[4]), of(lefts[5])
            found = Marked(beside, rows, rights, kinds)
            found.kind, found.by_kind = self._kinds.setdefault(kinds, (len(self._kinds), {}))
            word.marked[place] = found
        return found

    def meet_kinds(self, first: Marked, second: Marked) -> int:
        """Add up what two words say together by their kinds; it is remembered."""
        of, pairs = self._pairs.of, zip(first.kinds[0], second.kinds[1], strict=True)
        total = sum([of(left).get(right, 0) for left, right in pairs])
        first.by_kind[second.kind] = total
        self._met += 1
        return total

    def alone(self, word: Word, place: str, typed: str, opens: bool) -> int:
        """Add up what a word says of itself."""
        return self._sum(features.alone(word.facts, place, typed, opens))

    def _sum(self, names: Iterable[str]) -> int:
        row = self.row
        return sum([row(name, 0) for name in names])


def _is_everyday(known: features.Facts) -> bool:
    """Say whether it is common English, or a slip away from it, and on no list of names."""
    unlisted = known.first == known.last == "0" and not known.near.startswith(features.BENT)
    return known.near == "w" or (unlisted and int(known.use) >= _COMMON)
