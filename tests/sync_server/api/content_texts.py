"""Texts a trust might write, and a signed-in lead who sends them."""

import json
from pathlib import Path
from typing import Any

from app.domain.signed_document import CONTENT, read_signed
from tests.app.domain.guides import WHOLE
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import ASSETS, OWN, PASSWORD, TRUST, Server, small_assets

SERVICE = (ASSETS / "demo/content/trim-desk.toml").read_text(encoding="utf-8")
SERVICE_ID = "demo-trim-desk"
OVERLAY = (
    'overlays = "short-talk"\nversion = 1\nlanguage = "en"\nplan_ideas = ["Ask for the car."]\n'
)


class Desk:
    """A lead at work: each call gives the answer's JSON, or the problem's slug."""

    def __init__(self, server: Server, username: str = "lead") -> None:
        self.server = server
        if username == "lead":
            server.sign_in()
        else:
            body = {"username": username, "password": PASSWORD}
            assert server.client.post("/api/v1/session", json=body, headers=OWN).is_success

    def ask(self, method: str, address: str, body: Any = None, **parameters: str) -> Any:
        answer = self.server.client.request(
            method,
            f"/api/v1/editing{address}",
            content=None if body is None else json.dumps(body),
            params=parameters,
            headers=OWN,
        )
        if answer.status_code != 200:
            return assert_problem(answer)
        return answer.json()

    def save(self, item: str, text: str, if_version: int, **parameters: str) -> Any:
        body = {"text": text, "if_version": if_version}
        return self.ask("PUT", f"/{item}", body, **parameters)

    def publish(self, item: str, if_version: int) -> Any:
        return self.ask("POST", f"/{item}/publish", {"if_version": if_version})

    def retire(self, item: str, if_version: int) -> Any:
        return self.ask("POST", f"/{item}/retire", {"if_version": if_version})

    def entry(self, item: str) -> Any:
        """Give one item of the list, or None."""
        kind, identity = item.split("/")
        entries = self.ask("GET", "")["items"]
        return next((e for e in entries if (e["kind"], e["id"]) == (kind, identity)), None)


def shipped_assets(folder: Path) -> Path:
    """Let the small guide and two national services ship with Layby."""
    assets = small_assets(folder)
    for name in ("guides", "services"):
        (assets / name).mkdir()
    (assets / "guides/short-talk.toml").write_text(WHOLE, encoding="utf-8")
    for name in ("samaritans", "tasc-sexual-safety"):
        text = (ASSETS / f"services/{name}.toml").read_text(encoding="utf-8")
        (assets / f"services/{name}.toml").write_text(text, encoding="utf-8")
    return assets


def fetch(server: Server, tag: str = "", **headers: str) -> Any:
    """Fetch the content as a device that holds ``tag``, without the lead's cookie."""
    sent = {"Layby-Device": headers.pop("credential", "") or server.credential(), **headers}
    if tag:
        sent["If-None-Match"] = tag
    return server.client.get("/api/v1/content", headers=sent)


def published(server: Server, answer: Any) -> dict[str, Any]:
    """Read what an answer says, where the trust's key signed it."""
    return read_signed(answer.json(), server.parts.trust_keys.trust_key(TRUST.id), CONTENT)


def received(server: Server) -> dict[str, Any]:
    """Give what a device that has nothing yet receives."""
    return published(server, fetch(server))


def slug(problem: Any) -> str:
    return str(problem["type"]).removeprefix("/problems/")
