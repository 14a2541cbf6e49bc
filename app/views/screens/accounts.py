"""An admin sees who may sign in to their trust's Layby, and looks after those accounts."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.usecases.manage_accounts import AccountsDesk, People
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.account_rows import AccountRows
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go, use_session
from app.views.state.session import Session

TITLE = "People with an account"
_WHAT = (
    "Crew and managers need no account. These are the people who read themes, edit what devices "
    "show, look after accounts, or check who did what."
)


def use_accounts() -> tuple[AccountsDesk, Session]:
    """Give the desk, which forgets what another person typed; to be called like a hook."""
    services, session = use_session()
    if session.lead is not None:
        services.accounts.belong_to(f"{session.lead.trust}: {session.lead.name}")
    return services.accounts, session


@component
def AccountsScreen() -> ft.View:
    """The list, and the way to invite somebody."""
    desk, session = use_accounts()
    asked = use_asked(desk.people)

    async def doing(act: Callable[[], Awaitable[None]]) -> None:
        await asking(session, act)
        await asked.again()

    def show(people: People) -> list[ft.Control]:
        return [
            body(_WHAT, quiet=True),
            buttons.tile(
                "Invite somebody",
                "You get a code to hand on; it works once",
                lambda _: go("/lead/accounts/invite"),
                icon=ft.Icons.PERSON_ADD_ALT,
            ),
            AccountRows(people, desk, doing, key="rows"),
        ]

    back = to_figures()
    return screen(TITLE, asked.rows(show, [back]))
