"""How a request is made and its answer judged: what every part of the client stands on."""

import json
from collections.abc import Mapping
from typing import Any

from app.sync.answers import read_answer
from app.sync.port import TIMEOUT_SECONDS, Answer, Transport

API = "/api/v1"


class Caller:
    """Sends JSON over a ``Transport`` and gives back what the server said."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def _call(
        self,
        method: str,
        path: str,
        payload: Mapping[str, object] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
        patience: float = TIMEOUT_SECONDS,
    ) -> dict[str, Any]:
        return read_answer(
            await self._send(
                method, path, payload, headers=headers, with_session=with_session, patience=patience
            )
        )

    async def _send(
        self,
        method: str,
        path: str,
        payload: Mapping[str, object] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
        patience: float = TIMEOUT_SECONDS,
    ) -> Answer:
        body = None if payload is None else json.dumps(payload).encode()
        return await self._send_bytes(
            method, path, body, headers=headers, with_session=with_session, patience=patience
        )

    async def _send_bytes(
        self,
        method: str,
        path: str,
        body: bytes | None,
        *,
        headers: Mapping[str, str] | None = None,
        with_session: bool = False,
        patience: float = TIMEOUT_SECONDS,
    ) -> Answer:
        sent = {"Accept": "application/json", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/json"
        return await self._transport.send(
            method,
            API + path,
            body=body,
            headers=sent,
            with_session=with_session,
            patience=patience,
        )
