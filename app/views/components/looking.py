"""While names are looked for: a quiet shape of what comes, and a way on when it fails."""

from collections.abc import Callable

import flet as ft

from app.domain.wording import tr
from app.views.boundary import guard, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.text import body
from app.views.services import Services
from app.views.theme import CORNER, SMALL_CORNER

#: The first moments on a screen belong to whoever taps there.
_SETTLED_SECONDS = 1.5
#: How wide the grey lines are, in parts of the column.
_LINES = (11, 12, 7)


def get_ready(services: Services) -> None:
    """Load what finds names soon, so that nobody waits for it later.

    Where that fails it is tried again, and reported, once it is needed.
    """

    async def load() -> None:
        await services.pause(_SETTLED_SECONDS)
        await services.summaries.finder.load()

    start(load, lambda _: None)


def looking(problem: str, again: Callable[..., object]) -> list[ft.Control]:
    """Say that names are being looked for; with a ``problem``, offer to look once more."""
    if problem:
        return [
            notice.trouble(problem),
            buttons.secondary(tr("Look for names again"), guard(again)),
        ]
    said = ft.Semantics(live_region=True, container=True, content=body(tr("Looking for names…")))
    return [said, ft.Semantics(content=_shape(), exclude_semantics=True)]


def _shape() -> ft.Control:
    lines = [
        ft.Row(
            [
                ft.Container(
                    height=16,
                    expand=width,
                    bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                    border_radius=SMALL_CORNER,
                ),
                ft.Container(expand=13 - width),
            ]
        )
        for width in _LINES
    ]
    return ft.Container(
        stack(lines, spacing=14),
        border=ft.Border.all(2, ft.Colors.OUTLINE_VARIANT),
        border_radius=CORNER,
        padding=16,
    )
