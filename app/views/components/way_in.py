"""Opens a profile from the outside: slowed after wrong tries, and taken over where it is open."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import flet as ft

from app.domain.errors import LaybyError, ProfileInUse, TooManyTries
from app.domain.wording import tr
from app.store.port import ProfileHeader
from app.usecases.unlock import OpenProfile
from app.vault.secrets import Secret
from app.views.components import notice
from app.views.components.wait import Wait, use_wait
from app.views.services import use_services
from app.views.state.watch import lost


@dataclass(frozen=True)
class WayIn:
    """How a profile can be opened just now.

    ``known`` once it was looked whether another window has it (``elsewhere``), so that opening
    it here closes it there. A form stands only from then on, so that nothing moves under a
    finger. ``open`` gives None when the screen now says why not, and raises what the secret is
    refused for.
    """

    wait: Wait
    known: bool
    elsewhere: bool
    open: Callable[[Secret], Awaitable[OpenProfile | None]]

    def button(self, words: str, *, busy: bool) -> str:
        """Give the words of the button that opens."""
        if busy:
            return tr("Opening…")
        return tr("Use here instead") if self.elsewhere else words


def use_way_in(header: ProfileHeader) -> WayIn:
    """Follow how ``header`` can be opened; to be called like any hook."""
    services = use_services()
    wait = use_wait(header)
    elsewhere, set_elsewhere = ft.use_state(False)
    known, set_known = ft.use_state(False)

    async def look() -> None:
        try:
            with suppress(LaybyError):
                set_elsewhere(await services.profiles.in_use(header))
        finally:
            set_known(True)

    async def open_with(secret: Secret) -> OpenProfile | None:
        try:
            return await services.profiles.unlock(
                header, secret, lost(services), take_over=elsewhere
            )
        except ProfileInUse:
            if elsewhere:
                raise  # it was asked for, and the other window would not let go
            set_elsewhere(True)
        except TooManyTries:
            pass  # the line that counts down says it
        finally:
            wait.look()
        return None

    ft.use_effect(look, [])
    return WayIn(wait, known, elsewhere, open_with)


def elsewhere_notice(way: WayIn, header: ProfileHeader) -> ft.Control:
    """Say that another window has the profile; nothing when none has."""
    if not way.elsewhere:
        return ft.Container(visible=False)
    return notice.note(
        tr(
            "{label} is open in another window. Using it here saves and locks it there.",
            label=header.label,
        )
    )
