"""Whether a backup can be used: looked at as it lies opened in a folder, as a restore would."""

from pathlib import Path

from sync_server.db import migrations
from sync_server.db.copies import is_sound, opened_copy
from sync_server.db.copying import NOT_CARRIED, counts_of
from sync_server.db.engine import Database
from sync_server.db.sealed_texts import ALL, StoredWords
from sync_server.errors import ServerError
from sync_server.services.audit_chain import breaks
from sync_server.services.backup_archive import DATABASE, KEYS, SECRET, Manifest
from sync_server.services.server_secret import load_secret
from sync_server.services.text_cipher import TextCipher
from sync_server.services.text_keys import TextKeys

_PAGE = 1000


class BackupUnusable(ServerError):
    """A backup that opens, and that a server could not be restored from."""

    code = "backup-unusable"


def examine(folder: Path, manifest: Manifest) -> None:
    """Examine the opened backup in ``folder``; it is brought to this version's schema.

    Raises BackupUnusable, or DatabaseNewer when this version is too old for it.
    """
    file = folder / DATABASE
    if not is_sound(file):
        raise BackupUnusable("The database in this backup is damaged.")
    load_secret(folder / SECRET)
    with opened_copy(file) as copy:
        with copy.read() as connection:
            expected = {k: n for k, n in manifest.counts.items() if k not in NOT_CARRIED}
            if counts_of(connection) != expected:
                raise BackupUnusable("The database in this backup does not have all its rows.")
        migrations.upgrade(copy)
        with copy.read() as connection:
            found = breaks(connection, manifest.ends)
        if found:
            raise BackupUnusable(f"The audit in this backup was changed. {found[0]}")
        _read_texts(copy, TextCipher(TextKeys(folder / KEYS)))


def _read_texts(copy: Database, cipher: TextCipher) -> None:
    """Open every text with the backup's own keys; raises TextUnreadable."""
    for words in ALL:
        after: tuple[str, ...] = ()
        while True:
            with copy.read() as connection:
                page = StoredWords(connection, words).page(after, _PAGE)
            for row in page:
                cipher.open(row.stored, row.bound_to)
            if not page:
                break
            after = page[-1].key
