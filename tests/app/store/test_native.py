"""The native store keeps the contract, the fake too, and SQLite's troubles get their names."""

import asyncio
import errno
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.domain.errors import StoreFull, StoreUnavailable, VaultFormatUnknown
from app.store.layout import LAYOUT
from app.store.native import NativeStore, store_error
from app.store.port import ProfileHeader, SealedRecord
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives
from tests.contracts import record_store, set_aside, stored_records, vault_tables
from tests.contracts.expect import raises
from tests.contracts.memory_store import Disk, MemoryStore

Promise = Callable[[stored_records.Make], Awaitable[None]]


@pytest.mark.parametrize("promise", record_store.CONTRACT, ids=lambda promise: promise.__name__)
def test_keeps_the_contract(promise: Promise, tmp_path: Path) -> None:
    asyncio.run(promise(lambda: NativeStore(tmp_path / "layby.db")))


@pytest.mark.parametrize("promise", record_store.CONTRACT, ids=lambda promise: promise.__name__)
def test_the_fake_keeps_the_contract(promise: Promise) -> None:
    disk = Disk()
    asyncio.run(promise(lambda: MemoryStore(disk)))


@pytest.mark.parametrize(
    "promise",
    (*vault_tables.CONTRACT, *set_aside.CONTRACT),
    ids=lambda promise: promise.__name__,
)
def test_tables_keep_their_contract(
    promise: Callable[[vault_tables.Bench], Awaitable[None]], tmp_path: Path
) -> None:
    cipher = ProfileCipher(NativePrimitives(), bytes(range(32)))
    asyncio.run(promise(vault_tables.Bench(lambda: NativeStore(tmp_path / "layby.db"), cipher)))


def test_only_the_owner_reads_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"

    async def use() -> None:
        store = NativeStore(folder / "layby.db")
        await store.add_profile(ProfileHeader("a", "Profile 1", {}), [])
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        assert set(modes) == {"layby.db", "layby.db-wal", "layby.db-shm"}
        assert set(modes.values()) == {0o600}
        await store.close()

    asyncio.run(use())


def test_the_settings_that_durability_rests_on(tmp_path: Path) -> None:
    async def use() -> None:
        store = NativeStore(tmp_path / "layby.db")
        settings = ("journal_mode", "synchronous", "secure_delete", "user_version")

        def read(connection: sqlite3.Connection) -> list[object]:
            return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings]

        assert await store._run(read) == ["wal", 2, 1, LAYOUT]
        await store.close()

    asyncio.run(use())


def test_erasing_leaves_no_ciphertext_behind(tmp_path: Path) -> None:
    mark = b"sealed-bytes-of-an-erased-profile" * 100

    async def use() -> None:
        store = NativeStore(tmp_path / "layby.db")
        await store.commit("a", [SealedRecord("notes", "x", mark)], [])
        assert _found(tmp_path, mark[:33])
        await store.erase_profile("a")
        assert not _found(tmp_path, mark[:33])
        await store.close()

    asyncio.run(use())


def _found(folder: Path, mark: bytes) -> bool:
    return any(mark in path.read_bytes() for path in folder.iterdir())


def test_a_newer_layout_is_refused_by_name(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "layby.db")
    connection.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    connection.close()

    async def use() -> None:
        store = NativeStore(tmp_path / "layby.db")
        await raises(VaultFormatUnknown, store.profiles())
        await raises(VaultFormatUnknown, store.commit("a", [], []))
        await store.close()

    asyncio.run(use())


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "layby.db"
    path.write_bytes(b"these are somebody's holiday pictures" * 100)
    before = path.read_bytes()

    async def use() -> None:
        store = NativeStore(path)
        await raises(StoreUnavailable, store.profiles())
        await store.close()

    asyncio.run(use())
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    async def use() -> None:
        store = NativeStore(tmp_path / "file" / "layby.db")
        await raises(StoreUnavailable, store.load("a"))
        await store.close()

    asyncio.run(use())


def test_a_full_database_is_named(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "small.db")
    connection.execute("PRAGMA max_page_count = 3")
    connection.execute("CREATE TABLE t (b BLOB)")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    connection.close()
    assert isinstance(store_error(full.value), StoreFull)
    assert isinstance(store_error(OSError(errno.ENOSPC, "")), StoreFull)
    assert isinstance(store_error(OSError(errno.EACCES, "")), StoreUnavailable)


# A store whose files may not grow past a limit: the write fails half-way, as on a full disk.
_FILLING = """
import asyncio, resource, sys
from pathlib import Path
from app.domain.errors import StoreError
from app.store.native import NativeStore
from app.store.port import SealedRecord

async def fill():
    store = NativeStore(Path(sys.argv[1]))
    await store.commit("a", [SealedRecord("notes", "first", b"1" * 1000)], [])
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    try:
        await store.commit("a", [SealedRecord("notes", str(n), b"2" * 4000) for n in range(99)], [])
    except StoreError:
        print("refused")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await store.commit("a", [SealedRecord("notes", "last", b"3")], [])
    print(sorted(record.id for record in await store.load("a")))
    await store.close()

asyncio.run(fill())
"""


def test_a_commit_that_does_not_fit_is_undone_whole(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _FILLING, str(tmp_path / "layby.db")],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert ran.stdout.decode().splitlines() == ["refused", "['first', 'last']"]
