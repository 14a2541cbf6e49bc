"""A list of any length: only what is near the screen is built, more as somebody comes to it.

A phone in a cab cannot build a thousand cards at once. The first few stand at once; scrolling
near the end, or a tap on "Show more", builds the next few.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import flet as ft

from app.domain.wording import amount, tr
from app.views.boundary import at_once
from app.views.components import buttons

#: How many cards are built at first, and with each step: about two screens of a phone.
STEP = 20
#: Logical pixels from the end at which the next ones are built: about one screen of a phone.
NEAR_END = 700.0
#: Longer lists get a field to look for somebody.
WORTH_SEARCHING = 10

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Window:
    """How much of a list of ``count`` stands, and what makes it grow."""

    count: int
    shown: int
    grow: Callable[[], None]

    def on_scroll(self, event: Any) -> None:  # noqa: ANN401 - Flet's event
        """Grow when the end comes near; give this to the screen."""
        if self.shown < self.count and event.pixels > event.max_scroll_extent - NEAR_END:
            self.grow()

    def of(self, items: Sequence[_Item]) -> Sequence[_Item]:
        """Give the items that are to be built."""
        return items[: self.shown]

    def rest(self) -> list[ft.Control]:
        """Give the button for more, or nothing when all of them stand."""
        left = self.count - self.shown
        if left <= 0:
            return []
        words = tr("Show more ({left} left)", left=amount(left))
        return [buttons.secondary(words, lambda _: self.grow(), icon=ft.Icons.EXPAND_MORE)]


def use_window(count: int, *, of: str = "", first: int = 0) -> Window:
    """Give the window on a list of ``count``; to be called like any hook.

    Another ``of``, such as what is searched for, begins at the top again. The ``first`` ones
    stand at once, however many they are.
    """
    start = (of, STEP)
    state, set_state = ft.use_state(start)
    reached = max(first, state[1] if state[0] == of else STEP)

    def grow() -> None:
        set_state((of, reached + STEP))

    return Window(count, min(reached, count), grow)


def scrolls(window: Window) -> Callable[[Any], None]:
    """Give the guarded handler for the screen's scrolling."""
    return at_once(window.on_scroll)


def matching(items: Sequence[_Item], words: str, label: Callable[[_Item], str]) -> Sequence[_Item]:
    """Give the items whose label holds every typed word, however capitals stand."""
    wanted = words.casefold().split()
    if not wanted:
        return items
    return [item for item in items if all(word in label(item).casefold() for word in wanted)]
