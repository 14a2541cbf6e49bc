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

from sqlalchemy import create_engine, make_url, select, text

from sync_server.db.engine import Database, open_database
from sync_server.db.intake_tables import spent_token
from sync_server.db.server_state import ServerState, State
from sync_server.db.tables import summary
from sync_server.services.spent_tokens import item_hash
from tests.sync_server.process import ROOT, environment
from tests.sync_server.trust import Server


class Silence(Exception):
    """No answer came."""


class Site:
    """One server's data, and its present life."""

    def __init__(self, server: Server, folder: Path, url: str, fault: str = "none") -> None:
        self.server = server
        self.database: Database = server.parts.database
        self.running = False
        self._url = url
        self._copies = folder / "copies"
        self._copies.mkdir()
        self._made: list[str] = []
        self._days = 0
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
        for name in self._made:
            self._admin(f'DROP DATABASE IF EXISTS "{name}"')

    # -- lives ------------------------------------------------------------------------------

    def begin(self, days: int = 0) -> None:
        """Begin a new life with a clock that is so many days off; a running one is killed."""
        self._tell({"days": days})
        self._client.close()  # it connects again by itself
        self._days, self.running = days, True

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
        if not self._url:
            with closing(sqlite3.connect(self._copies / name)) as copy:
                return {row[0] for row in copy.execute("SELECT id FROM summary")}
        copy_of = open_database(self._at(self._postgres(name)))
        try:
            with copy_of.read() as connection:
                return set(connection.execute(select(summary.c.id)).scalars())
        finally:
            copy_of.close()

    def copy(self, name: str) -> None:
        """Copy the data as they are at this moment."""
        if not self._url:
            with (
                closing(sqlite3.connect(self._file)) as source,
                closing(sqlite3.connect(self._copies / name)) as target,
            ):
                source.backup(target)
            return
        was_running = self.running
        if was_running:
            self.kill()
        self.database.close()
        self._admin(f'DROP DATABASE IF EXISTS "{self._postgres(name)}"')
        self._admin(f'CREATE DATABASE "{self._postgres(name)}" TEMPLATE "{self._name}"')
        self._made = [*dict.fromkeys([*self._made, self._postgres(name)])]
        if was_running:
            self.begin(self._days)

    def put_back(self, name: str) -> None:
        """Put a copy in place of the data; the server must not be running."""
        assert not self.running
        self.database.close()
        if not self._url:
            for end in ("", "-wal", "-shm"):
                Path(f"{self._file}{end}").unlink(missing_ok=True)
            shutil.copyfile(self._copies / name, self._file)
            return
        self._admin(f'DROP DATABASE "{self._name}" WITH (FORCE)')
        self._admin(f'CREATE DATABASE "{self._name}" TEMPLATE "{self._postgres(name)}"')

    @property
    def _file(self) -> Path:
        return self.server.settings.data_dir / "layby.db"

    @property
    def _name(self) -> str:
        return str(make_url(self._url).database)

    def _at(self, database: str) -> str:
        return make_url(self._url).set(database=database).render_as_string(hide_password=False)

    def _postgres(self, name: str) -> str:
        return f"{self._name}_{name}"

    def _admin(self, statement: str) -> None:
        engine = create_engine(self._at("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _tell(self, order: dict[str, object]) -> None:
        assert self._forks.stdin is not None
        self._forks.stdin.write(json.dumps(order) + "\n")
        self._forks.stdin.flush()
        assert self._read() == "done"

    def _read(self) -> str:
        assert self._forks.stdout is not None
        return self._forks.stdout.readline().strip()
