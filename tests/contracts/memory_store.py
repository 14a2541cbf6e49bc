"""A RecordStore in memory, for tests of what stands on a store.

Held to the same contract as the real ones. A ``Disk`` outlives the stores opened on it, so
"close and open again" is ``MemoryStore(disk)`` twice. Put an error into ``Disk.failing``
and every call raises it, until it is taken out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.errors import StoreUnavailable
from app.store.port import ProfileHeader, SealedRecord


@dataclass
class Disk:
    """What stays when a store is closed. ``commits`` counts transactions."""

    profiles: dict[str, ProfileHeader] = field(default_factory=dict)
    records: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    failing: BaseException | None = None
    commits: int = 0


class MemoryStore:
    """See the module's docstring."""

    def __init__(self, disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self._closed = False

    async def profiles(self) -> list[ProfileHeader]:
        headers = self._reached().profiles.values()
        return sorted(headers, key=lambda header: (header.label, header.id))

    async def save_profile(self, header: ProfileHeader) -> None:
        self._reached().profiles[header.id] = header

    async def erase_profile(self, profile_id: str) -> None:
        disk = self._reached()
        disk.profiles.pop(profile_id, None)
        for key in [key for key in disk.records if key[0] == profile_id]:
            del disk.records[key]

    async def load(self, profile_id: str) -> list[SealedRecord]:
        found = sorted(
            (key, sealed) for key, sealed in self._reached().records.items() if key[0] == profile_id
        )
        return [SealedRecord(table, record_id, sealed) for (_, table, record_id), sealed in found]

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
    ) -> None:
        disk = self._reached()
        disk.commits += 1
        # Read whole before anything is written: a misfit must leave nothing behind.
        disk.records.update({(profile_id, put.table, put.id): bytes(put.sealed) for put in puts})
        for table, record_id in deletes:
            disk.records.pop((profile_id, table, record_id), None)

    async def close(self) -> None:
        self._closed = True

    def _reached(self) -> Disk:
        if self._closed:
            raise StoreUnavailable
        if self.disk.failing is not None:
            raise self.disk.failing
        return self.disk
