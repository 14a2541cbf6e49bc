"""Keeps a plan that is written in a conversation, and the conversation's tie to it."""

from collections.abc import Callable

from app.domain.conversation import Conversation
from app.domain.plan_record import PlanRecord
from app.usecases.open_workspace import Workspace
from app.views.state.session import Session


def plan_saver(
    workspace: Workspace, session: Session, conversation: Conversation, record: PlanRecord
) -> Callable[[], None]:
    """Give what saves the record and, at the first time, the conversation that names it."""
    tied = workspace.plans.get(record.id) is not None

    def save() -> None:
        nonlocal tied
        if conversation.label.strip() and not record.mine:
            record.label = conversation.label
        workspace.plans.save(record)
        if not tied and session.conversation is conversation:
            session.keep()
            tied = True

    return save
