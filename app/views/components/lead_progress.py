"""How far something is that takes more than a second, by how long it took before."""

import math
from collections.abc import Callable
from typing import Any

import flet as ft

from app.views.boundary import component
from app.views.components.cards import stack
from app.views.components.text import body
from app.views.services import use_services

#: Seconds between two looks at the clock.
_STEP = 0.5
#: The bar waits here for what takes longer than it did before.
_ALMOST = 0.95


@component
def Expecting(words: str, seconds: float, clock: Callable[[], float]) -> ft.Control:
    """Say ``words`` at once, and about how long it still takes, out of ``seconds`` in all.

    A screen reader is told once, not at each step; the bar says no percentage, which nobody knows.
    """
    services = use_services()
    begun: Any = ft.use_ref(None)
    begun.current = clock() if begun.current is None else begun.current
    standing = ft.use_ref(True)
    gone_by, set_gone_by = ft.use_state(0.0)

    async def count() -> None:
        while standing.current:
            await services.pause(_STEP)
            if standing.current:
                set_gone_by(clock() - begun.current)

    def leave() -> None:
        standing.current = False

    ft.use_effect(count, [], leave)
    told = ft.Semantics(live_region=True, container=True, content=body(words), key="told")
    drawn = ft.ProgressBar(value=min(gone_by / seconds, _ALMOST), bar_height=8, border_radius=4)
    left = ft.Semantics(
        content=stack([drawn, body(time_left(seconds - gone_by), quiet=True)], spacing=6),
        exclude_semantics=True,
        key="left",
    )
    return stack([told, left], spacing=6)


def time_left(seconds: float) -> str:
    """Say about how long it still takes; in steps, so that words do not flicker."""
    if seconds <= 1:
        return "Nearly there"
    whole = math.ceil(seconds)
    about = whole if whole < 10 else 5 * math.ceil(whole / 5)
    return f"About {about} seconds"
