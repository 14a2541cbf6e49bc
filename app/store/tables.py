"""The tables of an open profile: plain documents above, sealed records below.

Documents are held in memory while the profile is open. ``commit`` seals those that were
touched since the last one and writes them in one transaction, so its cost does not grow
with what is stored. In storage a record is known by a random UUID: a document whose id
already is one keeps it, any other id is kept only inside the sealed bytes.
"""

import asyncio
import re
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol

from tinydb.queries import QueryLike

from app.domain.errors import RecordDamaged, VaultFormatUnknown, VaultLocked
from app.store import codec
from app.store.documents import Documents, copied
from app.store.port import FORMAT, RecordStore, SealedRecord

Key = tuple[str, str]
#: What a record holds, as (document id, document); None when it is damaged.
Opened = tuple[str, dict[str, Any]] | None

_TABLE_NAME = re.compile(r"^[a-z][a-z0-9_-]{0,31}$")
#: Records opened side by side; bounds how much ciphertext and plaintext is held twice.
_OPENED_AT_ONCE = 64


class SealsRecords(Protocol):
    """The part of a profile's cipher that tables need."""

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """Encrypt, tied to ``context``."""
        ...

    async def open(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypt; raises RecordDamaged."""
        ...


class VaultTables:
    """Documents by table and id. Make one with ``VaultTables.open``.

    ``damaged`` lists the (table, record id) of records that could not be opened. They are
    set aside: nothing of them is shown, and their bytes stay in the store untouched.
    """

    def __init__(self, store: RecordStore, cipher: SealsRecords, profile_id: str) -> None:
        self._store = store
        self._cipher = cipher
        self._profile_id = profile_id
        self._documents: Documents | None = Documents()
        self._record_ids: dict[Key, str] = {}
        self._committing = asyncio.Lock()
        self.damaged: tuple[Key, ...] = ()

    @classmethod
    async def open(cls, store: RecordStore, cipher: SealsRecords, profile_id: str) -> "VaultTables":
        """Decrypt a profile's documents into memory.

        Raises StoreUnavailable, and VaultFormatUnknown when a newer Layby wrote the profile.
        Damaged records do not stop it: see ``damaged``.
        """
        for header in await store.profiles():
            if header.id == profile_id and header.format > FORMAT:
                raise VaultFormatUnknown
        tables = cls(store, cipher, profile_id)
        await tables._fill(await store.load(profile_id))
        return tables

    def get(self, table: str, doc_id: str) -> dict[str, Any] | None:
        """Give a copy of a document, or None."""
        row = self._opened().of(_checked(table)).row(doc_id)
        return None if row is None else _copied_row(row)

    def put(self, table: str, doc_id: str, document: Mapping[str, Any]) -> None:
        """Add or replace a document in memory; ``commit`` makes it durable.

        What is kept is what JSON makes of it (a tuple becomes a list), so that a document
        reads the same before and after reopening. Raises InputError where JSON cannot
        hold it; then nothing has changed.
        """
        kept_id, row = codec.decode(codec.encode(doc_id, document))
        self._opened().of(_checked(table)).place(kept_id, row)

    def remove(self, table: str, doc_id: str) -> None:
        """Remove a document in memory; none there is fine. ``commit`` makes it durable."""
        self._opened().of(_checked(table)).discard(doc_id)

    def all(self, table: str) -> list[dict[str, Any]]:
        """Give copies of a table's documents."""
        return [_copied_row(row) for row in self._opened().of(_checked(table)).all()]

    def find(self, table: str, query: QueryLike) -> list[dict[str, Any]]:
        """Give copies of the documents that a TinyDB query holds for."""
        return [_copied_row(row) for row in self._opened().of(_checked(table)).search(query)]

    async def commit(self) -> None:
        """Make everything put or removed before this call durable.

        Raises StoreFull or StoreUnavailable; then all of it stays marked, and the next
        commit tries again. Calls made meanwhile wait, and share one transaction.
        """
        documents = self._opened()
        async with self._committing:
            keys = documents.take_touched()
            try:
                await self._write(documents, keys)
            except BaseException:  # cancellation too: it must not lose the mark
                documents.touch(keys)
                raise

    async def close(self) -> None:
        """Commit, then forget the documents; the store stays open, for it is not ours.

        Nothing put while it waits is lost. If a commit fails, its error is raised and
        everything stays as it was.
        """
        documents = self._documents
        if documents is not None:
            await self.commit()
            while documents.has_touched():
                await self.commit()
            self._documents = None

    async def _write(self, documents: Documents, keys: Sequence[Key]) -> None:
        # All plaintexts before the first await: one moment, even if more is put meanwhile.
        plain: dict[Key, bytes] = {}
        deletes: list[Key] = []
        for table, doc_id in keys:
            row = documents.of(table).row(doc_id)
            if row is not None:
                plain[table, doc_id] = codec.encode(doc_id, row)
            elif (table, doc_id) in self._record_ids:
                deletes.append((table, self._record_ids[table, doc_id]))
        puts = [await self._sealed(key, plaintext) for key, plaintext in plain.items()]
        if puts or deletes:
            await self._store.commit(self._profile_id, puts, deletes)

    async def _sealed(self, key: Key, plaintext: bytes) -> SealedRecord:
        # The id is kept even if the write fails, so that a retry replaces and never doubles.
        record_id = self._record_ids.setdefault(key, self._new_record_id(*key))
        table = key[0]
        sealed = await self._cipher.seal(
            plaintext, codec.context(self._profile_id, table, record_id)
        )
        return SealedRecord(table, record_id, sealed)

    def _new_record_id(self, table: str, doc_id: str) -> str:
        # A set-aside record keeps its id, for a new one under it would destroy its bytes.
        if _is_random_uuid(doc_id) and (table, doc_id) not in self.damaged:
            return doc_id
        return str(uuid.uuid4())

    async def _fill(self, records: Sequence[SealedRecord]) -> None:
        rows: dict[str, dict[str, dict[str, Any]]] = {}
        damaged: list[Key] = []
        async for record, opened in self._unsealed_all(records):
            # A second record for one document comes from two windows writing at once.
            if opened is None or (record.table, opened[0]) in self._record_ids:
                damaged.append((record.table, record.id))
                continue
            doc_id, row = opened
            self._record_ids[record.table, doc_id] = record.id
            rows.setdefault(record.table, {})[doc_id] = row
        for table, filled in rows.items():
            self._opened().of(table).fill(filled)
        self.damaged = tuple(damaged)

    async def _unsealed_all(
        self, records: Sequence[SealedRecord]
    ) -> AsyncIterator[tuple[SealedRecord, Opened]]:
        for start in range(0, len(records), _OPENED_AT_ONCE):
            batch = records[start : start + _OPENED_AT_ONCE]
            opened = await asyncio.gather(*map(self._unsealed, batch))
            for pair in zip(batch, opened, strict=True):
                yield pair

    async def _unsealed(self, record: SealedRecord) -> Opened:
        context = codec.context(self._profile_id, record.table, record.id)
        try:
            return codec.decode(await self._cipher.open(record.sealed, context))
        except RecordDamaged:
            return None

    def _opened(self) -> Documents:
        if self._documents is None:
            raise VaultLocked
        return self._documents


def _copied_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: copied(value) for key, value in row.items()}


def _checked(table: str) -> str:
    # Table names stand in clear in the store. A misfit is a mistake in our code, not input.
    if not _TABLE_NAME.fullmatch(table):
        raise ValueError("a table name is one plain lower-case word")
    return table


def _is_random_uuid(text: str) -> bool:
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        return False
    return parsed.version == 4 and str(parsed) == text
