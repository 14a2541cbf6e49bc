"""A device as the server sees one that asks for tokens."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from app.domain.base64url import read_bytes, write_bytes
from app.domain.blind_signature import Blinded
from app.domain.rsa_key import PublicKey
from app.domain.server_meta import ServerMeta, read_meta
from app.domain.token import Token, finished, new_blinded
from sync_server.db.devices import Devices
from tests.sync_server.trust import TRUST, Server


class TestDevice:
    """An enrolled device of a server under test; ``areas`` as in its code."""

    __test__ = False

    def __init__(self, server: Server, *areas: str, organisation: str = TRUST.id) -> None:
        self._server = server
        self._organisation = organisation
        credential = secrets.token_bytes(32)
        self.hash = hashlib.sha256(credential).hexdigest()
        self.headers = {"Layby-Device": write_bytes(credential)}
        with server.parts.database.write() as connection:
            Devices(connection).add(self.hash, organisation, areas)

    def meta(self) -> ServerMeta:
        answer = self._server.client.get(
            "/api/v1/meta", params={"organisation": self._organisation}
        )
        assert answer.status_code == 200, answer.text
        trust_key = self._server.parts.trust_keys.trust_key(self._organisation)
        return read_meta(answer.json(), trust_key, self._organisation)

    def key(self, area: str = "quay") -> PublicKey:
        found = self.meta().issuing_key(area)
        assert found is not None
        return found.key

    def ask(self, key: PublicKey, blinded: Sequence[Blinded]) -> Any:
        return self._server.client.post(
            "/api/v1/tokens", json=asked(key, blinded), headers=self.headers
        )

    def tokens(self, number: int, area: str = "quay") -> list[Token]:
        key = self.key(area)
        blinded = [new_blinded(key) for _ in range(number)]
        answer = self.ask(key, blinded)
        assert answer.status_code == 200, answer.text
        return [
            finished(key, one, read_bytes(signature))
            for one, signature in zip(blinded, answer.json()["signatures"], strict=True)
        ]


def asked(key: PublicKey, blinded: Sequence[Blinded]) -> dict[str, object]:
    """The body that has these signed."""
    return {"key": key.key_id, "blinded": [write_bytes(one.blinded) for one in blinded]}
