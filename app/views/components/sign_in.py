"""Signing in for leads: name and password, a code where the account has one, or another way.

What was typed stays when something fails. The code is asked for only once the server wants one.
"""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.errors import LaybyError, ServerRefused
from app.usecases.sign_in import Lead, Ways
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Line, Secret
from app.views.components.kept_field import Cursor, use_cursor
from app.views.components.text import body, section
from app.views.services import Services, go, use_session, use_typed
from app.views.state.session import Session

_NO_WAYS = Ways()
#: What the server says of a password, or a code, that is not right.
_MISTYPED = ("sign-in-failed", "second-factor-wrong")
_ENDED = "Your sign-in has ended. Sign in again to go on where you were."
_HELP = (
    "Forgotten your password? Whoever looks after your trust's Layby server gives you a new one. A "
    "lost phone: an admin of your trust helps."
)
_ASKED = "Now the code: the six digits in your authenticator app, or one of your recovery codes."


async def _let_in(services: Services, session: Session, lead: Lead) -> None:
    session.lead, session.lead_ended = lead, False
    await session.rearm(services)


@component
def SignIn(said: str = "") -> ft.Control:
    """Name and password, and below them the other ways that this server has.

    ``said`` is why one must sign in again, where the screen knows more of it.
    """
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    ways, set_ways = ft.use_state(_NO_WAYS)
    busy, set_busy = ft.use_state(False)

    async def look() -> None:
        try:
            found = await services.sign_in.ways()
            if found.came_back:
                await _let_in(services, session, await services.sign_in.resume())
                return
        except LaybyError:
            return  # without a signal there is nothing to offer; signing in itself will say so
        set_ways(found)

    def doing(act: Callable[[], Awaitable[Lead | None]]) -> Callable[..., Awaitable[None]]:
        async def done() -> None:
            set_problem("")
            set_busy(True)
            try:
                lead = await act()
            finally:
                set_busy(False)
            if lead is not None:
                await _let_in(services, session, lead)

        return guard(done, set_problem)

    ft.use_effect(look, [])
    return stack(
        [
            notice.note(said or (_ENDED if session.lead_ended else "")),
            body("Sign in with a signal to read your trust's themes. Nothing is kept here."),
            NameAndPassword(doing, busy),
            notice.trouble(problem),
            buttons.quiet("I was invited", lambda _: go("/lead/invited"), icon=ft.Icons.MAIL_LOCK),
            body(_HELP, quiet=True),
            # Only the server knows them. Last, so that they push nothing away when they come.
            *_other_ways(services, ways, doing),
        ],
        spacing=16,
    )


Doing = Callable[[Callable[[], Awaitable[Lead | None]]], Callable[..., Awaitable[None]]]


@component
def NameAndPassword(doing: Doing, busy: bool) -> ft.Control:
    """User name, password, and the code once it is asked for."""
    services, _ = use_session()
    typed = use_typed()
    asks, set_asks = ft.use_state(False)
    to_password, to_code = use_cursor(), use_cursor()

    async def sign_in() -> Lead | None:
        name, password = typed.get("name", ""), typed.get("password", "")
        try:
            return await services.sign_in.sign_in(name, password, typed.get("code", ""))
        except ServerRefused as error:
            if error.problem == "second-factor-needed" and not asks:
                set_asks(True)
                return None
            # Whoever mistyped types again, without a tap on the field first.
            if error.problem in _MISTYPED:
                await (to_code if asks else to_password).enter()
            raise

    async def on_to_the_code() -> None:
        if asks:
            await to_code.enter()

    ft.use_effect(on_to_the_code, [asks])
    on_sign_in = doing(sign_in)
    return stack(
        [
            Line("User name", typed.get("name", ""), lambda words: typed.update(name=words)),
            Secret(
                "Password",
                lambda words: typed.update(password=words),
                on_submit=on_sign_in,
                cursor=to_password,
            ),
            *(_its_code(typed, on_sign_in, to_code) if asks else []),
            buttons.working("Sign in", "Signing in…", on_sign_in, busy=busy),
        ],
        spacing=16,
    )


def _its_code(
    typed: dict[str, str], on_submit: buttons.OnClick, cursor: Cursor
) -> list[ft.Control]:
    return [
        notice.note(_ASKED),
        Line(
            "Code",
            typed.get("code", ""),
            lambda words: typed.update(code=words),
            on_submit=on_submit,
            cursor=cursor,
        ),
    ]


def _other_ways(services: Services, ways: Ways, doing: Doing) -> list[ft.Control]:
    def leave_for(provider: str) -> Callable[[], Awaitable[Lead | None]]:
        async def leave() -> None:
            await services.sign_in.begin_sign_on(provider)

        return leave

    rows: list[ft.Control] = [
        buttons.secondary(name, doing(leave_for(provider)), icon=ft.Icons.BADGE_OUTLINED)
        for provider, name in ways.providers
    ]
    if ways.passkeys:
        by_passkey = doing(services.sign_in.sign_in_by_passkey)
        rows.append(buttons.secondary("Use a passkey", by_passkey, icon=ft.Icons.KEY))
    named = [section("Other ways in")] if rows else []
    return [*named, notice.trouble(ways.problem), *rows]
