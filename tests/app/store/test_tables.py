"""VaultTables: what a commit costs, what a failure leaves, and who waits for whom."""

import asyncio

import pytest

from app.domain.errors import StoreFull, StoreMoved, VaultLocked
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
    return await VaultTables.open(
        MemoryStore(disk),
        cipher or CountingCipher(),
        PROFILE,
        manifest_expected=bool(disk.records),
    )


def _documents(disk: Disk) -> list[bytes]:
    return [sealed for key, sealed in disk.records.items() if key[1] != "manifest"]


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def _half_way() -> tuple[Disk, CountingCipher, VaultTables, asyncio.Task[None]]:
    """A commit of one note under way; it waits until the cipher's ``gate`` is set."""
    disk, cipher = Disk(), CountingCipher()
    tables = await _opened(disk, cipher)
    cipher.gate = asyncio.Event()
    tables.put("notes", "a", {"n": 1})
    running = asyncio.create_task(tables.commit())
    await _settle()
    return disk, cipher, tables, running


def test_a_commit_seals_only_what_was_touched_however_much_is_stored() -> None:
    async def use() -> None:
        disk, cipher = Disk(), CountingCipher()
        tables = await _opened(disk, cipher)
        for number in range(1000):
            tables.put("notes", str(number), {"n": number})
        await tables.commit()
        assert len(disk.records) == 1000 + 64 + 1
        before = (cipher.sealed, disk.commits)

        def cost() -> tuple[int, int]:
            return cipher.sealed - before[0], disk.commits - before[1]

        tables.put("notes", "500", {"n": "changed"})
        tables.put("notes", "500", {"n": "changed again"})
        await tables.commit()
        assert cost() == (3, 1)  # the record, its page of the manifest, the root
        tables.remove("notes", "3")
        await tables.commit()
        assert cost() == (5, 2)
        await tables.commit()
        await (await _opened(disk, cipher)).commit()
        assert cost() == (5, 2)
        assert len(_documents(disk)) == 999

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
        assert len(_documents(disk)) == 1

    asyncio.run(use())


def test_commits_that_wait_share_one_transaction() -> None:
    async def use() -> None:
        disk, cipher, tables, running = await _half_way()
        waiting = []
        for number in range(10):
            tables.put("notes", str(number), {"n": number})
            waiting.append(asyncio.ensure_future(tables.commit()))
        await _settle()
        assert disk.commits == 1
        cipher.gate.set()
        await asyncio.gather(running, *waiting)
        assert disk.commits == 3
        assert len(_documents(disk)) == 11

    asyncio.run(use())


def test_what_changes_while_a_commit_runs_goes_with_the_next() -> None:
    async def use() -> None:
        disk, cipher, tables, running = await _half_way()
        tables.put("notes", "a", {"n": 2})
        cipher.gate.set()
        await running
        assert (await _opened(disk)).get("notes", "a") == {"n": 1}
        await tables.commit()
        assert (await _opened(disk)).get("notes", "a") == {"n": 2}

    asyncio.run(use())


def test_a_cancelled_commit_forgets_nothing() -> None:
    async def use() -> None:
        disk, cipher, tables, running = await _half_way()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert disk.commits == 1
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


def test_of_two_windows_only_the_first_to_write_goes_on() -> None:
    async def use() -> None:
        disk = Disk()
        await _opened(disk)
        one, other = await _opened(disk), await _opened(disk)
        one.put("settings", "current", {"from": "one"})
        other.put("notes", "a", {"from": "other"})
        await one.commit()
        before = dict(disk.records)
        for step in (other.commit, other.commit, other.close, other.records):
            await raises(StoreMoved, step())
        assert disk.records == before
        assert other.get("notes", "a") == {"from": "other"}  # still there to be copied
        other.forget()
        with pytest.raises(VaultLocked):
            other.get("notes", "a")
        one.put("settings", "current", {"from": "one again"})
        await one.commit()
        again = await _opened(disk)
        assert again.all("settings") == [{"from": "one again"}]
        assert (again.all("notes"), again.set_aside) == ([], ())

    asyncio.run(use())


def test_a_window_that_lost_says_so_with_nothing_to_write() -> None:
    async def use() -> None:
        disk = Disk()
        await _opened(disk)
        one, other = await _opened(disk), await _opened(disk)
        one.put("notes", "a", {"n": 1})
        await one.commit()
        await raises(StoreMoved, other.records())
        await raises(StoreMoved, other.commit())

    asyncio.run(use())
