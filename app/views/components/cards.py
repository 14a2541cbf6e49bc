"""A card: rows that belong together, set off from the ground."""

from collections.abc import Sequence

import flet as ft

from app.views.theme import CORNER


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
        list(rows),
        spacing=spacing,
        tight=tight,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
