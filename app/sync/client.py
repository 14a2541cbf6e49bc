"""Speaks the sync server's API, version 1, over any ``Transport``.

Whatever answers is doubted: a hotel's sign-in page, a proxy's HTML error and half a JSON
object all become ``ServerNotUnderstood``, never a crash and never a lost summary.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from app.domain.errors import (
    ContentError,
    ServerFailed,
    ServerNotUnderstood,
    ServerRefused,
)
from app.domain.json_text import read_json
from app.domain.organisation import Organisation
from app.domain.summary import WireSummary
from app.sync.outbox import Receipt
from app.sync.port import Answer, Transport

API = "/api/v1"
SUBMISSION_HEADER = "Layby-Submission-Pass"
#: Shows that a write with a session comes from our own page, not from a link elsewhere.
OWN_REQUEST = {"Layby-Request": "1"}


class ApiClient:
    """The server as the use cases see it. Every method raises a SyncError when it fails."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def enrol(self, code: str, attempt: str) -> tuple[Organisation, str]:
        """Trade an enrolment code for the trust's areas and its submission pass.

        ``attempt`` is a random id kept until it works, so that a lost answer does not use the
        code up. Raises ServerRefused for a wrong, used or expired code.
        """
        found = await self._call("POST", "/enrolments", {"code": code, "attempt": attempt})
        submission_pass, organisation = found.get("submission_pass"), found.get("organisation")
        if not isinstance(submission_pass, str) or not isinstance(organisation, Mapping):
            raise ServerNotUnderstood
        try:
            return Organisation.from_document(organisation), submission_pass
        except ContentError as error:
            raise ServerNotUnderstood from error

    async def submit(self, items: Sequence[WireSummary], submission_pass: str) -> list[Receipt]:
        """Hand in summaries; gives one receipt for each that the server named.

        Carries the trust-wide pass and nothing that tells one device from another.
        """
        found = await self._call(
            "POST",
            "/summaries",
            {"items": [item.to_wire() for item in items]},
            headers={SUBMISSION_HEADER: submission_pass},
        )
        receipts = found.get("receipts")
        if not isinstance(receipts, list):
            raise ServerNotUnderstood
        return [_receipt(receipt) for receipt in receipts]

    async def sign_in(self, username: str, password: str) -> dict[str, Any]:
        """Open a lead's session; gives who it is and for which organisation."""
        return await self._call(
            "POST",
            "/session",
            {"username": username, "password": password},
            headers=OWN_REQUEST,
            with_session=True,
        )

    async def sign_out(self) -> None:
        """Close the lead's session."""
        await self._call("DELETE", "/session", headers=OWN_REQUEST, with_session=True)

    async def quarters(self) -> list[str]:
        """List the quarters a lead may look at, newest first."""
        found = (await self._call("GET", "/quarters", with_session=True)).get("quarters")
        if not isinstance(found, list):
            raise ServerNotUnderstood
        return [str(quarter) for quarter in found]

    async def themes(self, quarter: str, by: str) -> dict[str, Any]:
        """Give themes of a quarter ``by`` ``staff_group`` or ``area``, already suppressed."""
        query = urlencode({"quarter": quarter, "by": by})
        return await self._call("GET", f"/themes?{query}", with_session=True)

    async def summaries(self, quarter: str, staff_group: str) -> dict[str, Any]:
        """Give the texts of one staff group in a quarter, or why they are withheld."""
        query = urlencode({"quarter": quarter, "staff_group": staff_group})
        return await self._call("GET", f"/summaries?{query}", with_session=True)

    async def _call(
        self,
        method: str,
        path: str,
        payload: Mapping[str, object] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
    ) -> dict[str, Any]:
        body = None if payload is None else json.dumps(payload).encode()
        sent = {"Accept": "application/json", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/json"
        answer = await self._transport.send(
            method, API + path, body=body, headers=sent, with_session=with_session
        )
        return read_answer(answer)


def read_answer(answer: Answer) -> dict[str, Any]:
    """Turn an answer into a JSON object, or raise the SyncError that fits it."""
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if answer.status == 204:
        return {}
    if kind == "application/problem+json" and answer.status >= 400:
        raise _refusal(answer)
    if answer.status >= 500:
        raise ServerFailed
    if answer.status not in (200, 201) or kind != "application/json":
        raise ServerNotUnderstood
    return _json_object(answer.body)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = read_json(body)
    except ValueError as error:
        raise ServerNotUnderstood from error
    if not isinstance(found, dict):
        raise ServerNotUnderstood
    return found


def _refusal(answer: Answer) -> ServerFailed | ServerRefused:
    problem = _json_object(answer.body)
    slug = str(problem.get("type", "")).rsplit("/", 1)[-1]
    detail = problem.get("detail")
    if answer.status >= 500 and answer.status != 503:
        return ServerFailed()
    wait = answer.headers.get("retry-after", "")
    return ServerRefused(
        detail if isinstance(detail, str) and detail else None,
        problem=slug,
        retry_after=int(wait) if wait.isdecimal() else None,
    )


def _receipt(found: object) -> Receipt:
    if not isinstance(found, Mapping) or not isinstance(found.get("status"), str):
        raise ServerNotUnderstood
    return Receipt(
        id=str(found.get("id", "")),
        status=str(found["status"]),
        reason=str(found.get("reason") or ""),
        detail=str(found.get("detail") or ""),
    )
