"""Sealed records in one SQLite file, for the native app and for tests.

WAL with ``synchronous=FULL``: a commit has reached the disk when it returns, and a crash
leaves the state before it. One thread of its own holds the connection: a disk that takes
its time must not freeze the screen, and SQLite gets its calls one after another.
"""

import asyncio
import contextlib
import errno
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from app.domain.errors import (
    StoreError,
    StoreFull,
    StoreMoved,
    StoreUnavailable,
)
from app.store.layout import prepare, transact
from app.store.port import Basis, ProfileHeader, SealedRecord

T = TypeVar("T")

#: Seconds to wait for another process that is writing.
_PATIENCE = 5.0
_COPY_ELSEWHERE = (
    "Erased, but another window of Layby still holds a copy. Close it, then erase again."
)


class NativeStore:
    """A RecordStore in the file at ``path``, made on first use and readable by its owner only."""

    #: What speaks to SQLite; tests put one in its place that fails.
    connection_class = sqlite3.Connection

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="layby-store")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles by label, then id."""
        return await self._run(_read_profiles)

    async def save_profile(self, header: ProfileHeader) -> None:
        """Add or replace a header."""
        await self._run(lambda connection: _write_header(connection, header))

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        """Add a profile with all its records; False when it is here already."""

        def add(connection: sqlite3.Connection) -> bool:
            found = connection.execute("SELECT 1 FROM profiles WHERE id = ?", (header.id,))
            if found.fetchone():
                return False
            connection.execute("DELETE FROM records WHERE profile = ?", (header.id,))
            _write_header(connection, header)
            _write_records(connection, header.id, records, ())
            return True

        return await self._run(add)

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile and its records, from the write-ahead log as well."""

        def erase(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM profiles WHERE id = ?", (profile_id,))
            connection.execute("DELETE FROM records WHERE profile = ?", (profile_id,))

        await self._run(erase)
        await self._run(_empty_log, in_transaction=False)

    async def erase_everything(self) -> None:
        """Remove every profile and record, from the write-ahead log as well."""

        def erase(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM profiles")
            connection.execute("DELETE FROM records")

        await self._run(erase)
        await self._run(_empty_log, in_transaction=False)

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""

        def read(connection: sqlite3.Connection) -> list[SealedRecord]:
            rows = connection.execute(
                "SELECT name, id, sealed FROM records WHERE profile = ? ORDER BY name, id",
                (profile_id,),
            )
            return [SealedRecord(table, record_id, sealed) for table, record_id, sealed in rows]

        return await self._run(read)

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        """Write and remove in one transaction; on the disk when this returns."""

        def write(connection: sqlite3.Connection) -> None:
            if basis is not None and _held(connection, profile_id, basis) not in basis.sealed:
                raise StoreMoved
            _write_records(connection, profile_id, puts, deletes)

        await self._run(write)

    async def close(self) -> None:
        """Let go of the file; SQLite then folds its write-ahead log into it."""
        if not self._closed:
            self._closed = True
            await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
            self._thread.shutdown()

    async def _run(
        self, work: Callable[[sqlite3.Connection], T], *, in_transaction: bool = True
    ) -> T:
        if self._closed:
            raise StoreUnavailable

        def step() -> T:
            try:
                connection = self._connected()
                return transact(connection, work) if in_transaction else work(connection)
            except (sqlite3.Error, OSError) as error:
                self._disconnect()  # whatever state it is in, a fresh one is sound
                raise store_error(error) from error

        return await asyncio.get_running_loop().run_in_executor(self._thread, step)

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite would follow the process's umask; its log files copy this file's mode.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(
                self._path,
                timeout=_PATIENCE,
                isolation_level=None,
                factory=self.connection_class,
            )
            try:
                prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()


def store_error(error: sqlite3.Error | OSError) -> StoreError:
    """Give the typed error for what SQLite or the system reported."""
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    else:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return StoreFull() if full else StoreUnavailable("This device's storage cannot be used.")


def _read_profiles(connection: sqlite3.Connection) -> list[ProfileHeader]:
    rows = connection.execute(
        "SELECT id, label, envelope, format, tries, tried_at FROM profiles ORDER BY label, id"
    )
    return [ProfileHeader(row[0], row[1], json.loads(row[2]), *row[3:]) for row in rows]


def _write_header(connection: sqlite3.Connection, header: ProfileHeader) -> None:
    envelope = json.dumps(dict(header.envelope))
    connection.execute(
        "INSERT OR REPLACE INTO profiles (id, label, envelope, format, tries, tried_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (header.id, header.label, envelope, header.format, header.tries, header.tried_at),
    )


def _write_records(
    connection: sqlite3.Connection,
    profile_id: str,
    puts: Sequence[SealedRecord],
    deletes: Sequence[tuple[str, str]],
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
        [(profile_id, record.table, record.id, record.sealed) for record in puts],
    )
    connection.executemany(
        "DELETE FROM records WHERE profile = ? AND name = ? AND id = ?",
        [(profile_id, table, record_id) for table, record_id in deletes],
    )


def _held(connection: sqlite3.Connection, profile_id: str, basis: Basis) -> bytes | None:
    row = connection.execute(
        "SELECT sealed FROM records WHERE profile = ? AND name = ? AND id = ?",
        (profile_id, basis.table, basis.id),
    ).fetchone()
    return None if row is None else bytes(row[0])


def _empty_log(connection: sqlite3.Connection) -> None:
    # Erased pages are overwritten in the file itself (secure_delete), not in the log.
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreUnavailable(_COPY_ELSEWHERE)
