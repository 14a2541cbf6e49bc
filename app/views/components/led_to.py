"""Leads the eye to the place on a screen where something is still to be done."""

from collections.abc import Callable
from contextlib import suppress

import flet as ft

from app.views.boundary import sound_alarm, start

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


def use_top(said: str) -> Callable[[ft.View], ft.View]:
    """Give what leads a screen to its top whenever other words are ``said`` there; a hook.

    It is to be given the screen each time that it is drawn, and gives it back.
    """
    none: ft.View | None = None
    drawn = ft.use_ref(none)

    async def to_top() -> None:
        if said and drawn.current is not None:
            with suppress(RuntimeError):  # it has gone meanwhile: somebody was quick
                await drawn.current.scroll_to(offset=0, duration=0)

    ft.use_effect(lambda: start(to_top, sound_alarm), [said])

    def led(shown: ft.View) -> ft.View:
        drawn.current = shown
        return shown

    return led
