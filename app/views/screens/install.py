"""How Layby gets onto the home screen, as this very browser does it."""

from collections.abc import Callable

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.bay import picture
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.text import body, numbered
from app.views.services import Services, go, use_services

_TITLE = to_say("Put Layby on your home screen")
_STEPS = {
    "apple": (
        to_say("Tap Share: the square with an arrow that points up."),
        to_say("Scroll down and tap “Add to Home Screen”."),
        to_say("Tap “Add”, then open Layby from its new icon."),
    ),
    "menu": (
        to_say("Open the browser's menu: three dots or lines."),
        to_say("Tap “Add to Home screen” or “Install app”."),
    ),
}


def use_install_way(services: Services) -> str:
    """Give the way that there is here, "" until it is known; to be called like any hook."""
    way, set_way = ft.use_state("")

    async def ask() -> None:
        set_way(await services.device.install_way())

    ft.use_effect(lambda: start(ask, lambda _: None), [])
    return way


@component
def InstallTile() -> ft.Control:
    """The way to the steps, where there are any; nothing on a home screen already."""
    way = use_install_way(use_services())
    if not way:
        return ft.Container(visible=False)
    return buttons.tile(
        tr(_TITLE),
        tr("It opens like an app, also without a signal"),
        lambda _: go("/install"),
        icon=ft.Icons.INSTALL_MOBILE,
    )


@component
def InstallScreen() -> ft.View:
    """What it is good for, and the steps."""
    services = use_services()
    way = use_install_way(services)
    form = use_form()
    added, set_added = ft.use_state(False)

    async def ask() -> None:
        set_added(await services.device.install())

    return screen(
        tr(_TITLE),
        [
            picture(),
            body(tr("The browser is then far less likely to clear what Layby keeps.")),
            *([] if added else _steps(way, form.doing(ask))),
            notice.good(tr("Layby is on its way to your home screen.") if added else ""),
            notice.trouble(form.problem()),
            # Steps alone are nothing that a keyboard could scroll to.
            buttons.quiet(tr("Go to home"), lambda _: go("/")),
        ],
    )


def _steps(way: str, ask: Callable[..., object]) -> list[ft.Control]:
    if way == "offer":
        return [buttons.primary(tr("Add it now"), ask, icon=ft.Icons.INSTALL_MOBILE)]
    if way not in _STEPS:
        return [body(tr("This browser has no home screen, or Layby is on it already."))]
    steps = [numbered(place, tr(words)) for place, words in enumerate(_STEPS[way], start=1)]
    apart = tr(
        "The new icon starts empty. If you have a profile here, back it up first, then restore "
        "it there."
    )
    return [stack(steps), *([notice.note(apart)] if way == "apple" else [])]
