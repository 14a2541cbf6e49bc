"""Everything that a server has left anywhere: its files, its database's, its backups opened.

Of PostgreSQL that is its whole data directory, as far as anything was written there since: the
tables' files, the write-ahead log, the server's own log. A sealed backup says nothing to whoever
searches it, so it is restored into a folder of its own and searched there.
"""

import re
import time
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.sync_server.test_operating_cli import told

_LOG = "log"
#: Most of a database's files is room for later, which takes long to search.
_EMPTY = re.compile(rb"\0{256,}")


class Kept:
    """What a server on ``folder``/data leaves; ``url`` is empty where it is on SQLite."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self._folder = folder
        self._postgres = url
        self._begun = time.time()
        self._data: Path | None = None
        self._said = 0
        if url:
            self._data = Path(self._asked("SHOW data_directory"))
            # Others were here before: what they left in a log is not this server's.
            self._asked("SELECT pg_switch_wal()")
            self._said = (self._data / _LOG).stat().st_size

    @property
    def settings(self) -> dict[str, str]:
        """What the server is told of its database."""
        return {"DATABASE_URL": self._postgres} if self._postgres else {}

    @property
    def url(self) -> str:
        """The address of its database."""
        return self._postgres or f"sqlite:///{self._folder / 'data' / 'layby.db'}"

    def back_up(self) -> str:
        """Back up and restore elsewhere, as the README says; gives the copy's address."""
        key, backups, copy = (self._folder / name for name in ("key", "backups", "restored"))
        told(self._folder, "backup-key", str(key))
        told(self._folder, "backup", str(backups), **self.settings)
        (file,) = backups.iterdir()
        told(copy, "restore", str(file), "--key", str(key))
        return f"sqlite:///{copy / 'data' / 'layby.db'}"

    def everything(self) -> dict[str, bytes]:
        """Every byte of it, by the file that it is in."""
        left = {str(path): path.read_bytes() for path in self._folder.rglob("*") if path.is_file()}
        if self._data is not None:
            self._asked("CHECKPOINT")  # the tables' files are behind the log until then
            for path in self._data.rglob("*"):
                if path.is_file() and path.stat().st_mtime >= self._begun - 1:
                    left[str(path)] = _EMPTY.sub(b"", path.read_bytes())
            log = str(self._data / _LOG)
            left[log] = left[log][self._said :]
        return left

    def places(self) -> set[str]:
        """What must be among the places where a summary is found, or not all was searched."""
        if self._data is None:
            return {"layby.db", "restored"}
        return {"base", "pg_wal", "restored"}

    def _asked(self, question: str) -> str:
        engine = create_engine(self._postgres, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                found = connection.execute(text(question))
                return str(found.scalar()) if found.returns_rows else ""
        finally:
            engine.dispose()


def places_of(needle: bytes, left: Mapping[str, bytes]) -> set[str]:
    """Give the files that hold ``needle``."""
    return {name for name, content in left.items() if needle in content}


def parts_of_names(names: set[str]) -> set[str]:
    """Give every folder's and file's name on the way to these files."""
    return {part for name in names for part in Path(name).parts}
