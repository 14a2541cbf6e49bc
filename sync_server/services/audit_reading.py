"""Reads a trust's audit for its auditors: a page at a time, as a file, and whether it is whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sync_server.db.audit import Audit
from sync_server.db.audit_pages import Wanted, newest_first, oldest_first
from sync_server.db.engine import Database
from sync_server.services.audit_chain import first_break, read_ends
from sync_server.services.exporting import table

#: The kinds of acts, by how they begin. An act that is none of these is of the kind OTHER.
KINDS: Mapping[str, tuple[str, ...]] = {
    "looks": ("looked at",),
    "sign-ins": ("signed in",),
    "accounts": (
        *("invited ", "took an invitation", "took back the invitation"),
        *("suspended the account", "readmitted the account", "took the second factor"),
        *("made the account", "removed the account", "reset the password"),
        *("changed their password", "linked "),
    ),
    "enrolment": ("made enrolment code", "revoked enrolment code"),
}
OTHER = "other"
_COLUMNS = ("number", "at", "who", "kind", "what", "hash")


@dataclass(frozen=True)
class Act:
    """One act: its number in the trust's chain, when (to the minute), who, what, of which kind."""

    number: int
    at: str
    who: str
    what: str
    kind: str


@dataclass(frozen=True)
class Chain:
    """Whether the log is as it was written: ``broken_at`` is the first act that is not, or 0.

    ``cut`` says that what stood at its end when the server last looked is there no more; ``end``
    is the hash of its last act, to be compared with one written down elsewhere.
    """

    acts: int
    end: str
    broken_at: int
    cut: bool


class AuditReading:
    """Reads one trust's log; ``ends_file`` holds the ends of the chains, outside the database."""

    def __init__(self, database: Database, ends_file: Path) -> None:
        self._database = database
        self._ends_file = ends_file

    def acts(
        self,
        organisation: str,
        before: int | None,
        most: int,
        kind: str = "",
        days: tuple[date | None, date | None] = (None, None),
    ) -> Sequence[Act]:
        """Give at most ``most`` acts of one trust, newest first, numbered below ``before``.

        ``days`` are the first and the last, either None for all; ``kind`` "" is every kind.
        """
        with self._database.read() as connection:
            rows = newest_first(connection, organisation, before, most, _wanted(kind, days))
        return [Act(row.number, row.at, row.who, row.what, kind_of(row.what)) for row in rows]

    def file(
        self,
        organisation: str,
        who: str,
        kind: str = "",
        days: tuple[date | None, date | None] = (None, None),
    ) -> str:
        """Give acts as CSV, oldest first, with the hashes that link them; it is an act itself."""
        with self._database.read() as connection:
            rows = [
                [str(row.number), row.at, row.who, kind_of(row.what), row.what, row.hash]
                for row in oldest_first(connection, organisation, _wanted(kind, days))
            ]
        at = datetime.now().isoformat(timespec="minutes")
        with self._database.write() as connection:
            Audit(connection, organisation).add(who, f"took {len(rows)} acts as a file", at)
        return table(_COLUMNS, rows)

    def chain(self, organisation: str) -> Chain:
        """Follow every link of the trust's log; takes a moment where there are very many."""
        number, kept = read_ends(self._ends_file).get(organisation, (0, ""))
        with self._database.read() as connection:
            log = Audit(connection, organisation)
            acts, end = log.end()
            cut = bool(number) and log.hash_of(number) != kept
            return Chain(acts, end, first_break(connection, organisation), cut)


def kind_of(what: str) -> str:
    """Give the kind of an act by its words."""
    return next((kind for kind, begins in KINDS.items() if what.startswith(begins)), OTHER)


def _wanted(kind: str, days: tuple[date | None, date | None]) -> Wanted:
    since, until = (day.isoformat() if day else "" for day in days)
    if kind == OTHER:
        every = tuple(words for begins in KINDS.values() for words in begins)
        return Wanted(every, others=True, since=since, until=until)
    return Wanted(KINDS.get(kind, ()), since=since, until=until)
