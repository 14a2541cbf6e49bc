"""VaultTables: what a commit costs, what a failure leaves, and who waits for whom."""

import asyncio
from typing import Any

import pytest

from app.domain.errors import StoreFull, VaultLocked
from app.store.port import SealedRecord
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives
from tests.contracts.expect import raises
from tests.contracts.memory_store import Disk, MemoryStore

PROFILE = "profile-1"


class CountingCipher(ProfileCipher[bytes]):
    """Counts sealings; ``gate``, once given, holds every sealing until it is set."""

    def __init__(self) -> None:
        super().__init__(NativePrimitives(), bytes(32))
        self.sealed = 0
        self.gate: asyncio.Event | None = None

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        self.sealed += 1
        if self.gate is not None:
            await self.gate.wait()
        return await super().seal(plaintext, context)


async def _opened(disk: Disk, cipher: CountingCipher | None = None) -> VaultTables:
    return await VaultTables.open(MemoryStore(disk), cipher or CountingCipher(), PROFILE)


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_commit_seals_only_what_was_touched_however_much_is_stored() -> None:
    async def use() -> None:
        disk, cipher = Disk(), CountingCipher()
        tables = await _opened(disk, cipher)
        for number in range(1000):
            tables.put("notes", str(number), {"n": number})
        await tables.commit()
        assert (cipher.sealed, disk.commits) == (1000, 1)
        tables.put("notes", "500", {"n": "changed"})
        tables.put("notes", "500", {"n": "changed again"})
        await tables.commit()
        assert (cipher.sealed, disk.commits) == (1001, 2)
        tables.remove("notes", "3")
        await tables.commit()
        assert (cipher.sealed, disk.commits) == (1001, 3)
        await tables.commit()
        assert (cipher.sealed, disk.commits) == (1001, 3)
        await (await _opened(disk, cipher)).commit()
        assert (cipher.sealed, disk.commits) == (1001, 3)
        assert len(disk.records) == 999

    asyncio.run(use())


def test_a_failed_commit_is_tried_again_whole() -> None:
    async def use() -> None:
        disk = Disk()
        tables = await _opened(disk)
        tables.put("notes", "old", {"n": 0})
        await tables.commit()
        tables.put("notes", "new", {"n": 1})
        tables.remove("notes", "old")
        disk.failing = StoreFull()
        await raises(StoreFull, tables.commit())
        await raises(StoreFull, tables.close())
        assert tables.all("notes") == [{"n": 1}]
        disk.failing = None
        assert (await _opened(disk)).all("notes") == [{"n": 0}]
        await tables.close()
        assert (await _opened(disk)).all("notes") == [{"n": 1}]
        assert len(disk.records) == 1

    asyncio.run(use())


def test_a_write_that_arrived_but_was_not_acknowledged_makes_no_double() -> None:
    class Forgetful(MemoryStore):
        """Writes, then fails: as when the browser dies between the two."""

        async def commit(self, profile_id: str, puts: Any, deletes: Any) -> None:
            await super().commit(profile_id, puts, deletes)
            if self.disk.commits == 1:
                raise StoreFull

    async def use() -> None:
        disk = Disk()
        tables = await VaultTables.open(Forgetful(disk), CountingCipher(), PROFILE)
        tables.put("settings", "current", {"n": 1})
        await raises(StoreFull, tables.commit())
        await tables.commit()
        assert len(disk.records) == 1
        tables.remove("settings", "current")
        await tables.commit()
        assert disk.records == {}

    asyncio.run(use())


def test_commits_that_wait_share_one_transaction() -> None:
    async def use() -> None:
        disk, cipher = Disk(), CountingCipher()
        tables = await _opened(disk, cipher)
        cipher.gate = asyncio.Event()
        tables.put("notes", "first", {"n": 0})
        running = asyncio.ensure_future(tables.commit())
        await _settle()
        waiting = []
        for number in range(10):
            tables.put("notes", str(number), {"n": number})
            waiting.append(asyncio.ensure_future(tables.commit()))
        await _settle()
        assert disk.commits == 0
        cipher.gate.set()
        await asyncio.gather(running, *waiting)
        assert disk.commits == 2
        assert len(disk.records) == 11

    asyncio.run(use())


def test_what_changes_while_a_commit_runs_goes_with_the_next() -> None:
    async def use() -> None:
        disk, cipher = Disk(), CountingCipher()
        tables = await _opened(disk, cipher)
        cipher.gate = asyncio.Event()
        tables.put("notes", "a", {"n": 1})
        running = asyncio.ensure_future(tables.commit())
        await _settle()
        tables.put("notes", "a", {"n": 2})
        cipher.gate.set()
        await running
        assert (await _opened(disk)).get("notes", "a") == {"n": 1}
        await tables.commit()
        assert (await _opened(disk)).get("notes", "a") == {"n": 2}

    asyncio.run(use())


def test_a_cancelled_commit_forgets_nothing() -> None:
    async def use() -> None:
        disk, cipher = Disk(), CountingCipher()
        tables = await _opened(disk, cipher)
        cipher.gate = asyncio.Event()
        tables.put("notes", "a", {"n": 1})
        running = asyncio.ensure_future(tables.commit())
        await _settle()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert disk.commits == 0
        cipher.gate.set()
        await tables.commit()
        assert (await _opened(disk)).get("notes", "a") == {"n": 1}

    asyncio.run(use())


@pytest.mark.parametrize("times", [1, 2])
def test_closing_takes_along_what_is_put_meanwhile(times: int) -> None:
    async def use() -> None:
        disk, cipher = Disk(), CountingCipher()
        tables = await _opened(disk, cipher)
        cipher.gate = asyncio.Event()
        tables.put("notes", "a", {"n": 1})
        closings = [asyncio.ensure_future(tables.close()) for _ in range(times)]
        await _settle()
        tables.put("notes", "b", {"n": 2})
        cipher.gate.set()
        await asyncio.gather(*closings)
        with pytest.raises(VaultLocked):
            tables.put("notes", "c", {})
        assert len((await _opened(disk)).all("notes")) == 2

    asyncio.run(use())


def test_two_windows_making_one_document_lose_neither() -> None:
    async def use() -> None:
        disk = Disk()
        one, other = await _opened(disk), await _opened(disk)
        one.put("settings", "current", {"from": "one"})
        other.put("settings", "current", {"from": "other"})
        await one.commit()
        await other.commit()
        again = await _opened(disk)
        shown = again.all("settings")
        assert shown in ([{"from": "one"}], [{"from": "other"}])
        assert len(again.damaged) == 1
        assert len(disk.records) == 2

    asyncio.run(use())


def test_every_flipped_byte_of_a_record_sets_aside_that_record_alone() -> None:
    async def use() -> None:
        disk = Disk()
        tables = await _opened(disk)
        tables.put("notes", "a", {"n": 1})
        tables.put("plans", "b", {"n": 2})
        await tables.commit()
        ((_, table, record_id), sealed) = next(
            item for item in disk.records.items() if item[0][1] == "notes"
        )
        store = MemoryStore(disk)
        for position in range(len(sealed)):
            flipped = bytearray(sealed)
            flipped[position] ^= 1 << (position % 8)
            await store.commit(PROFILE, [SealedRecord(table, record_id, bytes(flipped))], [])
            again = await _opened(disk)
            assert again.damaged == ((table, record_id),)
            assert (again.all("notes"), again.all("plans")) == ([], [{"n": 2}])

    asyncio.run(use())
