"""Backups: copied while the server goes on, sealed, read back, and only then called durable.

Devices keep their own copy of a summary until a backup holds it. So the order is fixed: the
server's mark is raised, then the copy is taken, sealed and written to disk, then that very file
is opened again and examined, and only then the mark is published (``db.server_state``).
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sync_server.db import migrations
from sync_server.db.audit import note_everywhere
from sync_server.db.copies import opened_copy, size_of, take_copy
from sync_server.db.copying import counts_of
from sync_server.db.server_state import ServerState
from sync_server.db.verified_backups import VerifiedBackups
from sync_server.errors import ServerError
from sync_server.services.audit_chain import chain_ends, keep_ends
from sync_server.services.backup_archive import (
    DATABASE,
    KEYS,
    SECRET,
    Manifest,
    digest_of,
    pack,
    unpack,
)
from sync_server.services.backup_check import examine
from sync_server.services.data import Data, need_room, scratch
from sync_server.services.files import flush_folder
from sync_server.services.recovery_key import Opener, Sealer
from sync_server.settings import VERSION

_NAMES = "layby-*.backup"
#: The copy, what is read back of it, and the sealed file itself.
_ROOM = 2.2


@dataclass(frozen=True)
class Verified:
    """A backup that was opened again and found whole.

    ``published`` says whether devices may now delete their own copies of what it holds: not
    when it belongs to another life of the server.
    """

    file: Path
    made_on: str
    counts: Mapping[str, int]
    published: bool


class Backups:
    """Makes and verifies the backups of one server."""

    def __init__(self, data: Data, now: Callable[[], datetime] = datetime.now) -> None:
        self._data = data
        self._now = now

    def make(self, folder: Path, sealer: Sealer) -> Verified:
        """Write a new backup into ``folder`` and verify it; raises ServerError or OSError."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        need_room(self._data.settings.data_dir, int(_ROOM * size_of(self._data.database)))
        with self._data.database.write() as connection:
            mark = ServerState(connection).raise_mark()
        with scratch(self._data.settings) as work:
            manifest = self._copy(work, mark)
            name = f"layby-{manifest.made_on}-{manifest.epoch[:6]}-{mark:06}.backup"
            draft = folder / f"{name}.part"
            try:
                key = pack(draft, manifest, work, sealer)
                shutil.rmtree(work)
                work.mkdir(mode=0o700)
                examine(work, unpack(draft, key, work))
                draft.rename(folder / name)
                flush_folder(folder)
            finally:
                draft.unlink(missing_ok=True)
        return self._publish(manifest, folder / name, "made and verified")

    def verify(self, file: Path, opener: Opener) -> Verified:
        """Open a backup as a restore would and examine it; raises ServerError."""
        with scratch(self._data.settings) as work:
            try:
                manifest = unpack(file, opener, work)
            except OSError as error:
                raise ServerError(f"The file {file} cannot be read.") from error
            examine(work, manifest)
        return self._publish(manifest, file, "verified")

    def prune(self, folder: Path, keep: int) -> list[Path]:
        """Delete all but the newest ``keep`` backups of a folder; gives those deleted."""
        newest_first = sorted(folder.glob(_NAMES), key=lambda f: f.stat().st_mtime, reverse=True)
        for file in newest_first[keep:]:
            file.unlink()
        return newest_first[keep:]

    def _copy(self, work: Path, mark: int) -> Manifest:
        """Copy the database first, then the keys: those that its texts are under are there."""
        settings = self._data.settings
        take_copy(self._data.database, work / DATABASE)
        for name, source in ((SECRET, settings.secret_file), (KEYS, settings.text_keys_file)):
            shutil.copyfile(source, work / name)
            (work / name).chmod(0o600)
        with opened_copy(work / DATABASE) as copy, copy.read() as connection:
            revision = migrations.state_of(connection).current
            state = ServerState(connection).read()
            counts, ends = counts_of(connection), chain_ends(connection)
        digests = {name: digest_of(work / name) for name in (DATABASE, SECRET, KEYS)}
        made_on = self._now().date().isoformat()
        return Manifest(VERSION, made_on, revision, state.epoch, mark, counts, ends, digests)

    def _publish(self, manifest: Manifest, file: Path, act: str) -> Verified:
        now = self._now()
        with self._data.database.write() as connection:
            note_everywhere(connection, f"{act} a backup of {manifest.made_on}", now)
            ends = chain_ends(connection)
        # Apart: who stores a summary just now holds a trust's row, and then asks for the mark.
        with self._data.database.write() as connection:
            state = ServerState(connection)
            ours = state.read().epoch == manifest.epoch
            if ours:
                state.publish(manifest.mark)
                verified = VerifiedBackups(connection)
                today = now.date().isoformat()
                verified.add(manifest.epoch, manifest.mark, digest_of(file), today)
        keep_ends(self._data.settings.audit_ends_file, ends)
        return Verified(file, manifest.made_on, manifest.counts, ours)
