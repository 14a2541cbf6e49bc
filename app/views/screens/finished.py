"""Finished conversations: their notes and plans, here and nowhere else; built as needed."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation
from app.domain.days import day_words
from app.domain.plan import Plan
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.bay import empty
from app.views.components.cards import card
from app.views.components.fields import Line
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.long_list import WORTH_SEARCHING, matching, scrolls, use_window
from app.views.components.plan_words import plan_words
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.services import go, use_session

_TITLE = to_say("Finished conversations")
_DELETED = to_say(
    "Deleted from this device. It is not in backups that you make from now on; a backup file "
    "made earlier still holds it."
)


@component
def FinishedScreen() -> ft.View:
    """Every finished conversation, the last one first."""
    _, session = use_session()
    deleted, set_deleted = ft.use_state(0)
    wanted, set_wanted = ft.use_state("")
    workspace = session.workspace
    everything = workspace.conversations.finished() if workspace else []
    found = matching(everything, wanted, lambda conversation: conversation.label)
    window = use_window(len(found), of=wanted)
    if workspace is None:
        return unlock_first(tr(_TITLE))
    cards = [
        Kept(
            conversation,
            workspace,
            lambda: set_deleted(lambda count: count + 1),
            key=conversation.id,
        )
        for conversation in window.of(found)
    ]
    search = Line(tr("Look for a label"), "", set_wanted, key="search")
    none = (
        body(tr("No conversation has this label."))
        if wanted
        else empty(tr("Nothing is kept here."))
    )
    return screen(
        tr(_TITLE),
        [
            *([notice.good(tr(_DELETED))] if deleted else []),
            body(tr("Plans and notes stay on this device, locked with your passphrase.")),
            *([search] if len(everything) > WORTH_SEARCHING else []),
            *([] if found else [none]),
            *cards,
            *window.rest(),
        ],
        on_scroll=scrolls(window),
    )


@component
def Kept(
    conversation: Conversation,
    workspace: Workspace,
    gone: Callable[[], None],
) -> ft.Control:
    """One conversation with its notes and plan; deleting asks once more."""
    form = use_form()

    async def delete() -> None:
        workspace.conversations.delete(conversation)
        await workspace.saver.flush()
        gone()

    return card(
        [
            section(conversation.label.strip() or tr("Conversation without a label")),
            body(tr("Held on {day}", day=day_words(conversation.held_on)), quiet=True),
            *[body(words) for words in conversation.notes.values() if words.strip()],
            *_plan(conversation, workspace),
            Sure(
                tr("Delete from this device"),
                [
                    tr(
                        "Delete this conversation, its notes and its plan? They cannot be brought "
                        "back. A plan that another conversation has too stays."
                    )
                ],
                tr("Yes, delete it"),
                tr("Keep it"),
                form.doing(delete),
                problem=form.problem(),
                loud=False,
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
        plan_words(plan),
        buttons.quiet(
            tr("Open the plan"),
            lambda _: go(f"/plans/{conversation.plan_id}"),
            icon=ft.Icons.ARTICLE_OUTLINED,
        ),
    ]
