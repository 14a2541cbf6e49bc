"""The foot of a screen: its one way on, under the thumb however far the screen is scrolled.

It lies below an on-screen keyboard, so that typing keeps the room.
"""

import flet as ft

from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.saved_sign import NotSaved
from app.views.theme import COLUMN


def way_on(
    problem: str,
    words: str,
    on_click: buttons.OnClick,
    icon: ft.IconData = ft.Icons.ARROW_FORWARD,
) -> ft.Control:
    """Give the foot with the button that leads on; a ``problem`` stands right above it.

    So does what keeps the device from saving.
    """
    on = buttons.primary(words, on_click, icon=icon)
    rows = stack([NotSaved(), notice.trouble(problem), on], spacing=8, tight=True)
    return ft.Container(
        ft.SafeArea(
            ft.Column(
                [ft.ResponsiveRow([ft.Container(rows, col={"xs": 12})], width=COLUMN)],
                tight=True,
                horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            ),
            avoid_intrusions_top=False,
        ),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(horizontal=18, vertical=8),
    )
