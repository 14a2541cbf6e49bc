"""What a signed-in lead may go to, and which trust they look at."""

import flet as ft

from app.usecases.sign_in import EDIT_CONTENT, MANAGE_ENROLMENT, NONE, Lead
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.fields import Choice
from app.views.components.text import body
from app.views.services import go, use_session


def lead_tiles(lead: Lead) -> list[ft.Control]:
    """Give the tiles that this account may use; without a second factor, its set-up first."""
    tiles: list[ft.Control] = []
    if lead.factor == NONE:
        tiles.append(notice.note("Your password alone protects this. Add a code from your phone."))
    if lead.may(EDIT_CONTENT):
        tiles.append(
            buttons.tile(
                "Guides, services and areas",
                "Change what your trust's devices show",
                lambda _: go("/lead/content"),
                icon=ft.Icons.EDIT_NOTE,
            )
        )
    if lead.may(MANAGE_ENROLMENT):
        tiles.append(
            buttons.tile(
                "Enrolment codes",
                "Let colleagues' devices send, or end that",
                lambda _: go("/lead/codes"),
                icon=ft.Icons.QR_CODE_2,
            )
        )
    tiles.append(
        buttons.tile(
            "Your sign-in",
            "Codes from your phone, passkeys",
            lambda _: go("/lead/sign-in"),
            icon=ft.Icons.PHONELINK_LOCK,
        )
    )
    return tiles


@component
def Trusts(lead: Lead) -> ft.Control:
    """The trust that is looked at; where there are several, a way to another."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    if len(lead.trusts) < 2:
        return body(lead.organisation)

    async def look(trust: str) -> None:
        session.lead = await services.sign_in.look_at(trust)

    def pick(trust: str) -> None:
        start(lambda: look(trust), set_problem)

    choices = [(trust, name, "") for trust, name in lead.trusts]
    choice = Choice("Trust", choices, lead.trust, pick, key=f"trust-{lead.trust}")
    return ft.Column([choice, notice.trouble(problem)], spacing=4)
