"""Words of a text with their places, and one folding for text and lists alike."""

import re
import unicodedata
from typing import NamedTuple

_LETTERS = r"[^\W\d_]"
# A word may hold apostrophes (O'Neill); hyphens and full stops stand apart.
_WORD = re.compile(
    rf"{_LETTERS}+(?:['’](?!(?:s|t|re|ll|ve|d|m)\b){_LETTERS}+)*"
    rf"|['’](?:s|t|re|ll|ve|d|m)\b|\d+|\n|[^\s\w]|_+",
    re.IGNORECASE,
)
_FLAT = str.maketrans(
    {"’": "'", "ł": "l", "ø": "o", "ß": "ss", "þ": "th", "ð": "d", "æ": "ae", "đ": "d", "ı": "i"}
)


# What counts as i and s where case does not, and is not made so by small print.
_SMALL = str.maketrans("ıſ", "is")


class Token(NamedTuple):
    """``text[start:end]``, as typed and folded. Punctuation and line ends are tokens too."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter (clitics such as ``'s`` do not)."""
        return self.text[0].isalpha()


_made = tuple.__new__  # what Token(…) comes to, in a third of the time


def fold(word: str) -> str:
    """Lower case, plain apostrophes, no accents: how the lists are written."""
    word = word.lower()
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFKD", word.translate(_FLAT))
    # Some letters have no small form, but stand for one that has: 𝕬.
    return "".join(c for c in spread if not unicodedata.combining(c)).lower()


def in_small(text: str) -> str:
    """Put small letters, one for one: what a pattern reads that takes any case."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join([letter.lower()[0] for letter in text])
    return small if small.isascii() else small.translate(_SMALL)


def tokenise(text: str) -> list[Token]:
    """Cut a text into tokens, in order."""
    tokens = []
    for m in _WORD.finditer(text):
        word = m[0]
        small = word.lower()
        start, end = m.span()
        folded = small if small.isascii() else fold(word)
        tokens.append(_made(Token, (start, end, word, folded)))
    return tokens
