"""What the holder of this profile does: ticks, kept at once."""

from dataclasses import replace

import flet as ft

from app.domain.profile import Role
from app.usecases.open_workspace import Workspace
from app.views.boundary import component, start
from app.views.components import notice
from app.views.components.cards import stack
from app.views.components.fields import Tick
from app.views.components.text import body, section

_WORDS = {
    Role.MANAGER: "I manage people and hold conversations",
    Role.CREW: "I work on a crew, or elsewhere in the service",
    Role.LEAD: "I am a wellbeing lead",
}


@component
def Roles(workspace: Workspace) -> ft.Control:
    """All the roles that fit; a profile may have several."""
    problem, set_problem = ft.use_state("")

    def tick(role: Role, on: bool) -> None:
        async def keep() -> None:
            settings = workspace.settings.get()
            roles = settings.roles | {role} if on else settings.roles - {role}
            await workspace.settings.keep(replace(settings, roles=frozenset(roles)))

        set_problem("")
        start(keep, set_problem)

    def box(role: Role, words: str, on: bool) -> ft.Control:
        ticked: ft.Control = Tick(words, on, lambda now: tick(role, now))
        return ticked

    held = workspace.settings.get().roles
    return stack(
        [
            section("What you do"),
            body("Tick all that fit. It stays on this device.", quiet=True),
            *[box(role, words, role in held) for role, words in _WORDS.items()],
            notice.trouble(problem),
        ],
        spacing=6,
    )
