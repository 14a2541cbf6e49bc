"""What the tests of the crew’s own screens share."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import flet as ft

from app.domain.profile import ProfileSettings, Role
from tests.app.views.care import CaredPhone
from tests.harness import Screen


def cared(story: Callable[[CaredPhone], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story(CaredPhone()))


async def as_crew(phone: CaredPhone) -> Screen:
    await phone.make_profile()
    await phone.workspace.settings.keep(ProfileSettings(roles=frozenset({Role.CREW})))
    await phone.screen.go("/profile")
    await phone.screen.go("/")
    return phone.screen


def links(screen: Screen) -> dict[str, str]:
    """Every button that opens something outside, by its words."""
    return {
        screen.called(control): control.action.url
        for control in screen.controls()
        if isinstance(getattr(control, "action", None), ft.OpenUrl)
    }
