"""How much room words have: the width there is, and how large letters are drawn in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil, inf

import flet as ft

from app.domain.look import Look
from app.views.services import use_services
from app.views.theme import SIDE, TIGHT

#: How wide letters are to their size: never less than they are drawn in Layby's own, in bold. What
#: is not named here, other scripts too, is reckoned as any small letter.
_WIDTHS = {
    **dict.fromkeys("fijlrt .,:;!'’-łțîìí", 0.41),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÂÎÔÓÚŚŻŹĆŁŃȘȚĂ0123456789", 0.75),
    **dict.fromkeys("mwŵMW…%@", 0.88),
}
_LETTER = 0.6
#: How much higher a line is than its letters, and a little for lines that break elsewhere.
_LINE, _RAGGED = 1.4, 1.1


@dataclass(frozen=True)
class Room:
    """``width`` of the screen's text in logical pixels, 0 where nobody can say.

    ``letters`` is how many times their own size they are drawn.
    """

    width: float
    letters: float

    def holds(self, words: str, size: float, taken: float = 0) -> bool:
        """Tell whether ``words`` of this size fit into one line, ``taken`` pixels less wide."""
        return not self.width or self._long(words) * size <= self.width - taken

    def fits_words(self, words: str, size: float) -> float:
        """Give the largest size, ``size`` at most, at which no word is broken in its middle."""
        longest = max(words.split(), key=long, default="")
        wide = self._long(longest)
        if not self.width or wide * size <= self.width:
            return size
        return self.width // wide

    def lines(self, words: str, size: float) -> int:
        """Give how many lines words as long as these take, 1 where nobody can say."""
        lines, left = 1, self.width or inf
        for word in words.split():
            wide = self._long(word) * size * _RAGGED
            if wide > left and left < self.width:
                lines, left = lines + 1, self.width
            left -= wide + self._long(" ") * size * _RAGGED
        return lines

    def high(self, words: str, size: float) -> float:
        """Give the height that words as long as these take at most, to hold their place."""
        return ceil(self.lines(words, size) * size * _LINE * self.letters)

    def _long(self, words: str) -> float:
        """Give how long they are for each pixel of their size."""
        return long(words) * self.letters


@dataclass
class _Shown:
    """How the app was shown last; there is one, on one device."""

    look: Look = field(default_factory=Look)


_shown = _Shown()


def note_look(look: Look) -> None:
    """Take note of how everything is shown from now on."""
    _shown.look = look


def enlarged() -> float:
    """Tell how many times their own size letters are drawn."""
    return _shown.look.text / 100


def is_tight() -> bool:
    """Tell whether pictures beside words would take the room that large letters need.

    Asked while something is drawn; False where nobody can say how wide the screen is.
    """
    try:
        wide = float(ft.context.page.width or 0)
    except RuntimeError:  # nothing is drawn just now
        return False
    return 0 < wide * 100 / _shown.look.text < TIGHT


def long(words: str) -> float:
    """Give how long words are in one line, in their own size."""
    return sum(_WIDTHS.get(letter, _LETTER) for letter in words)


def use_room() -> tuple[Room, Callable[[float], Room]]:
    """Give the room as this redraw finds it, and what gives it later for another width.

    To be called like any hook. The size of letters is asked for anew each time: it may be changed
    in another window while this one stands.
    """
    shared = use_services().shared

    def room(width: float) -> Room:
        return Room(width, shared.look.text / 100)

    return room(max(0.0, float(ft.context.page.width or 0) - 2 * SIDE)), room
