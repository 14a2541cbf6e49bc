"""The doctor: looks at everything that running Layby rests on, and says what to do.

It changes nothing but the kept ends of the audit's chains, and those only when every chain is
as it was written. Each finding is a line that is ok or in trouble.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from sqlalchemy.exc import SQLAlchemyError

from app.domain.errors import LaybyError
from sync_server.db import migrations
from sync_server.db.copies import clock_of, keeps_times, size_of, sound_pages
from sync_server.db.engine import Database, open_database
from sync_server.db.sealed_texts import ALL, StoredWords
from sync_server.db.server_state import ServerState
from sync_server.db.verified_backups import TextKeyRecords, VerifiedBackups
from sync_server.services.audit_chain import breaks, chain_ends, keep_ends, read_ends
from sync_server.services.data import free_bytes
from sync_server.services.doctor_files import look_at_files
from sync_server.services.findings import Finding, ok, trouble
from sync_server.services.signing_changes import TODO, left_behind, not_backed_up
from sync_server.services.text_cipher import TextCipher
from sync_server.services.text_keys import TextKeys
from sync_server.settings import Settings

#: A backup should be made every night; a weekend without one is noticed.
BACKUP_DAYS = 3
_CLOCK_SECONDS = 120
_ROOM_LEFT = 500_000_000
_SAMPLE = 200


@dataclass(frozen=True)
class Doctor:
    """Looks over one server's settings, files and database."""

    settings: Settings
    now: Callable[[], datetime] = datetime.now

    def look(self) -> Iterator[Finding]:
        """Give one finding after the other."""
        yield from look_at_files(self.settings, self.now())
        file = self.settings.database_file
        if file is not None and not file.exists():
            yield trouble("Database", "there is none yet", "Start the server once: serve")
            return
        try:
            database = open_database(self.settings.url)
        except LaybyError as error:
            yield trouble("Database", error.message, "Look at DATABASE_URL.")
            return
        try:
            yield from self._database(database)
        finally:
            database.close()

    def _database(self, database: Database) -> Iterator[Finding]:
        try:
            with database.read() as connection:
                state = migrations.state_of(connection)
            yield ok("Database", f"{database.engine.dialect.name} answers")
        except LaybyError as error:
            yield trouble("Migrations", error.message, "Install the version that wrote it.")
            return
        except SQLAlchemyError as error:
            yield trouble(
                "Database", f"it does not answer ({type(error).__name__})", "Is it running?"
            )
            return
        if state.pending:
            said = f"at step {state.current or 'none'}, this version needs {state.head}"
            yield trouble("Migrations", said, "Make a backup, then start the server.")
            return
        yield ok("Migrations", f"at step {state.head}, as this version needs")
        looks = (
            self._pages,
            self._order,
            self._clock,
            self._room,
            self._backup,
            self._keys,
            self._signing,
            self._audit,
        )
        yield from chain.from_iterable(look(database) for look in looks)

    def _pages(self, database: Database) -> Iterator[Finding]:
        if sound_pages(database):
            yield ok("Integrity", "every page checked")
        else:
            yield trouble("Integrity", "pages are damaged", "Stop, and restore the last backup.")

    def _order(self, database: Database) -> Iterator[Finding]:
        if database.is_sqlite:
            return
        if keeps_times(database):
            said = "PostgreSQL keeps when each row came (track_commit_timestamp)"
            yield trouble("Arrival", said, "Turn it off, and restart PostgreSQL.")
        else:
            yield ok("Arrival", "PostgreSQL keeps no time; the order goes with each purge")

    def _clock(self, database: Database) -> Iterator[Finding]:
        if self.now().date() < date.fromisoformat("2026-11-01"):
            yield trouble("Clock", f"it says {self.now():%d %B %Y}", "Set it: timedatectl")
            return
        theirs = clock_of(database)
        apart = abs((theirs - datetime.now(theirs.tzinfo)).total_seconds()) if theirs else 0.0
        if apart > _CLOCK_SECONDS:
            said = f"{apart:.0f} seconds apart from the database's"
            yield trouble("Clock", said, "Let both follow one time server (chrony, timesyncd).")
        else:
            yield ok("Clock", f"{self.now():%d %B %Y, %H:%M}")

    def _room(self, database: Database) -> Iterator[Finding]:
        free = free_bytes(self.settings.data_dir)
        needed = max(_ROOM_LEFT, int(2.2 * size_of(database)))
        said = f"{free // 1_000_000:,} MB free, {needed // 1_000_000:,} MB wanted for a backup"
        if free < needed:
            yield trouble("Disk", said, "Make room, or move LAYBY_DATA_DIR to a larger disk.")
        else:
            yield ok("Disk", said)

    def _backup(self, database: Database) -> Iterator[Finding]:
        with database.read() as connection:
            last = VerifiedBackups(connection).last(ServerState(connection).read().epoch)
        oldest = (self.now().date() - timedelta(days=BACKUP_DAYS)).isoformat()
        todo = "Make one: backup FOLDER. Devices keep their own copies until then."
        if last is None:
            yield trouble("Backup", "none was made and verified yet", todo)
        elif last < oldest:
            yield trouble("Backup", f"the last verified one is of {last}", todo)
        else:
            yield ok("Backup", f"verified on {last}")

    def _keys(self, database: Database) -> Iterator[Finding]:
        restore = "Put text.keys back from the last backup, before anything else is sent."
        try:
            keys = TextKeys(self.settings.text_keys_file)
            present, current = keys.all(), keys.current
            with database.read() as connection:
                known = TextKeyRecords(connection).all()
                for words in ALL:
                    for row in StoredWords(connection, words).page((), _SAMPLE):
                        TextCipher(keys).open(row.stored, row.bound_to)
        except LaybyError as error:
            yield trouble("Text keys", error.message, restore)
            return
        if known and not known.keys() <= present.keys():
            yield trouble("Text keys", "one that the database needs is missing", restore)
        elif not known.get(current, False):
            yield trouble("Text keys", "not every text is under the newest", "Run: purge")
        else:
            yield ok("Text keys", f"{len(present)} in use, the newest is {current}")

    def _signing(self, database: Database) -> Iterator[Finding]:
        file = self.settings.signing_file
        with database.read() as connection:
            behind = " ".join(left_behind(file, connection))
            at_risk = " ".join(not_backed_up(file, connection))
        if behind:
            yield trouble("Signing keys", behind, TODO)
        elif at_risk:
            yield trouble("Signing keys", at_risk, "Make one now: backup FOLDER")
        else:
            yield ok("Signing keys", "devices know those that sign")

    def _audit(self, database: Database) -> Iterator[Finding]:
        file = self.settings.audit_ends_file
        with database.read() as connection:
            found = breaks(connection, read_ends(file))
            ends = chain_ends(connection)
        if found:
            todo = "Compare it with the last backup, and tell whoever looks after security."
            yield trouble("Audit", " ".join(found), todo)
            return
        try:
            keep_ends(file, ends)
        except OSError:
            yield trouble("Audit", f"{file} cannot be written", "Look at the folder's owner.")
            return
        yield ok("Audit", f"{sum(end[0] for end in ends.values()):,} acts, every link holds")
