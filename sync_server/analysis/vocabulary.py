"""Words as small numbers, for counting in how many summaries each stands. Pure.

A number fits 16 bits. Words of at least three letters count; those that stand in every text
do not. When all numbers are taken, words that are new stay uncounted until the next start,
which gives numbers to the words of the newest summaries first.
"""

import re
from collections.abc import Sequence

from app.domain.codebook import folded

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ`´][^\W\d_]+)*")
_SHORTEST = 3
MOST = 65_535
_EVERYWHERE = frozenset(
    "the and that this with was were are for has had have not but they them their there then "
    "than from been being will would could should can about into over under out off when where "
    "which who what how why all any some more most much very too also only just because while "
    "after before during between said says feels felt feel she her his him our you your its it "
    "did does doing done get got make made does dont".split()
)


class Vocabulary:
    """Numbers for words, from 0; grows as texts are read."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._number: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.words)

    def numbers(self, text: str) -> Sequence[int]:
        """Give the numbers of a text's different words, in no order that says anything."""
        return sorted({number for word in _WORD.findall(text) if (number := self._of(word)) >= 0})

    def _of(self, word: str) -> int:
        known = self._number.get(word)
        if known is not None:
            return known
        plain = folded(word)
        if len(plain) < _SHORTEST or plain in _EVERYWHERE:
            number = -1
        else:
            number = self._number.get(plain, -1)
            if number < 0 and len(self.words) < MOST:
                number = self._number[plain] = len(self.words)
                self.words.append(plain)
        if word != plain and number >= 0:
            self._number[word] = number
        return number
