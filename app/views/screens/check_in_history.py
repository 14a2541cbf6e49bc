"""My check-ins: what was written before, the newest first, each to be deleted or brought back."""

from collections.abc import Callable

import flet as ft

from app.domain.check_in import CheckIn, Prompt
from app.domain.days import day_words
from app.domain.wording import amount, to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.bay import empty
from app.views.components.cards import card, stack
from app.views.components.frame import SavedLine, screen
from app.views.components.locked import unlock_first
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("My check-ins")
#: How many stand at first and with each further tap: a phone cannot build hundreds at once.
_STEP = 10


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
            SavedLine(),
        ],
    )


@component
def History(workspace: Workspace) -> ft.Control:
    """The list; what is deleted leaves a way back in its place until the screen goes."""
    shown, show = ft.use_state(_STEP)
    none_yet: tuple[CheckIn, ...] = ()
    deleted, set_deleted = ft.use_state(none_yet)
    desk = workspace.check_ins

    def delete(one: CheckIn) -> None:
        desk.delete(one)
        set_deleted((*deleted, one))

    def bring_back(one: CheckIn) -> None:
        desk.save(one)
        set_deleted(tuple(other for other in deleted if other.id != one.id))

    gone = {one.id for one in deleted}
    every = sorted(
        [*desk.history(), *deleted], key=lambda one: (one.written_on, one.number), reverse=True
    )
    if not every:
        return empty(tr("Nothing is written yet."))

    def go_on(one: CheckIn) -> None:
        desk.go_on(one)
        go("/check-in")

    rows: list[ft.Control] = []
    for number, one in enumerate(every[:shown]):
        if one.id in gone:
            rows.append(_deleted(one, bring_back))
        else:
            newest = number == 0 and desk.may_go_on(one)
            rows.append(_written(one, delete, go_on if newest else None))
    left = len(every) - shown
    if left > 0:
        words = tr("Show earlier ones ({left} more)", left=amount(left))
        rows.append(buttons.secondary(words, lambda _: show(shown + _STEP)))
    return stack(rows, spacing=12)


def _written(
    one: CheckIn,
    delete: Callable[[CheckIn], None],
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
            lambda _: delete(one),
            icon=ft.Icons.DELETE_OUTLINE,
        )
    )
    return card(rows, spacing=8)


def _deleted(one: CheckIn, bring_back: Callable[[CheckIn], None]) -> ft.Control:
    return card(
        [
            notice.note(tr("The check-in of {day} is deleted.", day=day_words(one.written_on))),
            buttons.secondary(tr("Bring it back"), lambda _: bring_back(one), icon=ft.Icons.UNDO),
        ]
    )
