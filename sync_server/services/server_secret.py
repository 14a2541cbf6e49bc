"""The server's own secret: 32 random bytes in a file of mode 0600, and what is derived of it.

It never enters the database, so a copy of the database alone forges no summary. Several
server processes over one database share the file.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.base64url import write_bytes
from sync_server.errors import ServerError

#: What tells a keyed digest from a plain one, which versions before kept.
KEYED = "k1."
_SIZE = 32


@dataclass(frozen=True)
class ServerSecret:
    """Derives values that only this server can make; ``key`` is never shown."""

    key: bytes = field(repr=False)

    def key_for(self, purpose: str) -> bytes:
        """Give 32 bytes for one purpose, unrelated to those for any other."""
        return self._derive("key", purpose)

    def credential(self, attempt_hash: str) -> bytes:
        """Give a device's credential: the same for the same try, so it need not be kept."""
        return self._derive("device-credential", attempt_hash)

    def code_seed(self, tied_to: str) -> bytes:
        """Give what a new enrolment code is made of; the same request again makes the same."""
        return self._derive("enrolment-code-seed", tied_to)

    def code_hash(self, code: str) -> str:
        """Give what is kept of an enrolment code; no guess at it can be tried without the key."""
        return self._derive("enrolment-code", code).hex()

    def digest(self, plain: str) -> str:
        """Give what is kept of a summary's digest: no guess at a text can be tried on it.

        46 characters that begin with ``KEYED``; from a plain digest it can be made at any time.
        """
        return KEYED + write_bytes(self._derive("summary-digest", plain))

    def place(self, identity: str) -> bytes:
        """Give a sorting key for a summary: stable, unrelated to its arrival or its id."""
        return self._derive("order", identity)

    def handle(self, identity: str) -> str:
        """Give the name by which a lead may speak of a text; it is not the summary's number.

        That number stands on its author's device, as the receipt.
        """
        return self._derive("handle", identity).hex()[:32]

    def _derive(self, purpose: str, value: str) -> bytes:
        return hmac.digest(self.key, f"{purpose}\n{value}".encode(), hashlib.sha256)


def load_secret(file: Path) -> ServerSecret:
    """Read the secret, or make it on the first start; raises ServerError when neither works."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not file.exists():
            _write_once(file)
        key = file.read_bytes()
    except OSError as error:
        raise ServerError(f"The secret {file} can be neither read nor written.") from error
    if len(key) != _SIZE:
        raise ServerError(f"The secret {file} is damaged. Restore it from a backup.")
    return ServerSecret(key)


def _write_once(file: Path) -> None:
    """Write a new secret beside and link it in: of two processes one wins, whole."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(_SIZE))
            out.flush()
            os.fsync(out.fileno())
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
