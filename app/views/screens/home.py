"""Home: carry on, start a conversation, see what waits to be sent."""

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.guide import Guide
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.text import section
from app.views.components.update import UpdateReady
from app.views.screens.welcome import WelcomeScreen
from app.views.services import go, use_session
from app.views.state.session import Session

_STEP_WORDS = {
    Step.BEFORE: "Before you start",
    Step.TALK: "Talking",
    Step.PLAN: "The plan",
    Step.SUMMARY: "The summary",
    Step.CHECK: "Checking the summary",
}


@component
def HomeScreen() -> ft.View:
    """The open profile's home, or the welcome while none is open."""
    services, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return WelcomeScreen()  # type: ignore[no-any-return]
    guides = list(services.content.guides.values())
    unfinished = workspace.conversations.open_ones()
    controls: list[ft.Control] = [UpdateReady(), buttons.support(lambda _: go("/support"))]
    aside = workspace.set_aside()
    if aside:
        controls.append(
            notice.note(
                f"{aside} saved item{'' if aside == 1 else 's'} could not be read and "
                f"{'was' if aside == 1 else 'were'} set aside, unchanged. The rest is fine."
            )
        )
    if unfinished:
        controls.append(section("Carry on"))
        controls += [_carry_on(session, found) for found in unfinished]
    controls += [_new_conversation(session, workspace, guide) for guide in guides]
    controls += _trust_tiles(session)
    finished = workspace.conversations.finished()
    if finished:
        count = len(finished)
        controls.append(
            buttons.tile(
                "Finished conversations",
                f"{count} on this device, with {'its plan' if count == 1 else 'their plans'}",
                lambda _: go("/finished"),
                icon=ft.Icons.FOLDER_OUTLINED,
            )
        )
    controls.append(
        buttons.tile(
            "For wellbeing leads",
            "What people are telling us",
            lambda _: go("/lead"),
            icon=ft.Icons.INSIGHTS,
        )
    )
    return screen("Home", controls, support=False, back=False)


def _new_conversation(session: Session, workspace: Workspace, guide: Guide) -> ft.Control:
    def start(_: object) -> None:
        session.conversation = workspace.conversations.start(guide)
        go("/talk/before")

    return buttons.primary("New conversation", start, icon=ft.Icons.ADD)


def _carry_on(session: Session, conversation: Conversation) -> ft.Control:
    def resume(_: object) -> None:
        session.conversation = conversation
        go(f"/talk/{conversation.step.value}")

    title = conversation.label.strip() or "Conversation without a label"
    held = f"{conversation.held_on.day} {conversation.held_on:%B}"
    return buttons.tile(
        title,
        f"{_STEP_WORDS[conversation.step]}, begun {held}",
        resume,
        icon=ft.Icons.EDIT_NOTE,
    )


def _trust_tiles(session: Session) -> list[ft.Control]:
    if session.organisation is None:
        enrol = buttons.tile(
            "Enter your enrolment code",
            "Once, with a signal. It lets agreed summaries reach your trust.",
            lambda _: go("/enrol"),
            icon=ft.Icons.KEY,
        )
        return [enrol, *([_outbox_tile(session)] if session.waiting else [])]
    return [_outbox_tile(session)]


def _outbox_tile(session: Session) -> ft.Control:
    return buttons.tile(
        "Outbox", outbox_words(session), lambda _: go("/outbox"), icon=ft.Icons.OUTBOX
    )


def outbox_words(session: Session) -> str:
    """Say what the outbox holds, for a tile and for a screen reader."""
    parts = []
    if session.held:
        parts.append(f"{session.held} need{'s' if session.held == 1 else ''} a look")
    if session.waiting:
        parts.append(f"{session.waiting} waiting")
    if session.sent:
        parts.append(f"{session.sent} sent")
    return ", ".join(parts) or "Nothing waiting"
