"""Enter the enrolment code: once, with a signal."""

import flet as ft

from app.domain.errors import VaultLocked
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Line
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import go, use_session, use_typed


@component
def EnrolScreen() -> ft.View:
    """Ask for the code; whatever goes wrong, it stays in its field."""
    services, session = use_session()
    typed = use_typed()
    problem, set_problem = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    async def enrol() -> None:
        if session.workspace is None:
            raise VaultLocked
        set_problem("")
        set_busy(True)
        try:
            enrolment = await session.workspace.enrolments.enrol(typed.get("code", ""))
        finally:
            set_busy(False)
        session.organisation = enrolment.organisation
        await session.rearm(services)
        session.workspace.outbox.poke(now=True)
        session.workspace.trust.poke()
        go("/")

    on_enrol = guard(enrol, set_problem)
    return screen(
        "Enrolment code",
        [
            body("Your wellbeing lead has given you a code. You need it once, with a signal."),
            Line(
                "Enrolment code",
                typed.get("code", ""),
                lambda words: typed.update(code=words),
                hint="such as K7QF-2M9X-TR4B",
                on_submit=on_enrol,
            ),
            notice.trouble(problem),
            buttons.primary(
                "Asking your trust…" if busy else "Enrol", on_enrol, disabled=busy, key="do"
            ),
            body(
                "It gives this profile your trust's list of areas and lets it hand in summaries. "
                "Every device of the trust gets the same pass, so a summary does not show which "
                "device or person it came from.",
                quiet=True,
            ),
        ],
    )
