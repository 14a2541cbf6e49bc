"""Schema migrations, run at every start inside one transaction under a lock.

Either the schema is at this version's head afterwards, or nothing has changed. Two processes
that start together wait for one another. A database from a newer version is left untouched.
"""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from sync_server.db.engine import Database
from sync_server.errors import DatabaseNewer, MigrationFailed, MigrationWaits
from sync_server.observability import logger

# Any fixed number: it names Layby's migration lock among a PostgreSQL database's locks.
_LOCK = 0x4C617962


@dataclass(frozen=True)
class SchemaState:
    """At which step a database is, and which one this version needs."""

    current: str
    head: str

    @property
    def pending(self) -> bool:
        """Whether there is something to bring up to date."""
        return self.current != self.head


def configuration(connection: Connection) -> Config:
    """Give Alembic's configuration for ``connection``: in code, there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def state_of(connection: Connection) -> SchemaState:
    """Say how the schema stands; raises DatabaseNewer when it is beyond this version."""
    scripts = ScriptDirectory.from_config(configuration(connection))
    known = {script.revision for script in scripts.walk_revisions()}
    current = set(MigrationContext.configure(connection).get_current_heads())
    if not current <= known:
        raise DatabaseNewer
    return SchemaState("".join(sorted(current)), "".join(scripts.get_heads()))


def upgrade(database: Database, *, ask: bool = False) -> None:
    """Bring the schema to this version.

    With ``ask`` a database that holds something is left as it is and MigrationWaits is raised.
    Raises DatabaseNewer when it is beyond this version, MigrationFailed when a step does not
    work: then nothing has changed.
    """
    with database.write() as connection:
        if not database.is_sqlite:  # SQLite's writer lock, held already, does the same
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        state = state_of(connection)
        if not state.pending:
            return
        if state.current:
            backup = _last_backup(connection)
            if ask:
                raise MigrationWaits(_said(state, backup))
            logger().warning("upgrading", step=state.head, step_before=state.current, backup=backup)
        try:
            command.upgrade(configuration(connection), "head")
        except SQLAlchemyError as error:
            raise MigrationFailed(
                f"The database could not be brought from step {state.current or 'none'} to "
                f"{state.head} ({type(error).__name__}). Nothing was changed: the version "
                "before goes on working with it."
            ) from error


def _said(state: SchemaState, backup: str) -> str:
    return (
        f"This version brings the database from step {state.current} to {state.head}, and there "
        f"is no way back but a backup. The last verified one: {backup}. When you have one, start "
        "with LAYBY_MIGRATE=auto. Nothing was changed."
    )


def _last_backup(connection: Connection) -> str:
    """Give the day of the last verified backup, in words where there is none."""
    if not inspect(connection).has_table("verified_backup"):
        return "none"
    newest = text("SELECT max(verified_on) FROM verified_backup")
    return str(connection.execute(newest).scalar() or "none")
