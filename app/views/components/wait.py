"""Counts down to the next try after wrong ones; slowed, never shut out."""

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.errors import LaybyError
from app.domain.wording import trn
from app.store.port import ProfileHeader
from app.views.boundary import start
from app.views.services import use_services
from app.views.theme import BODY, ICON

#: What a screen reader is told: a number at each of these steps, not at each second.
_SPOKEN = (1, 5, 10, 30, 60)


@dataclass(frozen=True)
class Wait:
    """The seconds until the next try, 0 when it is free; ``look`` asks anew, after a try."""

    seconds: int
    look: Callable[[], None]


@dataclass
class _Counting:
    """Whether a count is under way, and whether its screen has gone."""

    on: bool = False
    gone: bool = False


def use_wait(header: ProfileHeader | None) -> Wait:
    """Follow how long the profile's next try has to wait; to be called like any hook."""
    services = use_services()
    seconds, set_seconds = ft.use_state(0)
    make: Any = _Counting
    counting: _Counting = ft.use_state(make)[0]

    async def left() -> float:
        if header is None or counting.gone:
            return 0.0
        rest = await services.profiles.seconds_to_wait(header)
        set_seconds(math.ceil(rest))
        return rest

    async def count() -> None:
        if counting.on:
            return
        counting.on = True
        try:
            with suppress(LaybyError):  # the try itself says what is wrong
                while (rest := await left()) > 0:
                    await services.pause(min(1.0, rest))
        finally:
            counting.on = False

    def leave() -> None:
        counting.gone = True

    ft.use_effect(count, [], leave)
    return Wait(seconds, lambda: start(count, lambda _: None))


def wait_line(seconds: int) -> ft.Control:
    """Say how long to wait; nothing when the next try is free."""
    if not seconds:
        return ft.Semantics(visible=False)
    spoken = next((step for step in _SPOKEN if step >= seconds), seconds)
    line = ft.Row(
        [
            ft.Icon(ft.Icons.HOURGLASS_EMPTY, color=ft.Colors.ON_SURFACE_VARIANT, size=ICON),
            ft.Container(ft.Text(_words(seconds), size=BODY), expand=True),
        ],
        spacing=12,
    )
    return ft.Semantics(
        live_region=True, container=True, exclude_semantics=True, label=_words(spoken), content=line
    )


def _words(seconds: int) -> str:
    return trn("Try again in {count} second", "Try again in {count} seconds", seconds)
