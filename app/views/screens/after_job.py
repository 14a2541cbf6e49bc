"""After a hard job: what is normal, what helps, what to leave out, when to get more help."""

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.leaflet_parts import part_fold, sources_fold, unreadable
from app.views.components.led_to import lead_to
from app.views.components.look_again import DAYS, LookAgain
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("After a hard job")
LEAFLET = "after-a-hard-job"


@component
def AfterJobScreen() -> ft.View:
    """The leaflet, part by part, and the times to look again; open to anybody."""
    services, session = use_session()
    leaflet = services.content.leaflets.get(LEAFLET)
    if leaflet is None:
        return unreadable(tr(_TITLE))
    parts = [
        part_fold(services, part, opened=number == 0) for number, part in enumerate(leaflet.parts)
    ]
    ways_on = [
        buttons.tile(
            tr("Two-minute pause"),
            tr("Slow breathing"),
            lambda _: go("/pause"),
            icon=ft.Icons.SELF_IMPROVEMENT,
        )
    ]
    if session.workspace is not None:
        ways_on.append(
            buttons.tile(
                tr("Private check-in"),
                tr("A few words, only for you"),
                lambda _: go("/check-in"),
                icon=ft.Icons.EDIT_OUTLINED,
            )
        )

    async def to_days() -> None:
        await lead_to(shown, DAYS)

    shown: ft.View = screen(
        tr(_TITLE),
        [
            body(tr("Take it slowly. Open only what you want to read.")),
            *parts,
            section(tr("For now")),
            *ways_on,
            LookAgain(leaflet.reminders, to_days),
            sources_fold(leaflet),
            body(tr("Nobody is told that you read this, or what you write here."), quiet=True),
        ],
    )
    return shown
