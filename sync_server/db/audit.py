"""Who did what: an append-only log in which each row hashes the one before it.

Each trust has a chain of its own, numbered from 1. A row's ``hash`` covers the hash before it
and everything the row says, so that a row that is altered, taken out or put between breaks the
chain from there on. The database itself refuses to change or delete rows (triggers); the end
of the chain is also kept outside of it (``sync_server.services.audit_chain``).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, select

from sync_server.db.repositories import Organisations, Record
from sync_server.db.tables import audit

#: Who it was, where it was whoever may use the server's own command line.
COMMAND_LINE = "command line"
#: What the first row of a chain follows.
BEGINNING = ""


def link(previous: str, organisation: str, number: int, said: tuple[str, str, str]) -> str:
    """Give a row's hash: SHA-256 over the hash before it and what the row says, as JSON.

    ``said`` is when it was, who did it, and what.
    """
    whole = json.dumps([previous, organisation, number, *said], separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


@dataclass(frozen=True)
class Audit:
    """One trust's log."""

    connection: Connection
    organisation: str

    def add(self, who: str, what: str, at: str) -> None:
        """Keep one act; ``at`` is ISO 8601 to the minute. Other writers for the trust wait."""
        Organisations(self.connection).lock(self.organisation)
        number, previous = self.end()
        what, number = what[:200], number + 1
        self.connection.execute(
            audit.insert().values(
                organisation=self.organisation,
                number=number,
                at=at,
                who=who,
                what=what,
                hash=link(previous, self.organisation, number, (at, who, what)),
            )
        )

    def end(self) -> tuple[int, str]:
        """Give the number and hash of the last row; (0, BEGINNING) where there is none."""
        statement = self._own().order_by(audit.c.number.desc()).limit(1)
        row = self.connection.execute(statement).first()
        return (row.number, row.hash) if row else (0, BEGINNING)

    def hash_of(self, number: int) -> str | None:
        """Give the hash of one row, None when there is no such row."""
        row = self.connection.execute(self._own().where(audit.c.number == number)).first()
        return row.hash if row else None

    def rows(self) -> Iterator[Record]:
        """Give every row, oldest first, a few at a time."""
        statement = self._own().order_by(audit.c.number).execution_options(yield_per=1000)
        with self.connection.execute(statement) as found:  # closed also when nobody reads on
            yield from found

    def all(self) -> list[tuple[str, str, str]]:
        """Give (at, who, what) of every act, oldest first."""
        return [(row.at, row.who, row.what) for row in self.rows()]

    def _own(self) -> Select[tuple[object, ...]]:
        return select(audit).where(audit.c.organisation == self.organisation)


def note_everywhere(connection: Connection, what: str, now: datetime) -> None:
    """Keep an act of whoever runs the server in the log of every trust on it."""
    at = now.isoformat(timespec="minutes")[:16]
    for trust in Organisations(connection).all():
        Audit(connection, trust).add(COMMAND_LINE, what, at)
