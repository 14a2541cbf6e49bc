"""Choose how Layby looks: the next thing on the screen is in it already."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.domain.look import TEXT_SIZES, Look, Scheme
from app.domain.wording import to_say, tr
from app.views.boundary import component, start
from app.views.components import notice
from app.views.components.fields import Choice
from app.views.components.frame import screen
from app.views.components.text import body, section
from app.views.look import show_look
from app.views.services import use_services

_SCHEMES: dict[Scheme, tuple[str, str]] = {
    "device": (to_say("As this device"), ""),
    "light": (to_say("Light"), ""),
    "dark": (to_say("Dark"), ""),
    "night": (to_say("Night"), to_say("Dim and warm, for a dark cab")),
}


@component
def LookScreen() -> ft.View:
    """Colours and text size, for everyone on this device and before any profile is open."""
    services = use_services()
    problem, set_problem = ft.use_state("")
    look, set_look = ft.use_state(services.shared.look)
    page = ft.context.page

    def choose(chosen: Look) -> None:
        async def keep() -> None:
            await services.shared.keep_look(chosen)
            await show_look(page, services)

        set_problem("")
        set_look(chosen)
        start(keep, set_problem)

    return screen(
        tr("How Layby looks"),
        [
            section(tr("Colours")),
            _colours(look, choose),
            # Outside a browser the device's own text size is the only one.
            *([section(tr("Text size")), _sizes(look, choose)] if services.has_page else []),
            notice.trouble(problem),
            body(tr("It lasts on this device, for everyone who opens it."), quiet=True),
        ],
    )


def _colours(look: Look, choose: Callable[[Look], None]) -> ft.Control:
    options = [
        (name, tr(words), tr(hint) if hint else "") for name, (words, hint) in _SCHEMES.items()
    ]
    chosen: ft.Control = Choice(
        tr("Colours"), options, look.scheme, lambda scheme: choose(replace(look, scheme=scheme))
    )
    return chosen


def _sizes(look: Look, choose: Callable[[Look], None]) -> ft.Control:
    options = [(str(size), f"{size}%", "") for size in TEXT_SIZES]
    chosen: ft.Control = Choice(
        tr("Text size"), options, str(look.text), lambda size: choose(replace(look, text=int(size)))
    )
    return chosen
