"""Moving from SQLite to PostgreSQL: every row, compared on both sides, in one transaction.

The new database begins a new epoch: whatever a device still sent to the old one by mistake it
sends again. The old file stays as it is.
"""

from collections.abc import Callable
from datetime import datetime

from sync_server.db import migrations
from sync_server.db.audit import note_everywhere
from sync_server.db.copying import clear, copy_rows, digests_of, is_empty, one_view
from sync_server.db.engine import open_database
from sync_server.db.server_state import ServerState
from sync_server.errors import ServerError
from sync_server.services.audit_chain import chain_ends, keep_ends
from sync_server.services.data import Data
from sync_server.services.run_lock import alone


def move(data: Data, target_url: str, now: Callable[[], datetime] = datetime.now) -> dict[str, int]:
    """Copy everything into the empty database at ``target_url``; gives the rows by table.

    Raises ServerError when a server runs, or when the target holds something already.
    """
    settings = data.settings.model_copy(update={"database_url": target_url})
    if not data.database.is_sqlite or settings.database_file is not None:
        raise ServerError("Only a SQLite database can be copied, and only to postgresql://…")
    with alone(settings.running_file):
        target = open_database(settings.url)
        try:
            migrations.upgrade(target)
            with one_view(data.database) as rows, target.write() as connection:
                if not is_empty(connection):
                    raise ServerError("That database holds a trust already. Nothing was changed.")
                clear(connection)
                counts = copy_rows(rows, connection)
                if digests_of(rows) != digests_of(connection):
                    raise ServerError("The rows did not arrive as they are. Nothing was kept.")
                ServerState(connection).renew()
                note_everywhere(connection, "moved the server to PostgreSQL", now())
                ends = chain_ends(connection)
        finally:
            target.close()
        keep_ends(settings.audit_ends_file, ends)
    return counts
