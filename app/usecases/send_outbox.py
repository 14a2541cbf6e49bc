"""Queue agreed summaries and send them when there is a server: each counted exactly once."""

import asyncio
import random
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.domain.conversation import Conversation, Outcome, Step
from app.domain.errors import (
    ContentError,
    ServerNotUnderstood,
    ServerRefused,
    StoreError,
    SyncError,
)
from app.domain.second_look import hash_of, new_code
from app.domain.summary import WireSummary
from app.sync.client import ApiClient
from app.sync.outbox import (
    OutboxItem,
    State,
    after_failure,
    after_receipt,
    due,
    hurry,
    next_moment,
)
from app.usecases.enrol_device import EnrolmentDesk
from app.usecases.hold_conversation import OUTBOX as TABLE
from app.usecases.hold_conversation import TABLE as CONVERSATIONS
from app.usecases.keep_saved import Saver
from app.usecases.look_again import LookAgain

#: Seconds between looks when nothing says that the network is back.
IDLE_SECONDS = 30.0
#: Seconds of rest after the device refused to keep a receipt.
PAUSE_AFTER_TROUBLE = 5.0


class Outbox:
    """The open profile's outbox and its one sender.

    ``now`` gives POSIX seconds. ``changed`` is called after every change worth showing.
    Randomness decides order and pauses only; it protects nothing.
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
    ) -> None:
        self._saver = saver
        self._client = client
        self._enrolments = enrolments
        self._now = now
        self._today = today
        self._changed = changed
        self._chance = random.Random()  # noqa: S311 - jitter and order, not secrecy
        self._awake = asyncio.Event()
        self._sender: asyncio.Task[None] | None = None
        self._sealing: set[str] = set()
        self.again = LookAgain(saver, client, now=now, today=today, changed=self._looked_again)

    def items(self) -> list[OutboxItem]:
        """Give every item, waiting and held before sent, then by day."""
        found = []
        for document in self._saver.tables.all(TABLE):
            try:
                found.append(OutboxItem.from_document(document))
            except ContentError:
                continue
        return sorted(found, key=lambda item: (item.state is State.SENT, item.queued_on, item.id))

    def unreadable(self) -> int:
        """Count items that this version cannot read; they are kept as they are."""
        return len(self._saver.tables.all(TABLE)) - len(self.items())

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
        self._sealing.add(item.id)
        self._keep(item)
        self._saver.put(CONVERSATIONS, sealed.id, ended)
        try:
            await self._saver.flush()
            # A tap on the old screen while that was under way opened it again, in memory at least.
            if self._saver.tables.get(CONVERSATIONS, sealed.id) != ended:
                self._saver.put(CONVERSATIONS, sealed.id, ended)
        except StoreError:
            self._saver.remove(TABLE, item.id)
            self._saver.put(CONVERSATIONS, conversation.id, conversation.to_document())
            raise
        finally:
            self._sealing.discard(item.id)
        self._changed()
        self.poke()

    async def take_back(self, item: OutboxItem) -> Conversation | None:
        """Open the conversation of a held summary again, with the agreed words and a new number.

        Gives None, and changes nothing, when its conversation is no longer on this device or
        the item is not held. Raises StoreError.
        """
        kept = self._saver.tables.all(CONVERSATIONS)
        found = next((known for known in kept if known.get("summary_id") == item.id), None)
        if found is None or item.state is not State.HELD:
            return None
        conversation = replace(
            Conversation.from_document(found),
            outcome=Outcome.OPEN,
            finished_on=None,
            notice_on=None,
            step=Step.SUMMARY,
            summary=item.wire.text,
            summary_id=str(uuid.uuid4()),
            withdrawal_code=new_code(),
        )
        self._saver.put(CONVERSATIONS, conversation.id, conversation.to_document())
        self._saver.remove(TABLE, item.id)
        await self._saver.flush()
        self._changed()
        return conversation

    def start(self) -> None:
        """Start the sender; call once, after unlocking."""
        if self._sender is None:
            self._sender = asyncio.get_running_loop().create_task(self._keep_sending())

    async def stop(self) -> None:
        """Stop the sender; an item under way simply stays waiting."""
        task, self._sender = self._sender, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def poke(self, *, now: bool = False) -> None:
        """Look again; with ``now`` pauses are dropped: the network is back, or someone asked."""
        if now:
            for item in self.items():
                if item.state is State.WAITING and item.not_before > 0:
                    self._keep(hurry(item))
        self._awake.set()

    async def _keep_sending(self) -> None:
        while True:
            self._awake.clear()
            try:
                # Never in one breath: a question right after a summary would show whose it is.
                if not await self.send_due():
                    await self.again.ask_one(self.items())
            except StoreError:
                # The device cannot save just now; the saver says so and the item still waits.
                await asyncio.sleep(PAUSE_AFTER_TROUBLE)
            moment = next_moment(self.items())
            pause = IDLE_SECONDS if moment is None else max(0.05, moment - self._now())
            # Not wait_for: on Python 3.11 it swallows a cancellation that comes with the event,
            # and whoever locks would wait for this task for ever.
            with suppress(TimeoutError):
                async with asyncio.timeout(min(pause, IDLE_SECONDS)):
                    await self._awake.wait()

    async def send_due(self) -> int:
        """Try every item that is due, one request each, in random order; count them."""
        waiting = [item for item in due(self.items(), self._now()) if item.id not in self._sealing]
        self._chance.shuffle(waiting)
        for item in waiting:
            enrolment = self._enrolments.current()
            if enrolment is None:
                return 0
            after = await self._try_one(item, enrolment.submission_pass)
            self._keep(after)
            await self._saver.flush()
            self._changed()
        return len(waiting)

    def _looked_again(self) -> None:
        self._changed()
        self.poke()

    async def _try_one(self, item: OutboxItem, submission_pass: str) -> OutboxItem:
        try:
            receipts = await self._client.submit([item.wire], submission_pass)
            receipt = next((found for found in receipts if found.id == item.id), None)
            if receipt is None:
                raise ServerNotUnderstood
        except SyncError as error:
            wait = error.retry_after if isinstance(error, ServerRefused) else None
            chance = self._chance.random()
            said = f"{error.message} It waits here and is tried again."
            return after_failure(item, said, self._now(), chance=chance, retry_after=wait)
        return after_receipt(item, receipt, self._now(), self._today())

    def _keep(self, item: OutboxItem) -> None:
        self._saver.put(TABLE, item.id, item.to_document())
