"""What the screens of a conversation share: steps to move along, and a way back in."""

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.guide import Guide
from app.domain.wording import tr
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import go
from app.views.state.session import Session


def current(session: Session, step: Step) -> tuple[Conversation, Guide] | None:
    """Give the conversation under way with its guide; None when ``step`` may not be shown.

    A link or the browser's own history can lead to any step; notes still come only after the
    limits were said.
    """
    conversation = session.conversation
    if session.workspace is None or conversation is None or not conversation.may_enter(step):
        return None
    guide = session.workspace.guides.guide_of(conversation)
    return None if guide is None else (conversation, guide)


def nothing_open(session: Session) -> ft.View:
    """Say that this step cannot be shown yet, or that no conversation is open."""
    if session.conversation is not None:
        return screen(
            tr("First things first"),
            [
                body(tr("First say what stays private and what cannot.")),
                buttons.primary(tr("Back to the start"), lambda _: go("/talk/before")),
            ],
        )
    if session.workspace is not None:
        how = tr("Choose the conversation under Carry on.")
    elif session.profiles:
        how = tr("Unlock your profile and choose the conversation under Carry on.")
    else:
        how = tr("There is no profile on this device. A conversation is kept in one.")
    return screen(
        tr("Nothing open here"),
        [
            body(how),
            buttons.primary(tr("Go to home"), lambda _: go("/")),
        ],
    )


def enter(session: Session, step: Step) -> None:
    """Move the conversation to ``step``, keep it, and show it; raises TransitionError."""
    conversation = session.conversation
    if conversation is not None:
        if step is not conversation.step:
            conversation.focus = ""
        conversation.enter(step)
        session.keep()
        _set_reminders(session, conversation)
    go(f"/talk/{step.value}")


def _set_reminders(session: Session, conversation: Conversation) -> None:
    """Once the talking is done, set what the guide reminds of, or move it to the new time."""
    workspace = session.workspace
    if workspace is None or conversation.incident_at is None:
        return
    guide = workspace.guides.guide_of(conversation)
    set_before = bool(workspace.reminders.of(conversation.id))
    if guide is not None and (set_before or conversation.step not in (Step.BEFORE, Step.TALK)):
        workspace.reminders.set_for(conversation, guide, conversation.incident_at)


def back_button(session: Session, words: str, step: Step) -> ft.Control:
    """Give the quiet button that leads back to ``step``."""
    return buttons.quiet(words, lambda _: enter(session, step))
