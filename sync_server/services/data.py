"""The data of one server as operating commands need it: opened, and nothing changed by that.

``sync_server.main.Parts`` brings the schema up to date when it opens; a backup, the doctor or
a restore must not.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync_server.db import migrations
from sync_server.db.engine import Database, open_database
from sync_server.errors import ServerError
from sync_server.services.text_cipher import TextCipher
from sync_server.services.text_keys import TextKeys
from sync_server.settings import Settings

_SCRATCH = "work-"


@dataclass(frozen=True)
class Data:
    """A server's settings, its database as it is, and the keys of its texts."""

    settings: Settings
    database: Database
    cipher: TextCipher


@contextmanager
def opened_data(settings: Settings) -> Iterator[Data]:
    """Open the data of a server that has run before; raises ServerError where there is none.

    The schema must be this version's, so that nothing half-known is copied.
    """
    file = settings.database_file
    if file is not None and not file.exists():
        raise ServerError(
            f"There is no database in {settings.data_dir} yet. Is LAYBY_DATA_DIR set?"
        )
    database = open_database(settings.url)
    try:
        with database.read() as connection:
            state = migrations.state_of(connection)
        if state.pending:
            raise ServerError(
                f"The database is at step {state.current or 'none'}, this version needs "
                f"{state.head}. Use the version that wrote it, or start this one once: it "
                "brings the database up to date."
            )
        yield Data(settings, database, TextCipher(TextKeys(settings.text_keys_file)))
    finally:
        database.close()


@contextmanager
def scratch(settings: Settings) -> Iterator[Path]:
    """A folder for the moment beside the data, for its owner only; it goes in the end."""
    folder = settings.data_dir.absolute() / f"{_SCRATCH}{secrets.token_hex(6)}"
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise ServerError(f"The folder {settings.data_dir} cannot be written.") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def left_over(settings: Settings) -> list[Path]:
    """List what commands left that were cut off by a power cut or a kill."""
    return sorted(settings.data_dir.glob(f"{_SCRATCH}*"))


def need_room(folder: Path, size: int) -> None:
    """Raise ServerError where ``folder`` has not ``size`` bytes free."""
    free = free_bytes(folder)
    if free < size:
        raise ServerError(
            f"There is not enough room in {folder}: about {_mb(size)} MB are needed and "
            f"{_mb(free)} MB are free. Nothing was changed."
        )


def free_bytes(folder: Path) -> int:
    """Give how much this user may still write into the folder's disk."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def _mb(size: int) -> int:
    return -(-size // 1_000_000)
