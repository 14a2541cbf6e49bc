"""Lets a lead in, keeps what is typed when the session ends, and says what the server said."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.errors import ServerRefused
from app.usecases.edit_content import EditDesk
from app.views.components.sign_in import SignIn
from app.views.services import use_session
from app.views.state.session import Session


def use_desk() -> tuple[EditDesk, Session, bool]:
    """Give the desk, the session, and whether a lead is signed in; to be called like a hook.

    What another lead had open on this device is forgotten.
    """
    services, session = use_session()
    lead = session.lead
    if lead is not None:
        services.editing.belong_to(f"{lead.organisation}: {lead.name}")
    return services.editing, session, lead is not None


def gate(is_in: bool, *, typed: bool = False) -> list[ft.Control]:
    """Ask to sign in; nothing for whoever is. ``typed`` says that words wait to be saved."""
    if is_in:
        return []
    said = "Your sign-in has ended. What you typed is still here. Sign in again to save it."
    return [SignIn(said if typed else "")]


async def asking(session: Session, ask: Callable[[], Awaitable[None]]) -> None:
    """Ask the server; an ended session is noticed, so that the screen asks to sign in again."""
    try:
        await ask()
    except ServerRefused as error:
        if error.problem in ("signed-out", "sign-in-again"):
            session.lead, session.lead_ended = None, True
        raise
