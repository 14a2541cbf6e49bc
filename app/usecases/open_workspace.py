"""Everything that an open profile can do, put together once it is unlocked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.errors import StoreError
from app.sync.client import ApiClient
from app.usecases.enrol_device import EnrolmentDesk
from app.usecases.hold_conversation import Conversations
from app.usecases.keep_saved import Saver, SaveState
from app.usecases.send_outbox import Outbox
from app.usecases.unlock import OpenProfile


@dataclass(frozen=True)
class Workspace:
    """The open profile's desks. ``close`` commits what is typed and forgets the rest."""

    profile: OpenProfile
    saver: Saver
    enrolments: EnrolmentDesk
    conversations: Conversations
    outbox: Outbox

    def set_aside(self) -> int:
        """Count saved items that could not be read; their bytes stay as they are."""
        damaged = len(self.profile.tables.damaged)
        return damaged + self.conversations.unreadable() + self.outbox.unreadable()

    async def close(self) -> None:
        """Commit first, then stop and forget; raises StoreError when it cannot be kept."""
        await self.saver.close()
        await self.outbox.stop()
        try:
            await self.profile.tables.close()
        except StoreError:
            self.outbox.start()
            raise


@dataclass(frozen=True)
class WorkspaceOpener:
    """Builds a workspace for an open profile. ``now`` gives POSIX seconds."""

    client: ApiClient
    today: Callable[[], date]
    now: Callable[[], float]

    def open(
        self,
        profile: OpenProfile,
        saved: Callable[[SaveState, str], None],
        outbox_changed: Callable[[], None],
    ) -> Workspace:
        """Put the desks together and start sending; call from a running event loop."""
        saver = Saver(profile.tables, saved)
        enrolments = EnrolmentDesk(saver, self.client)
        outbox = Outbox(saver, self.client, enrolments, self.now, outbox_changed)
        outbox.start()
        return Workspace(profile, saver, enrolments, Conversations(saver, self.today), outbox)
