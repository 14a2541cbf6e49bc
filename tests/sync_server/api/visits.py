"""One person's browser that goes between a trust's server and its sign-in provider."""

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from tests.sync_server.provider import CLIENT, SECRET, OpenIdProvider
from tests.sync_server.trust import OWN, TRUST, Server

ORIGIN = "https://layby.test"
TENANT = "11111111-2222-3333-4444-555555555555"
PEOPLE: dict[str, dict[str, Any]] = {
    "plain": {"sub": "person-1"},
    "entra": {"sub": "pairwise", "oid": "person-1", "tid": TENANT},
    "cis2": {"sub": "person-1", "authentication_assurance_level": "3"},
}


def describe(folder: Path, provider: OpenIdProvider, shape: str, trust: str = TRUST.id) -> Path:
    (folder / "client.secret").write_text(f"{SECRET}\n", encoding="utf-8")
    file = folder / "sign-on.toml"
    file.write_text(
        f'[[provider]]\nid = "own"\nname = "Sign in at work"\nshape = "{shape}"\n'
        f'organisation = "{trust}"\nissuer = "{provider.issuer}"\nclient_id = "{CLIENT}"\n'
        'client_secret_file = "client.secret"\n',
        encoding="utf-8",
    )
    return file


class Visit:
    """A trust's server, its provider, and one person's browser that goes between them."""

    def __init__(self, stack: ExitStack, folder: Path, shape: str) -> None:
        path = f"/{TENANT}/v2.0" if shape == "entra" else ""
        self.shape = shape
        self.provider = stack.enter_context(OpenIdProvider(path))
        file = describe(folder, self.provider, shape)
        self.server = stack.enter_context(
            Server(folder, https=True, origin=ORIGIN, sign_on_file=file)
        )
        accounts = self.server.parts.accounts
        accounts.create("sam", "Sam Lead", TRUST.id, None)
        self.server.parts.sign_on.link("own", "person-1", "sam")

    def afresh(self) -> Self:
        """Everything as it was: another browser, and a provider that behaves."""
        self.server.client.cookies.clear()
        self.server.parts.sign_on._known.clear()
        self.server.parts.sign_on._now = time.time
        self.provider.person = dict(PEOPLE[self.shape])
        self.provider.bent, self.provider.metadata = {}, {}
        self.provider.algorithm = "RS256"
        return self

    def begins(self) -> str:
        """Press the button; gives the address the browser is sent to."""
        answer = self.server.client.post(
            "/api/v1/session/sign-on", json={"provider": "own"}, headers=OWN
        )
        assert answer.status_code == 200, answer.text
        return str(answer.json()["address"])

    def signs_in_there(self, address: str) -> str:
        """Sign in at the provider; gives where it sends the browser back to."""
        return str(httpx.get(address).headers["Location"])

    def comes_back(self, address: str) -> dict[str, Any]:
        """Follow the provider back, as a browser does; gives what the app is then told."""
        parts = urlsplit(address)
        answer = self.server.client.get(
            f"{parts.path}?{parts.query}", headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert (answer.status_code, answer.headers["Location"]) == (303, "/lead")
        told = self.server.client.get("/api/v1/session/ways").json()
        assert isinstance(told, dict)
        return told

    def whole(self) -> dict[str, Any]:
        return self.comes_back(self.signs_in_there(self.begins()))
