"""Finished conversations: their notes and plans, here and nowhere else; built as needed."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.domain.conversation import Conversation
from app.domain.days import day_words
from app.domain.plan import Plan
from app.domain.wording import to_say, tr
from app.usecases.bring_back import Gone
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.bay import empty
from app.views.components.cards import card
from app.views.components.fields import Line
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.long_list import WORTH_SEARCHING, matching, scrolls, use_window
from app.views.components.plan_words import plan_words
from app.views.components.text import body, section
from app.views.components.undo import Undoing, undo, undo_earlier
from app.views.services import go, use_session

_TITLE = to_say("Finished conversations")
#: A finished conversation, and how it was deleted where it was just now.
_Row = tuple[Conversation, Gone | None]


@component
def FinishedScreen() -> ft.View:
    """Every finished conversation, the last one first."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    wanted, set_wanted = ft.use_state("")
    workspace = session.workspace
    everything = _rows(workspace) if workspace else []
    found = matching(everything, wanted, lambda row: row[0].label)
    window = use_window(len(found), of=wanted)
    if workspace is None:
        return unlock_first(tr(_TITLE))

    def changed() -> None:
        session.revision += 1
        session.count_outbox()
        redraw(lambda count: count + 1)

    cards = [_card(row, workspace, changed) for row in window.of(found)]
    deleted = [_undoing(*pair, workspace, changed) for pair in workspace.conversations.deleted()]
    search = Line(tr("Look for a label"), "", set_wanted, key="search")
    none = [body(tr("No conversation has this label."))] if wanted else _nothing()
    return screen(
        tr(_TITLE),
        [
            body(tr("Plans and notes stay on this device, locked with your passphrase.")),
            *([search] if len(everything) > WORTH_SEARCHING else []),
            *([] if found or (deleted and not wanted) else none),
            *cards,
            *window.rest(),
            *undo_earlier(deleted),
        ],
        on_scroll=scrolls(window),
    )


def _nothing() -> list[ft.Control]:
    """Say so, with something that a keyboard can scroll to."""
    home = buttons.quiet(tr("Go to home"), lambda _: go("/"))
    return [empty(tr("Nothing is kept here.")), home]


def _rows(workspace: Workspace) -> list[_Row]:
    """Give what is kept, and in its old place what was deleted a moment ago."""
    rows: list[_Row] = [(kept, None) for kept in workspace.conversations.finished()]
    rows += [(kept, gone) for gone, kept in workspace.conversations.deleted() if gone.fresh]
    return sorted(rows, key=lambda row: row[0].touched, reverse=True)


def _card(row: _Row, workspace: Workspace, changed: Callable[[], None]) -> ft.Control:
    conversation, gone = row
    if gone is None:
        kept: ft.Control = Kept(conversation, workspace, changed, key=conversation.id)
        return kept

    return undo(_undoing(gone, conversation, workspace, changed))


def _undoing(
    gone: Gone, conversation: Conversation, workspace: Workspace, changed: Callable[[], None]
) -> Undoing:
    said = tr("Removed: {what}", what=_name(conversation))
    back = partial(workspace.conversations.bring_back, gone)
    return Undoing(gone, said, back, workspace.deleted, changed)


def _name(conversation: Conversation) -> str:
    return conversation.label.strip() or tr("Conversation without a label")


@component
def Kept(
    conversation: Conversation,
    workspace: Workspace,
    changed: Callable[[], None],
) -> ft.Control:
    """One conversation with its notes and plan; deleted, it can be brought back."""

    def delete() -> None:
        workspace.conversations.delete(conversation)
        changed()

    return card(
        [
            section(_name(conversation), first=True),
            body(tr("Held on {day}", day=day_words(conversation.held_on)), quiet=True),
            *[body(words) for words in conversation.notes.values() if words.strip()],
            *_plan(conversation, workspace),
            buttons.quiet(
                tr("Delete from this device"), lambda _: delete(), icon=ft.Icons.DELETE_OUTLINE
            ),
        ],
        spacing=8,
    )


def _plan(conversation: Conversation, workspace: Workspace) -> list[ft.Control]:
    record = workspace.plans.get(conversation.plan_id)
    plan = record.plan if record else Plan()
    if plan.is_empty():
        return []
    return [
        plan_words(plan, within=True),
        buttons.quiet(
            tr("Open the plan"),
            lambda _: go(f"/plans/{conversation.plan_id}"),
            icon=ft.Icons.ARTICLE_OUTLINED,
        ),
    ]
