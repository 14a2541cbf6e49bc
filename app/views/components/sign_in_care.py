"""What protects a lead's sign-in and what could: codes, recovery codes, passkeys."""

import flet as ft

from app.usecases.sign_in import ELSEWHERE, NEEDED, NONE, THERE, Lead
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.set_up_codes import SetUpCodes
from app.views.components.text import body
from app.views.services import Services, go, use_session
from app.views.state.session import Session

_WHY = {
    NONE: "Your password alone opens everything your trust's people said. A code from your phone "
    "makes that two locks. It takes a minute.",
    NEEDED: "This server asks everybody for a code from their phone as well as a password. "
    "Setting it up takes a minute.",
    THERE: "Signing in asks for a code from your phone.",
}


@component
def SignInCare(lead: Lead) -> ft.Control:
    """Why codes are worth it, the way to set them up, and passkeys beside them."""
    services, session = use_session()
    setting_up, set_setting_up = ft.use_state(False)
    problem, set_problem = ft.use_state("")
    said, set_said = ft.use_state("")

    async def finish() -> None:
        set_setting_up(False)
        await _look_again(services, session)
        if lead.factor != THERE:
            go("/lead")

    async def add_passkey() -> None:
        set_problem("")
        count = await services.sign_in.add_passkey()
        set_said("You have a passkey now." if count == 1 else f"You have {count} passkeys now.")

    if lead.factor == ELSEWHERE:
        return body("You came by your trust's own sign-in. It looks after codes and passkeys.")
    if setting_up:
        return ft.Column([SetUpCodes(guard(finish))])
    there = lead.factor == THERE
    rows: list[ft.Control] = [body(_WHY.get(lead.factor, _WHY[THERE])), notice.good(said)]
    if there and lead.recovery_codes:
        rows.append(body(f"Recovery codes left: {lead.recovery_codes}.", quiet=True))
    words = "Set up codes anew" if there else "Set up codes"
    set_up = buttons.secondary if there else buttons.primary
    rows.append(set_up(words, lambda _: set_setting_up(True), icon=ft.Icons.PHONELINK_LOCK))
    if there:
        passkey = guard(add_passkey, set_problem)
        rows.append(buttons.secondary("Add a passkey", passkey, icon=ft.Icons.KEY))
    return stack([*rows, notice.trouble(problem)], spacing=16)


async def _look_again(services: Services, session: Session) -> None:
    session.lead = await services.sign_in.resume()
