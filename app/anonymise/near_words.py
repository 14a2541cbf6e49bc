"""A word on no list, one slip of the thumb away from a listed one: "sarha", "definately".

Letters left out, doubled, swapped or hit beside the right one are tried; what is found is a hint
for the sequence model, never a verdict.
"""

from collections.abc import Iterator

from app.anonymise.inflections import bases
from app.anonymise.word_book import WordBook

_SHORTEST, _LONGEST = 5, 12
_USUAL_NAME, _USUAL_WORD, _WORD = 4, 5, 9
_LETTERS = "aeioubcdfghjklmnpqrstvwxyz"


def near(word: str, book: WordBook) -> str:
    """Name what the nearest listed words are: usual first name, surname, place, English word."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return ""
    first = last = place = common = False
    for other in _others(word):
        if other in book:
            entry = book.entry(other)
            first = first or entry.forename >= _USUAL_NAME
            last = last or entry.surname >= 2
            place = place or entry.place >= 2
            common = common or entry.common >= _USUAL_WORD
    return "".join(
        s for s, there in zip("fspw", (first, last, place, common), strict=True) if there
    )


def bent(word: str, book: WordBook) -> bool:
    """Say whether the word may be a listed name as Polish bends it, and is no usual word."""
    for base in bases(word):
        if base in book:
            entry = book.entry(base)
            if (entry.forename > 2 or entry.surname > 1) and entry.common < _WORD:
                return True
    return False


def _others(word: str) -> Iterator[str]:
    """Give every word that differs by one slip."""
    for at in range(len(word)):
        head, tail = word[:at], word[at + 1 :]
        yield head + tail
        if tail:
            yield head + tail[0] + word[at] + tail[1:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + word[at:]
    for letter in _LETTERS:
        yield word + letter
