"""Two panes where a screen is wide enough: a list, and beside it the entry that is open.

Each scrolls by itself. On a phone the entry has the screen, and the list is one step back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.views.boundary import at_once, component
from app.views.components.cards import stack
from app.views.components.led_to import place
from app.views.theme import COLUMN, GAP, NEAR, SIDE, TWO_PANES


@dataclass(frozen=True)
class Listed:
    """The list that a screen shows one entry of; ``pane`` is None where only one pane fits.

    ``ruler`` stands on the screen either way, and notices when a tablet is turned.
    """

    ruler: ft.Control
    pane: ft.Control | None


def use_listed(pane: Callable[[], ft.Control]) -> Listed:
    """Give the list that ``pane`` makes, where it has room; to be called like any hook."""
    measured, set_measured = ft.use_state(0.0)
    width = measured or float(ft.context.page.width or 0)

    def hear(event: Any) -> None:  # noqa: ANN401 - Flet's event
        set_measured(float(event.width) + 2 * SIDE)

    ruler = ft.Row([ft.Container(height=0, expand=True, on_size_change=at_once(hear))], key="ruler")
    return Listed(ruler, pane() if width >= TWO_PANES else None)


@component
def ListPane(rows: Sequence[tuple[str, ft.Control]], here: str) -> ft.Control:
    """Named rows, scrolled to the one that is open ``here``."""
    none_yet: ft.Column | None = None
    shown = ft.use_ref(none_yet)

    async def follow() -> None:
        if shown.current is not None:
            await shown.current.scroll_to(scroll_key=here, duration=0)

    ft.use_effect(follow, [here])
    shown.current = scrolled(stack([place(name, row) for name, row in rows], spacing=NEAR))
    return shown.current


def scrolled(rows: ft.Control) -> ft.Column:
    """Give what scrolls by itself beside something else."""
    return ft.Column(
        [rows, ft.Container(height=GAP)],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def side_by_side(pane: ft.Control, entry: Sequence[ft.Control]) -> ft.Control:
    """Give list and entry beside each other, as high as the screen."""
    opened = scrolled(ft.Container(stack(entry, spacing=GAP), width=COLUMN))
    return ft.Row(
        [ft.Container(one, expand=True) for one in (pane, opened)],
        spacing=2 * GAP,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
