"""What the native store asks of SQLite, each within a transaction of the caller's.

SQLite takes anything in any column, and a flipped bit can make text of it that is not UTF-8
or no text at all. Such a row is read all the same, under a name that no record of ours has, so
that it is set aside like any damaged record, and can be removed under that name.
"""

import json
import sqlite3
from collections.abc import Sequence

from app.store.port import Basis, ProfileHeader, SealedRecord
from app.store.rows import listed_id, listed_name, may_change, read_header

_FIELDS = ("id", "label", "envelope", "format", "tries", "tried_at")
_COLUMNS = ", ".join(_FIELDS)
_PLACE = "profile = ? AND name = ? AND id = ?"


def read_text(raw: bytes) -> str:
    """Give text from the file, bytes that are not UTF-8 as ``\\xff``; for ``text_factory``."""
    return raw.decode("utf-8", "backslashreplace")


def read_headers(connection: sqlite3.Connection) -> list[ProfileHeader]:
    """Give all headers by label, then id."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM profiles")  # noqa: S608 - no input in it
    headers = [read_header(dict(zip(_FIELDS, row, strict=True))) for row in rows]
    return sorted(headers, key=lambda found: (found.label, found.id))


def add_profile(
    connection: sqlite3.Connection, header: ProfileHeader, records: Sequence[SealedRecord]
) -> bool:
    """Add a header and its records; False when there is a header of this id."""
    if any(found.id == header.id for found in read_headers(connection)):
        return False
    connection.execute("DELETE FROM records WHERE profile = ?", (header.id,))
    envelope = json.dumps(dict(header.envelope))
    row = (header.id, header.label, envelope, header.format, header.tries, header.tried_at)
    connection.execute(f"INSERT INTO profiles ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)  # noqa: S608
    write_records(connection, header.id, records, ())
    return True


def change_profile(
    connection: sqlite3.Connection, header: ProfileHeader, was: ProfileHeader
) -> bool:
    """Replace envelope and format while they are those of ``was``."""
    held = next((one for one in read_headers(connection) if one.id == header.id), None)
    if not may_change(held, was):
        return False
    connection.execute(
        "UPDATE profiles SET envelope = ?, format = ? WHERE id = ?",
        (json.dumps(dict(header.envelope)), header.format, header.id),
    )
    return True


def count_try(connection: sqlite3.Connection, profile_id: str, tries: int, tried_at: float) -> None:
    """Write a header's count of wrong tries, if there is such a header."""
    connection.execute(
        "UPDATE profiles SET tries = ?, tried_at = ? WHERE id = ?", (tries, tried_at, profile_id)
    )


def erase_profile(connection: sqlite3.Connection, profile_id: str) -> None:
    """Remove a header, under whatever id it is listed, and its records."""
    rows = connection.execute("SELECT rowid, id FROM profiles").fetchall()
    gone = [(rowid,) for rowid, stored_id in rows if listed_id(stored_id) == profile_id]
    connection.executemany("DELETE FROM profiles WHERE rowid = ?", gone)
    connection.execute("DELETE FROM records WHERE profile = ?", (profile_id,))


def erase_everything(connection: sqlite3.Connection) -> None:
    """Remove every header and every record."""
    connection.execute("DELETE FROM profiles")
    connection.execute("DELETE FROM records")


def read_records(connection: sqlite3.Connection, profile_id: str) -> list[SealedRecord]:
    """Give a profile's records by table, then id."""
    rows = connection.execute(
        "SELECT name, id, CAST(sealed AS BLOB) FROM records WHERE profile = ? ORDER BY name, id",
        (profile_id,),
    )
    return [SealedRecord(listed_name(row[0]), listed_name(row[1]), row[2] or b"") for row in rows]


def read_sealed(connection: sqlite3.Connection, profile_id: str, basis: Basis) -> bytes | None:
    """Give the sealed bytes that a basis is about; None when there is no such record."""
    row = connection.execute(
        f"SELECT CAST(sealed AS BLOB) FROM records WHERE {_PLACE}",  # noqa: S608
        (profile_id, basis.table, basis.id),
    ).fetchone()
    return None if row is None else row[0] or b""


def write_records(
    connection: sqlite3.Connection,
    profile_id: str,
    puts: Sequence[SealedRecord],
    deletes: Sequence[tuple[str, str]],
) -> None:
    """Add or replace some records of a profile and remove others."""
    connection.executemany(
        "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
        [(profile_id, record.table, record.id, record.sealed) for record in puts],
    )
    connection.executemany(
        f"DELETE FROM records WHERE {_PLACE}",  # noqa: S608
        [(profile_id, table, record_id) for table, record_id in deletes],
    )
    odd = {place for place in deletes if "\\" in "".join(place)}
    if odd:
        _delete_odd(connection, profile_id, odd)


def _delete_odd(
    connection: sqlite3.Connection, profile_id: str, places: set[tuple[str, str]]
) -> None:
    rows = connection.execute(
        "SELECT rowid, name, id FROM records WHERE profile = ?", (profile_id,)
    ).fetchall()
    gone = [(row[0],) for row in rows if (listed_name(row[1]), listed_name(row[2])) in places]
    connection.executemany("DELETE FROM records WHERE rowid = ?", gone)
