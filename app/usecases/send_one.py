"""Send one item: with its token, after its gap, and never before both are safe on the device."""

from dataclasses import dataclass

from app.domain.errors import ServerFailed, ServerRefused, ServerUnreachable, SyncError
from app.sync.moves import (
    APP_TOO_OLD,
    TOKEN_REASONS,
    TOO_OLD_WORDS,
    after_failure,
    after_receipt,
    after_withdraw,
    before_request,
    due,
)
from app.sync.outbox import OutboxItem, Receipt, State
from app.sync.pace import Pace
from app.usecases.follow_meta import MetaFollower
from app.usecases.keep_tokens import TokenKeeper
from app.usecases.outbox_means import Means
from app.usecases.outbox_shelf import OutboxShelf


@dataclass
class Under:
    """What the sender does just now, for words on a screen: ids of items, "" for none.

    ``outage`` says what was wrong when nothing could be reached last; ``looking`` is True while
    the server is asked whether it can be.
    """

    sending: str = ""
    gap: str = ""
    outage: str = ""
    looking: bool = False


class OneSender:
    """Takes one item at a time through one try."""

    def __init__(
        self,
        means: Means,
        shelf: OutboxShelf,
        meta: MetaFollower,
        tokens: TokenKeeper,
        pace: Pace,
    ) -> None:
        self._means = means
        self._shelf = shelf
        self._meta = meta
        self._tokens = tokens
        self._pace = pace
        self.under = Under()

    async def try_one(self, item_id: str) -> bool:
        """Try an item that is due; False when nothing was asked. Raises StoreError."""
        item = self._due(item_id)
        if item is None:
            return False
        if item.state is State.WAITING and not self.could_send(item):
            return False
        await self._gap(item_id)
        ready = await self._ready(item_id)
        if ready is None:
            return False
        self.under.sending = item_id
        self._means.changed()
        try:
            await self._ask(ready)
        finally:
            self.under.sending = ""
            self._pace.spoke()
        self._means.changed()
        return True

    def could_send(self, item: OutboxItem) -> bool:
        """Tell whether there is all that a request for this item takes: a trust and a token."""
        enrolment = self._means.enrolments.current()
        if enrolment is None or enrolment.organisation.id != item.wire.organisation:
            return False
        meta = self._meta.kept()
        if meta is None or not meta.wire_versions[0] <= item.wire.schema <= meta.wire_versions[1]:
            return False
        return item.token is not None or self._tokens.count(item.wire.area) > 0

    async def _gap(self, item_id: str) -> None:
        seconds = self._pace.gap()
        if seconds <= 0:
            return
        self.under.gap = item_id
        self._means.changed()
        try:
            await self._means.pause(seconds)
        finally:
            self.under.gap = ""

    def _due(self, item_id: str) -> OutboxItem | None:
        item = self._shelf.get(item_id)
        paused = item is not None and item.state is State.WAITING and self._shelf.all_paused()
        return None if item is None or paused or not due([item], self._means.now()) else item

    async def _ready(self, item_id: str) -> OutboxItem | None:
        """Give the item with its token, both durable; None when it must not go after all."""
        item = self._due(item_id)
        if item is None or item.state is State.WITHDRAWING:
            return item
        token = item.token or self._tokens.take(item.wire.area)
        if token is None:
            return None
        ready = before_request(item, token)
        if ready != item:
            self._shelf.keep(ready)
            await self._shelf.saver.flush()
        # While that was written somebody may have paused it, or asked to have it back.
        return ready if self._due(item_id) == ready else None

    async def _ask(self, item: OutboxItem) -> None:
        try:
            if item.state is State.WITHDRAWING:
                said = await self._means.client.withdraw(item.code)
                self._answered(item.id, said)
            else:
                assert item.token is not None  # noqa: S101 - _ready gave it one
                self._answered(item.id, await self._means.client.submit(item.wire, item.token))
            self._pace.answered()
        except SyncError as error:
            self._failed(item.id, error)
        await self._shelf.saver.flush()

    def _answered(self, item_id: str, said: Receipt | str) -> None:
        item = self._shelf.get(item_id)
        if item is None:
            return
        now, today = self._means.now(), self._means.today()
        if isinstance(said, str):
            self._shelf.keep(after_withdraw(item, said, now, today))
            return
        self._shelf.keep(after_receipt(item, said, now, today, self._means.chance.random()))
        known = self._meta.kept()
        if said.reason in TOKEN_REASONS or (known and said.epoch not in ("", known.epoch)):
            self._meta.look_soon()

    def _failed(self, item_id: str, error: SyncError) -> None:
        item = self._shelf.get(item_id)
        if isinstance(error, ServerUnreachable | ServerFailed):
            self._pace.failed()
            self.under.outage = error.message
        else:
            self._pace.answered()
        if item is None:
            return
        words, wait = error.message, None
        if isinstance(error, ServerRefused):
            wait = error.retry_after
            if error.problem == APP_TOO_OLD:
                words = TOO_OLD_WORDS
        chance = self._means.chance.random()
        after = after_failure(item, words, self._means.now(), chance=chance, retry_after=wait)
        self._shelf.keep(after)
