"""Layby's own picture: a road, a bay beside it, somebody who has pulled in.

Drawn from the colours of the scheme, like the icon (``app/web/icons.py``), so that it is as dim
at night as all else. It says nothing: a screen reader passes it by.
"""

import flet as ft

from app.views.components.cards import stack
from app.views.components.text import body
from app.views.theme import CORNER, NEAR, SMALL_CORNER

#: Logical pixels.
_WIDE, _HIGH = 176, 84
_ROAD = 30
_DASH, _BETWEEN = 16, 14


def picture() -> ft.Control:
    """Give the picture by itself."""
    dashes = [
        _block((left, _HIGH - _ROAD + 13, _DASH, 4), ft.Colors.PRIMARY, 2)
        for left in range(8, _WIDE - _DASH, _DASH + _BETWEEN)
    ]
    drawn = ft.Stack(
        [
            _block((40, 20, 96, _HIGH - _ROAD - 12), ft.Colors.PRIMARY_CONTAINER, CORNER),
            _block((0, _HIGH - _ROAD, _WIDE, _ROAD), ft.Colors.SURFACE_CONTAINER_HIGHEST, 0),
            *dashes,
            _block((66, 30, 44, 20), ft.Colors.PRIMARY, SMALL_CORNER),
            _block((96, 34, 8, 12), ft.Colors.PRIMARY_CONTAINER, 2),
        ],
        width=_WIDE,
        height=_HIGH,
    )
    plate = ft.Container(
        drawn,
        width=_WIDE,
        height=_HIGH,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Semantics(content=ft.Row([plate]), exclude_semantics=True, key="bay")


def empty(words: str) -> ft.Control:
    """Say that there is nothing here, as something that is all right."""
    return ft.Container(
        stack([picture(), body(words)], spacing=NEAR),
        padding=ft.Padding.symmetric(vertical=8),
        key="empty",
    )


def _block(box: tuple[float, float, float, float], colour: str, corner: float) -> ft.Control:
    left, top, width, height = box
    return ft.Container(
        left=left, top=top, width=width, height=height, bgcolor=colour, border_radius=corner
    )
