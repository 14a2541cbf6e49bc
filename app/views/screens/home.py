"""Home: carry on, start a conversation, see what waits to be sent."""

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.profile import Role
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.reminders import Reminders
from app.views.components.resume import route_of
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
    Step.TOGETHER: "Looking at it together",
}


@component
def HomeScreen() -> ft.View:
    """The open profile's home, or the welcome while none is open."""
    _, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return WelcomeScreen()  # type: ignore[no-any-return]
    settings = workspace.settings.get()
    unfinished = workspace.conversations.open_ones()
    controls: list[ft.Control] = [UpdateReady(), buttons.support(lambda _: go("/support"))]
    if unfinished:
        controls.append(section("Carry on"))
        controls += [_carry_on(session, found) for found in unfinished]
    first = Role.MANAGER in settings.roles or not settings.roles
    button = buttons.primary if first else buttons.secondary
    controls.append(button("New conversation", lambda _: go("/talk/choose"), icon=ft.Icons.ADD))
    controls.append(Reminders(workspace, session.revision, key=workspace.profile.header.id))
    controls += _trust_tiles(session)
    controls += _finished_tile(len(workspace.conversations.finished()))
    if Role.LEAD in settings.roles or not settings.roles:
        controls.append(
            buttons.tile(
                "For wellbeing leads",
                "What people are telling us",
                lambda _: go("/lead"),
                icon=ft.Icons.INSIGHTS,
            )
        )
    controls.append(
        buttons.tile(
            "This profile",
            "Passphrase, backup, what is kept and for how long",
            lambda _: go("/profile"),
            icon=ft.Icons.PERSON_OUTLINE,
        )
    )
    return screen("Home", controls, support=False, back=False)


def _carry_on(session: Session, conversation: Conversation) -> ft.Control:
    def resume(_: object) -> None:
        session.conversation = conversation
        go(route_of(conversation))

    title = conversation.label.strip() or "Conversation without a label"
    held = f"{conversation.held_on.day} {conversation.held_on:%B}"
    return buttons.tile(
        title,
        f"{_STEP_WORDS[conversation.step]}, begun {held}",
        resume,
        icon=ft.Icons.EDIT_NOTE,
    )


def _finished_tile(count: int) -> list[ft.Control]:
    if not count:
        return []
    return [
        buttons.tile(
            "Finished conversations",
            f"{count} on this device, with {'its plan' if count == 1 else 'their plans'}",
            lambda _: go("/finished"),
            icon=ft.Icons.FOLDER_OUTLINED,
        )
    ]


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
