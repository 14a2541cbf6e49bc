"""Restoring: a backup becomes the server's data again, as a new life of the server.

Everything is unpacked, examined and brought to this version's schema beside the data first;
only then it is put in place. What stood there before is set aside, never deleted (SQLite), or
replaced in one transaction (PostgreSQL). The new epoch tells devices to send again whatever
they still hold: what the backup has is counted once all the same.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sync_server.db import migrations
from sync_server.db.audit import note_everywhere
from sync_server.db.copies import opened_copy, others_connected
from sync_server.db.copying import clear, copy_rows, digests_of, is_empty
from sync_server.db.engine import Database, open_database
from sync_server.db.server_state import ServerState
from sync_server.errors import ServerError
from sync_server.services.audit_chain import chain_ends, keep_ends
from sync_server.services.backup_archive import DATABASE, KEYS, SECRET, Manifest, unpack
from sync_server.services.backup_check import examine
from sync_server.services.data import scratch
from sync_server.services.files import flush_file, flush_folder
from sync_server.services.recovery_key import Opener
from sync_server.services.run_lock import InUse, alone
from sync_server.services.signing_changes import left_behind
from sync_server.services.withdrawn_list import WithdrawnList
from sync_server.settings import Settings

_OVERWRITES = (
    "There are data here already. To put the backup in their place add --force. "
    "Nothing was changed."
)


class Restored(NamedTuple):
    """What a backup says of itself, and where the files were put that were in its place.

    ``withdrawn`` is how many summaries were withdrawn again, because their authors had withdrawn
    them since; ``warnings`` are about devices that will refuse the restored server.
    """

    manifest: Manifest
    aside: Path | None
    withdrawn: int
    warnings: tuple[str, ...]


class Restoring:
    """Puts one backup in place of a server's data."""

    def __init__(self, settings: Settings, now: Callable[[], datetime] = datetime.now) -> None:
        self._settings = settings
        self._now = now

    def restore(self, file: Path, opener: Opener, *, force: bool) -> Restored:
        """Restore ``file``; gives what is to be said of it.

        Raises ServerError: when a server runs, when there are data and not ``force``, when the
        backup does not open or is not whole. Then nothing has changed.
        """
        settings = self._settings
        with alone(settings.running_file), scratch(settings) as work:
            if not force and self._is_taken():
                raise ServerError(_OVERWRITES)
            try:
                manifest = unpack(file, opener, work)
            except OSError as error:
                raise ServerError(f"The file {file} cannot be read.") from error
            examine(work, manifest)
            with opened_copy(work / DATABASE) as copy, copy.write() as connection:
                ServerState(connection).renew()
                again = WithdrawnList(settings.withdrawn_file).apply(connection)
                warnings = tuple(left_behind(settings.signing_file, connection))
                said = f"restored the server from a backup of {manifest.made_on}"
                note_everywhere(connection, said, self._now())
                ends = chain_ends(connection)
            if settings.database_file is None:
                aside = self._into_postgres(work, force=force)
            else:
                aside = self._into_folder(work, settings.database_file)
            keep_ends(settings.audit_ends_file, ends)
        return Restored(manifest, aside, again, warnings)

    def _is_taken(self) -> bool:
        """Say whether something would be overwritten. A file that is no database counts too."""
        file = self._settings.database_file
        if file is not None:
            return file.exists() and file.stat().st_size > 0 and not _holds_nothing(file)
        database = open_database(self._settings.url)
        try:
            with database.read() as connection:
                return not is_empty(connection)
        finally:
            database.close()

    def _into_folder(self, work: Path, target: Path) -> Path | None:
        beside = [target.with_name(target.name + end) for end in ("-wal", "-shm")]
        aside = self._set_aside([target, *beside])
        flush_file(work / DATABASE)
        self._place_keys(work)
        (work / DATABASE).replace(target)  # last: without it a server would not start half-way
        flush_folder(target.parent)
        return aside

    def _into_postgres(self, work: Path, *, force: bool) -> Path | None:
        database = open_database(self._settings.url)
        try:
            migrations.upgrade(database)
            with opened_copy(work / DATABASE) as copy:
                return self._replace_rows(copy, database, work, force=force)
        finally:
            database.close()

    def _replace_rows(
        self, copy: Database, database: Database, work: Path, *, force: bool
    ) -> Path | None:
        with copy.read() as source, database.write() as target:
            if others_connected(target):
                raise InUse("Somebody else uses this database. Stop every Layby server first.")
            if not force and not is_empty(target):
                raise ServerError(_OVERWRITES)
            clear(target)
            copy_rows(source, target)
            if digests_of(source) != digests_of(target):
                raise ServerError("The rows did not arrive as they are. Nothing was changed.")
            aside = self._set_aside([])
            self._place_keys(work)
            return aside

    def _set_aside(self, files: list[Path]) -> Path | None:
        """Move what stands in the way into a folder of its own; gives that, if there was any."""
        settings = self._settings
        keys = [settings.secret_file, settings.text_keys_file, settings.audit_ends_file]
        present = [file for file in [*files, *keys] if file.exists()]
        if not present:
            return None
        stamp = self._now().strftime("%Y%m%d-%H%M%S-%f")
        aside = settings.data_dir.absolute() / f"replaced-{stamp}"
        aside.mkdir(mode=0o700)
        for file in present:
            file.rename(aside / file.name)
        return aside

    def _place_keys(self, work: Path) -> None:
        for name, place in (
            (SECRET, self._settings.secret_file),
            (KEYS, self._settings.text_keys_file),
        ):
            flush_file(work / name)
            (work / name).replace(place)
        flush_folder(self._settings.data_dir)


def _holds_nothing(file: Path) -> bool:
    """Say whether a database is there in which no trust was ever made."""
    database = open_database(f"sqlite:///{file}")
    try:
        with database.read() as connection:
            return is_empty(connection)
    except Exception:  # whatever a damaged file leads to: it is not ours to throw away
        return False
    finally:
        database.close()
