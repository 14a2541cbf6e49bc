"""Fits text into lines of a given length, and says what a font cannot show."""

import unicodedata
from collections.abc import Callable, Iterator

from app.exports.truetype import TrueType

#: Stands for what the font lacks; every font of ours has it.
MISSING = "\ufffd"
#: A long web address breaks after one of these where it can.
_BREAKS = frozenset("/-?&=_.,:;@")


def showable(text: str, font: TrueType) -> str:
    """Give text in characters that the font has.

    A run of others, such as an emoji of several parts or a word in another script, becomes one
    ``MISSING``. What cannot be seen anyway, such as marks of direction, is left out.
    """
    shown: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if sign.isspace():
            shown.append(" ")
        elif unicodedata.category(sign) in ("Cc", "Cf") or "\ufe00" <= sign <= "\ufe0f":
            continue
        elif font.has(sign):
            shown.append(sign)
        elif shown[-1:] != [MISSING]:
            shown.append(MISSING)
    return "".join(shown)


def wrap(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Break text into lines no longer than ``room``; a word longer than that breaks inside."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, room, measure)
        lines += whole
    return [*lines, line] if line else lines


def _pieces(word: str, room: float, measure: Callable[[str], float]) -> Iterator[str]:
    while measure(word) > room and len(word) > 1:
        fits = _longest(word, room, measure)
        # A break after a slash or dot reads best, unless it leaves most of the line empty.
        good = [at + 1 for at in range(fits // 2, fits) if word[at] in _BREAKS]
        cut = good[-1] if good else fits
        yield word[:cut]
        word = word[cut:]
    yield word


def _longest(word: str, room: float, measure: Callable[[str], float]) -> int:
    """Find how many characters fit, at least one, without measuring every beginning."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle]) <= room else (low, middle - 1)
    return low
