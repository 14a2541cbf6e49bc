"""What the screens share: who is unlocked, what is under way, what waits to be sent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import flet as ft

from app.domain.conversation import Conversation
from app.domain.enrolment_link import EnrolmentLink
from app.domain.errors import StoreError
from app.domain.lock import LockTimes
from app.domain.organisation import Organisation
from app.store.port import ProfileHeader
from app.sync.outbox import ARRIVED, ON_THEIR_WAY, State, wants_a_look
from app.usecases.keep_saved import SaveState
from app.usecases.open_workspace import Workspace
from app.usecases.sign_in import Lead
from app.usecases.unlock import OpenProfile
from app.views.state.enrolling import use_link
from app.views.state.late_keys import LateKeys
from app.views.state.lock_trouble import ABSENCES, not_locked
from app.views.state.saving import Teller
from app.views.state.trail import Trail
from app.views.state.trust import trust_news

if TYPE_CHECKING:
    from app.views.services import Services

log = logging.getLogger("layby.views")

#: Seconds that a lock waits for the device to save, before it says that it could not.
SAVE_SECONDS = 30.0


@ft.observable
@dataclass
class Session:
    """The state behind the screens. ``revision`` counts changes that a list must redraw for.

    ``forgotten`` is the word of the last lock ("asked", "idle", "hidden", "moved", "erased",
    "pin"), for the welcome to explain; ``owed`` is the word of a lock that could not save.
    ``link`` is an enrolment link that waits for a profile to be opened. ``still``: the device asks
    for less motion. ``enrolled`` names the trust of an enrolment that home has yet to tell;
    ``lead_ended`` says that the server ended a lead's sign-in, for the next sign-in to explain.
    ``turned`` is the address of what a colleague has before them, "" while the holder has it.
    """

    profiles: list[ProfileHeader] = field(default_factory=list)
    workspace: Workspace | None = None
    conversation: Conversation | None = None
    organisation: Organisation | None = None
    waiting: int = 0
    held: int = 0
    looks: int = 0
    sent: int = 0
    update_waits: bool = False
    lead: Lead | None = None
    revision: int = 0
    alarm: str = ""
    still: bool = False
    forgotten: str = ""
    owed: str = ""
    enrolled: str = ""
    lead_ended: bool = False
    turned: str = ""
    link: EnrolmentLink | None = field(default=None, repr=False)
    trail: Trail = field(default_factory=Trail, repr=False)
    late: LateKeys = field(default_factory=LateKeys, repr=False)
    _locking: bool = False
    _new_code: str = field(default="", repr=False)

    async def enter(self, services: "Services", profile: OpenProfile) -> None:
        """Take in an opened profile and start its outbox; one that was open is closed first.

        Raises StoreError when that one cannot be saved: it stays open, and ``profile`` is let go.
        """
        try:
            await self.leave(services, staying=profile.header.id)
        except BaseException:
            if self.workspace is None or self.workspace.profile.header.id != profile.header.id:
                await services.profiles.close(profile)
            raise
        page = ft.context.page
        screen = Teller(services.saved, lambda: self.workspace is not opened)

        def saved(state: SaveState, message: str) -> None:
            screen.tell(state, message)
            if state is SaveState.SAVED and self.owed:
                page.run_task(self._lock_again, services)

        opened = self.workspace = services.opener.open(
            profile, saved, self.count_outbox, trust_news(self, services)
        )
        services.editing.kept.keep_in(self.workspace.saver)
        self.organisation = self.workspace.enrolments.organisation()
        self.forgotten = ""
        self.count_outbox()
        await self.rearm(services)
        await use_link(services)

    async def rearm(self, services: "Services") -> None:
        """Watch for absence by the lock times as they now are; stop when nothing is open."""
        if self.workspace is not None:
            lock = self.workspace.lock
            times, pin = lock.times(), lock.has_pin()
        elif self.lead is not None:
            times, pin = LockTimes(), False
        else:
            await services.device.disarm_lock()
            return
        await services.device.arm_lock(times.idle_seconds, times.hidden_seconds, pin)

    async def lock(self, services: "Services", why: str) -> None:
        """Cover the screen, commit, forget everything of the profile and start afresh.

        Raises StoreError, whatever went wrong, when what was typed cannot be kept. Then nothing
        is forgotten, the cover can be lifted, and the lock is owed: it is tried again as soon
        as the device saves, unless it was due to an absence and somebody is back.
        """
        await self._end(services, why, lambda: self.leave(services))

    async def lock_unsaved(self, services: "Services") -> None:
        """Lock although the device cannot save: its holder chose to lose what is not saved."""
        await self._end(services, "asked", lambda: self.abandon(services))

    async def _end(
        self, services: "Services", why: str, close: Callable[[], Awaitable[None]]
    ) -> None:
        if self._locking:
            return
        self._locking = True
        self.owed = ""
        signed_in = self.lead is not None
        try:
            await services.device.cover()
            async with asyncio.timeout(SAVE_SECONDS):
                await close()
            if signed_in:
                await services.leads.sign_out_soon()
            await self.forget(services, why)
        except BaseException as error:  # cancelled too: the page must not stay covered for good
            self.owed = why if self.workspace is not None else ""
            with suppress(Exception):
                await services.device.uncover()
            if not isinstance(error, Exception):
                raise
            raise not_locked(error, why, is_open=self.workspace is not None) from error
        finally:
            self._locking = False

    def come_back(self) -> None:
        """Somebody lifted the cover: a lock that only their absence asked for is owed no more.

        It still is where this window can never save again, for then they have to choose.
        """
        if self.owed in ABSENCES and self.workspace and not self.workspace.saver.moved:
            self.owed = ""

    async def leave(self, services: "Services", *, staying: str = "") -> None:
        """Commit, close and drop what is open; raises StoreError if it cannot be kept.

        The profile whose id is ``staying`` is dropped, but not let go of.
        """
        if self.workspace is not None:
            services.editing.kept.keep()
            await self.workspace.close()
        await self._drop(services, staying)

    async def abandon(self, services: "Services") -> None:
        """Close and drop what is open without saving it."""
        if self.workspace is not None:
            await self.workspace.abandon()
        await self._drop(services)

    async def _drop(self, services: "Services", staying: str = "") -> None:
        workspace, lead = self.workspace, self.lead
        self.workspace = self.conversation = self.organisation = self.lead = None
        self.waiting = self.held = self.looks = self.sent = 0
        self.owed = self._new_code = self.turned = ""
        self.late.forget()
        services.saved.state, services.saved.message = SaveState.SAVED, ""
        if workspace is not None and workspace.profile.header.id != staying:
            try:
                await services.profiles.close(workspace.profile)
            except Exception as error:  # the end of the page lets go as well
                log.error("a profile was not let go: %s", type(error).__name__)
        await services.shared.show()  # another profile may be of another trust
        if workspace is not None or lead is not None:
            await services.device.disarm_lock()

    async def forget(self, services: "Services", why: str) -> None:
        """Go back to the welcome and wipe the memory; call when nothing is open any more.

        In the browser the page starts afresh, and nothing after this runs.
        """
        self.alarm = ""
        self.forgotten = why
        services.forget_lead()
        ft.context.page.navigate("/")
        await services.device.forget(why)

    async def _lock_again(self, services: "Services") -> None:
        if self.owed:
            with suppress(StoreError):  # then it stays owed
                await self.lock(services, self.owed)

    def show_code(self, code: str) -> None:
        """Hand a new recovery code to the screen that shows it, until it is put away."""
        self._new_code = code

    def new_code(self) -> str:
        """Give the new recovery code while it is still to go on paper, else "".

        A phone's way back must not take it from who is half through writing it down.
        """
        return self._new_code

    def put_code_away(self) -> None:
        """Forget the new recovery code: it is on paper, or left for later."""
        self._new_code = ""

    def count_outbox(self) -> None:
        """Count what waits, is held and was sent, for the home screen."""
        if self.workspace is None:
            return
        items = self.workspace.outbox.items()
        states = [item.state for item in items]
        self.waiting = sum(state in {*ON_THEIR_WAY, State.PAUSED} for state in states)
        self.held = states.count(State.HELD)
        self.looks = sum(map(wants_a_look, items))
        self.sent = sum(state in ARRIVED for state in states)
        self.revision += 1

    def keep(self) -> None:
        """Save the conversation under way as it stands, and the guide it was begun with."""
        if self.workspace is not None and self.conversation is not None:
            self.workspace.conversations.save(self.conversation)
            self.workspace.guides.keep(self.conversation)
