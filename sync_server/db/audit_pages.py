"""Pages of a trust's audit, for reading; writing is in ``sync_server.db.audit``."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from sync_server.db.repositories import Record
from sync_server.db.tables import audit


def newest_first(
    connection: Connection, organisation: str, before: int | None, most: int
) -> Sequence[Record]:
    """Give at most ``most`` rows of one trust with a number below ``before``, newest first."""
    statement = select(audit).where(audit.c.organisation == organisation)
    if before is not None:
        statement = statement.where(audit.c.number < before)
    return connection.execute(statement.order_by(audit.c.number.desc()).limit(most)).all()
