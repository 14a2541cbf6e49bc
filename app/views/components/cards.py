"""A card: rows that belong together, set off from the ground."""

from collections.abc import Sequence

import flet as ft

from app.views.boundary import kind_of, put_key
from app.views.theme import CORNER, GAP, THREE_TILES, TWO_PANES, TWO_TILES


def card(rows: Sequence[ft.Control], *, spacing: float = 10) -> ft.Control:
    """Give ``rows`` as one card."""
    return ft.Container(
        stack(rows, spacing=spacing),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        padding=16,
    )


def stack(rows: Sequence[ft.Control], *, spacing: float = 10, tight: bool = False) -> ft.Control:
    """Give ``rows`` one below the other, each as wide as the column; ``tight``: no taller."""
    return ft.Column(
        identified(rows),
        spacing=spacing,
        tight=tight,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def in_a_column(rows: Sequence[ft.Control], key: str) -> ft.Control:
    """Give ``rows`` no wider than words and buttons should be, on a screen that holds a grid."""
    return ft.ResponsiveRow(
        [ft.Container(stack(rows, spacing=GAP), col={"xs": 12, "pane": 7}, key="column")],
        breakpoints={"xs": 0, "pane": TWO_PANES},
        key=key,
    )


def side_by_side(tiles: Sequence[ft.Control], key: str) -> ft.Control:
    """Give ``tiles`` in one, two or three columns, as the screen has room."""
    columns: list[ft.Control] = [
        ft.Container(tile, col={"xs": 12, "two": 6, "three": 4}) for tile in tiles
    ]
    return ft.ResponsiveRow(
        columns,
        breakpoints={"xs": 0, "two": TWO_TILES, "three": THREE_TILES},
        spacing=12,
        run_spacing=12,
        key=key,
    )


def identified(rows: Sequence[ft.Control]) -> list[ft.Control]:
    """Give ``rows`` with a key each, so that a redraw knows them again wherever they stand.

    Flet tells unkeyed rows apart by their place alone: one row more, and all that follow are
    taken away and made anew, with what is tapped or typed in them just then. Rows without a key
    get their kind's name for one; where a key comes twice, its turn is added.
    """
    seen: dict[object, int] = {}
    for row in rows:
        key = kind_of(row) if row.key is None else getattr(row.key, "value", row.key)
        turn = seen[key] = seen.get(key, 0) + 1
        if row.key is None or turn > 1:
            put_key(row, key if turn == 1 else f"{key} {turn}")
    return list(rows)
