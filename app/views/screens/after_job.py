"""After a hard job: what is normal, what helps, what to leave out, when to get more help."""

import flet as ft

from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.leaflet_parts import part_fold, sources_fold, unreadable
from app.views.components.look_again import LookAgain
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = "After a hard job"
LEAFLET = "after-a-hard-job"


@component
def AfterJobScreen() -> ft.View:
    """The leaflet, part by part, and the times to look again; open to anybody."""
    services, session = use_session()
    leaflet = services.content.leaflets.get(LEAFLET)
    if leaflet is None:
        return unreadable(_TITLE)
    parts = [
        part_fold(services, part, opened=number == 0) for number, part in enumerate(leaflet.parts)
    ]
    ways_on = [
        buttons.tile(
            "Two-minute pause",
            "Slow breathing",
            lambda _: go("/pause"),
            icon=ft.Icons.SELF_IMPROVEMENT,
        )
    ]
    if session.workspace is not None:
        ways_on.append(
            buttons.tile(
                "Private check-in",
                "A few words, only for you",
                lambda _: go("/check-in"),
                icon=ft.Icons.EDIT_OUTLINED,
            )
        )
    return screen(
        _TITLE,
        [
            body("Take it slowly. Open only what you want to read."),
            *parts,
            section("For now"),
            *ways_on,
            LookAgain(leaflet.reminders),
            sources_fold(leaflet),
            body("Nobody is told that you read this, or what you write here.", quiet=True),
        ],
    )
