"""What is chosen for the device, not for a profile: its language, and how Layby looks."""

import flet as ft

from app.domain.wording import tr
from app.views.components import buttons
from app.views.services import Services, go

#: As many names as fit on the narrowest screen.
_SHOWN = 3


def device_tiles(services: Services) -> list[ft.Control]:
    """Give both tiles."""
    return [language_tile(services), look_tile()]


def language_tile(services: Services) -> ft.Control:
    """Give the way to another language, to be found by somebody who reads only that one.

    The picture and the other languages' own names say what it is.
    """
    desk = services.languages
    others = [one.name for one in desk.languages if one.code != desk.spoken.code]
    return buttons.tile(
        tr("Language: {name}", name=desk.spoken.name),
        " · ".join(others[:_SHOWN]) + " …",
        lambda _: go("/language"),
        icon=ft.Icons.TRANSLATE,
    )


def language_icon(services: Services) -> ft.Control:
    """Give the same way as a picture, for the bar."""
    named = tr("Language: {name}", name=services.languages.spoken.name)
    return buttons.icon(named, ft.Icons.TRANSLATE, lambda _: go("/language"), key="language")


def look_tile() -> ft.Control:
    """Give the way to the colours and the text size."""
    return buttons.tile(
        tr("How Layby looks"),
        tr("Light, dark or night; text size"),
        lambda _: go("/look"),
        icon=ft.Icons.CONTRAST,
    )


def look_icon() -> ft.Control:
    """Give the same way as a picture: in a dark cab a white screen must be gone in two taps."""
    return buttons.icon(tr("How Layby looks"), ft.Icons.CONTRAST, lambda _: go("/look"), key="look")
