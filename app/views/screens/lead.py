"""For wellbeing leads: sign in, read what was said most, and the ways to all the rest."""

import flet as ft

from app.domain.errors import InputError
from app.usecases.sign_in import NEEDED, READ_THEMES, Lead
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.lead_tiles import Trusts, lead_tiles
from app.views.components.room import is_tight
from app.views.components.sign_in import SignIn
from app.views.components.sign_in_care import SignInCare
from app.views.components.text import section
from app.views.screens.lead_figures import Figures
from app.views.screens.lead_glance import Glance
from app.views.services import go, use_session
from app.views.theme import ROOMY

_UNSAVED = "Some changes are not saved yet. Open the tile below to save them or leave them out."


@component
def LeadScreen() -> ft.View:
    """The lead's own screen: sign-in first, figures after."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")

    if session.lead is None:
        return screen("For wellbeing leads", [SignIn()])
    lead = session.lead
    if lead.factor == NEEDED:
        return screen("Your sign-in", [SignInCare(lead)])

    async def sign_out() -> None:
        if services.editing.unsaved():
            raise InputError(_UNSAVED)
        services.forget_lead()
        await services.leads.sign_out()
        session.lead = None
        await session.rearm(services)
        go("/")
        session.forgotten = "signed-out"  # a way to another screen takes it away

    marked = [notice.note("Made-up data. No real people.")]
    # Another trust's figures are other figures: nothing of the last ones stays on the screen.
    shown = ft.Container(Figures(lead, services.leads), key=f"figures-{lead.trust}")
    figures = [section("Group by group"), shown] if lead.may(READ_THEMES) else []
    glance = [Glance(lead, key=f"glance-{lead.trust}")] if figures else []
    return screen(
        "What people are telling us" if figures else "Your trust's Layby",
        [
            *(marked if lead.synthetic else []),
            _at_the_top(lead, guard(sign_out, set_problem)),
            notice.trouble(problem),
            *glance,
            *lead_tiles(lead),
            *figures,
        ],
        widest=ROOMY,
    )


def _at_the_top(lead: Lead, sign_out: buttons.OnClick) -> ft.Control:
    """Give the trust and the way out, which what comes later would push away from the foot."""
    out = buttons.quiet("Sign out", sign_out, icon=ft.Icons.LOGOUT)
    if is_tight():
        return stack([Trusts(lead), out])
    return ft.Row([ft.Container(Trusts(lead), expand=True), out])
