"""The way to enrolling, on the home screen: only while there is something to do about it."""

import flet as ft

from app.domain.wording import tr
from app.usecases.enrol_device import EnrolmentDesk, Standing
from app.views.components import buttons
from app.views.services import go


def enrolment_tiles(desk: EnrolmentDesk, *, invites: bool = True) -> list[ft.Control]:
    """Give a tile for what is to be done next; ``invites`` those who never enrolled, too."""
    words = _words(desk, invites=invites)
    if words is None:
        return []
    title, detail = words
    return [buttons.tile(title, detail, lambda _: go("/enrol"), icon=ft.Icons.KEY)]


def _words(desk: EnrolmentDesk, *, invites: bool) -> tuple[str, str] | None:
    standing, kept = desk.standing(), desk.pending()
    if kept is not None and kept.problem:
        return tr("Your enrolment link did not work"), tr("Look why, and what to do")
    if kept is not None:
        if standing is Standing.ENROLLED:
            return tr("You opened an enrolment link"), tr("Say whether to use it")
        return tr("Enrolling with your link"), tr(
            "It is saved, and goes on by itself with a signal"
        )
    if standing in (Standing.AGAIN, Standing.ENDED):
        return tr("Enrol this profile again"), tr("What waits to be sent stays here until then")
    if standing is Standing.NONE and invites:
        once = tr("Once, with a signal. It lets agreed summaries reach your trust.")
        return tr("Enter your enrolment code"), once
    return None
