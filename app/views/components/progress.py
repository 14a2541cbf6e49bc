"""The bar of work that takes more than a second, and about how long it still takes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

import flet as ft

from app.domain.progress import Progress
from app.views.components.cards import stack
from app.views.components.text import body
from app.views.theme import NEAR, SMALL_CORNER

#: Logical pixels.
_BAR = 8
#: Seconds between two looks at the bar: drawing it more often would only slow the work.
_STEP = 0.25
#: Seconds in which a redraw is on its way to the screen.
_DRAWN = 0.02


@dataclass
class _Begun:
    """When the work under way was begun and shown last, in seconds; causes no redraw."""

    at: float = 0.0
    shown: float = 0.0


@dataclass(frozen=True)
class Following:
    """Follows one piece of work after another; ``told`` is what the work tells how far it is."""

    progress: Progress
    _begun: _Begun
    _show: Callable[[Progress], None]

    async def told(self, done: int, of: int) -> None:
        """Show how far it is, and give the screen a moment to follow."""
        now = monotonic()
        if done == 0:
            self._begun.at = now
        elif now - self._begun.shown < _STEP:
            return
        self._begun.shown = now
        self._show(Progress(done, of, now - self._begun.at))
        await asyncio.sleep(_DRAWN)

    def bar(self) -> ft.Control:
        """Give the bar, and words in steps, read out as they change; nothing for what is quick."""
        if not self.progress.is_worth_saying():
            return ft.Semantics(visible=False, key="progress")
        bar = ft.ProgressBar(
            value=self.progress.share(), bar_height=_BAR, border_radius=SMALL_CORNER
        )
        left = self.progress.left()
        said = ft.Semantics(content=body(left, quiet=True), live_region=True, container=True)
        rows: list[ft.Control] = [ft.Semantics(content=bar, exclude_semantics=True)]
        shown = stack([*rows, *([said] if left else [])], spacing=NEAR)
        shown.key = "progress"
        return shown


def use_progress() -> Following:
    """Give what follows the work of this component; to be called like any hook."""
    make: Any = _Begun
    begun: _Begun = ft.use_state(make)[0]
    none = Progress()
    progress, show = ft.use_state(none)
    return Following(progress, begun, show)
