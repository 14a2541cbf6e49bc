"""Everything that an open profile can do, put together once it is unlocked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.device.port import Device
from app.sync.client import ApiClient
from app.usecases.adopt_plans import adopt_plans
from app.usecases.bring_back import Deleted
from app.usecases.check_in import CheckIns
from app.usecases.enrol_device import EnrolmentDesk
from app.usecases.hold_conversation import Conversations
from app.usecases.keep_guides import KeptGuides
from app.usecases.keep_plans import Plans
from app.usecases.keep_saved import Saver, SaveState
from app.usecases.keep_tidy import TidyDesk
from app.usecases.mend import SetAsideDesk
from app.usecases.own_words import OwnWords
from app.usecases.prepare import PrepareDesk
from app.usecases.profile_settings import SettingsDesk
from app.usecases.pull_content import TrustUpdates
from app.usecases.read_content import Content
from app.usecases.screen_lock import ScreenLock
from app.usecases.send_outbox import Outbox
from app.usecases.set_reminders import Reminders
from app.usecases.shared_services import SharedServices
from app.usecases.storage_health import StorageDesk
from app.usecases.take_copy import CopyDesk
from app.usecases.unlock import OpenProfile
from app.vault.port import KeyChest


@dataclass(frozen=True)
class Workspace:
    """The open profile's desks. ``close`` commits what is typed and forgets the rest."""

    profile: OpenProfile
    saver: Saver
    enrolments: EnrolmentDesk
    conversations: Conversations
    plans: Plans
    outbox: Outbox
    settings: SettingsDesk
    lock: ScreenLock
    tidy: TidyDesk
    storage: StorageDesk
    set_aside: SetAsideDesk
    guides: KeptGuides
    reminders: Reminders
    check_ins: CheckIns
    preparation: PrepareDesk
    trust: TrustUpdates
    copies: CopyDesk
    own_words: OwnWords
    deleted: Deleted

    def start(self) -> None:
        """Start to send, to tidy and to look for the trust's news, in the background."""
        self.outbox.start()
        self.tidy.start()
        self.trust.start()

    def unreadable(self) -> int:
        """Count what opened but is in no form that this version knows; it is kept as it is."""
        own = (self.check_ins, self.preparation)
        desks = (self.conversations, self.plans, self.outbox, *own)
        return sum(desk.unreadable() for desk in desks)

    async def close(self) -> None:
        """Commit first, then stop and forget; raises StoreError when it cannot be kept.

        What was deleted goes where its last day is over.
        """
        await self.tidy.stop()
        await self.trust.stop()
        await self.saver.flush()
        await self.outbox.stop()
        self.deleted.tidy()
        try:
            await self.saver.close()
        except BaseException:
            self.outbox.start()
            self.trust.start()
            raise

    async def abandon(self) -> None:
        """Stop and save nothing more: it is to be erased, or its holder lets it go."""
        await self.tidy.stop()
        await self.trust.stop()
        await self.outbox.stop()
        await self.saver.abandon()


@dataclass(frozen=True)
class WorkspaceOpener:
    """Builds a workspace for an open profile.

    ``now`` gives POSIX seconds, ``asset`` the app's own files by their path in ``assets``.
    ``pause`` waits for some seconds, between two requests of the outbox.
    """

    client: ApiClient
    today: Callable[[], date]
    now: Callable[[], float]
    device: Device
    content: Content
    shared: SharedServices
    chest: KeyChest
    asset: Callable[[str], bytes]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    def open(
        self,
        profile: OpenProfile,
        saved: Callable[[SaveState, str], None],
        outbox_changed: Callable[[], None],
        trust_changed: Callable[[], Awaitable[None]],
    ) -> Workspace:
        """Put the desks together, start sending and tidying; call from a running event loop.

        ``trust_changed`` is called when new content of the trust was kept.
        """
        saver = Saver(profile.tables, saved)
        deleted = Deleted(saver, self.today)
        deleted.open()
        adopt_plans(saver)
        enrolments = EnrolmentDesk(saver, self.client)
        guides = KeptGuides(saver, self.content)
        plans = Plans(saver, self.today)
        conversations = Conversations(saver, self.today, guides.drop, plans)
        guides.tidy(conversations.ids_under_way())
        outbox = self._outbox(saver, enrolments, outbox_changed)
        settings = SettingsDesk(saver)
        workspace = Workspace(
            profile,
            saver,
            enrolments,
            conversations,
            plans,
            outbox,
            settings,
            ScreenLock(settings, enrolments.organisation),
            TidyDesk(saver, conversations, outbox, self.today),
            StorageDesk(profile.tables, outbox, settings, self.device, self.today),
            SetAsideDesk(profile.tables),
            guides,
            Reminders(saver, lambda: datetime.fromtimestamp(self.now())),
            CheckIns(saver, self.today),
            PrepareDesk(saver, self.today),
            self._trust(saver, enrolments, trust_changed),
            CopyDesk(self.chest, plans.write_copy, self.asset),
            OwnWords(saver),
            deleted,
        )
        workspace.start()
        return workspace

    def _outbox(
        self, saver: Saver, enrolments: EnrolmentDesk, changed: Callable[[], None]
    ) -> Outbox:
        return Outbox(
            saver,
            self.client,
            enrolments,
            now=self.now,
            today=self.today,
            changed=changed,
            pause=self.pause,
        )

    def _trust(
        self, saver: Saver, enrolments: EnrolmentDesk, changed: Callable[[], Awaitable[None]]
    ) -> TrustUpdates:
        return TrustUpdates(
            saver,
            self.client,
            enrolments,
            self.content,
            self.shared,
            now=self.now,
            changed=changed,
        )
