"""What was withdrawn, beside the database: so that an older backup does not bring it back.

A line is a hash of a withdrawal's hash and the quarter in which the summary was counted. Lines
are sorted, the file has always the same date, and there is no day of withdrawing, no sender and
no summary's number. Once a quarter's texts are deleted anyway its lines go too. The list stays
where it is when a backup is restored; it can only be as old as the folder it lies in.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from sync_server.db.withdrawn import withdraw, withdrawable, withdrawn_before
from sync_server.errors import ServerError
from sync_server.services.files import write_file


class WithdrawnList:
    """The list in one file; several processes share it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin(self, connection: Connection) -> None:
        """Make the list of what is withdrawn already, where there is none."""
        if not self.file.exists():
            self.add(withdrawn_before(connection))

    def add(self, withdrawn: Iterable[tuple[str, str]]) -> None:
        """Keep (withdrawal, quarter) as withdrawn; it is on disk afterwards. Raises OSError."""
        new = {f"{_hash(withdrawal)} {quarter}" for withdrawal, quarter in withdrawn}
        with self._alone():
            self._write(self._lines() | new)

    def forget_before(self, quarter: str) -> None:
        """Drop what was counted in quarters before this one: its texts are deleted. OSError."""
        with self._alone():
            lines = self._lines()
            kept = {line for line in lines if line.partition(" ")[2] >= quarter}
            if kept != lines:
                self._write(kept)

    def apply(self, connection: Connection) -> int:
        """Withdraw again, in restored data, what the list holds; gives how many there were.

        Raises ServerError where the list cannot be read.
        """
        try:
            known = {line.partition(" ")[0] for line in self._lines()}
        except OSError as error:
            raise ServerError(f"The file {self.file} cannot be read.") from error
        found = [own for own, code in withdrawable(connection) if _hash(code) in known]
        for identity in found:
            withdraw(connection, identity)
        return len(found)

    def _lines(self) -> set[str]:
        if not self.file.exists():
            return set()
        return set(self.file.read_text(encoding="ascii", errors="replace").split("\n")) - {""}

    def _write(self, lines: Iterable[str]) -> None:
        write_file(self.file, "".join(f"{line}\n" for line in sorted(lines)).encode())
        os.utime(self.file, (0, 0))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = self.file.with_name(f"{self.file.name}.lock")
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _hash(withdrawal: str) -> str:
    return hashlib.sha256(f"layby withdrawn\n{withdrawal}".encode()).hexdigest()
