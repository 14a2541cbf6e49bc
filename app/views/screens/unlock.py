"""Unlock a profile with its passphrase."""

import flet as ft

from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Secret
from app.views.components.frame import already_open, screen
from app.views.components.text import body
from app.views.services import go, use_session, use_typed


@component
def UnlockScreen() -> ft.View:
    """Ask for the passphrase; a wrong one says so and changes nothing."""
    services, session = use_session()
    wanted = ft.use_route_params().get("profile", "")
    header = next((known for known in session.profiles if known.id == wanted), None)
    typed = use_typed()
    problem, set_problem = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    async def unlock() -> None:
        if header is None or typed.get("busy"):
            return
        set_problem("")
        # The state only shows; this stops a second tap that comes before the redraw.
        typed["busy"] = "yes"
        set_busy(True)
        try:
            profile = await services.profiles.unlock(header, typed.get("words", ""))
            await session.enter(profile, services.opener, services.saved)
        finally:
            typed.pop("busy", None)
            set_busy(False)
        go("/")

    if session.workspace is not None:
        return already_open()

    if header is None:
        return screen("Unlock", [body("That profile is not on this device.")])
    on_unlock = guard(unlock, set_problem)
    return screen(
        f"Unlock {header.label}",
        [
            Secret("Passphrase", lambda words: typed.update(words=words), on_submit=on_unlock),
            notice.trouble(problem),
            buttons.primary("Opening…" if busy else "Unlock", on_unlock, disabled=busy),
        ],
    )
