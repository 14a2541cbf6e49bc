"""Leads the eye to the place on a screen where something is still to be done."""

from contextlib import suppress

import flet as ft

#: Long enough to be followed, short enough not to be waited for.
_MILLISECONDS = 250


def place(name: str, content: ft.Control) -> ft.Control:
    """Give ``content`` as a place that ``lead_to`` finds by this name."""
    return ft.Container(content, key=ft.ScrollKey(name))  # type: ignore[call-arg]


async def lead_to(
    shown: ft.View | ft.Column, name: str, *, milliseconds: int = _MILLISECONDS
) -> None:
    """Scroll the screen, or a pane of it, to a place of its own."""
    with suppress(RuntimeError):  # it has gone meanwhile: somebody was quick
        await shown.scroll_to(scroll_key=name, duration=milliseconds)
