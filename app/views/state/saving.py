"""Whether what was typed is durable, as the screens say it: after what was typed is drawn."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic

import flet as ft

from app.usecases.keep_saved import SaveState

#: Seconds until a word about saving is shown, and between two of them: each is to be drawn.
LATER_SECONDS = 0.02
#: Seconds without a key after which somebody has stopped typing, or thinks about the next word.
RESTS_SECONDS = 0.5


@ft.observable
@dataclass
class SaveStatus:
    """Whether what was typed is durable; its own observable, so that only one line redraws."""

    state: SaveState = SaveState.SAVED
    message: str = ""
    _told_at: float = -inf

    def note(self) -> None:
        """Take note that something was typed, or is safe, just now."""
        self._told_at = monotonic()

    def is_resting(self) -> bool:
        """Tell whether all that was typed is safe, and nothing was typed for a moment."""
        rests = monotonic() - self._told_at >= RESTS_SECONDS
        return rests and self.state is not SaveState.SAVING


class Teller:
    """Puts what it is told into ``status`` a little later, in order, each in a redraw of its own.

    Saving begins in the same moment as the redraw that it is about. Told at once, a screen drew
    the word about saving first as often as not, and what was tapped a frame later. Trouble is put
    there at once, in place of all that waits; what ``is_over`` by its turn is not put there.
    """

    def __init__(self, status: SaveStatus, is_over: Callable[[], bool]) -> None:
        self._status = status
        self._is_over = is_over
        self._left: deque[tuple[SaveState, str]] = deque()
        self._next: asyncio.TimerHandle | None = None

    def tell(self, state: SaveState, message: str) -> None:
        """Show this when its turn comes."""
        self._status.note()
        if state is SaveState.TROUBLE:
            self._left.clear()
            self._show(state, message)
            return
        self._left.append((state, message))
        if self._next is None:
            self._wait()

    def _wait(self) -> None:
        self._next = asyncio.get_running_loop().call_later(LATER_SECONDS, self._go_on)

    def _go_on(self) -> None:
        self._next = None
        if self._left:
            self._show(*self._left.popleft())
        if self._left:
            self._wait()

    def _show(self, state: SaveState, message: str) -> None:
        if not self._is_over():
            self._status.state, self._status.message = state, message
