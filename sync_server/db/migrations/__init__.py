"""Schema migrations, run at every start inside one transaction under a lock.

Either the schema is at this version's head afterwards, or nothing has changed. Two processes
that start together wait for one another. A database from a newer version is left untouched.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from sync_server.db.engine import Database
from sync_server.errors import DatabaseNewer

# Any fixed number: it names Layby's migration lock among a PostgreSQL database's locks.
_LOCK = 0x4C617962


def configuration(connection: Connection) -> Config:
    """Give Alembic's configuration for ``connection``: in code, there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Bring the schema to this version; raises DatabaseNewer when it is beyond it."""
    with database.write() as connection:
        if not database.is_sqlite:  # SQLite's writer lock, held already, does the same
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = configuration(connection)
        scripts = ScriptDirectory.from_config(config)
        known = {script.revision for script in scripts.walk_revisions()}
        current = set(MigrationContext.configure(connection).get_current_heads())
        if not current <= known:
            raise DatabaseNewer
        if current != set(scripts.get_heads()):
            command.upgrade(config, "head")
