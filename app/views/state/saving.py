"""Whether what was typed is durable, as the screens say it: after what was typed is drawn."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic

import flet as ft

from app.usecases.keep_saved import SaveState

#: Seconds until it is shown that something is being saved: what was typed or tapped is drawn first.
LATER_SECONDS = 0.02
#: Seconds without a key or a tap until it is shown that all is saved: longer than between two keys
#: of somebody who types, so that the word does not come and go under their eyes.
PAUSE_SECONDS = 1.0
#: Seconds without a key after which somebody has stopped typing, or thinks about the next word.
RESTS_SECONDS = 0.5


@ft.observable
@dataclass
class SaveStatus:
    """Whether what was typed is durable; its own observable, so that only one sign redraws.

    ``pause`` is how long nothing is typed before it says so.
    """

    state: SaveState = SaveState.SAVED
    message: str = ""
    pause: float = PAUSE_SECONDS
    _told_at: float = -inf

    def note(self) -> None:
        """Take note that something was typed, or is safe, just now."""
        self._told_at = monotonic()

    def is_resting(self) -> bool:
        """Tell whether all that was typed is safe, and nothing was typed for a moment."""
        rests = monotonic() - self._told_at >= RESTS_SECONDS
        return rests and self.state is not SaveState.SAVING


class Teller:
    """Puts what it is told into ``status`` a little later, in a redraw of its own.

    Saving begins in the same moment as the redraw that it is about. Told at once, a screen drew
    the word about saving first as often as not, and what was tapped a frame later. That all is
    saved is put there once nothing was typed for a while: a sign that turned with every key would
    be in the way, and cost each key two redraws. Trouble is put there at once, and an end to
    trouble too; what ``is_over`` by its turn is not put there.
    """

    def __init__(self, status: SaveStatus, is_over: Callable[[], bool]) -> None:
        self._status = status
        self._is_over = is_over
        self._soon: asyncio.TimerHandle | None = None
        self._at_rest: asyncio.TimerHandle | None = None

    def tell(self, state: SaveState, message: str) -> None:
        """Show this when its turn comes, unless another word takes its place."""
        self._status.note()
        if state is SaveState.TROUBLE or self._status.state is SaveState.TROUBLE:
            self._forget(self._soon, self._at_rest)
            self._show(state, message)
        elif state is SaveState.SAVED:
            self._at_rest = self._after(self._status.pause, state, self._at_rest)
        else:
            self._forget(self._at_rest)
            if self._status.state is not state:
                self._soon = self._after(LATER_SECONDS, state, self._soon)

    def _after(
        self, seconds: float, state: SaveState, before: asyncio.TimerHandle | None
    ) -> asyncio.TimerHandle:
        self._forget(before)
        return asyncio.get_running_loop().call_later(seconds, self._show, state, "")

    def _forget(self, *timers: asyncio.TimerHandle | None) -> None:
        for timer in timers:
            if timer is not None:
                timer.cancel()

    def _show(self, state: SaveState, message: str) -> None:
        if not self._is_over():
            self._status.state, self._status.message = state, message
