"""After the hand back: the copy for the person, the dates, what waits to be sent."""

import flet as ft

from app.domain.conversation import Conversation
from app.domain.plan_record import PlanRecord
from app.domain.wording import sentences, to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.plan_dates import calendar_button
from app.views.components.text import body, bullet, section
from app.views.services import go, use_session
from app.views.state.session import Session

_TITLE = to_say("Done")


@component
def DoneScreen() -> ft.View:
    """What the holder may still do for the conversation that just ended; none of it must be."""
    services, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    # The one used last: a restart in between leads home, and nothing here is needed twice.
    last = next(iter(workspace.conversations.finished()), None)
    record = workspace.plans.get(last.plan_id) if last else None
    return screen(
        tr(_TITLE),
        [
            body(tr("The conversation is finished. Everything is saved on this device.")),
            *(_plan(record) if record and not record.plan.is_empty() else []),
            *(_reminders(workspace, last) if last else []),
            *_outbox(session),
            calendar_button(services, workspace, [record] if record else []),
            buttons.primary(tr("Go to home"), lambda _: go("/"), icon=ft.Icons.HOME_OUTLINED),
        ],
    )


def _plan(record: PlanRecord) -> list[ft.Control]:
    return [
        section(tr("The plan is theirs")),
        buttons.tile(
            tr("Give your colleague their copy"),
            tr("To their own phone, as a file or on paper. Nothing goes through a server."),
            lambda _: go(f"/plans/{record.id}/copy"),
            icon=ft.Icons.QR_CODE_2,
        ),
        buttons.tile(
            tr("Look at the plan"),
            tr("Who does what, and when"),
            lambda _: go(f"/plans/{record.id}"),
            icon=ft.Icons.ARTICLE_OUTLINED,
        ),
    ]


def _reminders(workspace: Workspace, conversation: Conversation) -> list[ft.Control]:
    set_ones = [found for found in workspace.reminders.of(conversation.id) if not found.done]
    if not set_ones:
        return []
    return [
        section(tr("Reminders set")),
        *[bullet(sentences((found.text, found.when()))) for found in set_ones],
    ]


def _outbox(session: Session) -> list[ft.Control]:
    if not session.waiting:
        return []
    words = tr(
        "{waiting} waiting. It goes by itself, at a random moment with a signal.",
        waiting=session.waiting,
    )
    return [
        notice.note(words),
        buttons.quiet(tr("Look at the outbox"), lambda _: go("/outbox")),
    ]
