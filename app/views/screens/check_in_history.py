"""My check-ins: what was written before, the newest first, each to be deleted or brought back."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.domain.check_in import CheckIn, Prompt
from app.domain.days import day_words
from app.domain.wording import amount, to_say, tr
from app.usecases.bring_back import Gone
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.bay import empty
from app.views.components.cards import card, stack
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.saved_sign import SavedLine
from app.views.components.text import body, section
from app.views.components.undo import Undoing, undo, undo_earlier
from app.views.services import go, use_session

_TITLE = to_say("My check-ins")
#: How many stand at first and with each further tap: a phone cannot build hundreds at once.
_STEP = 10
#: A check-in, and how it was deleted where it was just now.
_Row = tuple[CheckIn, Gone | None]


@component
def CheckInHistoryScreen() -> ft.View:
    """Every check-in of this profile, a few at a time."""
    _, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    return screen(
        tr(_TITLE),
        [
            buttons.secondary(tr("Write one now"), lambda _: go("/check-in"), icon=ft.Icons.ADD),
            History(workspace, key=workspace.profile.header.id),
        ],
    )


@component
def History(workspace: Workspace) -> ft.Control:
    """The list; what is deleted leaves a way back in its place."""
    shown, show = ft.use_state(_STEP)
    _, redraw = ft.use_state(0)
    desk = workspace.check_ins

    def redrawn() -> None:
        redraw(lambda count: count + 1)

    def then(do: Callable[[], None]) -> None:
        do()
        redrawn()

    kept: list[_Row] = [(one, None) for one in desk.history()]
    kept += [(one, gone) for gone, one in desk.deleted() if gone.fresh]
    every = sorted(kept, key=lambda row: (row[0].written_on, row[0].number), reverse=True)
    deleted = [_undoing(workspace, *pair, redrawn) for pair in desk.deleted()]
    if not every and not deleted:
        return empty(tr("Nothing is written yet."))

    def go_on(one: CheckIn) -> None:
        desk.go_on(one)
        go("/check-in")

    rows: list[ft.Control] = []
    for number, (one, gone) in enumerate(every[:shown]):
        if gone is not None:
            rows.append(undo(_undoing(workspace, gone, one, redrawn)))
        else:
            newest = number == 0 and desk.may_go_on(one)
            delete = partial(then, partial(desk.delete, one))
            rows.append(_written(one, delete, go_on if newest else None))
    left = len(every) - shown
    if left > 0:
        words = tr("Show earlier ones ({left} more)", left=amount(left))
        rows.append(buttons.secondary(words, lambda _: show(shown + _STEP)))
    # Below nothing but what is deleted it would say that the deleted is kept.
    line = SavedLine(lambda: bool(desk.history()))
    return stack([*rows, *undo_earlier(deleted), line], spacing=12)


def _undoing(workspace: Workspace, gone: Gone, one: CheckIn, then: Callable[[], None]) -> Undoing:
    said = tr("The check-in of {day} is deleted.", day=day_words(one.written_on))
    back = partial(workspace.check_ins.bring_back, gone)
    return Undoing(gone, said, back, workspace.deleted, then)


def _written(
    one: CheckIn,
    delete: Callable[[], None],
    go_on: Callable[[CheckIn], None] | None,
) -> ft.Control:
    day = day_words(one.written_on)
    rows: list[ft.Control] = [section(day)]
    for prompt in Prompt:
        if one.said(prompt):
            rows += [body(prompt.question, quiet=True), body(one.said(prompt))]
    if go_on is not None:
        rows.append(buttons.quiet(tr("Go on writing"), lambda _: go_on(one), icon=ft.Icons.EDIT))
    rows.append(
        buttons.quiet(
            tr("Delete the check-in of {day}", day=day),
            lambda _: delete(),
            icon=ft.Icons.DELETE_OUTLINE,
        )
    )
    return card(rows, spacing=8)
