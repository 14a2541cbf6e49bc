"""Records to put into a store, and the order in which it gives them back."""

import uuid
from collections.abc import Callable

from app.store.port import RecordStore, SealedRecord

Make = Callable[[], RecordStore]


def a_record(table: str = "notes", size: int = 300) -> SealedRecord:
    return SealedRecord(table, str(uuid.uuid4()), bytes(range(256)) * (size // 256 + 1))


def in_order(*records: SealedRecord) -> list[SealedRecord]:
    return sorted(records, key=lambda record: (record.table, record.id))
