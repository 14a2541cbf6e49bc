"""A copy of the whole database as one SQLite file, taken while the server goes on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from sync_server.db import migrations
from sync_server.db.copying import NOT_CARRIED, clear, copy_rows, counts_of, one_view
from sync_server.db.engine import Database, open_database
from sync_server.errors import ServerError


def take_copy(database: Database, file: Path) -> None:
    """Write the database as it is now into ``file`` (new, mode 0600); nobody has to wait."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if database.is_sqlite:
        _copy_pages(database, file)
    else:
        with opened_copy(file) as copy:
            migrations.upgrade(copy)
            with one_view(database) as source, copy.write() as target:
                clear(target)
                if copy_rows(source, target) != counts_of(source):
                    raise ServerError("The copy does not hold every row. Nothing was kept.")
    _settle(file)


def _copy_pages(database: Database, file: Path) -> None:
    """SQLite's own online backup, in one step: with WAL, writers go on meanwhile."""
    pooled = database.engine.raw_connection()
    try:
        source = cast("sqlite3.Connection", pooled.driver_connection)
        with closing(sqlite3.connect(file)) as target:
            source.backup(target)
    finally:
        pooled.close()


def _settle(file: Path) -> None:
    """Take out what is not carried, and leave one file without a log beside it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        # A server that is not upgraded yet does not have them all.
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        for table in sorted(NOT_CARRIED & there):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of our own)
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def opened_copy(file: Path) -> Iterator[Database]:
    """Open a copy; it is left as one file."""
    database = open_database(f"sqlite:///{file}")
    try:
        yield database
    finally:
        database.close()
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")


def size_of(database: Database) -> int:
    """Give the bytes that the database takes on its disk."""
    if not database.is_sqlite:
        with database.read() as connection:
            size = text("SELECT pg_database_size(current_database())")
            return int(connection.execute(size).scalar_one())
    main = Path(database.engine.url.database or "")
    files = [main, main.with_name(f"{main.name}-wal")]
    return sum(file.stat().st_size for file in files if file.exists())


def clock_of(database: Database) -> datetime | None:
    """Give PostgreSQL's time; None with SQLite, which has the server's own."""
    if database.is_sqlite:
        return None
    with database.read() as connection:
        found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found


def keeps_times(database: Database) -> bool:
    """Say whether this PostgreSQL remembers at what time each row was written."""
    with database.read() as connection:
        found = connection.execute(text("SHOW track_commit_timestamp")).scalar_one()
    return str(found) == "on"


def sound_pages(database: Database) -> bool:
    """Let SQLite look over its pages; PostgreSQL looks after its own."""
    if not database.is_sqlite:
        return True
    try:
        with database.read() as connection:
            return connection.execute(text("PRAGMA quick_check(1)")).scalar() == "ok"
    except DatabaseError:
        return False


def others_connected(connection: Connection) -> bool:
    """Say whether somebody else uses this PostgreSQL database just now."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return bool(connection.execute(others).scalar_one())


def is_sound(file: Path) -> bool:
    """Let SQLite check every page, index and reference of the file."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            pages = connection.execute("PRAGMA integrity_check").fetchall()
            references = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        return False
    return pages == [("ok",)] and not references
