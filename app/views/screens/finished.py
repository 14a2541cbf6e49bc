"""Finished conversations: their plans and notes, here and nowhere else."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import notice
from app.views.components.cards import card
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.sure import Sure
from app.views.components.text import body, bullet, section
from app.views.screens.plan import day_words
from app.views.services import use_session

_TITLE = "Finished conversations"
_DELETED = (
    "Deleted from this device. It is not in backups that you make from now on; a backup file "
    "made earlier still holds it."
)


@component
def FinishedScreen() -> ft.View:
    """Every finished conversation, the last one first."""
    _, session = use_session()
    deleted, set_deleted = ft.use_state(0)
    if session.workspace is None:
        return unlock_first(_TITLE)
    found = session.workspace.conversations.finished()
    cards = [
        Kept(
            conversation,
            session.workspace,
            lambda: set_deleted(lambda count: count + 1),
            key=conversation.id,
        )
        for conversation in found
    ]
    said = [notice.good(_DELETED)] if deleted else []
    empty = [] if found else [body("Nothing is kept here.")]
    return screen(
        _TITLE,
        [
            *said,
            body("Plans and notes stay on this device, locked with your passphrase."),
            *empty,
            *cards,
        ],
    )


@component
def Kept(
    conversation: Conversation,
    workspace: Workspace,
    gone: Callable[[], None],
) -> ft.Control:
    """One conversation with its plan; deleting asks once more."""
    form = use_form()

    async def delete() -> None:
        workspace.conversations.delete(conversation)
        await workspace.saver.flush()
        gone()

    return card(
        [
            section(conversation.label.strip() or "Conversation without a label"),
            body(f"Held on {day_words(conversation.held_on)}", quiet=True),
            *_plan(conversation),
            *[body(words) for words in conversation.notes.values() if words.strip()],
            Sure(
                "Delete from this device",
                ["Delete this conversation, its notes and its plan? They cannot be brought back."],
                "Yes, delete it",
                "Keep it",
                form.doing(delete),
                problem=form.problem(),
                loud=False,
            ),
        ],
        spacing=8,
    )


def _plan(conversation: Conversation) -> list[ft.Control]:
    plan = conversation.plan
    rows: list[ft.Control] = []
    if plan.keeps_well.strip():
        rows += [body("What keeps me well", quiet=True), body(plan.keeps_well)]
    for action in plan.actions:
        due = f", by {day_words(action.due)}" if action.due else ""
        rows.append(bullet(f"{action.what} ({action.owner.in_words()}{due})"))
    if plan.review_on:
        rows.append(body(f"Look at it again on {day_words(plan.review_on)}"))
    return rows
