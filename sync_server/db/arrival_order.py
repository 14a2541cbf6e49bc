"""What PostgreSQL remembers of the order in which rows came, and how it is made to forget.

A row lies where there was room when it came (``ctid``) and names the transaction that brought
it (``xmin``): whoever administers the database could put summaries, spent tokens and the tokens
that devices fetched into the order of their coming, and lay the three beside each other. SQLite
keeps neither, for its rows lie in the order of their random keys.

So every row is written anew, in the order of its key and in one transaction, and the old file
is thrown away. Freezing would not do: a frozen row still names its transaction. Nor would
TRUNCATE: a backup that is being read just then would find the tables empty.
"""

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import OperationalError

from sync_server.db.coding_tables import held_out
from sync_server.db.engine import Database
from sync_server.db.frozen_tables import recoded
from sync_server.db.intake_tables import spent_token
from sync_server.db.key_tables import device, issuance
from sync_server.db.learning_tables import check_answer
from sync_server.db.reach_tables import quote
from sync_server.db.repositories import Organisations
from sync_server.db.tables import (
    enrolment_attempt,
    flag,
    held_look,
    session,
    summary,
    summary_code,
)

#: Tables whose rows could be laid beside each other; one that refers to another stands after it.
TABLES: tuple[Table, ...] = (
    summary,
    summary_code,
    flag,
    spent_token,
    held_look,
    device,
    issuance,
    enrolment_attempt,
    session,
    check_answer,
    recoded,
    held_out,
    quote,
)
#: How long it waits for somebody who reads or writes; then it is left to the next night.
_PATIENCE = "SET LOCAL lock_timeout = '30s'"


def forget_arrival_order(database: Database) -> bool:
    """Write the rows anew in the order of their keys; False where there was nothing to forget.

    Whoever writes waits meanwhile: seconds for a trust's thousands, minutes for a million.
    Readers go on.
    Raises OperationalError where somebody holds on to a table: then nothing has changed.
    """
    if database.is_sqlite:
        return False
    with database.write() as connection:
        connection.execute(text(_PATIENCE))
        for trust in Organisations(connection).all():
            Organisations(connection).lock(trust)  # first, as intake does: no deadlock
        names = ", ".join(table.name for table in TABLES)
        connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
        if all(_tells_nothing(connection, table) for table in TABLES):
            return False
        _write_anew(connection)
    _throw_away(database)
    return True


def _tells_nothing(connection: Connection, table: Table) -> bool:
    found = text(f"SELECT count(DISTINCT xmin::text) FROM {table.name}")  # noqa: S608 (our name)
    return int(connection.execute(found).scalar_one()) <= 1


def _write_anew(connection: Connection) -> None:
    for table in TABLES:
        aside = f"CREATE TEMPORARY TABLE aside_{table.name} ON COMMIT DROP AS TABLE {table.name}"
        connection.execute(text(aside))
    for table in reversed(TABLES):
        connection.execute(table.delete())
    for table in TABLES:
        kept = table.to_metadata(type(table.metadata)(), name=f"aside_{table.name}")
        in_order = select(kept).order_by(*(kept.c[key.name] for key in table.primary_key))
        connection.execute(table.insert().from_select(list(kept.c.keys()), in_order))


def _throw_away(database: Database) -> None:
    """Let go of the rows as they were. Where somebody still reads them they go the next night."""
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(_PATIENCE.replace(" LOCAL", "")))
        try:
            for table in TABLES:
                try:
                    connection.execute(text(f"VACUUM (FULL, ANALYZE) {table.name}"))
                except OperationalError:
                    connection.execute(text(f"VACUUM (ANALYZE) {table.name}"))
        finally:
            connection.execute(text("RESET lock_timeout"))
