"""Notes that are due to be removed: which, when, and a way to keep each."""

from collections.abc import Callable

import flet as ft

from app.domain.days import day_words
from app.domain.retention import NOTES_DAYS, NOTICE_DAYS
from app.domain.wording import to_say, tr
from app.usecases.keep_tidy import Notice
from app.usecases.open_workspace import Workspace
from app.views.boundary import component, sound_alarm, start
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("Notes that will be removed")


@component
def TidyScreen() -> ft.View:
    """Say it before it happens. Opening this screen is what starts the days of notice."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    workspace = session.workspace

    def again() -> None:
        redraw(lambda count: count + 1)

    async def show() -> None:
        if workspace is not None:
            await workspace.tidy.show()
            again()

    ft.use_effect(lambda: start(show, sound_alarm), [])
    if workspace is None:
        return unlock_first(tr(_TITLE))
    found = workspace.tidy.notices()
    cards = [
        Due(due, workspace, again, key=f"{due.conversation.id}{due.remove_on}") for due in found
    ]
    empty = [] if found else [notice.good(tr("Nothing is due to be removed."))]
    return screen(
        tr(_TITLE),
        [
            body(
                tr(
                    "Notes and wording go {notes_days} days after a conversation is finished and "
                    "its summary, if there is one, has reached your trust. Plans stay until you "
                    "delete them. Nothing goes before it has stood here for {notice_days} days.",
                    notes_days=NOTES_DAYS,
                    notice_days=NOTICE_DAYS,
                )
            ),
            *empty,
            *cards,
            buttons.secondary(tr("Go to home"), lambda _: go("/")),
        ],
    )


@component
def Due(due: Notice, workspace: Workspace, kept: Callable[[], None]) -> ft.Control:
    """One conversation whose notes go on a day, unless they are kept."""
    form = use_form()

    async def keep() -> None:
        await workspace.tidy.keep(due.conversation)
        kept()

    return card(
        [
            section(due.conversation.label.strip() or tr("Conversation without a label")),
            body(tr("Held on {day}", day=day_words(due.conversation.held_on)), quiet=True),
            body(tr("Its notes go on {day}. Its plan stays.", day=day_words(due.remove_on))),
            notice.trouble(form.problem()),
            buttons.secondary(tr("Keep these notes"), form.doing(keep), disabled=form.busy),
        ]
    )
