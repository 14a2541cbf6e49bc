"""An admin offers somebody an account; the code that opens it is shown once."""

from functools import partial

import flet as ft

from app.domain.area_scope import scope_line
from app.domain.days import day_words
from app.usecases.manage_accounts import (
    DAYS,
    LEAD,
    OFFERED,
    ROLES,
    AccountsDesk,
    Offer,
    Offered,
    People,
)
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.ask_for_code import area_tick, days_words
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Line
from app.views.components.fold import Fold
from app.views.components.form import Form, use_form
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.screens.accounts import use_accounts
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go
from app.views.state.session import Session
from app.views.theme import FONT

_WHOEVER = (
    "Whoever has this code can take the account. Give it only to the person it is for, best by "
    "phone or face to face. Layby sends nothing, and does not show it again."
)


#: What the fields are called where trouble may stand by them, out of sight of the button.
_PLACES = {"display_name": "Their name", "username": "Their user name"}
_HOW_LONG = "How long the invitation waits"


@component
def AccountsInviteScreen() -> ft.View:
    """The form; a new code stands alone on the screen until it is put away."""
    desk, session = use_accounts()
    asked = use_asked(desk.people)
    _, show_made = ft.use_state(desk.made)
    is_in = session.lead is not None

    def put_away() -> None:
        desk.made = None
        go("/lead/accounts")

    if is_in and desk.made is not None:
        return screen("New invitation", [NewInvitation(desk.made, put_away, key=desk.made.code)])

    def show(people: People) -> list[ft.Control]:
        return [InviteForm(desk, session, people, show_made, key="form")]

    back = buttons.quiet("Back to the list", lambda _: go("/lead/accounts"))
    return screen("Invite somebody", asked.rows(show, [back]))


@component
def InviteForm(
    desk: AccountsDesk,
    session: Session,
    people: People,
    show_made: buttons.OnClick,
) -> ft.Control:
    """Who it is for, what they may do, where, and how long it waits."""
    form = use_form()
    offer = desk.offer
    role, set_role = ft.use_state(offer.role)

    def choose(value: str) -> None:
        offer.role = value
        set_role(value)

    async def ask() -> None:
        show_made(await desk.invite())

    roles = [(one, *ROLES[one]) for one in OFFERED]
    make = form.doing(lambda: asking(session, ask))
    spans = [(str(count), days_words(count), "") for count in sorted(DAYS)]
    return stack(
        [
            *_names(offer, form),
            body("What they may do"),
            Choice("What they may do", roles, role, choose, key="role"),
            *([Where(desk, people, key="where")] if role == LEAD else []),
            body(_HOW_LONG),
            Choice(_HOW_LONG, spans, str(offer.days), partial(_stay, offer), key="days"),
            notice.trouble(
                form.problem()
                or form.problem("areas")
                or form.told(_PLACES, "Not made yet. See above: {place}.")
            ),
            buttons.working("Make the invitation", "Making it…", make, busy=form.busy),
        ],
        spacing=16,
    )


def _names(offer: Offer, form: Form) -> list[ft.Control]:
    return [
        Line(
            "Their name",
            offer.name,
            partial(setattr, offer, "name"),
            error=form.problem("display_name"),
        ),
        Line(
            "Their user name",
            offer.username,
            partial(setattr, offer, "username"),
            hint="letters, digits, dots and dashes",
            error=form.problem("username"),
        ),
    ]


def _stay(offer: Offer, days: str) -> None:
    offer.days = int(days)


@component
def Where(desk: AccountsDesk, people: People) -> ft.Control:
    """The areas a lead may read about: all, or some."""
    offer = desk.offer
    chosen, choose = ft.use_state(offer.areas)

    def tick(area: str, on: bool) -> None:
        left = tuple(one for one in offer.areas if one != area)
        offer.areas = (*left, area) if on else left
        choose(offer.areas)

    told = (
        "None ticked means the whole trust. A lead for some areas reads figures of those alone, "
        "and no texts."
    )
    return Fold(  # type: ignore[no-any-return]
        "Which areas they read about",
        scope_line(people.areas, chosen),
        lambda: [
            body(told, quiet=True),
            *[area_tick(one, people.areas, one.id in offer.areas, tick) for one in people.areas],
        ],
        icon=ft.Icons.MAP_OUTLINED,
        key="areas",
    )


@component
def NewInvitation(made: Offered, done: buttons.OnClick) -> ft.Control:
    """The code once, and a message that says how to take it."""
    one = made.invitation
    code = ft.Text(made.code, size=26, weight=ft.FontWeight.W_600, font_family=FONT)
    return stack(
        [
            notice.note(_WHOEVER),
            body(f"For {one.name}, who will sign in as {one.username}."),
            card([code]),
            body(f"It works once, until {day_words(one.expires_on)}.", quiet=True),
            buttons.copies("Copy a message with it", made.message),
            buttons.primary("Done: put it away", done),
        ],
        spacing=16,
    )
