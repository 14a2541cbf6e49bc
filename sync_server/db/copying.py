"""Rows from one database into another of the same schema: SQLite and PostgreSQL alike.

Both have this version's schema, every table of it (``db.schema``). Backups of PostgreSQL are
SQLite files made this way: no client program of a fitting version is needed, the copy can be
opened and checked anywhere, and it restores to either kind.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, func, inspect, literal, select, table, text

from sync_server.db.engine import Database
from sync_server.db.schema import described

#: What is of the moment is not carried over. Everybody signs in again, steps of signing in and
#: this week's counts of tokens begin anew: kept night after night, those counts would say on
#: which days a device fetched tokens, beside the summaries that had come since the night before.
NOT_CARRIED = frozenset({"session", "used_step", "issuance"})
_BATCH = 1000


def carried() -> dict[str, Table]:
    """Give every table whose rows are carried, in the order in which they can be inserted."""
    return {t.name: t for t in described().sorted_tables if t.name not in NOT_CARRIED}


def counts_of(connection: Connection) -> dict[str, int]:
    """Count the rows of every table that is carried, whatever the schema's version."""
    present = inspect(connection).get_table_names()
    wanted = sorted(set(present) - NOT_CARRIED - {"alembic_version"})
    return {
        name: int(connection.execute(select(func.count()).select_from(table(name))).scalar_one())
        for name in wanted
    }


def digests_of(connection: Connection) -> dict[str, str]:
    """Give a digest of each carried table's rows: the same on both kinds, in whatever order."""
    return {name: _digest(connection, described) for name, described in carried().items()}


def _digest(connection: Connection, rows_of: Table) -> str:
    total = 0
    columns = sorted(rows_of.columns, key=lambda column: column.name)
    for row in _rows(connection, rows_of):
        said = json.dumps([_plain(row[column.name]) for column in columns])
        total += int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
    return f"{total % 2**256:064x}"


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _rows(connection: Connection, rows_of: Table) -> Iterator[dict[str, object]]:
    options = {"yield_per": _BATCH}
    with connection.execute(select(rows_of).execution_options(**options)) as found:
        for row in found.mappings():
            yield dict(row)


def is_empty(connection: Connection) -> bool:
    """Say whether there is no trust yet: nothing that could be lost."""
    if not inspect(connection).has_table("organisation"):
        return True
    return connection.execute(select(literal(1)).select_from(table("organisation"))).first() is None


def clear(connection: Connection) -> None:
    """Take every row out of every table, within the caller's transaction."""
    tables = described().sorted_tables
    if connection.dialect.name == "sqlite":
        for each in reversed(tables):
            connection.execute(each.delete())
    else:
        quote = connection.dialect.identifier_preparer.format_table
        connection.execute(text(f"TRUNCATE {', '.join(map(quote, tables))} CASCADE"))


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every carried row into the emptied ``target``; gives the rows by table."""
    copied: dict[str, int] = {}
    for name, each in carried().items():
        copied[name] = 0
        for batch in _batches(_rows(source, each)):
            target.execute(each.insert(), batch)
            copied[name] += len(batch)
        _go_on_counting(target, each)
    return copied


def _batches(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _go_on_counting(connection: Connection, counted: Table) -> None:
    """Let PostgreSQL's running numbers go on after the copied ones."""
    if connection.dialect.name == "sqlite" or len(counted.primary_key.columns) != 1:
        return
    (key,) = counted.primary_key.columns
    if key is not counted.autoincrement_column:
        return
    names = {"table": counted.name, "key": key.name}
    where = text("SELECT pg_get_serial_sequence(:table, :key)")
    sequence = connection.execute(where, names).scalar()
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
