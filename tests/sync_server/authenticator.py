"""A passkey authenticator in software (WebAuthn Level 2): one key, ES256, no attestation."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def to_text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def to_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """Makes one passkey and signs with it. Its fields may be bent to see what is refused."""

    origin: str = "https://layby.test"
    verifies: bool = True
    host: str = ""
    count: int = 0
    identity: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    handle: bytes = b""

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    def makes(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer ``navigator.credentials.create``."""
        self.handle = to_bytes(options["user"]["id"])
        data = self._data(options["rp"]["id"], ATTESTED)
        data += bytes(16) + len(self.identity).to_bytes(2) + self.identity + self._public()
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        response = {"clientDataJSON": to_text(client), "attestationObject": to_text(attested)}
        return self._credential(response)

    def signs(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer ``navigator.credentials.get``."""
        self.count += 1
        data = self._data(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signed = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": to_text(client),
                "authenticatorData": to_text(data),
                "signature": to_text(signed),
                "userHandle": to_text(self.handle),
            }
        )

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = to_text(self.identity)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, host: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        named = hashlib.sha256((self.host or host).encode()).digest()
        return named + bytes([flags]) + self.count.to_bytes(4)

    def _public(self) -> bytes:
        numbers = self._key.public_key().public_numbers()
        # COSE: EC2, ES256, P-256 (RFC 9053, section 7.1.1).
        point = {-2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        return cbor2.dumps({1: 2, 3: -7, -1: 1} | point)
