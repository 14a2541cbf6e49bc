"""How a lead signs in: what protects it, what could, and their own password."""

import flet as ft

from app.usecases.sign_in import ELSEWHERE, MANAGE_ACCOUNTS, NEEDED
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Secret
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.sign_in import SignIn
from app.views.components.sign_in_care import SignInCare
from app.views.components.text import body
from app.views.screens.lead_gate import asking
from app.views.services import use_session

_WHO_INVITES = (
    "A colleague needs a sign-in too? An admin of your trust invites them, here in Layby. Whoever "
    "looks after the server makes the first admin."
)
_ASK = (
    "Please make somebody an admin of our trust's Layby. On the server, with the name they will "
    "sign in with: .venv/bin/python -m sync_server create-admin NAME"
)
_DONE = "Your password is changed. Wherever else you were signed in, you are signed out."


@component
def LeadSignInScreen() -> ft.View:
    """Sign-in first, its care after."""
    _, session = use_session()
    lead = session.lead
    if lead is None:
        return screen("Your sign-in", [SignIn()])
    rows: list[ft.Control] = [SignInCare(lead)]
    # Who came by the trust's own sign-in has none here, and before codes are set up, where all
    # must have them, a password alone changes nothing.
    if lead.factor not in (ELSEWHERE, NEEDED):
        rows.append(OwnPassword())
    if not lead.may(MANAGE_ACCOUNTS):
        ask = buttons.copies("Copy what to ask them for an admin", _ASK)
        rows += [body(_WHO_INVITES, quiet=True), ask]
    return screen("Your sign-in", [*rows, to_figures()])


@component
def OwnPassword() -> ft.Control:
    """Three fields, folded until they are wanted; what was typed stays when something fails."""
    services, session = use_session()
    form = use_form()
    times, count = ft.use_state(0)

    async def change() -> None:
        typed = [form.typed.get(name, "") for name in ("current", "password", "again")]
        await asking(session, lambda: services.sign_in.change_password(*typed))
        form.typed.clear()
        count(times + 1)

    def build() -> list[ft.Control]:
        return [
            Secret("Password now", form.hear("current"), error=form.problem("current")),
            body("For the new one, use at least 12 characters. Four unrelated words work well."),
            Secret("New password", form.hear("password"), error=form.problem("password")),
            Secret("New password again", form.hear("again"), error=form.problem("again")),
            notice.trouble(form.problem()),
            buttons.working("Change it", "Changing it…", form.doing(change), busy=form.busy),
        ]

    # Once it is changed it folds up again, and nothing of what was typed is left on the screen.
    fold = Fold(
        "Change your password",
        "You need the one you have now",
        build,
        icon=ft.Icons.PASSWORD,
        key=f"password-{times}",
    )
    return stack([notice.good(_DONE if times else ""), fold])
