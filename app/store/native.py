"""Sealed records in one SQLite file, for the native app and for tests.

WAL with ``synchronous=FULL``: a commit has reached the disk when it returns, and a crash
leaves the state before it. One thread of its own holds the connection: a disk that takes
its time must not freeze the screen, and SQLite gets its calls one after another.
"""

import asyncio
import contextlib
import errno
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
from app.domain.wording import to_say, tr
from app.store import statements
from app.store.layout import prepare, transact
from app.store.port import Basis, ProfileHeader, SealedRecord

T = TypeVar("T")

#: Seconds to wait for another process that is writing.
_PATIENCE = 5.0
_COPY_ELSEWHERE = to_say(
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
        return await self._run(statements.read_headers)

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        """Add a profile with all its records; False when it is here already."""
        return await self._run(
            lambda connection: statements.add_profile(connection, header, records)
        )

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        """Replace a header's envelope and format while they are those of ``was``."""
        return await self._run(
            lambda connection: statements.change_profile(connection, header, was)
        )

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        """Write a header's count of wrong tries, if there is such a header."""
        await self._run(
            lambda connection: statements.count_try(connection, profile_id, tries, tried_at)
        )

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile and its records, from the write-ahead log as well."""
        await self._run(lambda connection: statements.erase_profile(connection, profile_id))
        await self._run(_empty_log, in_transaction=False)

    async def erase_everything(self) -> None:
        """Remove every profile and record, from the write-ahead log as well."""
        await self._run(statements.erase_everything)
        await self._run(_empty_log, in_transaction=False)

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""
        return await self._run(lambda connection: statements.read_records(connection, profile_id))

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        """Write and remove in one transaction; on the disk when this returns."""

        def write(connection: sqlite3.Connection) -> None:
            if basis is not None:
                held = statements.read_sealed(connection, profile_id, basis)
                if held not in basis.sealed:
                    raise StoreMoved
            statements.write_records(connection, profile_id, puts, deletes)

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
            connection.text_factory = statements.read_text
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
    return StoreFull() if full else StoreUnavailable(tr("This device's storage cannot be used."))


def _empty_log(connection: sqlite3.Connection) -> None:
    # Erased pages are overwritten in the file itself (secure_delete), not in the log.
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreUnavailable(tr(_COPY_ELSEWHERE))
