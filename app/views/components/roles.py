"""What the holder of this profile does: ticks, kept at once."""

from dataclasses import replace

import flet as ft

from app.domain.profile import Role
from app.domain.wording import tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component, start
from app.views.components import notice
from app.views.components.cards import stack
from app.views.components.role_ticks import RoleTicks
from app.views.components.text import section


@component
def Roles(workspace: Workspace) -> ft.Control:
    """All the roles that fit; each tick is durable as soon as the device has saved it."""
    problem, set_problem = ft.use_state("")

    def tick(role: Role, on: bool) -> None:
        async def keep() -> None:
            settings = workspace.settings.get()
            roles = settings.roles | {role} if on else settings.roles - {role}
            await workspace.settings.keep(replace(settings, roles=frozenset(roles)))

        set_problem("")
        start(keep, set_problem)

    return stack(
        [
            section(tr("What you do")),
            RoleTicks(workspace.settings.get().roles, tick),
            notice.trouble(problem),
        ],
        spacing=6,
    )
