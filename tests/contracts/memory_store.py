"""A RecordStore in memory, for tests of what stands on a store.

Held to the same contract as the real ones. A ``Disk`` outlives the stores opened on it, so
"close and open again" is ``MemoryStore(disk)`` twice. Put an error into ``Disk.failing``
and every call raises it, until it is taken out again. Put a ``Fault`` into ``Disk.fault``
and one call does, before or after it has had its effect.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain.errors import StoreMoved, StoreUnavailable
from app.store.port import Basis, ProfileHeader, SealedRecord


@dataclass
class Fault:
    """The call numbered ``at``, counted from 0, fails with ``error``.

    With ``landed`` it does its work first: an answer that was lost on the way back.
    """

    at: int
    landed: bool = False
    error: type[Exception] = StoreUnavailable


@dataclass
class Disk:
    """What stays when a store is closed. ``commits`` counts transactions, ``calls`` all calls."""

    profiles: dict[str, ProfileHeader] = field(default_factory=dict)
    records: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    failing: BaseException | None = None
    fault: Fault | None = None
    commits: int = 0
    calls: int = 0


class MemoryStore:
    """See the module's docstring."""

    def __init__(self, disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self._closed = False

    async def profiles(self) -> list[ProfileHeader]:
        found = sorted(
            self._reached().profiles.values(), key=lambda header: (header.label, header.id)
        )
        self._answer()
        return found

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        disk = self._reached()
        added = header.id not in disk.profiles
        if added:
            self._put(header.id, records, anew=True)
            disk.profiles[header.id] = header
        self._answer()
        return added

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        profiles = self._reached().profiles
        held = profiles.get(header.id)
        keys = None if held is None else (held.envelope or None, held.format)
        is_changed = held is not None and keys == (was.envelope, was.format)
        if held is not None and is_changed:
            profiles[header.id] = replace(held, envelope=header.envelope, format=header.format)
        self._answer()
        return is_changed

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        profiles = self._reached().profiles
        if profile_id in profiles:
            counted = replace(profiles[profile_id], tries=tries, tried_at=tried_at)
            profiles[profile_id] = counted
        self._answer()

    async def erase_profile(self, profile_id: str) -> None:
        self._reached().profiles.pop(profile_id, None)
        self._clear(profile_id)
        self._answer()

    async def erase_everything(self) -> None:
        disk = self._reached()
        disk.profiles.clear()
        disk.records.clear()
        self._answer()

    async def load(self, profile_id: str) -> list[SealedRecord]:
        found = sorted(
            (key, sealed) for key, sealed in self._reached().records.items() if key[0] == profile_id
        )
        self._answer()
        return [SealedRecord(table, record_id, sealed) for (_, table, record_id), sealed in found]

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        disk = self._reached()
        if basis is not None:
            held = disk.records.get((profile_id, basis.table, basis.id))
            if held not in basis.sealed:
                raise StoreMoved
        self._put(profile_id, puts)
        disk.commits += 1
        for table, record_id in deletes:
            disk.records.pop((profile_id, table, record_id), None)
        self._answer()

    async def close(self) -> None:
        self._closed = True

    def _put(self, profile_id: str, puts: Sequence[SealedRecord], *, anew: bool = False) -> None:
        # Read whole before anything is written: a misfit must leave nothing behind.
        rows = {(profile_id, put.table, put.id): bytes(put.sealed) for put in puts}
        if anew:
            self._clear(profile_id)
        self.disk.records.update(rows)

    def _clear(self, profile_id: str) -> None:
        for key in [key for key in self.disk.records if key[0] == profile_id]:
            del self.disk.records[key]

    def _reached(self) -> Disk:
        disk = self.disk
        if self._closed:
            raise StoreUnavailable
        if disk.failing is not None:
            raise disk.failing
        disk.calls += 1
        if disk.fault is not None and not disk.fault.landed:
            self._fail_if_due(disk.fault)
        return disk

    def _answer(self) -> None:
        if self.disk.fault is not None and self.disk.fault.landed:
            self._fail_if_due(self.disk.fault)

    def _fail_if_due(self, fault: Fault) -> None:
        if self.disk.calls - 1 == fault.at:
            raise fault.error
