"""What a monitor reads at each visit: sizes and days of the server, nothing of anybody.

Sizes are told in large steps. To the byte they would grow with every summary that is stored,
and read every fifteen seconds they would be a list of the moments at which summaries came.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from sync_server.db.copies import size_of
from sync_server.db.engine import Database
from sync_server.db.server_state import ServerState
from sync_server.db.verified_backups import VerifiedBackups
from sync_server.services.data import free_bytes
from sync_server.services.metrics import resident_bytes
from sync_server.services.readiness import WELL, Readiness
from sync_server.settings import Settings

#: Bytes in one step of a size: thousands of summaries.
SIZE_STEP = 16 * 1024 * 1024
#: A name, what it is, and the value of this moment.
Gauge = tuple[str, str, float]


class Gauges:
    """Reads the server's gauges."""

    def __init__(self, database: Database, settings: Settings, readiness: Readiness) -> None:
        self._database = database
        self._settings = settings
        self._readiness = readiness

    def read(self) -> Iterator[Gauge]:
        """Give every gauge that can be read just now."""
        for name, said in self._readiness.checks().items():
            yield (f"layby_{name}_ready", f"1 while the {name} is as it should be.", said == WELL)
        yield ("layby_resident_bytes", "Memory of this process.", _up(resident_bytes()))
        try:
            yield (
                "layby_disk_free_bytes",
                "Room on the disk of the data folder.",
                free_bytes(self._settings.data_dir) // SIZE_STEP * SIZE_STEP,
            )
            size = _up(size_of(self._database))
            yield ("layby_database_bytes", "Size of the database, in steps of 16 MiB.", size)
            yield from self._backups()
        except (OSError, SQLAlchemyError):
            return

    def _backups(self) -> Iterator[Gauge]:
        with self._database.read() as connection:
            last = VerifiedBackups(connection).last(ServerState(connection).read().epoch)
        if last is not None:
            days = (date.today() - date.fromisoformat(last)).days
            yield ("layby_backup_age_days", "Days since the last verified backup.", days)


def _up(size: int) -> int:
    """Round up to a whole step."""
    return -(-size // SIZE_STEP) * SIZE_STEP
