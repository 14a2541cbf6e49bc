"""PostgreSQL forgets every night in which order things came, and loses nothing over it."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select, text

from sync_server.db.arrival_order import TABLES, forget_arrival_order
from sync_server.db.copying import digests_of, one_view
from sync_server.db.schema import described
from sync_server.db.tables import summary as table
from tests.sync_server.trust import Server, summary


@pytest.fixture
def server(tmp_path: Path, migrated_postgres: Any) -> Iterator[Server]:
    with Server(tmp_path, migrated_postgres()) as made:
        yield made


def lie(connection: Connection, rows_of: Table) -> list[str]:
    (key,) = list(rows_of.primary_key)[:1]
    found = connection.execute(text(f"SELECT {key.name} FROM {rows_of.name} ORDER BY ctid"))  # noqa: S608 -- our names
    return list(found.scalars())


def transactions(connection: Connection, rows_of: Table) -> int:
    counted = text(f"SELECT count(DISTINCT xmin::text) FROM {rows_of.name}")  # noqa: S608 -- our names
    return int(connection.execute(counted).scalar_one())


def test_rows_lie_in_the_order_of_their_keys_and_name_one_transaction(server: Server) -> None:
    items = [summary(text=f"Meal breaks {n}.") for n in range(8)]
    for wire in items:
        server.send(wire)
        server.credential("quay")
    database = server.parts.database
    with database.read() as connection:
        before = digests_of(connection)
        # This is what an administrator could see until the night.
        assert lie(connection, table) == [wire["id"] for wire in items]
        assert transactions(connection, table) == 8
    assert forget_arrival_order(database) is True
    with database.read() as connection:
        assert digests_of(connection) == before
        for each in TABLES:
            order = lie(connection, each)
            assert order == sorted(order), each.name
            assert transactions(connection, each) <= 1, each.name
        # The rows as they were are gone from the file: the new ones begin it.
        first = text("SELECT ctid::text FROM summary ORDER BY ctid LIMIT 1")
        assert connection.execute(first).scalar() == "(0,1)"
    assert forget_arrival_order(database) is False
    assert {receipt["status"] for receipt in server.send(*items)} == {"duplicate"}
    assert server.send(summary())[0]["status"] == "stored"


def test_whoever_reads_a_backup_meanwhile_finds_every_row(server: Server) -> None:
    for _ in range(5):
        server.send(summary())
    database, counted = server.parts.database, select(func.count()).select_from(table)
    with one_view(database) as connection:
        connection.execute(text("SELECT 1 FROM organisation")).all()  # its moment is fixed now
        forgetting = threading.Thread(target=forget_arrival_order, args=(database,))
        forgetting.start()
        forgetting.join(60)
        assert not forgetting.is_alive()
        assert connection.execute(counted).scalar_one() == 5
    with database.read() as connection:
        assert connection.execute(counted).scalar_one() == 5


def test_every_table_that_refers_to_one_of_these_is_written_anew_too() -> None:
    names = [each.name for each in TABLES]
    for each in described().sorted_tables:
        for key in each.foreign_keys:
            if key.column.table.name in names:
                assert names.index(each.name) > names.index(key.column.table.name)
