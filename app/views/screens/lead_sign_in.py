"""How a lead signs in: what protects it, and what could."""

import flet as ft

from app.views.boundary import component
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.sign_in import SignIn
from app.views.components.sign_in_care import SignInCare
from app.views.services import use_session


@component
def LeadSignInScreen() -> ft.View:
    """Sign-in first, its care after."""
    _, session = use_session()
    lead = session.lead
    return screen("Your sign-in", [SignIn()] if lead is None else [SignInCare(lead), to_figures()])
