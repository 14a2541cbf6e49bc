"""Whether this server can take summaries in: asked by a proxy or a monitor every few seconds."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from sync_server.db import migrations
from sync_server.db.engine import Database
from sync_server.errors import ServerError
from sync_server.services.data import free_bytes

#: Less than this and SQLite could fail in the middle of a write: 64 MB.
LEAST_ROOM = 64 * 1024 * 1024
WELL = "ok"


class Readiness:
    """Looks at what storing a summary needs."""

    def __init__(self, database: Database, folder: Path, least_room: int = LEAST_ROOM) -> None:
        self._database = database
        self._folder = folder
        self._least_room = least_room

    def checks(self) -> Mapping[str, str]:
        """Give ``ok`` or a word of trouble for the database, its migrations and the disk."""
        return {**self._of_the_database(), "disk": self._disk()}

    def _of_the_database(self) -> dict[str, str]:
        try:
            with self._database.read() as connection:
                state = migrations.state_of(connection)
        except SQLAlchemyError:
            return {"database": "away", "migrations": "unknown"}
        except ServerError:
            return {"database": WELL, "migrations": "newer"}
        return {"database": WELL, "migrations": "pending" if state.pending else WELL}

    def _disk(self) -> str:
        try:
            return WELL if free_bytes(self._folder) >= self._least_room else "full"
        except OSError:
            return "away"
