"""The real sync server as a process of its own, which a test can stop and start again."""

import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from typer.testing import CliRunner

from app.domain.periods import IsoWeek, Quarter
from app.domain.summary import WireSummary
from sync_server.cli import cli
from sync_server.services.text_cipher import load_cipher
from tests.e2e.handing_in import HandingIn

ROOT = Path(__file__).parents[2]
PWA = ROOT / "build" / "pwa"
PASSWORD = "a password for the lead's tests"


def free_port() -> int:
    """Give a port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class SyncServerProcess:
    """``python -m sync_server serve`` on its own data folder; the same port at every start.

    With the ``verb`` demo it serves the demonstration trust.
    """

    data: Path
    pwa: Path = PWA
    port: int = field(default_factory=free_port)
    verb: str = "serve"
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the app and the API are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What every process of this server has written to its log."""
        return self.data.parent / "server.log"

    def start(self) -> "SyncServerProcess":
        """Start and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sync_server", self.verb, "--port", str(self.port)],
                env=self._environment(),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        with httpx.Client(base_url=self.url) as asking:
            for _ in range(600):
                try:
                    if asking.get("/health/ready").status_code == 200:
                        return self
                except httpx.HTTPError:
                    time.sleep(0.1)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        """Stop it, as a power cut would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def first_password(self) -> str:
        """Give the lead's password, which the first start prints."""
        found = re.search(r"Password: +(\S+)", self.log.read_text())
        assert found, "the first start printed no password"
        return found[1]

    def enrolment_code(self, uses: int = 1) -> str:
        """Make a code with the command line, as a trust's administrator would."""
        said = self._command("enrol", "--uses", str(uses))
        found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", said)
        assert found, "the command printed no code"
        return found[0]

    def enrolment_link(self) -> str:
        """Make a link with a code, as a wellbeing lead hands it on."""
        said = self._command("enrol", "--site", self.url)
        found = re.search(rf"{re.escape(self.url)}/#\S+", said)
        assert found, "the command printed no link"
        return found[0]

    def use_up(self, code: str) -> None:
        """Enrol another device with a code, so that it is used."""
        body = {"code": code, "attempt": str(uuid.uuid4())}
        assert httpx.post(f"{self.url}/api/v1/enrolments", json=body).status_code == 201

    def create_lead(self, username: str) -> None:
        """Make a lead's account with a known password."""
        self.create("create-lead", username)

    def create(self, command: str, username: str) -> None:
        """Make an account of another kind with a known password: create-admin and the like."""
        self._command(command, username, "--password-stdin", typed=PASSWORD)

    def publish(self, file: Path) -> None:
        """Publish a guide, an overlay or a service from a file, as an administrator would."""
        self._command("content", "add", str(file))

    def count_shown(self, username: str, staff_group: str, quarter: Quarter) -> int | None:
        """Give the count that a lead is shown for a staff group; None while it is withheld."""
        with httpx.Client(base_url=self.url, headers={"Layby-Request": "1"}) as lead:
            who = {"username": username, "password": PASSWORD}
            assert lead.post("/api/v1/session", json=who).status_code == 200
            wanted = {"quarter": str(quarter), "by": "staff_group"}
            groups = lead.get("/api/v1/themes", params=wanted).json()["groups"]
        found: int | None = next(g["summaries"] for g in groups if g["id"] == staff_group)
        return found

    def hand_in(self, count: int, *, staff_group: str, area: str, week: IsoWeek) -> str:
        """Hand in summaries from elsewhere, through the API like everyone else's.

        Gives the trust's id.
        """
        device = HandingIn(self.url, self.enrolment_code())
        items = [
            WireSummary(
                id=str(uuid.uuid4()),
                organisation=device.organisation["id"],
                staff_group=staff_group,
                area=area,
                week=str(week),
                kind="routine-wellbeing-conversation",
                text=f"Late finishes and missed breaks again, number {number}.",
                plan_made=True,
                follow_up_agreed=True,
                language="en",
                anonymiser="rules-1",
                withdrawal=secrets.token_hex(32),
                looked_again=False,
            ).to_wire()
            for number in range(count)
        ]
        assert device.send(items) == ["stored"] * count
        return str(device.organisation["id"])

    def texts(self) -> list[str]:
        """Give what is stored of every summary's words, opened with the server's own keys."""
        cipher = load_cipher(self.data / "text.keys")
        with closing(sqlite3.connect(self.data / "layby.db")) as database:
            rows = database.execute("SELECT id, text FROM summary").fetchall()
        return [cipher.open(text, identity) for identity, text in rows]

    def areas(self) -> list[dict[str, str]]:
        """The trust's areas, as a device learns them."""
        device = HandingIn(self.url, self.enrolment_code())
        found: list[dict[str, str]] = device.organisation["areas"]
        parents = {area["parent"] for area in found}
        return [area for area in found if area["id"] not in parents]

    def _command(self, *words: str, typed: str = "") -> str:
        """Run a command in this process: a Python of its own would import for two seconds."""
        # The demonstration has a folder of its own below.
        folder = self.data / "demo" if self.verb == "demo" else self.data
        own = {"LAYBY_DATA_DIR": str(folder), "LAYBY_PWA_DIR": str(self.pwa)}
        done = CliRunner().invoke(cli, list(words), input=typed, env=own)
        assert done.exit_code == 0, done.output
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LAYBY_DATA_DIR": str(self.data),
            "LAYBY_PWA_DIR": str(self.pwa),
            # The shortest gaps that a trust may choose: stories are about what happens, in order.
            "LAYBY_SENDING_GAP_SECONDS": "5",
        }


def every_byte_under(*folders: Path) -> Iterable[tuple[Path, bytes]]:
    """Give each file below ``folders`` with its bytes."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, path.read_bytes()
