"""A heading that opens in place: one line each until it is wanted."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.theme import CORNER


@component
def Fold(
    title: str,
    detail: str,
    build: Callable[[], Sequence[ft.Control]],
    *,
    opened: bool = False,
    icon: ft.IconData | None = None,
    noted: Callable[[], bool] = lambda: False,
) -> ft.Control:
    """A tile called ``title``; tapped, it shows what ``build`` makes, tapped again it closes.

    What is inside is made only while it is open. ``icon`` stands in while it is closed, unless
    ``noted`` tells then that something was written in it.
    """
    is_open, set_open = ft.use_state(opened)
    written = noted()
    closed = ft.Icons.CHECK if written else icon or ft.Icons.EXPAND_MORE
    tile = buttons.tile(
        title,
        tr("Noted") if written and not is_open else detail,
        lambda _: set_open(not is_open),
        icon=ft.Icons.EXPAND_LESS if is_open else closed,
        opened=is_open,
    )
    rows = [tile]
    if is_open:
        inside = ft.Container(
            stack(build()),
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=CORNER,
            padding=16,
        )
        rows.append(inside)
    return stack(rows, spacing=8)
