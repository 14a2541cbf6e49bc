"""Unlock a profile with its passphrase or a passkey."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components.frame import already_open, screen
from app.views.components.text import body
from app.views.components.unlock_form import UnlockForm
from app.views.services import go, use_session


@component
def UnlockScreen() -> ft.View:
    """Ask for the passphrase; a wrong one says so and changes nothing."""
    _, session = use_session()
    wanted = ft.use_route_params().get("profile", "")
    header = next((known for known in session.profiles if known.id == wanted), None)
    if session.workspace is not None:
        return already_open(session)
    if header is None:
        return screen(tr("Unlock"), [body(tr("That profile is not on this device."))])
    form = UnlockForm(header, lambda: go("/"), key=header.id)
    return screen(tr("Unlock {label}", label=header.label), [form])
