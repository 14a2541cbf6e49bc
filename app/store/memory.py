"""A record store in memory: what a backup is opened in before anything of it is kept.

It keeps the same promise as the stores on disk, save that nothing in it lasts.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.errors import StoreMoved, StoreUnavailable
from app.store.port import Basis, ProfileHeader, SealedRecord
from app.store.rows import may_change

Place = tuple[str, str]


class MemoryRecords:
    """A ``RecordStore`` that is gone with the object, or with the one it was opened ``beside``."""

    def __init__(self, beside: "MemoryRecords | None" = None) -> None:
        self._headers: dict[str, ProfileHeader] = beside._headers if beside else {}
        self._records: dict[str, dict[Place, bytes]] = beside._records if beside else {}
        self._closed = False

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles by label, then id."""
        return sorted(self._reached().values(), key=lambda header: (header.label, header.id))

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        """Add a profile with its records; False when it is here already."""
        if header.id in self._reached():
            return False
        self._records[header.id] = _by_place(records)
        self._headers[header.id] = header
        return True

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        """Replace a header's envelope and format while they are those of ``was``."""
        held = self._reached().get(header.id)
        if held is None or not may_change(held, was):
            return False
        changed = replace(held, envelope=header.envelope, format=header.format)
        self._headers[header.id] = changed
        return True

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        """Write a header's count of wrong tries, if there is such a header."""
        held = self._reached().get(profile_id)
        if held is not None:
            self._headers[profile_id] = replace(held, tries=tries, tried_at=tried_at)

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile and its records."""
        self._reached().pop(profile_id, None)
        self._records.pop(profile_id, None)

    async def erase_everything(self) -> None:
        """Remove every profile and every record."""
        self._reached().clear()
        self._records.clear()

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""
        self._reached()
        found = sorted(self._records.get(profile_id, {}).items())
        return [SealedRecord(table, record_id, sealed) for (table, record_id), sealed in found]

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        """Write and remove at once; raises StoreMoved when ``basis`` does not hold."""
        self._reached()
        records = self._records.get(profile_id, {})
        if basis is not None and records.get((basis.table, basis.id)) not in basis.sealed:
            raise StoreMoved
        written = {**records, **_by_place(puts)}
        for place in deletes:
            written.pop(place, None)
        self._records[profile_id] = written

    async def close(self) -> None:
        """Answer no more; what is held stays for another that was opened beside this one."""
        self._closed = True

    def _reached(self) -> dict[str, ProfileHeader]:
        if self._closed:
            raise StoreUnavailable
        return self._headers


def _by_place(records: Sequence[SealedRecord]) -> dict[Place, bytes]:
    # bytes() refuses what is none, before anything is changed.
    return {(found.table, found.id): bytes(found.sealed) for found in records}
