"""A word on no list, one slip of the thumb away from a listed one: "sarha", "definately".

Letters left out, doubled, swapped or hit beside the right one are tried; what is found is a hint
for the sequence model, never a verdict.
"""

from app.anonymise.inflections import bases
from app.anonymise.word_book import WordBook

_SHORTEST, _LONGEST = 5, 12
_USUAL_NAME, _USUAL_WORD, _WORD = 4, 5, 9
_GLUED, _LONG, _VERY_USUAL = 6, 3, 10


def near(word: str, book: WordBook) -> str:
    """Name what the nearest listed words are: usual first name, surname, place, English word.

    "g" stands for a word that nothing listed is near to, and that is two with no space between.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return ""
    first = last = place = common = False
    for other in book.one_slip_from(word):
        entry = book.entry(other)
        first = first or entry.forename >= _USUAL_NAME
        last = last or entry.surname >= 2
        place = place or entry.place >= 2
        common = common or entry.common >= _USUAL_WORD
    found = "".join(
        s for s, there in zip("fspw", (first, last, place, common), strict=True) if there
    )
    return found or ("g" if _glued(word, book) else "")


def _glued(word: str, book: WordBook) -> bool:
    """Say whether two very usual English words make it up: "wasexcellent", "thedesk"."""
    if len(word) < _GLUED:
        return False
    for at in range(2, len(word) - 1):
        usual = book.entry(word[:at]).common, book.entry(word[at:]).common
        if min(usual) >= _VERY_USUAL and max(at, len(word) - at) > _LONG:
            return True
    return False


def bent(word: str, book: WordBook) -> bool:
    """Say whether the word may be a listed name as Polish bends it, and is no usual word."""
    for base in bases(word):
        if base in book:
            entry = book.entry(base)
            if (entry.forename > 2 or entry.surname > 1) and entry.common < _WORD:
                return True
    return False
