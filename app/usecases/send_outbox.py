"""Queue agreed summaries and send them when there is a server: each counted exactly once.

Here the outbox is put together: its shelf of items, what the server publishes, the stock of
tokens, the one sender that takes turns at all of it, and what a person may decide.
"""

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.domain.conversation import Conversation, Outcome
from app.domain.errors import StoreError
from app.domain.second_look import hash_of
from app.domain.summary import WireSummary
from app.sync.client import ApiClient
from app.sync.moves import hurry
from app.sync.outbox import OutboxItem
from app.sync.pace import GAP, Pace
from app.usecases.enrol_device import EnrolmentDesk
from app.usecases.follow_meta import MetaFollower
from app.usecases.hold_conversation import TABLE as CONVERSATIONS
from app.usecases.keep_saved import Saver
from app.usecases.keep_tokens import TokenKeeper
from app.usecases.look_again import LookAgain
from app.usecases.outbox_means import Means
from app.usecases.outbox_shelf import OutboxShelf
from app.usecases.send_one import OneSender
from app.usecases.steer_outbox import OutboxSteering
from app.usecases.take_turns import Turns

#: Seconds between looks when nothing says that the network is back.
IDLE_SECONDS = 30.0
#: Seconds of rest after the device refused to keep a receipt.
PAUSE_AFTER_TROUBLE = 5.0


class Outbox:
    """The open profile's outbox and its one sender.

    ``now`` gives POSIX seconds, ``pause`` waits for some: only between two requests.
    ``changed`` is called after every change worth showing.
    """

    def __init__(
        self,
        saver: Saver,
        client: ApiClient,
        enrolments: EnrolmentDesk,
        *,
        now: Callable[[], float],
        today: Callable[[], date],
        changed: Callable[[], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.now = now
        self._saver = saver
        self._changed = changed
        self._awake = asyncio.Event()
        self._sending: asyncio.Task[None] | None = None
        means = Means(
            saver,
            client,
            enrolments,
            now,
            today,
            pause,
            changed,
            random.Random(),  # noqa: S311 - jitter and order, not secrecy
            session=secrets.token_hex(8),
        )
        self.pace = Pace(now, means.chance, self._longest_gap)
        self.shelf = OutboxShelf(saver)
        self.meta = MetaFollower(means, self.shelf)
        self.tokens = TokenKeeper(means, self.meta)
        self.sender = OneSender(means, self.shelf, self.meta, self.tokens, self.pace)
        self.again = LookAgain(saver, client, now=now, today=today, changed=self._steered)
        self.steer = OutboxSteering(self.shelf, self.tokens, today=today, changed=self._steered)
        self.turns = Turns(
            means,
            self.shelf,
            self.sender,
            meta=self.meta,
            tokens=self.tokens,
            again=self.again,
            pace=self.pace,
        )

    def items(self) -> list[OutboxItem]:
        """Give every item, waiting and held before sent, then by day."""
        return self.shelf.items()

    def unreadable(self) -> int:
        """Count items that this version cannot read; they are kept as they are."""
        return self.shelf.unreadable()

    async def queue(self, conversation: Conversation, wire: WireSummary, today: date) -> None:
        """Seal a summary and end its conversation, both in one commit; then try to send.

        The conversation keeps notes and plan; the summary's wording from before anonymising
        goes, since the agreed words stand in the outbox. Raises StoreError when the device
        cannot save: then nothing is queued and the conversation is as it was.
        """
        code = conversation.withdrawal_code
        item = OutboxItem(wire, today, code=code if wire.withdrawal == hash_of(code) else "")
        sealed = replace(
            conversation,
            outcome=Outcome.QUEUED,
            finished_on=today,
            summary="",
            review=None,
            reviewed_text="",
            drafts={},
        )
        ended = sealed.to_document()
        self.turns.sealing.add(item.id)
        self.shelf.keep(item)
        self._saver.put(CONVERSATIONS, sealed.id, ended)
        try:
            await self._saver.flush()
            # A tap on the old screen while that was under way opened it again, in memory at least.
            if self._saver.tables.get(CONVERSATIONS, sealed.id) != ended:
                self._saver.put(CONVERSATIONS, sealed.id, ended)
        except StoreError:
            self.shelf.drop(item.id)
            self._saver.put(CONVERSATIONS, conversation.id, conversation.to_document())
            raise
        finally:
            self.turns.sealing.discard(item.id)
        self._steered()

    def start(self) -> None:
        """Start the sender; call once, after unlocking."""
        if self._sending is None:
            self.pace.spoke()  # opening a profile asks for content, under the credential
            self._sending = asyncio.get_running_loop().create_task(self._keep_sending())

    def no_signal(self) -> None:
        """Take note that the device itself says that there is none."""
        if not self.pace.is_out():
            self.pace.failed()
            self._changed()

    async def stop(self) -> None:
        """Stop the sender; an item under way simply stays waiting."""
        task, self._sending = self._sending, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def poke(self, *, now: bool = False) -> None:
        """Look again; with ``now`` pauses are dropped: the network is back, or someone asked.

        Neither is taken for a server that answers.
        """
        if now:
            self.pace.hurry()
            self.tokens.hurry()
            for item in self.items():
                if hurry(item) != item:
                    self.shelf.keep(hurry(item))
            self.meta.look_soon()
        self._awake.set()

    async def _keep_sending(self) -> None:
        while True:
            self._awake.clear()
            try:
                if await self.turns.turn():
                    continue
            except StoreError:
                # The device cannot save just now; the saver says so and the item still waits.
                await asyncio.sleep(PAUSE_AFTER_TROUBLE)
            # Not wait_for: on Python 3.11 it swallows a cancellation that comes with the event,
            # and whoever locks would wait for this task for ever.
            with suppress(TimeoutError):
                async with asyncio.timeout(self.turns.rest(IDLE_SECONDS)):
                    await self._awake.wait()

    async def send_due(self) -> int:
        """Try all that is due now, fetching what that takes; count the tries. Raises StoreError."""
        return await self.turns.send_due()

    def _longest_gap(self) -> float:
        meta = self.meta.kept()
        return GAP[1] if meta is None else float(meta.gap)

    def _steered(self) -> None:
        self._changed()
        self.poke()
