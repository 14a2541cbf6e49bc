"""What is known about each word by itself: how common it is as a name, a place and a word.

The book is one packed file. Its words stand in order, gathered by their first three letters:
those, and after them what each word goes on with, a line each. After the words come columns of
one byte a word. What several lists say about a word stands in one place. A word is looked for
within its group, which is a short text: nothing is laid out beforehand, as a phone needs few of
the 235,000 entries.
"""

import zlib
from collections.abc import Mapping
from itertools import accumulate, groupby
from typing import NamedTuple

_GATHERED = 3
_GROUP_END = "\x1e"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Entry(NamedTuple):
    """What the lists say about one word; 0 means that it is not on the list.

    ``forename``, ``surname`` and ``place`` count up with the number of bearers or the size;
    ``common`` is how often the word is used in English (twice its Zipf value); ``family`` is a
    group of words used alike, from 1.
    """

    forename: int = 0
    surname: int = 0
    place: int = 0
    common: int = 0
    family: int = 0


NOTHING = Entry()


class WordBook:
    """Words, and phrases that are places, with their entries.

    ``groups`` are the packed words by their first letters, in order; ``openings`` the first
    words of phrases.
    """

    def __init__(self, groups: list[str], openings: frozenset[str], columns: bytes) -> None:
        numbers = accumulate([group.count("\n") - 1 for group in groups], initial=0)
        heads = [group[: group.index("\n")] for group in groups]
        *starts, self._size = numbers
        self._groups = dict(zip(heads, zip(starts, groups, strict=True), strict=True))
        self._columns = columns
        self.openings = openings

    def __contains__(self, word: str) -> bool:
        return self._find(word) is not None

    def one_slip_from(self, word: str) -> list[str]:
        """Find listed words that a folded word of four letters or more is one slip away from.

        A letter left out, put in, hit instead of another, or swapped with the next.
        """
        head, tail = word[:_GATHERED], word[_GATHERED:]
        groups, found = self._groups, []
        if head in groups:
            words = groups[head][1].split("\n")
            found = [head + other for other in set(_slips(tail)).intersection(words[1:-1])]
        others = [word[:at] + word[at + 1 :] for at in range(_GATHERED)]
        others += [_swapped(word, at) for at in range(_GATHERED)]
        found += [other for other in others if other in self]
        parts = [(head[:at], head[at:]) for at in range(_GATHERED)]
        hit = {before + letter + after[1:] for before, after in parts for letter in _LETTERS}
        put = {before + letter + after[:-1] for before, after in parts for letter in _LETTERS}
        for heads, rest in ((hit, tail), (put, word[_GATHERED - 1 :])):
            line = f"\n{rest}\n"
            found += [one + rest for one in groups.keys() & heads if line in groups[one][1]]
        return found

    def entry(self, word: str) -> Entry:
        """Look a folded word up."""
        at = self._find(word)
        if at is None:
            return NOTHING
        size, columns = self._size, self._columns
        names = columns[at]
        return Entry(
            names & 15,
            names >> 4,
            columns[size + at],
            columns[4 * size + at],
            columns[2 * size + at] << 8 | columns[3 * size + at],
        )

    def place(self, word: str) -> int:
        """Look up only how large a place a folded word is; 0: none that is listed."""
        at = self._find(word)
        return 0 if at is None else self._columns[self._size + at]

    def phrases(self, word: str) -> frozenset[str]:
        """Give the listed places of several words that begin with a folded word."""
        opening = f"{word} "
        heads = [opening[:_GATHERED]]
        if len(opening) < _GATHERED:
            heads = [head for head in self._groups if head.startswith(opening)]
        found = [
            head + tail
            for head in heads
            if head in self._groups
            for tail in self._groups[head][1].split("\n")[1:-1]
            if tail.startswith(opening[_GATHERED:])
        ]
        return frozenset([phrase for phrase in found if self.place(phrase)])

    def _find(self, word: str) -> int | None:
        """Give the number of a word: how many stand before it."""
        group = self._groups.get(word[:_GATHERED])
        if group is None:
            return None
        start, words = group
        at = words.find(f"\n{word[_GATHERED:]}\n")
        return None if at < 0 else start + words.count("\n", 0, at)

    @classmethod
    def unpack(cls, packed: bytes) -> "WordBook":
        """Read a packed book."""
        data = zlib.decompress(packed)
        length = int.from_bytes(data[:4], "big")
        openings, *groups = data[4 : 4 + length].decode("utf-8").split(_GROUP_END)
        return cls(groups, frozenset(openings.split("\n") if openings else ()), data[4 + length :])


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _slips(word: str) -> list[str]:
    """Give everything that is one slip away."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    slips = [head + tail[1:] for head, tail in parts if tail]
    slips += [head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1]
    slips += [head + letter + tail[1:] for head, tail in parts if tail for letter in _LETTERS]
    return slips + [head + letter + tail for head, tail in parts for letter in _LETTERS]


def pack_book(entries: Mapping[str, Entry]) -> bytes:
    """Write a book; the same entries make the same bytes."""
    words = sorted(entries)
    groups = ["\n".join(sorted({word.split(" ", 1)[0] for word in words if " " in word}))]
    for head, group in groupby(words, lambda word: word[:_GATHERED]):
        groups.append("\n".join([head, *(word[_GATHERED:] for word in group), ""]))
    text = _GROUP_END.join(groups).encode("utf-8")
    rows = [entries[word] for word in words]
    columns = (
        bytes(row.forename | row.surname << 4 for row in rows)
        + bytes(row.place for row in rows)
        + bytes(row.family >> 8 for row in rows)
        + bytes(row.family & 255 for row in rows)
        + bytes(row.common for row in rows)
    )
    return zlib.compress(len(text).to_bytes(4, "big") + text + columns, 9)
