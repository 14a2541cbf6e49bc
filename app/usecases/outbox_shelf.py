"""The outbox's items as they are kept: read, put, and seen to stand as they were seen."""

from app.domain.errors import ContentError
from app.sync.outbox import ARRIVED, OutboxItem, State
from app.usecases.hold_conversation import OUTBOX as TABLE
from app.usecases.keep_saved import Saver
from app.usecases.read_once import ReadOnce

#: Beside the items: whether all sending is paused.
SETTING_TABLE = "sending"
CURRENT = "current"


class OutboxShelf:
    """The open profile's outbox items. Puts are durable with the saver's next flush."""

    def __init__(self, saver: Saver) -> None:
        self.saver = saver
        self._reader = ReadOnce(OutboxItem.from_document)

    def items(self) -> list[OutboxItem]:
        """Give every item: what waits or needs somebody before what arrived, then by day."""
        found = self._reader.all(self.saver.tables.peek(TABLE))
        return sorted(found, key=lambda item: (_done(item), item.queued_on, item.id))

    def unreadable(self) -> int:
        """Count items that this version cannot read; they are kept as they are."""
        return len(self.saver.tables.peek(TABLE)) - len(self.items())

    def get(self, item_id: str) -> OutboxItem | None:
        """Give an item as it is now; None when it is gone or cannot be read."""
        document = self.saver.tables.get(TABLE, item_id)
        try:
            return None if document is None else OutboxItem.from_document(document)
        except ContentError:
            return None

    def keep(self, item: OutboxItem) -> None:
        """Put an item as it is now."""
        self.saver.put(TABLE, item.id, item.to_document())

    def drop(self, item_id: str) -> None:
        """Take an item away."""
        self.saver.remove(TABLE, item_id)

    def still(self, item: OutboxItem) -> bool:
        """Tell whether the item stands as it was seen: taps may come twice, or late."""
        return self.get(item.id) == item

    def all_paused(self) -> bool:
        """Tell whether somebody paused all sending."""
        document = self.saver.tables.get(SETTING_TABLE, CURRENT)
        return document is not None and document.get("paused") is True

    def pause_all(self, *, paused: bool) -> None:
        """Pause all sending, or go on."""
        self.saver.put(SETTING_TABLE, CURRENT, {"id": CURRENT, "paused": paused})


def _done(item: OutboxItem) -> bool:
    return item.state in ARRIVED or item.state is State.WITHDRAWN
