"""The way to "I am worried about someone": one tap from every screen of a conversation."""

import flet as ft

from app.domain.wording import to_say, tr
from app.views.components import buttons
from app.views.components.room import is_tight
from app.views.services import go
from app.views.theme import BODY, BOLD

WORRIED = to_say("I am worried about someone")


def worried_way() -> ft.Control:
    """Give the row that says it in words."""
    row = ft.Row(
        [
            ft.Icon(ft.Icons.HEALTH_AND_SAFETY_OUTLINED, color=ft.Colors.ON_TERTIARY_CONTAINER),
            ft.Text(
                tr(WORRIED),
                size=BODY,
                weight=BOLD,
                color=ft.Colors.ON_TERTIARY_CONTAINER,
                expand=True,
            ),
            # It leads on, as every tile that has one.
            ft.Icon(
                ft.Icons.CHEVRON_RIGHT,
                color=ft.Colors.ON_TERTIARY_CONTAINER,
                visible=not is_tight(),
            ),
        ],
        spacing=12,
    )
    return buttons.pressable(
        row, lambda _: go("/worried"), key=tr(WORRIED), bgcolor=ft.Colors.TERTIARY_CONTAINER
    )


def worried_icon() -> ft.Control:
    """Give the picture for the bar, which stays in sight however far a screen is scrolled."""
    return buttons.icon(tr(WORRIED), ft.Icons.HEALTH_AND_SAFETY_OUTLINED, lambda _: go("/worried"))
