"""A site under test: a server that is killed, backed up and restored, and its data looked at.

The server runs in processes of its own (``forks``). This side holds its data folder: it puts
the data back to the start between two histories, copies and restores them, and reads them.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import select, text

from sync_server.db.copies import opened_copy
from sync_server.db.copying import clear, copy_rows, one_view
from sync_server.db.engine import Database
from sync_server.db.intake_tables import spent_token
from sync_server.db.server_state import ServerState, State
from sync_server.db.tables import summary
from sync_server.services.spent_tokens import item_hash
from tests.sync_server.process import ROOT, environment
from tests.sync_server.trust import Server, migrated

#: A killed server's connections may still be held by the database for a moment.
OTHERS_END = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Silence(Exception):
    """No answer came."""


class Site:
    """One server's data, and its present life."""

    def __init__(self, server: Server, folder: Path, url: str, fault: str = "none") -> None:
        self.server = server
        self.database: Database = server.parts.database
        self.running = False
        self._copies = folder / "copies"
        self._copies.mkdir()
        # What the trust's devices will need is made before the first copy.
        server.token("quay")
        self.copy("start")
        errors = (folder / "forks.txt").open("wb")
        self._forks = subprocess.Popen(
            [sys.executable, "-m", "tests.sync_server.histories.forks", str(folder), url, fault],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment(folder),
            cwd=ROOT,
            text=True,
        )
        errors.close()
        self._client = HTTPConnection("127.0.0.1", int(self._read()), timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._forks.stdin is not None
        self._forks.stdin.close()
        self._forks.wait(20)
        assert self._forks.stdout is not None
        self._forks.stdout.close()
        self._client.close()
        self.database.close()

    # -- lives ------------------------------------------------------------------------------

    def begin(self, days: int = 0) -> None:
        """Begin a new life with a clock that is so many days off; a running one is killed."""
        self._tell({"days": days})
        self._client.close()  # it connects again by itself
        self.running = True

    def kill(self) -> None:
        """End the server's life, whatever it is doing."""
        self._tell({})
        self.running = False

    def post(self, path: str, body: bytes, die: str = "") -> tuple[int, Any]:
        """Send a request; give status and answer, or raise Silence."""
        if not self.running:
            raise Silence
        headers = {"content-type": "application/json"} | ({"die": die} if die else {})
        try:
            self._client.request("POST", f"/api/v1/{path}", body, headers)
            answer = self._client.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, HTTPException) as error:
            self._client.close()
            self.running = False
            raise Silence from error

    # -- data -------------------------------------------------------------------------------

    def state(self) -> State:
        """What the server's metadata tell devices."""
        with self.database.read() as connection:
            return ServerState(connection).read()

    def texts(self) -> dict[str, str]:
        """The words of every stored summary, by id."""
        with self.database.read() as connection:
            found = connection.execute(select(summary.c.id, summary.c.text)).all()
        return {row.id: self.server.parts.cipher.open(row.text, row.id) for row in found}

    def spent_on(self, identity: str) -> int:
        """How many tokens were spent on this summary."""
        wanted = select(spent_token).where(spent_token.c.item == item_hash(identity))
        with self.database.read() as connection:
            return len(connection.execute(wanted).all())

    def backup(self, name: str, *, verified: bool = True) -> int:
        """Copy the data as a backup does; give its mark. Only a verified one is published."""
        with self.database.write() as connection:
            mark = ServerState(connection).raise_mark()
        self.copy(name)
        if verified:
            with self.database.write() as connection:
                ServerState(connection).publish(mark)
        return mark

    def restore(self, name: str) -> None:
        """Put a copy back: a new epoch begins."""
        self.put_back(name)
        with self.database.write() as connection:
            ServerState(connection).renew()

    def ids_in(self, name: str) -> set[str]:
        """The summaries that a copy holds."""
        with closing(sqlite3.connect(self._copies / name)) as copy:
            return {row[0] for row in copy.execute("SELECT id FROM summary")}

    def copy(self, name: str) -> None:
        """Copy the data as they are at this moment, as a backup does: the server goes on."""
        file = self._copies / name
        if self.database.is_sqlite:
            with (
                closing(sqlite3.connect(self._file)) as source,
                closing(sqlite3.connect(file)) as to,
            ):
                source.backup(to)
            return
        file.write_bytes(migrated())
        with (
            opened_copy(file) as copy,
            one_view(self.database) as source,
            copy.write() as target,
        ):
            clear(target)
            copy_rows(source, target)

    def put_back(self, name: str) -> None:
        """Put a copy in place of the data; the server must not be running."""
        assert not self.running
        if self.database.is_sqlite:
            self.database.close()
            for end in ("", "-wal", "-shm"):
                Path(f"{self._file}{end}").unlink(missing_ok=True)
            shutil.copyfile(self._copies / name, self._file)
            return
        with (
            opened_copy(self._copies / name) as copy,
            copy.read() as source,
            self.database.write() as target,
        ):
            target.execute(OTHERS_END)
            clear(target)
            copy_rows(source, target)

    @property
    def _file(self) -> Path:
        return self.server.settings.data_dir / "layby.db"

    def _tell(self, order: dict[str, object]) -> None:
        assert self._forks.stdin is not None
        self._forks.stdin.write(json.dumps(order) + "\n")
        self._forks.stdin.flush()
        assert self._read() == "done"

    def _read(self) -> str:
        assert self._forks.stdout is not None
        return self._forks.stdout.readline().strip()
