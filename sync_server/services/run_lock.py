"""Who uses the data folder: servers side by side, or one command that needs it alone.

The lock is the operating system's (flock): it goes with the process, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync_server.errors import ServerError


class InUse(ServerError):
    """A server runs on this data folder, or a command has it for itself."""

    code = "in-use"


@contextmanager
def side_by_side(file: Path) -> Iterator[None]:
    """Hold the folder as a server does; raises InUse while a command has it alone."""
    said = "The data folder is just being restored or copied. Start again when that is done."
    with _held(file, fcntl.LOCK_SH, said):
        yield


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold the folder alone; raises InUse while a server runs."""
    said = "A Layby server is running on this data folder. Stop it first. Nothing was changed."
    with _held(file, fcntl.LOCK_EX, said):
        yield


@contextmanager
def _held(file: Path, how: int, said: str) -> Iterator[None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ServerError(f"The folder {file.parent} cannot be written.") from error
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise InUse(said) from error
    try:
        yield
    finally:
        os.close(descriptor)
