"""The audit only grows, and whoever changes it all the same is found out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from sync_server.db.audit import BEGINNING, Audit, link
from sync_server.db.engine import Database
from sync_server.services.audit_chain import breaks, chain_ends, keep_ends, read_ends
from tests.sync_server.trust import TRUST, Server

AT = "2026-11-02T10:15"


def write(database: Database, number: int) -> None:
    for n in range(number):
        with database.write() as connection:
            Audit(connection, TRUST.id).add("lead", f"looked at texts {n}", AT)


def unguard(connection: Connection) -> None:
    """As somebody would who may change the database as they like."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER audit_stays"))
        connection.execute(text("DROP TRIGGER audit_is_kept"))
    else:
        connection.execute(text("DROP TRIGGER audit_stays ON audit"))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE number = 3"],
    ids=["update", "delete", "delete-one"],
)
def test_the_database_refuses_to_change_or_delete_rows(
    either_server: Server, statement: str
) -> None:
    database = either_server.parts.database
    write(database, 3)
    with pytest.raises(DatabaseError), database.write() as connection:
        connection.execute(text(statement))
    with database.read() as connection:
        assert len(Audit(connection, TRUST.id).all()) == 3
        assert breaks(connection, {}) == []


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE audit SET what = 'nothing' WHERE number = 2", "row 2"),
        ("UPDATE audit SET at = '2026-11-03T10:15' WHERE number = 4", "row 4"),
        ("UPDATE audit SET who = 'other' WHERE number = 1", "row 1"),
        ("UPDATE audit SET hash = 'x' WHERE number = 3", "row 3"),
        ("DELETE FROM audit WHERE number = 2", "row 2"),
        ("DELETE FROM audit WHERE number = 5", "row 5"),
        ("DELETE FROM audit", "row 5"),
    ],
    ids=["what", "at", "who", "hash", "taken-out", "end-cut", "emptied"],
)
def test_tampering_is_found_by_row(either_server: Server, statement: str, row: str) -> None:
    database = either_server.parts.database
    write(database, 5)
    with database.read() as connection:
        ends = chain_ends(connection)
    with database.write() as connection:
        unguard(connection)
        connection.execute(text(statement))
    with database.read() as connection:
        found = breaks(connection, ends)
    assert found
    assert row in found[0]


def test_a_chain_written_anew_is_found_by_the_end_that_was_kept(
    server: Server, tmp_path: Path
) -> None:
    database, kept = server.parts.database, tmp_path / "audit.ends"
    write(database, 3)
    with database.read() as connection:
        keep_ends(kept, chain_ends(connection))
    with database.write() as connection:
        unguard(connection)
        connection.execute(text("DELETE FROM audit"))
        for n in range(4):
            Audit(connection, TRUST.id).add("lead", f"did nothing {n}", AT)
    with database.read() as connection:
        assert breaks(connection, {}) == [], "in itself it is whole"
        assert "row 3" in breaks(connection, read_ends(kept))[0]
    kept.write_text("[1, 2]", encoding="utf-8")
    assert read_ends(kept) == {}


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=2, max_size=2, unique=True))
def test_no_two_rows_that_differ_hash_alike(said: list[tuple[str, str, str]]) -> None:
    one, two = (link(BEGINNING, "trust", 1, row) for row in said)
    assert one != two
    assert link(one, "trust", 2, said[0]) != link(two, "trust", 2, said[0])
