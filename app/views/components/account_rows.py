"""The accounts of a trust and the invitations to one, each a line; tapped, it opens."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from app.domain.organisation import Area
from app.usecases.manage_accounts import ROLES, Account, AccountsDesk, Invitation, People
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.sure import Sure
from app.views.components.text import body, section

#: Does something at the server and reads the list anew.
Doing = Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]

_SUSPEND = "They are signed out at once and get in no way. The account stays; you can end this."
_YOURSELF = "This is your own account: you are signed out, and another admin must let you in again."
_RESET = (
    "Their codes, recovery codes and passkeys are gone, and they are signed out. They sign in "
    "with their password and set up codes anew. Make sure that it is they who ask."
)


@component
def AccountRows(people: People, desk: AccountsDesk, doing: Doing) -> ft.Control:
    """Everybody who may sign in, then who is invited."""
    rows: list[ft.Control] = [section("Who may sign in")]
    rows += [_account(one, people.areas, desk, doing) for one in people.accounts]
    if people.invitations:
        rows.append(section("Invited"))
        rows += [_invitation(one, desk, doing) for one in people.invitations]
    return stack(rows)


def _account(
    account: Account, areas: tuple[Area, ...], desk: AccountsDesk, doing: Doing
) -> ft.Control:
    who = f"{account.name} (you)" if account.you else account.name
    icon = ft.Icons.PERSON_OFF_OUTLINED if account.suspended else ft.Icons.PERSON_OUTLINED
    return Fold(  # type: ignore[no-any-return]
        who,
        account.words(areas),
        lambda: _inside(account, areas, desk, doing),
        icon=icon,
        key=f"{account.id} {account.suspended} {account.second_factor}",
    )


def _inside(
    account: Account, areas: tuple[Area, ...], desk: AccountsDesk, doing: Doing
) -> list[ft.Control]:
    rows: list[ft.Control] = [
        body(f"{account.words(areas)}."),
        body(f"Signs in as {account.username}.", quiet=True),
        body(f"{ROLES.get(account.role, ('', ''))[1]}.", quiet=True),
    ]
    if account.elsewhere:
        told = "This account is looked after by another trust. Ask them, or whoever runs Layby."
        return [*rows, body(told)]
    factor = "Signs in with a code or passkey too." if account.second_factor else ""
    if account.sign_on:
        factor = "Signs in at the trust's own sign-in."
    rows += [body(factor, quiet=True)] if factor else []
    return [*rows, AccountActs(account, desk, doing, key=f"acts-{account.id}")]


@component
def AccountActs(account: Account, desk: AccountsDesk, doing: Doing) -> ft.Control:
    """Suspend or let in again; help after a lost phone."""
    form = use_form()

    def do(change: Callable[[Account], Awaitable[None]]) -> buttons.OnClick:
        return form.doing(lambda: doing(partial(change, account)))

    if account.suspended:
        return stack(
            [
                notice.trouble(form.problem()),
                buttons.secondary("Let them in again", do(desk.readmit), icon=ft.Icons.LOCK_OPEN),
            ]
        )
    rows: list[ft.Control] = [
        Sure(
            "Suspend this account",
            [_SUSPEND, *([_YOURSELF] if account.you else [])],
            "Yes, suspend it",
            "Leave it",
            do(desk.suspend),
            problem=form.problem(),
            key="suspend",
        )
    ]
    if account.second_factor and not account.you:
        rows.append(
            Sure(
                "Their phone is lost",
                [_RESET],
                "Yes, take codes and passkeys away",
                "Leave them",
                do(desk.reset_second_factor),
                loud=False,
                key="reset",
            )
        )
    return stack(rows)


def _invitation(one: Invitation, desk: AccountsDesk, doing: Doing) -> ft.Control:
    def build() -> list[ft.Control]:
        role = ROLES.get(one.role, (one.role, ""))[0]
        return [
            body(f"{role}. Will sign in as {one.username}."),
            body(f"Invited by {one.made_by}, code {one.first_group}…", quiet=True),
            TakeBackInvitation(one, desk, doing, key=f"back-{one.id}"),
        ]

    icon = ft.Icons.MAIL_LOCK_OUTLINED
    return Fold(one.name, one.words(), build, icon=icon, key=f"invited-{one.id}")  # type: ignore[no-any-return]


@component
def TakeBackInvitation(one: Invitation, desk: AccountsDesk, doing: Doing) -> ft.Control:
    """End an invitation; it asks once more."""
    form = use_form()
    return ft.Column(
        [
            Sure(
                "Take the invitation back",
                ["Nobody can take it any more. You can invite them again."],
                "Yes, take it back",
                "Leave it",
                form.doing(lambda: doing(partial(desk.take_back, one))),
                problem=form.problem(),
            )
        ]
    )
