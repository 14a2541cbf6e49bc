"""Make a profile: one passphrase, typed twice, known to nobody else."""

import flet as ft

from app.domain.errors import InputError
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.fields import Secret
from app.views.components.frame import already_open, screen
from app.views.components.text import body
from app.views.services import go, use_session, use_typed


@component
def NewProfileScreen() -> ft.View:
    """Ask for a passphrase and open the new profile."""
    services, session = use_session()
    typed = use_typed()
    problem, set_problem = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    async def create() -> None:
        if typed.get("busy"):
            return
        set_problem("")
        if typed.get("first", "") != typed.get("again", ""):
            raise InputError("The two passphrases differ. Type the second one again.")
        typed["busy"] = "yes"
        set_busy(True)
        try:
            profile = await services.profiles.create(typed.get("first", ""))
            await session.enter(profile, services.opener, services.saved)
        finally:
            typed.pop("busy", None)
            set_busy(False)
        session.profiles = await services.profiles.profiles()
        await services.device.ask_to_persist()
        go("/")

    if session.workspace is not None:
        return already_open()
    on_create = guard(create, set_problem)
    return screen(
        "Create a profile",
        [
            body(
                "Choose a passphrase of at least 12 characters. Four unrelated words are easy to "
                "remember and hard to guess."
            ),
            Secret("Passphrase", lambda words: typed.update(first=words)),
            Secret(
                "Passphrase again", lambda words: typed.update(again=words), on_submit=on_create
            ),
            notice.trouble(problem),
            buttons.primary(
                "Making your profile…" if busy else "Create profile", on_create, disabled=busy
            ),
            notice.note(
                "Nobody can reset this passphrase, not even your trust. If it is lost, what is "
                "on this device cannot be opened again. Summaries already sent are safe."
            ),
        ],
    )
