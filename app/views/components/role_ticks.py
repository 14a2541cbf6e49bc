"""The roles a person may have, as boxes to tick; a profile may have several."""

from collections.abc import Callable, Collection

import flet as ft

from app.domain.profile import Role
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components.cards import stack
from app.views.components.fields import Tick
from app.views.components.text import body

_WORDS = {
    Role.MANAGER: to_say("I hold wellbeing conversations"),
    Role.CREW: to_say("I work on an ambulance crew"),
    Role.LEAD: to_say("I am a wellbeing lead"),
}


@component
def RoleTicks(held: Collection[Role], on_tick: Callable[[Role, bool], None]) -> ft.Control:
    """One box a role; ``on_tick`` hears every change at once."""

    def box(role: Role, words: str) -> ft.Control:
        ticked: ft.Control = Tick(words, role in held, lambda on: on_tick(role, on))
        return ticked

    return stack(
        [
            body(tr("Tick all that fit. It only arranges your home screen."), quiet=True),
            *[box(role, tr(words)) for role, words in _WORDS.items()],
        ],
        spacing=6,
    )
