"""How the native store's SQLite file is laid out, and brought forward from earlier layouts."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from app.domain.errors import VaultFormatUnknown

T = TypeVar("T")

#: What brings a database from one layout to the next; a new one goes through all of them.
_LAYOUTS = (
    """
CREATE TABLE profiles (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, envelope TEXT NOT NULL, format INTEGER NOT NULL
);
CREATE TABLE records (
    profile TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (profile, name, id)
);
""",
    """
ALTER TABLE profiles ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE profiles ADD COLUMN tried_at REAL NOT NULL DEFAULT 0;
""",
)
#: ``PRAGMA user_version`` of the last of them.
LAYOUT = len(_LAYOUTS)


def prepare(connection: sqlite3.Connection) -> None:
    """Set a fresh connection up and lay the file out; raises VaultFormatUnknown on a newer one."""
    for setting in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("PRAGMA trusted_schema = OFF")
    transact(connection, _lay_out)


def _lay_out(connection: sqlite3.Connection) -> None:
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    if layout > LAYOUT:
        raise VaultFormatUnknown
    for steps in _LAYOUTS[layout:]:
        for statement in steps.split(";"):
            connection.execute(statement)
    if layout < LAYOUT:
        connection.execute(f"PRAGMA user_version = {LAYOUT}")


def transact(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Do ``work`` in one transaction, undone whole when anything in it fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result
