"""What the screens share: who is unlocked, what is under way, what waits to be sent."""

from dataclasses import dataclass, field

import flet as ft

from app.domain.conversation import Conversation
from app.domain.organisation import Organisation
from app.store.port import ProfileHeader
from app.sync.outbox import State
from app.usecases.keep_saved import SaveState
from app.usecases.open_workspace import Workspace, WorkspaceOpener
from app.usecases.read_themes import Lead
from app.usecases.unlock import OpenProfile


@ft.observable
@dataclass
class SaveStatus:
    """Whether what was typed is durable; its own observable, so that only one line redraws."""

    state: SaveState = SaveState.SAVED
    message: str = ""


@ft.observable
@dataclass
class Session:
    """The state behind the screens. ``revision`` counts changes that a list must redraw for."""

    profiles: list[ProfileHeader] = field(default_factory=list)
    workspace: Workspace | None = None
    conversation: Conversation | None = None
    organisation: Organisation | None = None
    waiting: int = 0
    held: int = 0
    sent: int = 0
    update_waits: bool = False
    lead: Lead | None = None
    revision: int = 0
    alarm: str = ""

    async def enter(
        self, profile: OpenProfile, opener: WorkspaceOpener, status: SaveStatus
    ) -> None:
        """Take in an opened profile and start its outbox; one that was open is locked first."""
        await self.leave()

        def saved(state: SaveState, message: str) -> None:
            status.state, status.message = state, message

        self.workspace = opener.open(profile, saved, self.count_outbox)
        enrolment = self.workspace.enrolments.current()
        self.organisation = enrolment.organisation if enrolment else None
        self.count_outbox()

    async def leave(self) -> None:
        """Commit, lock and forget everything of the profile; raises StoreError if not kept."""
        workspace = self.workspace
        if workspace is not None:
            await workspace.close()
        self.workspace = None
        self.conversation = None
        self.organisation = None
        self.waiting = self.held = self.sent = 0
        self.lead = None

    def count_outbox(self) -> None:
        """Count what waits, is held and was sent, for the home screen."""
        if self.workspace is None:
            return
        states = [item.state for item in self.workspace.outbox.items()]
        self.waiting = states.count(State.WAITING)
        self.held = states.count(State.HELD)
        self.sent = states.count(State.SENT)
        self.revision += 1

    def keep(self) -> None:
        """Save the conversation under way as it stands."""
        if self.workspace is not None and self.conversation is not None:
            self.workspace.conversations.save(self.conversation)
