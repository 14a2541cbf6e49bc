"""A profile with notes whose storage is meddled with, and what is then expected of its tables."""

import uuid

from app.store.port import RecordStore, SealedRecord
from app.store.set_aside import SetAside
from app.store.tables import VaultTables
from tests.contracts.vault_tables import MANIFEST, PROFILE, Bench

ROOT = (MANIFEST, "root")
Place = tuple[str, str]


class Meddler:
    """Reads and changes the stored records of the profile behind its tables' back."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store

    async def all(self) -> dict[Place, bytes]:
        records = await self._store.load(PROFILE)
        return {(record.table, record.id): record.sealed for record in records}

    async def put(self, *places: tuple[Place, bytes]) -> None:
        puts = [SealedRecord(*place, sealed) for place, sealed in places]
        await self._store.commit(PROFILE, puts, [])

    async def remove(self, *places: Place) -> None:
        await self._store.commit(PROFILE, [], places)


async def with_notes(bench: Bench, count: int = 3) -> tuple[VaultTables, Meddler, list[str]]:
    tables = await bench.tables()
    notes = sorted(str(uuid.uuid4()) for _ in range(count))
    for number, note in enumerate(notes):
        tables.put("notes", note, {"n": number})
    await tables.commit()
    return tables, Meddler(bench.make()), notes


def shown_of(tables: VaultTables) -> list[int]:
    return sorted(document["n"] for document in tables.all("notes"))


async def finds_twice(bench: Bench, shown: list[int], *aside: SetAside) -> VaultTables:
    """Open twice, with a commit between: what is set aside stays so, and stays reported."""
    for _ in range(2):
        tables = await bench.tables()
        assert shown_of(tables) == shown, shown_of(tables)
        assert sorted(tables.set_aside, key=repr) == sorted(aside, key=repr), tables.set_aside
        tables.put("other", "x", {"n": 0})
        await tables.commit()
    return await bench.tables()
