"""For me: my own plan, and everything else that is for whoever holds this device."""

import flet as ft

from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.own_tiles import open_to_all, own, profile_first
from app.views.components.text import body, bullet, section
from app.views.services import go, use_session

_TITLE = "For me"


@component
def MineScreen() -> ft.View:
    """Begin the own plan, bring one in, or go on to the rest."""
    _, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return screen(_TITLE, [*profile_first("Your own plan is kept"), *open_to_all()])
    begun = workspace.plans.get(workspace.plans.mine().id) is not None
    return screen(
        _TITLE,
        [
            section("My plan"),
            *([] if begun else _what_it_is()),
            buttons.primary(
                "Open my plan" if begun else "Begin my plan",
                lambda _: _open(workspace),
                icon=ft.Icons.FAVORITE_OUTLINE,
            ),
            buttons.tile(
                "Bring a plan in",
                "Scan it from another screen, or open a file",
                lambda _: go("/bring"),
                icon=ft.Icons.QR_CODE_SCANNER,
            ),
            section("More for me"),
            *own(workspace)[1:],
            section("Where it all is"),
            bullet(f"On this device: {_kept_here(workspace)}."),
            bullet("Sent anywhere: none of it."),
            body(
                "There is no account. It is locked with your passphrase, and nobody at your "
                "trust can see it. You choose who gets a copy of your plan.",
                quiet=True,
            ),
        ],
    )


def _what_it_is() -> list[ft.Control]:
    return [
        bullet("What keeps you well, your early signs, and what helps if it gets worse."),
        bullet("Write it alone, or bring in the one from a conversation."),
        bullet("It is yours. You choose who gets a copy."),
    ]


def _kept_here(workspace: Workspace) -> str:
    """Name what this profile holds for its person, so that it can be seen to be here."""
    check_ins = len(workspace.check_ins.history())
    found = [
        "your plan" if workspace.plans.get(workspace.plans.mine().id) is not None else "",
        f"{check_ins:,} check-in{'' if check_ins == 1 else 's'}" if check_ins else "",
        "your preparation" if workspace.preparation.is_there() else "",
    ]
    return ", ".join(filter(None, found)) or "nothing yet"


def _open(workspace: Workspace) -> None:
    record = workspace.plans.mine()
    if workspace.plans.get(record.id) is None:
        workspace.plans.save(record)
    go(f"/plans/{record.id}")
