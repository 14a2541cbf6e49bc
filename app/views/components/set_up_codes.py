"""Sets up codes for signing in: a QR code for an authenticator app, the first code, and paper.

Nothing changes before the first code was right, so leaving half way locks nobody out.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.usecases.sign_in import THERE, CodesBegun
from app.views.boundary import component, guard, start
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Line
from app.views.components.text import body, section
from app.views.services import use_session, use_typed
from app.views.theme import BODY, BOLD, FONT, SECTION, SMALL_CORNER, code_ground

_WIDEST = 300


@component
def SetUpCodes(done: Callable[[], Any]) -> ft.Control:
    """The whole way; ``done`` is called once the recovery codes are on paper."""
    services, session = use_session()
    nothing: CodesBegun | None = None
    no_codes: tuple[str, ...] = ()
    begun, set_begun = ft.use_state(nothing)
    recovery, set_recovery = ft.use_state(no_codes)
    problem, set_problem = ft.use_state("")

    async def begin() -> None:
        set_begun(await services.sign_in.begin_codes())

    def begin_or_say() -> None:
        start(begin, set_problem)

    ft.use_effect(begin_or_say, [])
    if recovery:
        return ft.Column([RecoveryOnPaper(recovery, done)])
    if begun is None:
        words = [notice.trouble(problem)] if problem else [body("One moment…", quiet=True)]
        return ft.Column([*words])
    replaces = session.lead is not None and session.lead.factor == THERE
    return ft.Column([FirstCode(begun, set_recovery, replaces)])


@component
def FirstCode(
    begun: CodesBegun, on_codes: Callable[[tuple[str, ...]], None], replaces: bool
) -> ft.Control:
    """The QR code, the same for typing, and a field for the first code."""
    services, _ = use_session()
    typed = use_typed()
    problem, set_problem = ft.use_state("")

    async def confirm() -> None:
        set_problem("")
        code, current = typed.get("code", ""), typed.get("current", "")
        on_codes(await services.sign_in.confirm_codes(begun, code, current))

    former = [
        body("You have codes already. To move to a new app, enter a code of the old one too."),
        Line("Code of the old app", "", lambda words: typed.update(current=words)),
    ]
    return stack(
        [
            body(
                "Open an authenticator app on your phone and scan this. From then on it shows a "
                "new six-digit code every half minute, and signing in asks for it."
            ),
            _on_light(begun.code, code_ground(services.shared.look.scheme)),
            body("On this same phone? Copy the key into the app instead.", quiet=True),
            ft.Text(begun.secret, size=BODY, font_family=FONT, selectable=True),
            buttons.copies("Copy the key", begun.secret.replace(" ", "")),
            *(former if replaces else []),
            Line("First code", "", lambda words: typed.update(code=words)),
            notice.trouble(problem),
            buttons.primary("Set up codes", guard(confirm, set_problem)),
        ],
        spacing=16,
    )


def _on_light(code: bytes, ground: str) -> ft.Control:
    picture = ft.Image(
        code,
        fit=ft.BoxFit.CONTAIN,
        filter_quality=ft.FilterQuality.NONE,
        semantics_label="Code for your authenticator app",
        # The picture's own white becomes the ground, and its black stays black.
        color=ground,
        color_blend_mode=ft.BlendMode.MULTIPLY,
    )
    return ft.Container(
        picture, width=_WIDEST, height=_WIDEST, bgcolor=ground, border_radius=SMALL_CORNER
    )


@component
def RecoveryOnPaper(codes: tuple[str, ...], done: Callable[[], Any]) -> ft.Control:
    """Codes for a lost phone: shown once, for paper."""
    services, _ = use_session()
    problem, set_problem = ft.use_state("")

    async def print_them() -> None:
        set_problem("")
        lines = [
            f"Recovery codes for Layby, {services.today():%d.%m.%Y}",
            *codes,
            "Each works once, in place of the code in your app. Keep them away from your password.",
        ]
        if not await services.device.print_lines("Layby recovery codes", lines):
            set_problem("This device cannot print from here. Write the codes down by hand.")

    shown: list[ft.Control] = [
        ft.Text(line, size=SECTION, weight=BOLD, font_family=FONT, selectable=True)
        for line in codes
    ]
    return stack(
        [
            notice.good("Codes are set up."),
            section("If you lose your phone"),
            body(
                "Each of these works once in place of the code in your app. They are shown only "
                "now. Put them on paper, away from your password."
            ),
            card(shown, spacing=8),
            notice.trouble(problem),
            buttons.secondary("Print", guard(print_them, set_problem), icon=ft.Icons.PRINT),
            buttons.primary("I have them on paper", done),
        ],
        spacing=16,
    )
