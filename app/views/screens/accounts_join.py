"""Whoever was invited takes their account: the code, and a password of their own."""

import flet as ft

from app.domain.errors import InputError, ServerRefused
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Line, Secret
from app.views.components.form import Form, use_form
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import Services, go, use_session
from app.views.state.session import Session


@component
def AccountsJoinScreen() -> ft.View:
    """Three fields, and in."""
    return screen("Take your account", [Join()])


@component
def Join() -> ft.Control:
    """The code and the password; what was typed stays when something fails."""
    services, session = use_session()
    form = use_form()

    async def join() -> None:
        await _join(services, session, form)

    return stack(
        [
            body("Enter the code that the admin of your trust gave you, and choose a password."),
            Line("Invitation code", "", form.hear("code"), error=form.problem("code")),
            body("Four unrelated words make a password that is long and easy to keep."),
            Secret("New password", form.hear("password"), error=form.problem("password")),
            Secret("New password again", form.hear("again"), error=form.problem("again")),
            notice.trouble(form.problem()),
            buttons.working("Take the account", "One moment…", form.doing(join), busy=form.busy),
            buttons.quiet("Back to signing in", lambda _: go("/lead")),
        ],
        spacing=16,
    )


async def _join(services: Services, session: Session, form: Form) -> None:
    typed = form.typed
    password = typed.get("password", "")
    try:
        username = await services.accounts.take(
            typed.get("code", ""), password, typed.get("again", "")
        )
    except ServerRefused as error:
        if error.problem.startswith("invitation-"):
            raise InputError(error.message, field="code") from error
        if error.field:
            raise InputError(error.message, field=error.field) from error
        raise
    session.lead = await services.sign_in.sign_in(username, password)
    await session.rearm(services)
    go("/lead")
