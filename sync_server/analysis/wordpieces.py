"""Cut texts into the pieces of words that the language model was trained with. Pure.

As BERT's uncased reader does (Devlin et al., NAACL 2019): small letters without accents, marks
and Chinese characters apart, then from each word the longest known piece, again and again.
"""

import unicodedata
from collections.abc import Iterator, Sequence

#: The model was trained on no more pieces than this; what comes after is not read.
MOST_PIECES = 256
_LONGEST_WORD = 100
#: Longer texts than this have more pieces than are read, whatever they hold.
_MOST_LETTERS = MOST_PIECES * _LONGEST_WORD
_REMEMBERED = 50_000
_CJK = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """Reads texts with the ``pieces`` of a model, in the order of their numbers."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self._start, self._end = self._number["[CLS]"], self._number["[SEP]"]
        self._unknown = self._number["[UNK]"]
        self._known: dict[str, list[int]] = {}

    def numbers(self, text: str) -> list[int]:
        """Give the numbers of a text's pieces, between those of its start and its end."""
        found: list[int] = []
        for word in _words(text[:_MOST_LETTERS]):
            found += self._known.get(word) or self._cut(word)
            if len(found) > MOST_PIECES - 2:
                break
        return [self._start, *found[: MOST_PIECES - 2], self._end]

    def _cut(self, word: str) -> list[int]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[word] = self._pieces(word)
        return found

    def _pieces(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._number.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _words(text: str) -> Iterator[str]:
    """Give words and marks, folded as the model's pieces are."""
    for word in "".join(_plain(sign) for sign in text).split():
        folded = unicodedata.normalize("NFD", word.lower())
        bare = (sign for sign in folded if unicodedata.category(sign) != "Mn")
        yield from "".join(f" {sign} " if _is_mark(sign) else sign for sign in bare).split()


def _plain(sign: str) -> str:
    """Give nothing for what is no character, a space for any space, Chinese ones set apart."""
    if sign.isascii() and sign.isprintable():
        return sign
    if sign in "\t\n\r" or unicodedata.category(sign) == "Zs":
        return " "
    if sign == "\ufffd" or unicodedata.category(sign).startswith("C"):
        return ""
    return f" {sign} " if any(low <= ord(sign) <= high for low, high in _CJK) else sign


def _is_mark(sign: str) -> bool:
    if sign.isascii():
        return sign.isprintable() and not sign.isalnum() and sign != " "
    return unicodedata.category(sign).startswith("P")
