"""An authenticator app, and a server whose clock a test turns on."""

import base64
from typing import Any

from sync_server.services.one_time_code import code_at, step_at
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server


class Clock:
    """Seconds since 1970, as the test says."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def goes_on(self, seconds: float) -> None:
        self.now += seconds


class AuthenticatorApp:
    """Shows the code of the moment."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = base64.b32decode(secret)
        self._clock = clock

    def shows(self) -> str:
        return code_at(self._secret, step_at(self._clock.now))

    def shows_next(self) -> str:
        """Wait for the next code."""
        self._clock.goes_on(30)
        return self.shows()


def with_clock(server: Server) -> Clock:
    """Put the server's accounts, as its routes have them, under a clock of the test's."""
    clock = Clock()
    accounts = server.parts.accounts
    accounts.sessions._now = accounts.second_factors._now = clock
    return clock


def tries(server: Server, code: str | None = None, password: str = PASSWORD) -> Any:
    """Try to sign the lead in; gives the answer."""
    who = {"username": "lead", "password": password} | ({} if code is None else {"code": code})
    return server.client.post("/api/v1/session", json=who, headers=OWN)


def slug(answer: Any) -> str:
    """Give the last part of a problem's type, "" for anything that is none."""
    return "" if answer.status_code < 400 else str(answer.json()["type"]).rsplit("/", 1)[-1]


def sets_up(server: Server, clock: Clock, current: str = "") -> tuple[AuthenticatorApp, list[str]]:
    """As the signed-in lead, set up codes; gives the app that shows them and the recovery codes."""
    begun = server.client.post("/api/v1/session/second-factor", headers=OWN)
    assert begun.status_code == 200, begun.text
    app = AuthenticatorApp(begun.json()["secret"], clock)
    answer = confirms(server, begun.json()["setup"], app.shows(), current)
    assert answer.status_code == 200, answer.text
    codes = answer.json()["recovery_codes"]
    assert isinstance(codes, list)
    return app, codes


def confirms(server: Server, setup: str, code: str, current: str = "") -> Any:
    """Confirm a set-up with its first code."""
    body = {"setup": setup, "code": code, "current": current}
    return server.client.put("/api/v1/session/second-factor", json=body, headers=OWN)


def has_lead(server: Server) -> None:
    """Make the lead's account."""
    server.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
