"""Remove notes whose time is over, and only after the person could see it coming.

The rule itself is ``app.domain.retention``. Plans stay until somebody deletes them.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.conversation import Conversation
from app.domain.errors import StoreError
from app.domain.retention import (
    NOTES_DAYS,
    expiry,
    has_notes,
    notice_due,
    removal_due,
    without_notes,
)
from app.sync.outbox import TO_TIDY, OutboxItem
from app.usecases.hold_conversation import OUTBOX, Conversations, apart
from app.usecases.hold_conversation import TABLE as CONVERSATIONS
from app.usecases.keep_saved import Saver
from app.usecases.send_outbox import Outbox


@dataclass(frozen=True)
class Notice:
    """A conversation whose notes will be removed, on ``remove_on`` or soon after."""

    conversation: Conversation
    remove_on: date


class TidyDesk:
    """Tells what will be removed, and removes it when it was told in time."""

    def __init__(
        self,
        saver: Saver,
        conversations: Conversations,
        outbox: Outbox,
        today: Callable[[], date],
    ) -> None:
        self._saver = saver
        self._conversations = conversations
        self._outbox = outbox
        self._today = today
        self._tidying: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Tidy once in the background; call once, after unlocking."""
        self._tidying = asyncio.get_running_loop().create_task(self._tidy_quietly())

    async def stop(self) -> None:
        """Leave the rest for the next time."""
        task, self._tidying = self._tidying, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def notices(self) -> list[Notice]:
        """List what is to be told now, the soonest removed first.

        What was told stays in the list until it is removed; ``remove_on`` is never sooner than
        the notice allows.
        """
        sent = self._sent()
        found = []
        for conversation in self._conversations.peek_finished():
            sent_on = sent.get(conversation.summary_id)
            if notice_due(conversation, sent_on, self._today()):
                shown = replace(conversation, notice_on=self._today())
            elif conversation.notice_on is not None:
                shown = conversation
            else:
                continue
            remove_on = expiry(shown, sent_on)
            if remove_on is not None:
                found.append(Notice(apart(conversation), remove_on))
        return sorted(found, key=lambda notice: notice.remove_on)

    async def show(self) -> list[Notice]:
        """Give the notices, and keep the day on which each was first shown.

        To be called when they are on the screen: that day counts before anything goes.
        Raises StoreError.
        """
        sent = self._sent()
        for notice in self.notices():
            conversation = notice.conversation
            if notice_due(conversation, sent.get(conversation.summary_id), self._today()):
                self._keep(replace(conversation, notice_on=self._today()))
        await self._saver.flush()
        return self.notices()

    async def keep(self, conversation: Conversation) -> None:
        """Keep a conversation's notes until somebody deletes them; raises StoreError."""
        conversation.keep_notes = True
        conversation.notice_on = None
        self._keep(conversation)
        await self._saver.flush()

    async def tidy(self) -> int:
        """Remove the notes that are due, and sent wordings with them; count the conversations.

        Raises StoreError.
        """
        removed = self._remove_notes()
        self._remove_sent_wordings()
        await self._saver.flush()
        return removed

    async def _tidy_quietly(self) -> None:
        # The saver has told what went wrong; what is due now is due next time as well.
        with suppress(StoreError):
            await self.tidy()

    def _remove_notes(self) -> int:
        sent, today = self._sent(), self._today()
        due = [
            conversation
            for conversation in self._conversations.peek_finished()
            if removal_due(conversation, sent.get(conversation.summary_id), today)
        ]
        for conversation in due:
            self._keep(without_notes(conversation))
        return len(due)

    def _remove_sent_wordings(self) -> None:
        # A sent item is what was agreed and sent: it goes once a backup of the server's holds it
        # as well, or its author took it back, and it no longer stands beside notes.
        noted = {
            conversation.summary_id
            for conversation in self._conversations.peek_finished()
            if has_notes(conversation)
        }
        oldest = self._today() - timedelta(days=NOTES_DAYS)
        for item in self._outbox.items():
            since = _safe_since(item)
            if since is not None and since <= oldest and item.id not in noted:
                self._saver.remove(OUTBOX, item.id)

    def _sent(self) -> dict[str, date]:
        return {item.id: item.sent_on for item in self._outbox.items() if item.sent_on is not None}

    def _keep(self, conversation: Conversation) -> None:
        # Not as if somebody had used it: its place in the list stays.
        self._saver.put(CONVERSATIONS, conversation.id, conversation.to_document())


def _safe_since(item: OutboxItem) -> date | None:
    """Give the day from which on nothing needs this copy; None while something may."""
    return item.withdrawn_on or item.durable_on if item.state in TO_TIDY else None
