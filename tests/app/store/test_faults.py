"""Errors at every call and every statement, before and after they took effect.

A failure is followed by trying again, or by a crash. Either way nothing that was acknowledged
is lost, nothing is told twice, and no window takes itself for another.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StoreError, StoreFull, StoreMoved, StoreUnavailable
from app.store.native import NativeStore
from app.store.port import RecordStore
from app.store.set_aside import Damage, SetAside
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives
from tests.contracts.expect import raises
from tests.contracts.memory_store import Disk, Fault, MemoryStore

PROFILE = "profile-1"
CIPHER = ProfileCipher(NativePrimitives(), bytes(32))
Documents = dict[str, dict[str, Any]]


async def _open(store: RecordStore, *, begun: bool = True) -> VaultTables:
    return await VaultTables.open(store, CIPHER, PROFILE, manifest_expected=begun)


def _documents(tables: VaultTables) -> Documents:
    return {document["id"]: document for document in tables.all("notes")}


class Session:
    """One person's work: some documents made, changed and removed, each commit acknowledged.

    ``acknowledged`` is what must be there whatever happens; ``current`` what may be.
    """

    def __init__(self, make: Callable[[], RecordStore], *, retry: bool) -> None:
        self._make = make
        self._retry = retry
        self.acknowledged: Documents = {}
        self.current: Documents = {}

    async def run(self) -> None:
        """Work; with ``retry`` each failing step is taken again, else the first failure ends it."""
        tables = await self._step(lambda: _open(self._make(), begun=False))
        for number in range(3):
            for name in ("a", f"b{number}"):
                self.current[name] = {"id": name, "n": number}
                tables.put("notes", name, self.current[name])
            await self._commit(tables)
        tables.remove("notes", "b1")
        del self.current["b1"]
        await self._commit(tables)
        await self._step(tables.records)
        await self._step(tables.close)
        again = await self._step(lambda: _open(self._make()))
        self.current["c"] = {"id": "c"}
        again.put("notes", "c", self.current["c"])
        await self._step(again.close)
        self.acknowledged = dict(self.current)

    async def _commit(self, tables: VaultTables) -> None:
        await self._step(tables.commit)
        self.acknowledged = dict(self.current)

    async def _step(self, step: Callable[[], Awaitable[Any]]) -> Any:
        try:
            return await step()
        except StoreMoved:
            raise
        except StoreError:
            if not self._retry:
                raise
            return await step()


async def _check(make: Callable[[], RecordStore], session: Session, *, ended: bool) -> None:
    # A crash may have come before the very first list was written.
    tables = await _open(make(), begun=bool(session.acknowledged))
    assert tables.set_aside == ()
    shown = _documents(tables)
    if ended:
        assert shown == session.current
    else:
        assert shown in (session.acknowledged, session.current)
    # Work goes on.
    tables.put("notes", "after", {"id": "after"})
    await tables.close()
    assert _documents(await _open(make())) == {**shown, "after": {"id": "after"}}


@pytest.mark.parametrize("retry", [True, False])
@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("error", [StoreUnavailable, StoreFull])
def test_a_failure_at_any_call_loses_nothing(
    retry: bool, landed: bool, error: type[Exception]
) -> None:
    async def failing_at(at: int) -> bool:
        disk = Disk(fault=Fault(at, landed, error))
        session = Session(lambda: MemoryStore(disk), retry=retry)
        ended = retry
        try:
            await session.run()
        except StoreError:
            assert not retry
        else:
            ended = True
        is_past = disk.calls <= at
        disk.fault = None
        await _check(lambda: MemoryStore(disk), session, ended=ended)
        return is_past

    async def every() -> int:
        at = 0
        while not await failing_at(at):
            at += 1
        return at

    assert asyncio.run(every()) > 10


class FailingConnection(sqlite3.Connection):
    """Fails at the statement numbered ``at``, before or after SQLite has carried it out."""

    at = -1
    landed = False
    count = 0

    def execute(self, statement: str, *args: Any) -> sqlite3.Cursor:
        # Waiting for the disk proves nothing here and takes most of the time.
        quick = statement.replace("synchronous = FULL", "synchronous = OFF")
        return self._tried(super().execute, quick, *args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        return self._tried(super().executemany, *args)

    @classmethod
    def _tried(cls, work: Callable[..., sqlite3.Cursor], *args: Any) -> sqlite3.Cursor:
        is_due = cls.count == cls.at
        cls.count += 1
        if is_due and not cls.landed:
            raise sqlite3.OperationalError("disk I/O error")
        done = work(*args)
        if is_due:
            done.close()  # what is left unread would hold on to the file
            raise sqlite3.OperationalError("disk I/O error")
        return done


@pytest.mark.parametrize("retry", [True, False])
@pytest.mark.parametrize("landed", [True, False])
def test_a_failure_at_any_statement_of_sqlite_loses_nothing(retry: bool, landed: bool) -> None:
    async def failing_at(at: int, path: Path) -> bool:
        class Failing(FailingConnection):
            pass

        class Store(NativeStore):
            connection_class = Failing

        made: list[NativeStore] = []

        def make() -> NativeStore:
            made.append(Store(path))
            return made[-1]

        Failing.at, Failing.landed = at, landed
        session = Session(make, retry=retry)
        ended = True
        try:
            await session.run()
        except StoreError:
            assert not retry
            ended = False
        is_past = Failing.count <= at
        Failing.at = -1
        await _check(make, session, ended=ended)
        for store in made:
            await store.close()
        return is_past

    async def every() -> int:
        at = 0
        with tempfile.TemporaryDirectory() as folder:
            while not await failing_at(at, Path(folder) / f"{at}.db"):
                at += 1
        return at

    assert asyncio.run(every()) > 40


def test_a_long_outage_that_swallows_every_answer_heals() -> None:
    async def use() -> None:
        disk = Disk()
        tables = await _open(MemoryStore(disk), begun=False)
        for number in range(30):
            tables.put("notes", "a", {"id": "a", "n": number})
            disk.fault = Fault(disk.calls, landed=bool(number % 3))
            await raises(StoreUnavailable, tables.commit())
            # Roots in doubt do not pile up.
            assert len(tables._writer._possible) <= 10
        disk.fault = None
        await tables.commit()
        again = await _open(MemoryStore(disk))
        assert (_documents(again), again.set_aside) == ({"a": {"id": "a", "n": 29}}, ())

    asyncio.run(use())


@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("after", ["dismiss again", "commit", "crash"])
def test_a_dismissal_that_fails_leaves_it_reported_and_all_else_whole(
    landed: bool, after: str
) -> None:
    async def use(damage: Damage) -> None:
        disk = Disk()
        tables = await _open(MemoryStore(disk), begun=False)
        for name in "abcdefgh":
            tables.put("notes", name, {"id": name})
        await tables.commit()
        record = next(key for key in disk.records if key[1] == "notes")
        if damage is Damage.MISSING:
            del disk.records[record]
        else:
            disk.records[record] = b"spoilt"
        tables = await _open(MemoryStore(disk))
        item, shown = SetAside(damage, *record[1:]), _documents(tables)
        assert tables.set_aside == (item,)
        disk.fault = Fault(disk.calls, landed)
        await raises(StoreUnavailable, tables.dismiss(item))
        assert tables.set_aside == (item,)
        disk.fault = None
        if after == "dismiss again":
            await tables.dismiss(item)
        elif after == "commit":
            tables.put("notes", "new", {"id": "new"})
            shown["new"] = {"id": "new"}
            await tables.commit()
        again = await _open(MemoryStore(disk))
        assert _documents(again) == shown
        left = {one.key for one in again.set_aside}
        assert left in ([set()] if after == "dismiss again" else [set(), {item.key}])
        assert {one.damage for one in again.set_aside} <= {damage, Damage.MISSING}

    asyncio.run(use(Damage.MISSING))
    asyncio.run(use(Damage.UNREADABLE))


def test_a_cancelled_commit_that_lands_after_all_is_no_other_window(tmp_path: Path) -> None:
    async def use() -> None:
        store = NativeStore(tmp_path / "layby.db")
        tables = await _open(store, begun=False)
        for number in range(20):
            tables.put("notes", "a", {"id": "a", "n": number})
            running = asyncio.ensure_future(tables.commit())
            for _ in range(number):
                await asyncio.sleep(0)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await tables.commit()
        again = await _open(store)
        assert (_documents(again), again.set_aside) == ({"a": {"id": "a", "n": 19}}, ())
        await store.close()

    asyncio.run(use())
