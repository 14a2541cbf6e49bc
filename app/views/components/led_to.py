"""Leads the eye to the place on a screen where something is still to be done."""

import flet as ft

#: Long enough to be followed, short enough not to be waited for.
_MILLISECONDS = 250


def place(name: str, content: ft.Control) -> ft.Control:
    """Give ``content`` as a place that ``lead_to`` finds by this name."""
    return ft.Container(content, key=ft.ScrollKey(name))  # type: ignore[call-arg]


async def lead_to(shown: ft.View, name: str) -> None:
    """Scroll the screen to a place of its own."""
    await shown.scroll_to(scroll_key=name, duration=_MILLISECONDS)
