"""What a person may decide about what stands in the outbox: pause, edit, take back, let be.

Each acts only on an item that still stands as it was seen, so that a late tap does nothing.
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.domain.conversation import Conversation, Outcome, Step
from app.domain.errors import ContentError, InputError
from app.domain.second_look import new_code
from app.domain.wording import to_say, tr
from app.sync.moves import ask_back, may_withdraw, pause, resume
from app.sync.outbox import OutboxItem, State, may_edit
from app.usecases.hold_conversation import TABLE as CONVERSATIONS
from app.usecases.keep_tokens import TokenKeeper
from app.usecases.outbox_shelf import OutboxShelf

MOVED_ON = to_say("It has moved on meanwhile. Look at it as it is now.")


class OutboxSteering:
    """The open profile's hand on its outbox. ``changed`` is called after every change."""

    def __init__(
        self,
        shelf: OutboxShelf,
        tokens: TokenKeeper,
        *,
        today: Callable[[], date],
        changed: Callable[[], None],
    ) -> None:
        self._shelf = shelf
        self._tokens = tokens
        self._today = today
        self._changed = changed

    async def pause(self, item: OutboxItem) -> None:
        """Keep a waiting item back; raises InputError when it moved on, StoreError."""
        await self._put(item, pause(item))

    async def resume(self, item: OutboxItem) -> None:
        """Let a paused item be sent after all; raises InputError, StoreError."""
        await self._put(item, resume(item))

    async def pause_all(self, *, paused: bool) -> None:
        """Send nothing until somebody says otherwise, or go on; raises StoreError."""
        self._shelf.pause_all(paused=paused)
        await self._shelf.saver.flush()
        self._changed()

    def conversation_of(self, item: OutboxItem) -> Conversation | None:
        """Give the conversation of an item, None when it is no longer on this device."""
        for known in self._shelf.saver.tables.peek(CONVERSATIONS):
            if known.get("summary_id") == item.id:
                with suppress(ContentError):
                    return Conversation.from_document(known)
        return None

    async def edit(self, item: OutboxItem) -> Conversation | None:
        """Go back to the check of words of which nothing was requested yet, under their number.

        Gives None, and changes nothing, when its conversation is gone. Raises InputError once
        there was a request, StoreError.
        """
        if not may_edit(item) or not self._shelf.still(item):
            raise InputError(tr(MOVED_ON))
        found = self.conversation_of(item)
        if found is None:
            return None
        opened = _opened(found, item, Step.SUMMARY)
        self._open(item, opened)
        if item.token is not None:
            self._tokens.put_back(item.token)
        await self._shelf.saver.flush()
        self._changed()
        return opened

    async def take_back_held(self, item: OutboxItem) -> Conversation | None:
        """Open the conversation of a refused summary again, with its words and a new number.

        The server holds nothing under the old one, or what is not its author's. Gives None,
        and changes nothing, when its conversation is gone or the item is not held. Raises
        StoreError.
        """
        found = self.conversation_of(item)
        if found is None or item.state is not State.HELD or not self._shelf.still(item):
            return None
        renewed = replace(found, summary_id=str(uuid.uuid4()), withdrawal_code=new_code())
        opened = _opened(renewed, item, Step.SUMMARY)
        self._open(item, opened)
        await self._shelf.saver.flush()
        self._changed()
        return opened

    async def send_nothing(self, item: OutboxItem) -> None:
        """Let go of a summary of which nothing was requested, or nothing taken.

        Its conversation ends as one without a summary. Raises InputError when it moved on,
        StoreError.
        """
        if not (may_edit(item) or item.state is State.HELD) or not self._shelf.still(item):
            raise InputError(tr(MOVED_ON))
        found = self.conversation_of(item)
        if found is not None and found.outcome is Outcome.QUEUED:
            ended = replace(found, outcome=Outcome.KEPT, finished_on=self._today(), helpful=None)
            self._shelf.saver.put(CONVERSATIONS, ended.id, ended.to_document())
        if item.token is not None and not item.requested:
            self._tokens.put_back(item.token)
        self._shelf.drop(item.id)
        await self._shelf.saver.flush()
        self._changed()

    async def withdraw(self, item: OutboxItem) -> None:
        """Have it back from the server: kept at once, asked as soon as there is a signal.

        Raises InputError when that cannot be, or it moved on; StoreError.
        """
        if not may_withdraw(item, self._today()):
            raise InputError(tr("It can no longer be taken back."))
        await self._put(item, ask_back(item))

    async def _put(self, item: OutboxItem, after: OutboxItem) -> None:
        if not self._shelf.still(item):
            raise InputError(tr(MOVED_ON))
        self._shelf.keep(after)
        await self._shelf.saver.flush()
        self._changed()

    def _open(self, item: OutboxItem, conversation: Conversation) -> None:
        self._shelf.saver.put(CONVERSATIONS, conversation.id, conversation.to_document())
        self._shelf.drop(item.id)


def _opened(found: Conversation, item: OutboxItem, step: Step) -> Conversation:
    return replace(
        found,
        outcome=Outcome.OPEN,
        finished_on=None,
        notice_on=None,
        step=step,
        summary=item.wire.text,
    )
