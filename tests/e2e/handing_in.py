"""Hands summaries in as an enrolled device does: tokens first, then each with one of them."""

import secrets
import uuid
from collections.abc import Sequence
from typing import Any

import httpx

from app.domain.base64url import read_bytes, write_bytes
from app.domain.blind_signature import blind, finalise, prepare
from app.domain.rsa_key import PublicKey
from app.domain.server_meta import read_meta
from app.domain.signed_document import newest_key
from app.domain.token import Token

NONCE_BYTES = 32
#: Seconds: a key is made at its first need, and the machine may be busy.
_PATIENCE = 60


class HandingIn:
    """A device from elsewhere, over the server's own API."""

    def __init__(self, url: str, code: str) -> None:
        self._url = f"{url}/api/v1"
        given = {"code": code, "attempt": str(uuid.uuid4())}
        answer = httpx.post(f"{self._url}/enrolments", json=given, timeout=_PATIENCE)
        assert answer.status_code == 201, answer.text
        self._enrolled: dict[str, Any] = answer.json()

    @property
    def organisation(self) -> dict[str, Any]:
        """The trust, as a device learns it."""
        found: dict[str, Any] = self._enrolled["organisation"]
        return found

    def send(self, summaries: Sequence[dict[str, Any]]) -> list[str]:
        """Send summaries of one area, each with a token; give what became of them."""
        tokens = self._tokens(str(summaries[0]["area"]), len(summaries))
        items = [
            {"token": token.to_wire(), "summary": one}
            for token, one in zip(tokens, summaries, strict=True)
        ]
        answer = httpx.post(f"{self._url}/summaries", json={"items": items}, timeout=_PATIENCE)
        return [receipt["status"] for receipt in answer.json()["receipts"]]

    def _tokens(self, area: str, count: int) -> list[Token]:
        trust, known = self.organisation["id"], self._enrolled["trust_key"]
        document = httpx.get(
            f"{self._url}/meta", params={"organisation": trust}, timeout=_PATIENCE
        ).json()
        trust_key = newest_key(document, trust, PublicKey.from_document(known))
        issuer = read_meta(document, trust_key, trust).issuing_key(area)
        assert issuer is not None
        key = issuer.key
        asked = [blind(key, prepare(secrets.token_bytes(NONCE_BYTES))) for _ in range(count)]
        answer = httpx.post(
            f"{self._url}/tokens",
            json={"key": key.key_id, "blinded": [write_bytes(one.blinded) for one in asked]},
            headers={"Layby-Device": self._enrolled["credential"]},
            timeout=_PATIENCE,
        )
        signed = [read_bytes(one) for one in answer.json()["signatures"]]
        return [
            Token(key.key_id, one.prepared, finalise(key, one, signature))
            for one, signature in zip(asked, signed, strict=True)
        ]
