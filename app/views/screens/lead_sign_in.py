"""How a lead signs in: what protects it, and what could."""

import flet as ft

from app.usecases.sign_in import MANAGE_ACCOUNTS
from app.views.boundary import component
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.sign_in import SignIn
from app.views.components.sign_in_care import SignInCare
from app.views.components.text import body
from app.views.services import use_session

_WHO_INVITES = (
    "A colleague needs a sign-in too? An admin of your trust invites them, here in Layby. Whoever "
    "looks after the server makes the first admin."
)


@component
def LeadSignInScreen() -> ft.View:
    """Sign-in first, its care after."""
    _, session = use_session()
    lead = session.lead
    if lead is None:
        return screen("Your sign-in", [SignIn()])
    rows: list[ft.Control] = [SignInCare(lead)]
    if not lead.may(MANAGE_ACCOUNTS):
        rows.append(body(_WHO_INVITES, quiet=True))
    return screen("Your sign-in", [*rows, to_figures()])
