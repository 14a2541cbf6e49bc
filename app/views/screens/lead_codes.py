"""A lead or an admin makes enrolment codes, hands them on, and takes them back."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.enrolment_link import fingerprint_words
from app.domain.listed_code import ListedCode
from app.usecases.lead_codes import Codes, LeadCodes
from app.views.boundary import component, guard
from app.views.components.ask_for_code import AskForCode
from app.views.components.enrolment_codes import EnrolmentCodes
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.new_enrolment_code import NewEnrolmentCode
from app.views.components.text import body
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import use_session

TITLE = "Enrolment codes"
_WAITS = "Reading the list…"


@component
def LeadCodesScreen() -> ft.View:
    """Make one, and the list of those there are; a new code stands alone on the screen."""
    services, session = use_session()
    desk, lead = services.codes, session.lead
    is_in = lead is not None
    if lead is not None:
        desk.belong_to(f"{lead.organisation}: {lead.name}")
    asked = use_asked(desk.listing)
    _, show_made = ft.use_state(desk.made)

    async def make() -> None:
        async def ask() -> None:
            show_made(await desk.make())

        await asking(session, ask)

    async def put_away() -> None:
        desk.made = None
        show_made(None)
        await asked.again()

    async def revoke(code: ListedCode, devices: bool) -> None:
        await asking(session, lambda: desk.revoke(code, devices=devices))
        await asked.again()

    codes: Codes | None = asked.found
    if is_in and desk.made is not None and codes is not None:
        away = guard(put_away)
        shown = NewEnrolmentCode(desk.made, codes.areas, away, key=desk.made.listed.id)
        return screen("New enrolment code", [shown])
    back = to_figures()
    rows = asked.rows(lambda found: _rows(desk, found, make, revoke), [back], waits=_WAITS)
    return screen(TITLE, rows)


def _rows(
    desk: LeadCodes,
    codes: Codes,
    make: Callable[[], Awaitable[None]],
    revoke: Callable[[ListedCode, bool], Awaitable[None]],
) -> list[ft.Control]:
    key = fingerprint_words(codes.fingerprint)
    return [
        body("With a code, a colleague's device becomes one of your trust's and may send."),
        AskForCode(desk, codes, make, key="ask"),
        EnrolmentCodes(codes, revoke, key="codes"),
        body(f"Your trust's key, for comparing: {key}", quiet=True),
    ]
