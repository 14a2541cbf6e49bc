"""Migrations build from nothing what tables.py describes, on both databases, and safely."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from sync_server.db import migrations
from sync_server.db.engine import Database, open_database
from sync_server.db.summaries import Summaries
from sync_server.db.tables import metadata
from sync_server.errors import DatabaseNewer, MigrationFailed, ServerError


@pytest.fixture
def empty(database_url: str, tmp_path: Path):
    database = open_database(database_url or f"sqlite:///{tmp_path / 'made' / 'layby.db'}")
    yield database
    database.close()


def test_the_migrated_schema_is_the_described_one(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        tables = set(inspect(connection).get_table_names())
    assert tables == set(metadata.tables) | {"alembic_version"}


def test_on_sqlite_no_table_keeps_the_order_in_which_summaries_came(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'layby.db'}")
    migrations.upgrade(database)
    with database.read() as connection:
        statement = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        made = {row.name: row.sql for row in connection.execute(text(statement))}
    database.close()
    for name, table in metadata.tables.items():
        described = table.dialect_options["sqlite"]["with_rowid"] is False
        assert ("WITHOUT ROWID" in made[name]) == described, name
    assert "WITHOUT ROWID" in made["summary"]
    assert "WITHOUT ROWID" in made["summary_code"]


def test_upgrading_again_changes_nothing_and_keeps_data(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.write() as connection:
        connection.execute(text("INSERT INTO organisation (id, document) VALUES ('a', '{}')"))
    migrations.upgrade(empty)
    with empty.read() as connection:
        assert connection.execute(text("SELECT id FROM organisation")).scalars().all() == ["a"]


def test_what_the_first_tables_held_is_there_after_the_second_step(empty: Database) -> None:
    from alembic import command

    migrations.upgrade(empty)
    with empty.write() as connection:
        command.downgrade(migrations.configuration(connection), "0001")
        connection.execute(text("INSERT INTO organisation VALUES ('a', '{}')"))
        connection.execute(
            text(
                "INSERT INTO summary VALUES ('i', 'd', 'a', '2026-Q4', '2026-W47', '04', NULL, "
                "'north', 'talk', 'Words.', '[]', true, false, '[]', 4, 'en', '1', 1, true, false)"
            )
        )
    migrations.upgrade(empty)
    with empty.read() as connection:
        assert connection.execute(text("SELECT version FROM organisation")).scalar_one() == 1
        row = connection.execute(text('SELECT self_referral, helpful, "schema" FROM summary')).one()
    assert tuple(row) == (None, 4, 1)


def test_what_was_stored_before_the_second_look_may_be_quoted_after_it(empty: Database) -> None:
    from alembic import command

    migrations.upgrade(empty)
    with empty.write() as connection:
        command.downgrade(migrations.configuration(connection), "0002")
        connection.execute(text("INSERT INTO organisation (id, document) VALUES ('a', '{}')"))
        connection.execute(
            text(
                "INSERT INTO summary VALUES ('i', 'd', 'a', '2026-Q4', '2026-W47', '04', NULL, "
                "'north', 'talk', 'Words.', '[]', true, false, '[]', 4, 'en', '1', 2, true, "
                "false, 'self')"
            )
        )
    migrations.upgrade(empty)
    with empty.read() as connection:
        row = connection.execute(text("SELECT withdrawal, looked_again FROM summary")).one()
        assert Summaries(connection, "a").texts("2026-Q4", "04") == [("i", "Words.")]
    assert (row.withdrawal, bool(row.looked_again)) == (None, False)


def test_processes_that_start_together_wait_for_one_another(empty: Database) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        own = open_database(empty.engine.url.render_as_string(hide_password=False))
        try:
            migrations.upgrade(own)
        except BaseException as error:
            failures.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_database_from_a_newer_version_is_left_untouched(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewer, match="newer version"):
        migrations.upgrade(empty)
    with empty.read() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version"))
        assert version.scalar_one() == "9999"


def test_a_failing_migration_leaves_nothing_behind(empty: Database) -> None:
    # The second table of the migration is there already, so it fails half way.
    with empty.write() as connection:
        connection.execute(text("CREATE TABLE summary (id TEXT)"))
    with pytest.raises(MigrationFailed, match="Nothing was changed"):
        migrations.upgrade(empty)
    with empty.read() as connection:
        assert inspect(connection).get_table_names() == ["summary"]


def test_going_down_and_up_again_works(empty: Database) -> None:
    from alembic import command

    migrations.upgrade(empty)
    with empty.write() as connection:
        command.downgrade(migrations.configuration(connection), "base")
    migrations.upgrade(empty)
    with empty.read() as connection:
        assert "summary" in inspect(connection).get_table_names()


def test_the_embedded_database_is_set_up_to_survive_and_to_forget(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'layby.db'}")
    with database.read() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert (tmp_path / "layby.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("url", ["mysql://secret@host/x", "no address", "://"])
def test_an_unusable_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ServerError) as caught:
        open_database(url)
    assert url not in caught.value.message
