"""For me: my own plan, and everything else that is for whoever holds this device."""

import flet as ft

from app.domain.wording import listed, to_say, tr, trn
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.own_tiles import bring_in, open_to_all, other_plans, own, profile_first
from app.views.components.text import body, bullet, section
from app.views.components.undo import undo_earlier, undo_fresh
from app.views.screens.plans import undoing_plan
from app.views.services import go, use_session

_TITLE = to_say("For me")
_KEPT = to_say(
    "Your own plan is kept only in a profile, locked with a passphrase that only you know."
)


@component
def MineScreen() -> ft.View:
    """Begin the own plan, bring one in, or go on to the rest."""
    _, session = use_session()
    times, redraw = ft.use_state(0)
    workspace = session.workspace
    if workspace is None:
        return screen(
            tr(_TITLE),
            [
                *profile_first(tr(_KEPT), session.profiles),
                *open_to_all(),
            ],
        )
    begun = workspace.plans.get(workspace.plans.mine().id) is not None
    deleted = [
        undoing_plan(workspace, pair, lambda: redraw(times + 1))
        for pair in workspace.plans.deleted()
        if pair[1].mine
    ]
    return screen(
        tr(_TITLE),
        [
            section(tr("My plan")),
            *undo_fresh(deleted),
            *([] if begun else _what_it_is()),
            buttons.primary(
                tr("Open my plan") if begun else tr("Begin my plan"),
                lambda _: _open(workspace),
                icon=ft.Icons.ASSIGNMENT_OUTLINED,
            ),
            bring_in(),
            *undo_earlier(deleted),
            *other_plans(workspace, workspace.plans.mine().id),
            section(tr("More for me")),
            *own(workspace)[1:],
            section(tr("Where it all is")),
            bullet(tr("On this device: {kept_here}.", kept_here=_kept_here(workspace))),
            bullet(tr("Sent anywhere: none of it.")),
            body(
                tr(
                    "There is no account. It is locked with your passphrase, and nobody at your "
                    "trust can see it. You choose who gets a copy of your plan."
                ),
                quiet=True,
            ),
        ],
    )


def _what_it_is() -> list[ft.Control]:
    return [
        bullet(tr("What keeps you well, your early signs, and what helps if it gets worse.")),
        bullet(tr("Write it alone, or bring in the one from a conversation.")),
        bullet(tr("It is yours. You choose who gets a copy.")),
    ]


def _kept_here(workspace: Workspace) -> str:
    """Name what this profile holds for its person, so that it can be seen to be here."""
    check_ins = len(workspace.check_ins.history())
    found = [
        tr("your plan") if workspace.plans.get(workspace.plans.mine().id) is not None else "",
        trn("{count} check-in", "{count} check-ins", check_ins) if check_ins else "",
        tr("your preparation") if workspace.preparation.is_there() else "",
    ]
    return listed(filter(None, found)) or tr("nothing yet")


def _open(workspace: Workspace) -> None:
    record = workspace.plans.mine()
    if workspace.plans.get(record.id) is not None:
        go(f"/plans/{record.id}")
        return
    workspace.plans.save(record)
    # An empty plan has nothing to read: whoever begins one wants to write.
    go(f"/plans/{record.id}/edit")
