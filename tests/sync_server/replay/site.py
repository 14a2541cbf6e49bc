"""The server as a lead reaches it, through the year: restarted, with other people's accounts."""

import base64
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from app.domain.organisation import Organisation
from sync_server.db.engine import Database
from sync_server.main import wire
from sync_server.parts import Parts
from sync_server.permissions import Role
from sync_server.services.accounts import AccountBook
from tests.sync_server.keys import spare_keys
from tests.sync_server.trust import ASSETS, OWN, PASSWORD, Server


class Site(Server):
    """A server whose clients are leads; ``who`` is a user name."""

    def __init__(self, folder: Path) -> None:
        # Reports need the true assets; their letters are read once a process.
        super().__init__(folder, assets_dir=ASSETS)
        self._who = ""

    @property
    def database(self) -> Database:
        """The database in use."""
        return self.parts.database

    def raises_the_minimum(self, minimum: int) -> None:
        """Start again with a larger minimum."""
        self.__exit__(None, None, None)
        self.settings = self.settings.model_copy(update={"minimum_group": minimum})
        self.parts = Parts(self.settings, make_key=spare_keys())
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        self.parts.accounts = AccountBook(self.parts.database, self.parts.secret, hasher=quick)
        self.client = TestClient(wire(self.parts), base_url="http://layby.test")
        self.client.__enter__()
        self._who = ""

    def lives_on(self, day: date) -> None:
        """Let what is published from now on be published on ``day``."""
        now = datetime(day.year, day.month, day.day)
        self.parts.coding_work.today = lambda: day
        object.__setattr__(self.parts.coding_desk, "now", lambda: now)

    def invites(self, who: str, trust: Organisation, *also: str) -> None:
        """Make a lead's account, of several trusts where more are named."""
        role = Role.ICS_LEAD if also else Role.LEAD
        self.parts.accounts.create(who, who, trust.id, PASSWORD, role, also=also)

    def reads(self, who: str, address: str, **asked: str) -> Any:
        """Give what a GET answers, as JSON or as bytes; None where it is refused."""
        self._signs_in(who)
        answer = self.client.get(f"/api/v1/{address}", params=asked)
        if answer.status_code != 200:
            assert answer.status_code in (403, 404, 409, 422), answer.text
            return None
        is_json = answer.headers["content-type"] == "application/json"
        return answer.json() if is_json else answer.content

    def does(self, who: str, method: str, address: str, **body: Any) -> Any:
        """Do something that changes the server; it must be taken."""
        self._signs_in(who)
        content = json.dumps(body)
        answer = self.client.request(method, f"/api/v1/{address}", content=content, headers=OWN)
        assert answer.status_code in (200, 202), answer.text
        return answer.json()

    def tries(self, who: str, method: str, address: str, **body: Any) -> Any:
        """Do something that may be refused in words; gives the answer or the problem."""
        self._signs_in(who)
        answer = self.client.request(
            method, f"/api/v1/{address}", content=json.dumps(body), headers=OWN
        )
        assert answer.status_code in (200, 404, 422), answer.text
        return answer.json()

    def brings_heads(self, who: str, lines: str, version: int) -> None:
        """Bring a headcount."""
        file = base64.b64encode(f"group,area,headcount\n{lines}".encode()).decode()
        given = {"file": file, "as_at": "2026-01-31", "if_version": version, "apply": True}
        answer = self.does(who, "PUT", "headcount", **given)
        assert answer["applied"], answer

    def _signs_in(self, who: str) -> None:
        if who != self._who:
            token, _ = self.parts.accounts.sessions.open(who, "code")
            self.client.cookies.set("layby_session", token)
            self._who = who
