"""Who can open a backup: the holder of a recovery key, or of a passphrase.

A **recovery key** is a pair. Its public half lies beside the database and seals every backup, so
that the nightly job needs no secret; its private half lies in a file that is kept away from the
server. The file's key is sealed to it by HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM).
A **passphrase** instead is stretched with Argon2id (RFC 9106: 64 MiB, 3 passes).
"""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sync_server.errors import ServerError
from sync_server.services.files import write_once

_INFO = b"layby backup 1"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PUBLIC, _PRIVATE = "layby-backup-seals-", "LAYBY-BACKUP-OPENS-"
_MEMORY_KIB, _PASSES = 64 * 1024, 3
#: What a header may ask of this machine: no more than four times what Layby writes.
_MOST_MEMORY, _MOST_PASSES = 4 * _MEMORY_KIB, 4 * _PASSES
SHORTEST_PASSPHRASE = 16


class CannotOpen(ServerError):
    """No slot of the backup opens with what was given."""

    code = "backup-key"
    default = "This backup was made for another key or passphrase."


class Sealer(Protocol):
    """Puts a file's key under lock."""

    def seal(self, file_key: bytes) -> dict[str, Any]:
        """Give the slot for the header."""
        ...


class Opener(Protocol):
    """Takes a file's key out again."""

    def open(self, slot: Mapping[str, Any]) -> bytes | None:
        """Give the file's key; None when the slot is not for this."""
        ...


def open_slots(slots: object, opener: Opener) -> bytes:
    """Give the file's key from whichever slot opens; raises CannotOpen."""
    for slot in slots if isinstance(slots, Sequence) else ():
        if isinstance(slot, Mapping) and (key := opener.open(slot)):
            return key
    raise CannotOpen


@dataclass(frozen=True)
class PublicHalf:
    """What seals backups; it opens nothing."""

    raw: bytes

    @property
    def name(self) -> str:
        """Eight hex digits that both halves share, to tell keys apart."""
        return hashlib.sha256(_INFO + self.raw).hexdigest()[:8]

    def seal(self, file_key: bytes) -> dict[str, Any]:
        """Give the slot for the header."""
        sealed = _SUITE.encrypt(file_key, X25519PublicKey.from_public_bytes(self.raw), _INFO)
        return {"kind": "key", "name": self.name, "sealed": _text(sealed)}

    def to_line(self) -> str:
        """Write it as one line."""
        return _PUBLIC + _text(self.raw)


@dataclass(frozen=True)
class PrivateHalf:
    """What opens backups; kept away from the server."""

    key: X25519PrivateKey

    @property
    def public(self) -> PublicHalf:
        """The half that seals."""
        return PublicHalf(self.key.public_key().public_bytes_raw())

    def open(self, slot: Mapping[str, Any]) -> bytes | None:
        """Give the file's key; None when the slot is not for this key."""
        if slot.get("kind") != "key" or slot.get("name") != self.public.name:
            return None
        try:
            return _SUITE.decrypt(_bytes(slot.get("sealed")), self.key, _INFO)
        except (InvalidTag, ValueError):
            return None


@dataclass(frozen=True)
class Passphrase:
    """What seals and opens where there is no recovery key."""

    words: str

    def seal(self, file_key: bytes) -> dict[str, Any]:
        """Give the slot for the header."""
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        key = self._stretched(salt, _MEMORY_KIB, _PASSES)
        sealed = nonce + AESGCM(key).encrypt(nonce, file_key, _INFO)
        cost = {"memory_kib": _MEMORY_KIB, "passes": _PASSES}
        return {"kind": "passphrase", "salt": _text(salt), "sealed": _text(sealed), **cost}

    def open(self, slot: Mapping[str, Any]) -> bytes | None:
        """Give the file's key; None when the slot is no passphrase's, or another's."""
        memory, passes = slot.get("memory_kib"), slot.get("passes")
        if slot.get("kind") != "passphrase" or not isinstance(memory, int):
            return None
        if not isinstance(passes, int) or memory > _MOST_MEMORY or passes > _MOST_PASSES:
            return None
        try:
            sealed = _bytes(slot.get("sealed"))
            key = self._stretched(_bytes(slot.get("salt")), memory, passes)
            return AESGCM(key).decrypt(sealed[:12], sealed[12:], _INFO)
        except (InvalidTag, ValueError):
            return None

    def _stretched(self, salt: bytes, memory_kib: int, passes: int) -> bytes:
        kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory_kib)
        return kdf.derive(self.words.encode("utf-8", "surrogatepass"))


def checked_passphrase(words: str) -> Passphrase:
    """Take a passphrase for sealing; raises ServerError when it is too short to rest on."""
    if len(words) < SHORTEST_PASSPHRASE:
        raise ServerError(
            f"The passphrase needs at least {SHORTEST_PASSPHRASE} characters: four or five words."
        )
    return Passphrase(words)


def make_pair(private_file: Path) -> PublicHalf:
    """Make a recovery key: its private half goes to a new file. Raises ServerError."""
    if private_file.exists():
        raise ServerError(f"The file {private_file} is there already. Choose a new name.")
    half = PrivateHalf(X25519PrivateKey.generate())
    content = (
        "# Layby: this key opens backups. Keep it away from the server, in two places.\n"
        "# Whoever has it and a backup can read everything. Without it no backup opens.\n"
        f"{_PRIVATE}{_text(half.key.private_bytes_raw())}\n"
    )
    try:
        write_once(private_file, content.encode())
    except OSError as error:
        raise ServerError(f"The file {private_file} cannot be written.") from error
    return half.public


def read_public(file: Path) -> PublicHalf | None:
    """Read the half that seals; None where there is no such file. Raises ServerError."""
    if not file.exists():
        return None
    raw = _line(file, _PUBLIC)
    return PublicHalf(raw)


def read_private(file: Path) -> PrivateHalf:
    """Read the half that opens; raises ServerError."""
    return PrivateHalf(X25519PrivateKey.from_private_bytes(_line(file, _PRIVATE)))


def _line(file: Path, prefix: str) -> bytes:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise ServerError(f"The file {file} cannot be read.") from error
    found = [line.strip().removeprefix(prefix) for line in lines if line.startswith(prefix)]
    try:
        raw = _bytes(found[0]) if found else b""
    except ValueError:
        raw = b""
    if len(raw) != 32:
        raise ServerError(f"The file {file} holds no such key, or it is damaged.")
    return raw


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: object) -> bytes:
    try:
        return base64.urlsafe_b64decode(str(text).encode("ascii", "replace"))
    except binascii.Error as error:
        raise ValueError("not base64") from error
