"""A lead or an admin makes enrolment codes, hands them on, and takes them back."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.enrolment_link import fingerprint_words
from app.domain.listed_code import ListedCode
from app.usecases.lead_codes import Codes, LeadCodes
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.ask_for_code import AskForCode
from app.views.components.enrolment_codes import EnrolmentCodes
from app.views.components.frame import screen
from app.views.components.new_enrolment_code import NewEnrolmentCode
from app.views.components.skeleton import skeleton
from app.views.components.text import body
from app.views.screens.lead_gate import asking, gate
from app.views.services import go, use_session

TITLE = "Enrolment codes"


@component
def LeadCodesScreen() -> ft.View:
    """Make one, and the list of those there are; a new code stands alone on the screen."""
    services, session = use_session()
    desk, lead = services.codes, session.lead
    is_in = lead is not None
    if lead is not None:
        desk.belong_to(f"{lead.organisation}: {lead.name}")
    nothing: Codes | None = None
    codes, set_codes = ft.use_state(nothing)
    problem, set_problem = ft.use_state("")
    _, show_made = ft.use_state(desk.made)

    async def read() -> None:
        set_codes(await desk.listing())

    async def first() -> None:
        if is_in:
            set_problem("")
            await guard(lambda: asking(session, read), set_problem)(None)

    async def make() -> None:
        async def ask() -> None:
            show_made(await desk.make())

        await asking(session, ask)

    async def put_away() -> None:
        desk.made = None
        show_made(None)
        await first()

    async def revoke(code: ListedCode, devices: bool) -> None:
        await asking(session, lambda: desk.revoke(code, devices=devices))
        await asking(session, read)

    ft.use_effect(first, [is_in])
    if is_in and desk.made is not None and codes is not None:
        away = guard(put_away)
        shown = NewEnrolmentCode(desk.made, codes.areas, away, key=desk.made.listed.id)
        return screen("New enrolment code", [shown])
    return screen(
        TITLE,
        [
            *gate(is_in),
            notice.trouble(problem),
            *_rows(desk, codes if is_in else None, make, revoke),
            *_rest(is_in, codes, problem, first),
        ],
    )


def _rows(
    desk: LeadCodes,
    codes: Codes | None,
    make: Callable[[], Awaitable[None]],
    revoke: Callable[[ListedCode, bool], Awaitable[None]],
) -> list[ft.Control]:
    if codes is None:
        return []
    key = fingerprint_words(codes.fingerprint)
    return [
        body("With a code, a colleague's device becomes one of your trust's and may send."),
        AskForCode(desk, codes, make, key="ask"),
        EnrolmentCodes(codes, revoke, key="codes"),
        body(f"Your trust's key, for comparing: {key}", quiet=True),
    ]


def _rest(
    is_in: bool, codes: Codes | None, problem: str, first: buttons.OnClick
) -> list[ft.Control]:
    """Give the way back, or what stands in the place of an answer that would push it away."""
    back = buttons.quiet("Back to the figures", lambda _: go("/lead"))
    if not is_in or codes is not None:
        return [back]
    if problem:
        return [buttons.secondary("Try again", lambda _: first()), back]
    return [skeleton("Reading the list…")]
