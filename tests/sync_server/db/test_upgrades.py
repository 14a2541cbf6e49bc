"""From every step there ever was: what the tables held is there after an upgrade."""

import json
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Connection, Integer, MetaData, Table, select, text

from sync_server.db import migrations
from sync_server.db.engine import Database, open_database
from sync_server.errors import MigrationFailed, MigrationWaits
from sync_server.services.audit_chain import breaks
from sync_server.services.resealing import Resealing
from sync_server.services.text_cipher import load_cipher, sealed_with
from tests.sync_server.trust import TRUST

STEPS = sorted(
    step.revision
    for step in ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
)
#: What a column may hold where not any word will do.
FITTING = {
    "document": json.dumps(TRUST.to_document()),
    "role": "lead",
    "at": "2026-11-02T10:15",
    "week": "2026-W47",
    "quarter": "2026-Q4",
    "expires_on": "2026-12-01",
    "kept_until": "2026-12-21",
    "made_on": "2026-11-20",
    "edited_on": "2026-11-20",
    "text": "Missed breaks wear people down.",
    "phrase": "missed breaks",
}
JSON_LISTS = {"themes", "support_offered", "areas", "places"}


def tables_of(connection: Connection) -> dict[str, Table]:
    """Read the tables as they are at this step, in the order in which rows can be inserted."""
    found = MetaData()
    found.reflect(connection)
    return {t.name: t for t in found.sorted_tables if t.name != "alembic_version"}


def value_for(table: Table, name: str, number: int) -> object:
    column = table.c[name]
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return value_for(key.column.table, key.column.name, number)
    if isinstance(column.type, Boolean):
        return bool(number % 2)
    if isinstance(column.type, Integer):
        return number
    if name in JSON_LISTS:
        return "[]"
    if name in FITTING:
        return FITTING[name]
    length = getattr(column.type, "length", None) or 40
    return f"{number}{table.name}-{name}"[:length]


def fill(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Put two rows into every table that is empty; give what every table holds then."""
    held = {}
    for name, table in tables_of(connection).items():
        made_with_keys = name == "text_key"  # no key of a test stands behind a made-up name
        if not made_with_keys and connection.execute(select(table).limit(1)).first() is None:
            rows = [
                {c.name: value_for(table, c.name, number) for c in table.columns}
                for number in (1, 2)
            ]
            connection.execute(table.insert(), rows)
        held[name] = read(connection, table)
    return held


def read(connection: Connection, table: Table) -> list[dict[str, object]]:
    keys = list(table.primary_key.columns) or list(table.columns)
    return [dict(row) for row in connection.execute(select(table).order_by(*keys)).mappings()]


@pytest.fixture
def empty(database_url: str, tmp_path: Path):
    database = open_database(database_url or f"sqlite:///{tmp_path / 'layby.db'}")
    yield database
    database.close()


@pytest.mark.parametrize("step", STEPS)
def test_an_upgrade_from_this_step_keeps_every_row(
    empty: Database, step: str, tmp_path: Path
) -> None:
    with empty.write() as connection:
        command.upgrade(migrations.configuration(connection), step)
        before = fill(connection)
    migrations.upgrade(empty)
    with empty.read() as connection:
        assert not migrations.state_of(connection).pending
        after = tables_of(connection)
        for name, rows in before.items():
            if name not in after or not rows:
                continue
            now = read(connection, after[name])
            kept = {key for key in rows[0] if key in now[0] and (name, key) not in CHANGED}
            for old, new in zip(rows, now, strict=True):
                assert {k: old[k] for k in kept} == {k: new[k] for k in kept}, name
        if step < "0006":
            assert breaks(connection, {}) == [], "what was written before is in the chain"
    cipher = load_cipher(tmp_path / "text.keys")
    Resealing(empty, cipher).begin()
    with empty.read() as connection:
        table = after["summary"]
        for row in connection.execute(select(table.c.id, table.c.text)).all():
            assert sealed_with(row.text), "texts from before are sealed too"
            assert cipher.open(row.text, row.id) == FITTING["text"]


#: Columns that a step gives a meaning of its own.
CHANGED = {("audit", "number"), ("audit", "hash")}


def test_an_older_database_waits_where_the_settings_say_so(empty: Database) -> None:
    migrations.upgrade(empty, ask=True)  # with nothing in it there is nothing to ask
    with empty.write() as connection:
        command.downgrade(migrations.configuration(connection), "0003")
    with pytest.raises(MigrationWaits, match="step 0003") as caught:
        migrations.upgrade(empty, ask=True)
    assert "LAYBY_MIGRATE=auto" in str(caught.value)
    with empty.read() as connection:
        assert migrations.state_of(connection).current == "0003"
    migrations.upgrade(empty)


def test_a_step_that_fails_leaves_the_rows_and_says_so_in_a_sentence(empty: Database) -> None:
    with empty.write() as connection:
        command.upgrade(migrations.configuration(connection), "0002")
        before = fill(connection)
        connection.execute(text("CREATE TABLE flag (id TEXT)"))  # what step 0003 wants to make
    with pytest.raises(MigrationFailed, match=r"0002 to .* Nothing was changed") as caught:
        migrations.upgrade(empty)
    assert "breaks" not in str(caught.value)
    with empty.read() as connection:
        assert migrations.state_of(connection).current == "0002"
        tables = tables_of(connection)
        assert {name: read(connection, tables[name]) for name in before} == before
