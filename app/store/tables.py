"""The tables of an open profile: plain documents above, sealed records below.

Documents are held in memory while the profile is open. ``commit`` seals those that were
touched since the last one and writes them, with the manifest that lists them, in one
transaction, so its cost does not grow with what is stored. In storage a record is known by a
random UUID: a document whose id already is one keeps it, any other id is kept only inside the
sealed bytes.
"""

import asyncio
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from tinydb.queries import QueryLike

from app.domain.errors import VaultFormatUnknown, VaultLocked
from app.store import codec, manifest
from app.store.documents import Documents, copied
from app.store.migrations import SCHEMA, upgraded
from app.store.opening import Reading, read
from app.store.port import FORMAT, RecordStore, SealedRecord
from app.store.sealing import Key, Sealer, SealsRecords
from app.store.set_aside import Damage, SetAside
from app.store.writing import RecordWriter

_TABLE_NAME = re.compile(r"^[a-z][a-z0-9_-]{0,31}$")
#: Outdated records written in one transaction when a profile is opened.
_UPGRADED_AT_ONCE = 64


class VaultTables:
    """Documents by table and id. Make one with ``VaultTables.open``.

    ``set_aside`` lists what was found damaged (see ``SetAside``) and not yet dismissed.
    """

    def __init__(self, writer: RecordWriter, reading: Reading) -> None:
        self._writer = writer
        self._documents: Documents | None = Documents()
        self._record_ids: dict[Key, str] = {}
        self._committing = asyncio.Lock()
        self.set_aside: tuple[SetAside, ...] = tuple(reading.set_aside)

    @classmethod
    async def open(
        cls,
        store: RecordStore,
        cipher: SealsRecords,
        profile_id: str,
        *,
        manifest_expected: bool = True,
    ) -> "VaultTables":
        """Decrypt a profile's documents into memory, bringing them up to the present schema.

        ``manifest_expected`` is False for a profile of format 1, or one without records; where
        none was ever written, a manifest then is, before this returns. Otherwise one that is
        not there is damage. Interrupted at any moment, opening can be done again.

        Raises VaultFormatUnknown when a newer Layby wrote the profile, and what ``commit``
        raises. Damaged records do not stop it: see ``set_aside``.
        """
        for header in await store.profiles():
            if header.id == profile_id and header.format > FORMAT:
                raise VaultFormatUnknown
        sealer = Sealer(cipher, profile_id)
        records = await store.load(profile_id)
        reading = await read(sealer, records, manifest_expected=manifest_expected)
        writer = RecordWriter(store, sealer, reading)
        tables = cls(writer, reading)
        if reading.unlisted:
            await writer.write({}, ())
        await tables._upgrade(tables._fill(reading))
        return tables

    @staticmethod
    async def first_records(cipher: SealsRecords, profile_id: str) -> list[SealedRecord]:
        """Give the records of a profile that holds nothing yet: its empty manifest.

        Added together with the header, they leave no moment at which a manifest is missing.
        """
        root = {manifest.ROOT_KEY: manifest.Root().encode()}
        return await Sealer(cipher, profile_id).seal(root)

    def get(self, table: str, doc_id: str) -> dict[str, Any] | None:
        """Give a copy of a document, or None."""
        row = self._opened().of(_checked(table)).row(doc_id)
        return None if row is None else copied(row)

    def put(self, table: str, doc_id: str, document: Mapping[str, Any]) -> None:
        """Add or replace a document in memory; ``commit`` makes it durable.

        What is kept is what JSON makes of it (a tuple becomes a list), so that a document
        reads the same before and after reopening. Raises InputError where JSON cannot
        hold it; then nothing has changed.
        """
        kept = codec.decode(codec.encode(doc_id, document))
        self._opened().of(_checked(table)).place(kept.doc_id, kept.document)

    def remove(self, table: str, doc_id: str) -> None:
        """Remove a document in memory; none there is fine. ``commit`` makes it durable."""
        self._opened().of(_checked(table)).discard(doc_id)

    def all(self, table: str) -> list[dict[str, Any]]:
        """Give copies of a table's documents."""
        return [copied(row) for row in self.peek(table)]

    def peek(self, table: str) -> list[Mapping[str, Any]]:
        """Give a table's documents, to be read only; a put replaces one, and changes none."""
        return list(self._opened().of(_checked(table)).rows())

    def find(self, table: str, query: QueryLike) -> list[dict[str, Any]]:
        """Give copies of the documents that a TinyDB query holds for."""
        return [copied(dict(row)) for row in self._opened().of(_checked(table)).search(query)]

    async def commit(self) -> None:
        """Make everything put or removed before this call durable.

        Raises StoreFull or StoreUnavailable; then all of it stays marked, and the next
        commit tries again. Raises StoreMoved, now and ever after, when another window has
        written since: what is held here is out of date. Calls made meanwhile wait, and
        share one transaction.
        """
        documents = self._opened()
        async with self._committing:
            self._writer.check_unmoved()
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

    def forget(self) -> None:
        """Forget the documents without committing: what was not saved is lost.

        The only way out once ``commit`` raises StoreMoved.
        """
        self._documents = None

    def kept(self) -> tuple[int, int]:
        """Give how many records are durable, and all bytes in the store, the manifest's too."""
        return self._writer.kept()

    async def records(self, *, without: str = "") -> list[SealedRecord]:
        """Commit, then give all that is durable, ``without`` one table, of which none is listed."""
        await self.commit()
        async with self._committing:
            return await self._writer.load_without(without)

    async def sealed_bytes(self, item: SetAside) -> bytes | None:
        """Give the bytes of a set-aside record as they lie in the store, None if none do."""
        self._opened()
        async with self._committing:
            records = await self._writer.load()
        return next((one.sealed for one in records if (one.table, one.id) == item.key), None)

    async def dismiss(self, item: SetAside) -> None:
        """Remove a set-aside record for good, or end a doubt about the list; durable on return.

        Raises what ``commit`` raises; then it is still set aside.
        """
        self._opened()
        async with self._committing:
            if item not in self.set_aside:
                return
            if item.damage is Damage.LIST:
                await self._writer.write({}, (), frozenset({item.record_id}))
            else:
                await self._writer.write({}, [item.key])
            self.set_aside = tuple(one for one in self.set_aside if one != item)

    async def _write(self, documents: Documents, keys: Sequence[Key]) -> None:
        # All plaintexts before the first await: one moment, even if more is put meanwhile.
        plain: dict[Key, bytes] = {}
        deletes: list[Key] = []
        for table, doc_id in keys:
            row = documents.of(table).row(doc_id)
            if row is not None:
                place = (table, self._record_id(table, doc_id))
                plain[place] = codec.encode(doc_id, row, self._writer.next_sequence)
            elif (table, doc_id) in self._record_ids:
                deletes.append((table, self._record_ids[table, doc_id]))
        if plain or deletes:
            await self._writer.write(plain, deletes)

    def _record_id(self, table: str, doc_id: str) -> str:
        # Kept even if the write fails, so that a retry replaces and never doubles.
        known = self._record_ids.get((table, doc_id))
        if known is None:
            # A set-aside record keeps its id, for a new one under it would destroy its bytes.
            taken = any(item.key == (table, doc_id) for item in self.set_aside)
            known = doc_id if _is_random_uuid(doc_id) and not taken else str(uuid.uuid4())
            self._record_ids[table, doc_id] = known
        return known

    def _fill(self, reading: Reading) -> list[Key]:
        """Take over what is shown; give the (table, document id) of what is outdated."""
        rows: dict[str, dict[str, dict[str, Any]]] = {}
        outdated: list[Key] = []
        for (table, record_id), content in reading.shown.items():
            self._record_ids[table, content.doc_id] = record_id
            if content.schema < SCHEMA:
                outdated.append((table, content.doc_id))
            row = upgraded(table, content.document, content.schema)
            rows.setdefault(table, {})[content.doc_id] = row
        for table, filled in rows.items():
            self._opened().of(table).fill(filled)
        return outdated

    async def _upgrade(self, outdated: Sequence[Key]) -> None:
        # Each batch is a transaction; what a crash leaves undone still has its old number.
        for start in range(0, len(outdated), _UPGRADED_AT_ONCE):
            await self._write(self._opened(), outdated[start : start + _UPGRADED_AT_ONCE])

    def _opened(self) -> Documents:
        if self._documents is None:
            raise VaultLocked
        return self._documents


def _checked(table: str) -> str:
    # Table names stand in clear in the store. A misfit is a mistake in our code, not input.
    if not _TABLE_NAME.fullmatch(table) or table == manifest.TABLE:
        raise ValueError("a table name is one plain lower-case word, and not the manifest's")
    return table


def _is_random_uuid(text: str) -> bool:
    try:
        parsed = uuid.UUID(text)
    except ValueError:
        return False
    return parsed.version == 4 and str(parsed) == text
