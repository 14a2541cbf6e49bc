"""Rows from one database into another of the same schema: SQLite and PostgreSQL alike.

The tables are read from the databases themselves, so that nothing is left behind when a table
is added. Backups of PostgreSQL are SQLite files made this way: no client program of a fitting
version is needed, the copy can be opened and checked anywhere, and it restores to either kind.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, Table, func, select, text

from sync_server.db.engine import Database

#: Who is signed in just now is not carried over: everybody signs in again.
NOT_CARRIED = frozenset({"session"})
_VERSION_TABLE = "alembic_version"
_BATCH = 1000


def tables_of(connection: Connection) -> dict[str, Table]:
    """Read every table but the schema's version, in the order in which rows can be inserted."""
    found = MetaData()
    found.reflect(connection)
    return {t.name: t for t in found.sorted_tables if t.name != _VERSION_TABLE}


def counts_of(connection: Connection) -> dict[str, int]:
    """Count the rows of every table that is carried."""
    return {
        name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for name, table in tables_of(connection).items()
        if name not in NOT_CARRIED
    }


def digests_of(connection: Connection) -> dict[str, str]:
    """Give a digest of each carried table's rows: the same on both kinds, in whatever order."""
    return {
        name: _digest(connection, table)
        for name, table in tables_of(connection).items()
        if name not in NOT_CARRIED
    }


def _digest(connection: Connection, table: Table) -> str:
    total = 0
    columns = sorted(table.columns, key=lambda column: column.name)
    for row in _rows(connection, table):
        said = json.dumps([_plain(row[column.name]) for column in columns])
        total += int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
    return f"{total % 2**256:064x}"


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _rows(connection: Connection, table: Table) -> Iterator[Mapping[str, object]]:
    options = {"yield_per": _BATCH}
    yield from connection.execute(select(table).execution_options(**options)).mappings()


def is_empty(connection: Connection) -> bool:
    """Say whether there is no trust yet: nothing that could be lost."""
    trusts = tables_of(connection).get("organisation")
    return trusts is None or connection.execute(select(trusts).limit(1)).first() is None


def clear(connection: Connection) -> None:
    """Take every row out of every table, within the caller's transaction."""
    tables = tables_of(connection)
    if connection.dialect.name == "sqlite":
        for table in reversed(tables.values()):
            connection.execute(table.delete())
    elif tables:
        quote = connection.dialect.identifier_preparer.format_table
        connection.execute(text(f"TRUNCATE {', '.join(map(quote, tables.values()))} CASCADE"))


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every carried row into the emptied ``target``; gives the rows by table."""
    ours, theirs = tables_of(source), tables_of(target)
    copied: dict[str, int] = {}
    for name, table in theirs.items():
        if name in NOT_CARRIED or name not in ours:
            continue
        copied[name] = 0
        for batch in _batches(_rows(source, ours[name])):
            target.execute(table.insert(), batch)
            copied[name] += len(batch)
        _go_on_counting(target, table)
    return copied


def _batches(rows: Iterator[Mapping[str, object]]) -> Iterator[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(dict(row))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL's running numbers go on after the copied ones."""
    if connection.dialect.name == "sqlite" or len(table.primary_key.columns) != 1:
        return
    (key,) = table.primary_key.columns
    names = {"table": table.name, "key": key.name}
    where = text("SELECT pg_get_serial_sequence(:table, :key)")
    sequence = connection.execute(where, names).scalar() if key.autoincrement is True else None
    if sequence:
        highest = connection.execute(select(func.max(key))).scalar()
        told = {"sequence": sequence, "highest": highest or 1, "used": highest is not None}
        connection.execute(text("SELECT setval(:sequence, :highest, :used)"), told)


@contextmanager
def one_view(database: Database) -> Iterator[Connection]:
    """A connection that sees the whole database as it is at one moment."""
    if database.is_sqlite:
        with database.read() as connection:
            yield connection
        return
    engine = database.engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    with engine.begin() as connection:
        yield connection
