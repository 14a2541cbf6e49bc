"""Things a person must notice: announced to screen readers, never colour alone."""

import flet as ft

from app.views.theme import BODY, CORNER, ICON


def trouble(words: str) -> ft.Control:
    """Say what went wrong, in place and aloud; nothing when there are no words."""
    return _panel(words, ft.Icons.ERROR_OUTLINE, "error")


def good(words: str) -> ft.Control:
    """Say that something worked."""
    return _panel(words, ft.Icons.CHECK_CIRCLE_OUTLINE, "primary")


def note(words: str) -> ft.Control:
    """Say something worth knowing."""
    return _panel(words, ft.Icons.INFO_OUTLINE, "secondary")


def _panel(words: str, icon: ft.IconData, role: str) -> ft.Control:
    if not words:
        return ft.Semantics(visible=False)
    colour = f"on{role}container"
    row = ft.Row(
        [
            ft.Icon(icon, color=colour, size=ICON),
            ft.Container(ft.Text(words, size=BODY, color=colour), expand=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    panel = ft.Container(row, bgcolor=f"{role}container", border_radius=CORNER, padding=14)
    return ft.Semantics(
        live_region=True,
        container=True,
        content=panel,
        # What the page knows it by, to say it out of sight too (``assets/shell/a11y.js``).
        identifier="trouble" if role == "error" else "told",
    )
