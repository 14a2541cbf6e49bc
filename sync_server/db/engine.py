"""The database: one door for reading, one for writing, on SQLite and PostgreSQL alike.

SQLite runs with WAL (readers never wait for the writer), synchronous FULL (what was
acknowledged survives a power cut), foreign keys on, and secure_delete (deleted texts are
overwritten). Writers begin IMMEDIATE, so two never deadlock while upgrading a read lock.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from sync_server.db.forgetting import Forgetting
from sync_server.errors import ServerError

_BUSY_MS = 10_000
#: How long the emptying of the log waits for writers; then it is tried later.
_TURN_SECONDS = 1.0
_WRITES = "layby_writes"


class Database:
    """Gives connections inside one transaction each: committed on leaving, else rolled back."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(**{_WRITES: True})
        # SQLite has one writer at a time; queueing here is fairer than its polling wait.
        self._turn = threading.Lock()
        self._forgetting = Forgetting(self._emptied)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading: one consistent view on SQLite."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection for writing: all of it happens, or none."""
        with self._turn if self.is_sqlite else nullcontext(), self._writing.begin() as connection:
            yield connection

    def scrub(self) -> None:
        """Empty SQLite's write-ahead log, where a deleted text still stands until it is reused.

        Whoever reads just then keeps it a little longer. PostgreSQL drops what was deleted at
        its next vacuum, and from its own log in its own time.
        """
        if self.is_sqlite:
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def forget_order(self) -> None:
        """Empty SQLite's write-ahead log, which tells what came after what; see ``forgetting``."""
        if self.is_sqlite:
            self._forgetting.soon()

    def _emptied(self) -> bool:
        """Empty the log unless somebody reads or writes just then; says whether it is empty."""
        if not self._turn.acquire(timeout=_TURN_SECONDS):
            return False
        try:
            connection = self.engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("PRAGMA busy_timeout = 0")
                try:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    found = cursor.fetchone()
                finally:
                    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            finally:
                connection.close()
        finally:
            self._turn.release()
        return found is not None and found[0] == 0

    def close(self) -> None:
        """Close every pooled connection; using the database opens it again."""
        self._forgetting.end()
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Open ``url``; raises ServerError when it is none that Layby can use."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # The URL may hold a password and is not repeated.
        raise ServerError("DATABASE_URL is not a database address.") from error
    if parsed.get_backend_name() == "sqlite":
        return Database(_sqlite(parsed))
    if parsed.get_backend_name() != "postgresql":
        raise ServerError("DATABASE_URL must begin with postgresql:// (or be left out).")
    try:
        # Parameters hold people's words: no error message may print them.
        engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, max_overflow=30)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise ServerError("PostgreSQL needs one more part: pip install 'layby[postgres]'.") from (
            error
        )
    return Database(engine)


def _sqlite(url: URL) -> Engine:
    file = Path(url.database or "")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite gives its -wal and -shm files the mode of the main file.
        file.touch(mode=0o600)
    except OSError as error:
        raise ServerError(f"The folder {file.parent} cannot be written.") from error
    engine = create_engine(url, hide_parameters=True, pool_size=8, max_overflow=40)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Autocommit in the driver: it would otherwise begin transactions at moments of its own.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
