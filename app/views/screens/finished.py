"""Finished conversations: their plans and notes, here and nowhere else."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import body, bullet, section
from app.views.screens.plan import day_words
from app.views.services import use_session
from app.views.theme import CORNER


@component
def FinishedScreen() -> ft.View:
    """Every finished conversation, the last one first."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    if session.workspace is None:
        return screen("Finished conversations", [body("Unlock your profile first.")])
    found = session.workspace.conversations.finished()
    cards = [
        Kept(conversation, session.workspace, lambda: redraw(lambda n: n + 1), key=conversation.id)
        for conversation in found
    ]
    empty = [] if found else [body("Nothing is kept here.")]
    return screen(
        "Finished conversations",
        [body("Plans and notes stay on this device, locked with your passphrase."), *empty, *cards],
    )


@component
def Kept(
    conversation: Conversation,
    workspace: Workspace,
    gone: Callable[[], None],
) -> ft.Control:
    """One conversation with its plan; deleting asks once more."""
    sure, set_sure = ft.use_state(False)

    async def delete() -> None:
        workspace.conversations.delete(conversation)
        await workspace.saver.flush()
        gone()

    plan = conversation.plan
    rows: list[ft.Control] = [
        section(conversation.label.strip() or "Conversation without a label"),
        body(f"Held on {day_words(conversation.held_on)}", quiet=True),
    ]
    if plan.keeps_well.strip():
        rows += [body("What keeps me well", quiet=True), body(plan.keeps_well)]
    for action in plan.actions:
        due = f", by {day_words(action.due)}" if action.due else ""
        rows.append(bullet(f"{action.what} ({action.owner.in_words()}{due})"))
    if plan.review_on:
        rows.append(body(f"Look at it again on {day_words(plan.review_on)}"))
    rows += [body(note) for note in conversation.notes.values() if note.strip()]
    if sure:
        rows += [
            body("Delete this conversation, its notes and its plan? They cannot be brought back."),
            buttons.primary("Yes, delete it", delete),
            buttons.secondary("Keep it", lambda _: set_sure(False)),
        ]
    else:
        rows.append(
            buttons.quiet(
                "Delete from this device", lambda _: set_sure(True), icon=ft.Icons.DELETE_OUTLINE
            )
        )
    return ft.Container(
        ft.Column(rows, spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        padding=16,
    )
