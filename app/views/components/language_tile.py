"""The way to another language, which can be found by somebody who reads only that one."""

import flet as ft

from app.domain.wording import tr
from app.views.components import buttons
from app.views.services import Services, go

#: As many names as fit on the narrowest screen.
_SHOWN = 3


def language_tile(services: Services) -> ft.Control:
    """Give the tile: the picture and the other languages' own names say what it is."""
    desk = services.languages
    others = [one.name for one in desk.languages if one.code != desk.spoken.code]
    return buttons.tile(
        tr("Language: {name}", name=desk.spoken.name),
        " · ".join(others[:_SHOWN]) + " …",
        lambda _: go("/language"),
        icon=ft.Icons.TRANSLATE,
    )
