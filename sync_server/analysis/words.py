"""Texts as numbers: which words and pairs of words they hold, and how the words are spelt.

Two views, both learnt from the labelled texts. Words: single words and neighbouring pairs
(start and end of the text count as words), tf-idf, length one. Letters: every word, known or
not, is its runs of three to five letters, so that a misspelling stands near the word; a text is
the sum of its different words, rare ones counting more.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Marks that texts may hold among their words; not words themselves.
_MARKS = frozenset(".;:!?,\n()")
_SHORTEST, _LONGEST = 3, 5
_LONGEST_WORD = 40
_FEWEST = 2
#: Words met while reading that no label has; forgotten when there are this many.
_STRANGERS = 50_000
_PASSED, _NEW = -1, -2


class Terms(NamedTuple):
    """Terms of a batch: text number, term number and weight, texts in order."""

    text: Ints
    term: Ints
    weight: Floats


def letters_of(word: str) -> list[str]:
    """Give a word's different runs of letters, its ends marked, in order."""
    marked = f"<{word[:_LONGEST_WORD]}>"
    return sorted(
        {
            marked[at : at + length]
            for length in range(_SHORTEST, _LONGEST + 1)
            for at in range(len(marked) - length + 1)
        }
    )


class Words:
    """The vocabulary. ``words`` are known; strangers get numbers as they come."""

    def __init__(
        self,
        words: Sequence[str],
        pairs: Ints,
        letters: dict[str, float],
        *,
        rarity: Floats,
        pair_rarity: Floats,
        most_rare: float,
    ) -> None:
        self.words = list(words)
        self.pairs = pairs
        self.letters = letters
        self.rarity = rarity
        self.pair_rarity = pair_rarity
        self.most_rare = most_rare
        self._place = {letter: number for number, letter in enumerate(letters)}
        self._first = len(self.words)
        self._last = self._first + 1
        self._ids = self._known_ids()
        self.strangers: list[str] = []
        self._term_rarity = np.concatenate([rarity, np.zeros(2, np.float32), pair_rarity])

    @classmethod
    def learn(cls, texts: Sequence[Sequence[str]]) -> "Words":
        """Learn which words, pairs and runs of letters at least two texts (words) share.

        A text is its folded words; marks among them are passed over.
        """
        split = [[word for word in text if word not in _MARKS] for text in texts]
        count = Counter(word for words in split for word in set(words))
        words = sorted(word for word, n in count.items() if n >= _FEWEST)
        ids = {word: number for number, word in enumerate(words)}
        size = len(words) + 2
        seen: Counter[int] = Counter()
        for found in split:
            line = [size - 2, *(ids.get(word, -1) for word in found), size - 1]
            seen.update({a * size + b for a, b in itertools.pairwise(line) if a >= 0 <= b})
        pairs = sorted(pair for pair, n in seen.items() if n >= _FEWEST)
        runs = Counter(run for word in count for run in letters_of(word))
        letters = {
            run: math.log((1 + len(count)) / (1 + runs[run])) + 1
            for run in sorted(runs)
            if runs[run] >= _FEWEST
        }

        def rarity(n: int) -> float:
            return math.log((1 + len(texts)) / (1 + n)) + 1

        return cls(
            words,
            np.array(pairs, np.int64),
            letters,
            rarity=np.array([rarity(count[word]) for word in words], np.float32),
            pair_rarity=np.array([rarity(seen[pair]) for pair in pairs], np.float32),
            most_rare=rarity(1),
        )

    @property
    def size(self) -> int:
        """How many terms there are: words, the two ends, pairs."""
        return len(self._term_rarity)

    def term(self, number: int) -> str:
        """Give a term in words, the ends of the text as an ellipsis."""
        if number >= self._last + 1:
            pair = int(self.pairs[number - self._last - 1])
            return f"{self.term(pair // (self._last + 1))} {self.term(pair % (self._last + 1))}"
        return self.words[number] if number < self._first else "…"

    def _known_ids(self) -> dict[str, int]:
        ids = {word: number for number, word in enumerate(self.words)}
        return ids | dict.fromkeys(_MARKS, _PASSED)

    def forget_strangers(self) -> bool:
        """Drop the words that no label has, once there are many; tells whether it did."""
        if len(self.strangers) < _STRANGERS:
            return False
        self.strangers = []
        self._ids = self._known_ids()
        return True

    def _look_up(self, word: str) -> int:
        found = self._ids.get(word)
        if found is None:
            found = self._ids[word] = self._last + 1 + len(self.strangers)
            self.strangers.append(word)
        return found

    def read(self, texts: Iterable[Sequence[str]]) -> tuple[Ints, Ints]:
        """Read texts into one row of word numbers with their ends, and the text of each."""
        known, row, lengths = self._ids.get, list[int](), list[int]()
        for text in texts:
            found = [known(word, _NEW) for word in text]
            if _NEW in found:
                found = [self._look_up(word) for word in text]
            row.append(self._first)
            row += found
            row.append(self._last)
            lengths.append(len(found) + 2)
        numbers = np.array(row, np.int64)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        words = numbers != _PASSED
        return numbers[words], owner[words]

    def terms(self, row: Ints, text: Ints, texts: int) -> Terms:
        """Give words and pairs with tf-idf weights of length one a text."""
        size = self._last + 1
        single = row < self._first
        keys = [text[single] * self.size + row[single]]
        if len(self.pairs):
            whole = (text[:-1] == text[1:]) & (row[:-1] < size) & (row[1:] < size)
            pair = row[:-1][whole] * size + row[1:][whole]
            place = np.minimum(np.searchsorted(self.pairs, pair), len(self.pairs) - 1)
            held = self.pairs[place] == pair
            keys.append(text[:-1][whole][held] * self.size + size + place[held])
        unique, count = np.unique(np.concatenate(keys), return_counts=True)
        owner, term = unique // self.size, unique % self.size
        weight = (1 + np.log(count)) * self._term_rarity[term]
        return Terms(owner, term, _to_length_one(owner, weight, texts))

    def spelt(self, row: Ints, text: Ints, texts: int) -> Terms:
        """Give each text's different words, strangers too, weighted to length one a text."""
        real = (row < self._first) | (row > self._last)
        top = self._last + 1 + len(self.strangers)
        unique = np.unique(text[real] * top + row[real])
        owner, word = unique // top, unique % top
        rarity = np.concatenate(
            [self.rarity, np.full(2 + len(self.strangers), self.most_rare, np.float32)]
        )
        return Terms(owner, word, _to_length_one(owner, rarity[word], texts))

    def word(self, number: int) -> str:
        """Give the word of a number that ``spelt`` gave."""
        return (
            self.words[number] if number < self._first else self.strangers[number - self._last - 1]
        )

    def letters_in(self, word: str) -> tuple[Ints, Floats]:
        """Give a word's known runs of letters and their weights, of length one."""
        held = [run for run in letters_of(word) if run in self._place]
        weight = np.array([self.letters[run] for run in held], np.float32)
        length = float(np.sqrt((weight * weight).sum())) or 1.0
        return np.array([self._place[run] for run in held], np.int64), weight / np.float32(length)


def _to_length_one(owner: Ints, weight: NDArray[np.floating], texts: int) -> Floats:
    length = np.sqrt(np.bincount(owner, weight * weight, minlength=texts))
    length[length == 0] = 1
    return np.asarray(weight / length[owner], np.float32)
