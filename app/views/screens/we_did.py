"""You said, we did: what the trust answers to what people told it; open to everyone, offline."""

import flet as ft

from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.components.trust_action_card import trust_action_card
from app.views.services import go, use_session

TITLE = to_say("You said, we did")

_WHAT = to_say(
    "Your trust reads what people agree to send after a conversation. It never sees who said it. "
    "This is what it does about it."
)
_NOTHING = to_say("Your trust has written no answer yet. It shows here once it has.")


@component
def WeDidScreen() -> ft.View:
    """Show every answer, what is done first."""
    services, _ = use_session()
    actions = services.content.actions
    rows: list[ft.Control] = [body(tr(_WHAT))]
    rows += [trust_action_card(action) for action in actions]
    if not actions:
        rows.append(body(tr(_NOTHING), quiet=True))
    return screen(tr(TITLE), [*rows, buttons.quiet(tr("Back to home"), lambda _: go("/"))])
