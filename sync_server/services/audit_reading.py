"""Reads a trust's audit for its auditors, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync_server.db.audit_pages import newest_first
from sync_server.db.engine import Database


@dataclass(frozen=True)
class Act:
    """One act: its number in the trust's chain, when (to the minute), who, and what."""

    number: int
    at: str
    who: str
    what: str


class AuditReading:
    """Gives pages of the audit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def acts(self, organisation: str, before: int | None, most: int) -> Sequence[Act]:
        """Give at most ``most`` acts of one trust, newest first, numbered below ``before``."""
        with self._database.read() as connection:
            rows = newest_first(connection, organisation, before, most)
        return [Act(row.number, row.at, row.who, row.what) for row in rows]
