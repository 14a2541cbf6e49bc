"""Look once more at a summary that the trust's server, or a reader there, would not show.

The server kept nothing of a text that it thinks could name someone: it waits here, with the
places marked, for a person. Hiding more words never needs to be agreed again, so that can be
done at once; letting them stand goes through the check and the colleague, as the first time.
A text that a reader hid stays hidden, whatever its author does; new words would be counted
in its place and are not shown to anybody either.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.anonymise.policy import VERSION
from app.anonymise.review import Review
from app.anonymise.second_places import with_places
from app.domain.conversation import Conversation, Outcome, Step
from app.domain.errors import ContentError, InputError, SyncError
from app.domain.second_look import Asked, hash_of, new_code
from app.domain.summary import SCHEMA
from app.domain.wording import tr
from app.sync.client import ApiClient
from app.sync.moves import after_asking, sealed_anew, to_ask_about
from app.sync.outbox import ARRIVED, OutboxItem, State, Told, wants_a_look
from app.usecases.hold_conversation import OUTBOX, TABLE
from app.usecases.keep_saved import Saver
from app.usecases.outbox_shelf import OutboxShelf
from app.usecases.review_summary import LOOKED_WITH

#: Seconds between two questions to the server, at least and at most: many at once would show
#: that they come from one device.
PAUSES = (60.0, 600.0)


class LookAgain:
    """What can be done about the open profile's items that need another look.

    ``now`` gives POSIX seconds; ``changed`` is called after every change, and sends.
    """

    def __init__(
        self,
        saver: Saver,
        client: ApiClient,
        *,
        now: Callable[[], float],
        today: Callable[[], date],
        changed: Callable[[], None],
    ) -> None:
        self._saver = saver
        self._shelf = OutboxShelf(saver)
        self._client = client
        self._now = now
        self._today = today
        self._changed = changed
        self._chance = random.Random()  # noqa: S311 - order and pauses, not secrecy
        self._not_before = 0.0

    def would_send(self, item: OutboxItem) -> str:
        """Give the words that ``hide_and_send`` would send; "" when no place is known."""
        review = with_places(Review.start(item.wire.text, []), item.places)
        return review.result().strip() if review.spans else ""

    def conversation_of(self, item: OutboxItem) -> Conversation | None:
        """Give the conversation of an item, None when it is no longer on this device."""
        for known in self._saver.tables.all(TABLE):
            if known.get("summary_id") == item.id:
                with suppress(ContentError):
                    return Conversation.from_document(known)
        return None

    async def hide_and_send(self, item: OutboxItem) -> None:
        """Hide what the server marked and let it be sent, under the same number.

        Raises InputError when nothing is marked in it or it is on its way again, StoreError.
        """
        text = self.would_send(item)
        if not text or not self._still(item, State.LOOK):
            raise InputError(tr("There is nothing marked in it. Look at it again instead."))
        code = item.code or new_code()
        wire = replace(
            item.wire, text=text, schema=SCHEMA, withdrawal=hash_of(code), looked_again=True
        )
        sealed = sealed_anew(item, wire, code)
        self._saver.put(OUTBOX, sealed.id, sealed.to_document())
        await self._saver.flush()
        self._changed()

    async def reopen(self, item: OutboxItem) -> Conversation | None:
        """Go back to the check of the agreed words, with what the server marked hidden.

        The number and its code stay, so that it is still counted once. Gives None, and changes
        nothing, when its conversation is gone or nobody asked. Raises StoreError.
        """
        found = self.conversation_of(item)
        if found is None or not wants_a_look(item) or not self._still(item, item.state):
            return None
        text = item.wire.text
        review = with_places(Review.start(text, []), item.places)
        conversation = replace(
            found,
            outcome=Outcome.OPEN,
            finished_on=None,
            notice_on=None,
            step=Step.CHECK,
            summary=text,
            # The two of them looked these words over before: only what is new is asked.
            review=review.to_document() | {LOOKED_WITH: VERSION},
            reviewed_text=text,
            withdrawal_code=item.code or found.withdrawal_code,
            asked=Asked.SERVER if item.state is State.LOOK else Asked.READER,
        )
        self._saver.put(TABLE, conversation.id, conversation.to_document())
        self._saver.remove(OUTBOX, item.id)
        await self._saver.flush()
        self._changed()
        return conversation

    async def send_nothing(self, item: OutboxItem) -> None:
        """Let go of a summary of which the server kept nothing; raises StoreError.

        Its conversation ends as one without a summary, so that its notes are tidied in time.
        """
        if not self._still(item, State.LOOK):
            return
        found = self.conversation_of(item)
        if found is not None and found.outcome is Outcome.QUEUED:
            ended = replace(found, outcome=Outcome.KEPT, finished_on=self._today(), helpful=None)
            self._saver.put(TABLE, ended.id, ended.to_document())
        self._saver.remove(OUTBOX, item.id)
        await self._saver.flush()
        self._changed()

    async def leave_hidden(self, item: OutboxItem) -> None:
        """Note that its author knows of the flag and leaves it at that; raises StoreError."""
        if item.told is Told.FLAGGED and item.state in ARRIVED and self._still(item, item.state):
            self._keep(replace(item, told=Told.LEFT))
            await self._saver.flush()
            self._changed()

    def has_to_ask(self, items: list[OutboxItem]) -> bool:
        """Tell whether a question is open, and its pause over."""
        return bool(to_ask_about(items, self._today())) and self._now() >= self._not_before

    async def ask_one(self, items: list[OutboxItem]) -> None:
        """Ask the server about one of the sent items, after a pause; raises StoreError.

        One question a request, in random order: what belongs to one device is not to be seen.
        """
        if not self.has_to_ask(items):
            return
        self._not_before = self._now() + self._chance.uniform(*PAUSES)
        item = self._chance.choice(to_ask_about(items, self._today()))
        try:
            said = await self._client.second_look(item.code)
        except SyncError:
            return
        if item.state in ARRIVED and self._still(item, item.state):
            after = after_asking(item, said, self._today())
            self._keep(after)
            await self._saver.flush()
            if after.told is not item.told:
                self._changed()

    def _still(self, item: OutboxItem, state: State) -> bool:
        """Tell whether the item stands as it was seen: taps may come twice."""
        return item.state is state and self._shelf.still(item)

    def _keep(self, item: OutboxItem) -> None:
        self._shelf.keep(item)
