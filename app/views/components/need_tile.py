"""A need as a tile, with a picture of its own: what somebody looks for support by."""

import flet as ft

from app.views.components import buttons
from app.views.services import go

#: Every need by its own picture; a new need must have one.
NEED_ICONS = {
    "danger-now": ft.Icons.EMERGENCY_OUTLINED,
    "suicidal-thoughts": ft.Icons.SUPPORT_OUTLINED,
    "talk-now": ft.Icons.CHAT_OUTLINED,
    "hard-job": ft.Icons.SPA_OUTLINED,
    "mental-health": ft.Icons.PSYCHOLOGY_OUTLINED,
    "addiction": ft.Icons.LOCAL_BAR_OUTLINED,
    "sexual-safety": ft.Icons.BACK_HAND_OUTLINED,
    "abuse-at-home": ft.Icons.NIGHT_SHELTER_OUTLINED,
    "bullying": ft.Icons.BALANCE_OUTLINED,
    "bereavement": ft.Icons.LOCAL_FLORIST_OUTLINED,
    "money": ft.Icons.PAYMENTS_OUTLINED,
    "family": ft.Icons.FAMILY_RESTROOM,
    "menopause": ft.Icons.DEVICE_THERMOSTAT_OUTLINED,
    "physical-health": ft.Icons.HEALING_OUTLINED,
    "raising-concerns": ft.Icons.CAMPAIGN_OUTLINED,
    "finding-out": ft.Icons.MENU_BOOK_OUTLINED,
}


def need_tile(need: str, words: str, current: bool | None = None) -> ft.Control:
    """Give the way to a need's screen, called ``words``; ``current`` as for any tile in a list."""
    return buttons.tile(
        words,
        "",
        lambda _: go(f"/support/need/{need}"),
        icon=NEED_ICONS[need],
        current=current,
    )
