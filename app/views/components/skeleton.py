"""The quiet shape of what is about to stand here, in place of a spinner; it does not move."""

import flet as ft

from app.views.components.cards import stack
from app.views.components.text import body
from app.views.theme import BODY, CORNER, SMALL_CORNER

#: How wide the grey lines are, in parts of the column.
_LINES = (11, 12, 7)
_WHOLE = 13


def skeleton(words: str) -> ft.Control:
    """Say what is waited for, over the shape of it."""
    said = ft.Semantics(live_region=True, container=True, content=body(words, quiet=True))
    return stack([said, ft.Semantics(content=_shape(), exclude_semantics=True)])


def _shape() -> ft.Control:
    lines = [
        ft.Row(
            [
                ft.Container(
                    height=BODY,
                    expand=width,
                    bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                    border_radius=SMALL_CORNER,
                ),
                ft.Container(expand=_WHOLE - width),
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
