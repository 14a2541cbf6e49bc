"""Shows a recovery code once, in groups, for paper."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import flet as ft

from app.domain.days import date_words
from app.domain.errors import InputError, VaultError
from app.domain.wording import left_to_right, tr
from app.usecases.profile_settings import SettingsDesk
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.room import Room, use_room
from app.views.components.text import body
from app.views.services import use_services
from app.views.theme import BOLD, FONT, TITLE

_GROUPS_A_LINE = 3
#: What a card's edges take of a line.
_EDGES = 32


def code_lines(code: str, groups_a_line: int = _GROUPS_A_LINE) -> list[str]:
    """Give the code so many groups a line: three are short enough for any phone."""
    groups = code.split("-")
    starts = range(0, len(groups), groups_a_line)
    return ["-".join(groups[start : start + groups_a_line]) for start in starts]


def lines_that_fit(code: str, room: Room, size: float, most: int) -> list[str]:
    """Give the code on lines of ``most`` groups, or fewer where letters of ``size`` are too large.

    A group that is broken in its middle is copied wrongly.
    """
    for groups in range(most, 1, -1):
        lines = code_lines(code, groups)
        if all(room.holds(line, size, taken=_EDGES) for line in lines):
            return lines
    return code_lines(code, 1)


def code_line(line: str, size: float) -> ft.Control:
    """Give a line of a code in large letters, read aloud sign by sign, with a pause at a dash.

    As one word, "CAFE" would be said and not spelt, and nobody can write that down.
    """
    return ft.Text(
        left_to_right(line),
        size=size,
        weight=BOLD,
        font_family=FONT,
        semantics_label=", ".join(map(" ".join, line.split("-"))),
    )


async def renewed(settings: SettingsDesk, make: Callable[[], Awaitable[str]]) -> str:
    """Let ``make`` make a new code; from before it is made, none counts as being on paper.

    The other way round, a device that dies in between would vouch for a code nobody has. Where
    nothing opened the profile, the old code and the word about it stay as they were.
    """
    before = settings.get().recovery_noted
    await settings.keep(replace(settings.get(), recovery_noted=False))
    try:
        return await make()
    except (VaultError, InputError):
        await settings.keep(replace(settings.get(), recovery_noted=before))
        raise


@component
def CodeOnPaper(code: str, profile: str, noted: Callable[[], Any]) -> ft.Control:
    """The code, a way to print it, and "I have it on paper", which calls ``noted``."""
    services = use_services()
    room, _ = use_room()
    problem, set_problem = ft.use_state("")

    async def print_it() -> None:
        set_problem("")
        lines = [
            tr(
                "Recovery code of {profile} in Layby, {today}",
                profile=profile,
                today=date_words(services.today()),
            ),
            *code_lines(code),
            tr(
                "It opens this profile without the passphrase. Keep it where you keep your "
                "passport."
            ),
        ]
        if not await services.device.print_lines(tr("Layby recovery code"), lines):
            set_problem(tr("This device cannot print from here. Write the code down by hand."))

    shown = [code_line(line, TITLE) for line in lines_that_fit(code, room, TITLE, _GROUPS_A_LINE)]
    return stack(
        [
            card(shown),
            body(
                tr(
                    "Write it on paper or print it, and keep it away from this device. It opens "
                    "this profile when the passphrase is forgotten. Layby shows it only now."
                )
            ),
            notice.trouble(problem),
            buttons.primary(tr("I have it on paper"), noted, icon=ft.Icons.CHECK),
            buttons.secondary(tr("Print it"), guard(print_it, set_problem), icon=ft.Icons.PRINT),
        ],
        spacing=16,
    )
