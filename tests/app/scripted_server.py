"""A transport that answers from a script, for tests of what the app makes of answers.

Summaries come as the wire has them: padded, one a request, each with a token. The scripted
server looks at that itself (``faults`` says what was wrong), and hands the bare summaries on to
the script and into ``sent``, so that a story need not speak of tokens.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.errors import LaybyError, ServerUnreachable
from app.domain.json_text import read_json
from app.domain.token import Token
from app.sync.port import TIMEOUT_SECONDS, Answer
from tests.app.scripted_issuer import ScriptedIssuer

Reply = Answer | Exception | Callable[[Any], Answer]

SUMMARIES = "POST /api/v1/summaries"
META = "GET /api/v1/meta"
TOKENS = "POST /api/v1/tokens"
#: What stands where a device shows itself; nothing of the kind may come with a summary.
CREDENTIAL = "the-devices-own-credential"
PLAIN_HEADERS = {"Accept", "Content-Type"}

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
    trust_key = ScriptedIssuer().trust.public.to_document()
    answer = {"organisation": ORGANISATION, "credential": CREDENTIAL, "trust_key": trust_key}
    return ok({**answer, "areas": []}, 201)


class ScriptedServer:
    """Answers by path; unreachable where nothing is scripted. Keeps what it was sent.

    Tokens and metadata are ``issuer``'s unless they are scripted. ``tokens`` are those that came
    with summaries, in order.
    """

    def __init__(self, replies: Mapping[str, Reply] | None = None) -> None:
        self.replies: dict[str, Reply] = dict(replies or {})
        self.sent: list[tuple[str, dict[str, str], Any, bool]] = []
        self.issuer = ScriptedIssuer()
        self.tokens: list[Token] = []
        self.faults: list[str] = []
        self._used: dict[bytes, str] = {}

    async def send(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
        patience: float = TIMEOUT_SECONDS,
    ) -> Answer:
        """Answer from the script."""
        payload = json.loads(body) if body else None
        name = f"{method} {path.partition('?')[0]}"
        if name == SUMMARIES:
            payload = self._unwrapped(body or b"", payload, dict(headers or {}))
        self.sent.append((f"{method} {path}", dict(headers or {}), payload, with_session))
        reply = self.replies.get(name) or self._issuing(name)
        if reply is None:
            raise ServerUnreachable
        if isinstance(reply, Exception):
            raise reply
        answer = reply if isinstance(reply, Answer) else reply(payload)
        return self._dated(answer) if name == SUMMARIES else answer

    def asked(self, name: str) -> list[Any]:
        """What was sent to one address."""
        return [payload for found, _, payload, _ in self.sent if found.partition("?")[0] == name]

    def _issuing(self, name: str) -> Reply | None:
        if name == META:
            return ok(self.issuer.meta_document())
        return (lambda sent: ok(self.issuer.issue(sent))) if name == TOKENS else None

    def _unwrapped(self, body: bytes, payload: Any, headers: dict[str, str]) -> Any:
        if len(body) % 512 or set(payload) != {"items", "pad"}:
            self.faults.append("not padded")
        if len(payload["items"]) != 1:
            self.faults.append("not one item")
        if set(headers) != PLAIN_HEADERS:
            self.faults.append(f"more headers: {sorted(headers)}")
        summaries = [item["summary"] for item in payload["items"]]
        for item in payload["items"]:
            self._look_at(item["token"], item["summary"]["id"])
        return {"items": summaries}

    def _look_at(self, wire: Any, summary_id: str) -> None:
        try:
            token = Token.from_wire(wire)
        except LaybyError:
            self.faults.append("no token")
            return
        key = self.issuer.key_of(token.key)
        if key is None or not token.fits(key):
            self.faults.append("forged token")
        if self._used.setdefault(token.nonce, summary_id) != summary_id:
            self.faults.append("token of another summary")
        self.tokens.append(token)

    def _dated(self, answer: Answer) -> Answer:
        """Say with the receipts where this server's history stands."""
        if answer.headers.get("content-type") != "application/json":
            return answer
        try:
            found = read_json(answer.body)
        except ValueError:
            return answer
        if not isinstance(found, dict) or "receipts" not in found or "epoch" in found:
            return answer
        return ok({**found, "epoch": self.issuer.epoch, "mark": self.issuer.mark})
