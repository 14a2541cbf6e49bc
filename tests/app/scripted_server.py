"""A transport that answers from a script, for tests of what the app makes of answers."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.errors import ServerUnreachable
from app.sync.port import Answer

Reply = Answer | Exception | Callable[[Any], Answer]

ORGANISATION = {
    "id": "trust",
    "name": "Test Ambulance Trust",
    "synthetic": False,
    "areas": [
        {"id": "north", "name": "North", "parent": None},
        {"id": "south", "name": "South", "parent": None},
    ],
    "role_families": [],
}


def ok(payload: Mapping[str, Any], status: int = 200) -> Answer:
    """A JSON answer."""
    return Answer(status, {"content-type": "application/json"}, json.dumps(payload).encode())


def problem(slug: str, detail: str, status: int, retry_after: str = "") -> Answer:
    """A problem document (RFC 9457)."""
    body = {"type": f"/problems/{slug}", "title": slug, "status": status, "detail": detail}
    headers = {"content-type": "application/problem+json", "retry-after": retry_after}
    return Answer(status, headers, json.dumps(body).encode())


def stored(sent: Any) -> Answer:
    """A receipt "stored" for each item sent."""
    return ok({"receipts": [{"id": item["id"], "status": "stored"} for item in sent["items"]]})


class Counter:
    """A server's memory of summaries: each number is stored once, whoever sends it again."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.said: list[str] = []

    def __call__(self, sent: Any) -> Answer:
        receipts = []
        for item in sent["items"]:
            known = self.kept.setdefault(item["id"], item)
            first = known is item
            status = "stored" if first else "duplicate" if known == item else "conflict"
            self.said.append(status)
            receipts.append({"id": item["id"], "status": status})
        return ok({"receipts": receipts})


def enrolled(_: Any) -> Answer:
    """The answer to a right enrolment code."""
    return ok({"organisation": ORGANISATION, "submission_pass": "pass-of-the-trust"}, 201)


class ScriptedServer:
    """Answers by path; unreachable where nothing is scripted. Keeps what it was sent."""

    def __init__(self, replies: Mapping[str, Reply] | None = None) -> None:
        self.replies: dict[str, Reply] = dict(replies or {})
        self.sent: list[tuple[str, dict[str, str], Any, bool]] = []

    async def send(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
    ) -> Answer:
        """Answer from the script."""
        payload = json.loads(body) if body else None
        self.sent.append((f"{method} {path}", dict(headers or {}), payload, with_session))
        reply = self.replies.get(f"{method} {path.partition('?')[0]}")
        if reply is None:
            raise ServerUnreachable
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, Answer) else reply(payload)
