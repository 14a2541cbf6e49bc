"""A new enrolment code, shown once: as a picture, to read out, and as a link."""

import flet as ft

from app.domain.organisation import Area
from app.usecases.lead_codes import MadeCode
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.code_frames import on_light
from app.views.components.text import body, section
from app.views.theme import BOLD, FONT, TITLE

_WHOEVER = (
    "Whoever has this code can enrol a device. Give it only to the people it is for. Layby does "
    "not show it again."
)


@component
def NewEnrolmentCode(made: MadeCode, areas: tuple[Area, ...], done: buttons.OnClick) -> ft.Control:
    """The picture first, since most people scan it off this screen; then the ways to send it."""
    return stack(
        [
            notice.note(_WHOEVER),
            on_light(made.picture, "Scan this with the phone's camera, or inside Layby"),
            section("To read out"),
            card([ft.Text(made.code, size=TITLE, weight=BOLD, font_family=FONT)]),
            section("To send"),
            body("The link opens Layby and enrols with this code, also without a signal."),
            buttons.copies("Copy the link", made.link),
            body(f"{made.listed.first_group}… {made.listed.words(areas)}", quiet=True),
            buttons.primary("Done: put it away", done),
        ],
        spacing=16,
    )
