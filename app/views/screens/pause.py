"""A two-minute pause: slow breathing, no sound, nothing kept, open to anybody."""

import flet as ft

from app.domain.leaflet import Leaflet, OfferedPace
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.breathing_pace import BreathingPace
from app.views.components.cards import stack
from app.views.components.fields import Choice
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.leaflet_parts import part_fold, sources_fold, unreadable
from app.views.components.text import body, bullet
from app.views.services import go, use_services

_TITLE = to_say("Two-minute pause")
LEAFLET = "two-minute-pause"


@component
def PauseScreen() -> ft.View:
    """Begin at once; another pace and the reasons stand below."""
    services = use_services()
    leaflet = services.content.leaflets.get(LEAFLET)
    if leaflet is None or not leaflet.paces:
        return unreadable(tr(_TITLE))
    how, why = leaflet.part("how"), leaflet.part("why")
    below = [part_fold(services, why)] if why is not None else []
    return screen(
        tr(_TITLE),
        [
            *([bullet(line) for line in how.lines] if how is not None else []),
            Paces(leaflet),
            *below,
            sources_fold(leaflet),
            buttons.quiet(tr("After a hard job"), lambda _: go("/after-job")),
            body(tr("Nothing is kept or counted, not even that you were here."), quiet=True),
        ],
    )


@component
def Paces(leaflet: Leaflet) -> ft.Control:
    """The breathing at the chosen pace, and the other paces to choose."""
    chosen, choose = ft.use_state(leaflet.paces[0].id)
    offered: OfferedPace = next(one for one in leaflet.paces if one.id == chosen)
    options = [(one.id, one.title, "") for one in leaflet.paces]
    return stack(
        [
            BreathingPace(offered.pace, key=offered.id),
            Fold(
                tr("Another pace"),
                offered.title,
                lambda: [Choice(tr("Pace"), options, chosen, choose)],
                icon=ft.Icons.SPEED,
            ),
        ],
        spacing=16,
    )
