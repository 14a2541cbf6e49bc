"""Seals short values under a key that is derived from the server's secret.

AES-256-GCM with a random nonce. ``about`` is bound to the value: what was sealed for one
account or one purpose does not open for another.
"""

import base64
import os
from binascii import Error as NotBase64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync_server.services.server_secret import ServerSecret

_NONCE = 12


class Sealing:
    """Seals and opens bytes for one purpose."""

    def __init__(self, secret: ServerSecret, purpose: str) -> None:
        self._cipher = AESGCM(secret.key_for(purpose))

    def seal(self, value: bytes, about: str) -> str:
        """Give the sealed value as base64url text."""
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, value, about.encode())
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def open(self, text: str, about: str) -> bytes | None:
        """Give what was sealed; None for anything else."""
        try:
            sealed = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
        except (InvalidTag, NotBase64, ValueError):
            return None
