"""The vault's envelope: the one document that stands beside a profile's sealed records.

Format 1, as JSON::

    {"kind": "layby-vault", "format": 1, "vault": "<vault id>",
     "slots": [{"kind": "passphrase",
                "kdf": {"name": "PBKDF2-SHA256", "iterations": 600000, "salt": "<base64>"},
                "wrapped": "<base64 of nonce (12) | wrapped data key (32) | tag (16)>"}]}

A random 256-bit data key is wrapped once per slot with AES-256-GCM, under the key that the
slot's KDF makes of the secret. The slot's description is authenticated with it
(``KeySlot.context``), so no part of it can be changed or moved to another vault. The data
key seals nothing itself: the key for records is HKDF-SHA256(data key, salt = vault id,
info = "layby/records/1").

Nothing here is secret without the passphrase. Pure: no I/O, no cryptography.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import VaultFormatUnknown

FORMAT = 1
KIND = "layby-vault"
PASSPHRASE = "passphrase"  # noqa: S105 - the name of a slot kind
PBKDF2 = "PBKDF2-SHA256"

#: OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA256 with at least 600,000 iterations.
ITERATIONS = 600_000
#: More would only serve to freeze the device of whoever opens a forged envelope.
_ITERATIONS_MAX = 10_000_000
#: NIST SP 800-132: a salt of at least 128 bits.
SALT_BYTES = 16
_SALT_MAX = 64
WRAPPED_BYTES = 12 + 32 + 16
_SLOTS_MAX = 16


@dataclass(frozen=True)
class KdfParams:
    """How a secret becomes a key: ``salt`` in bytes, ``iterations`` as a count."""

    name: str
    iterations: int
    salt: bytes


@dataclass(frozen=True)
class KeySlot:
    """The data key, wrapped for one secret: nonce, ciphertext and tag in ``wrapped``."""

    kind: str
    kdf: KdfParams
    wrapped: bytes

    def context(self, vault_id: str) -> bytes:
        """Give what is authenticated with the wrapped key: all that describes the slot."""
        return slot_context(vault_id, self.kind, self.kdf)


def slot_context(vault_id: str, kind: str, kdf: KdfParams) -> bytes:
    """Give the authenticated description of a slot, unambiguous and all in ASCII."""
    parts = [KIND, FORMAT, vault_id, kind, kdf.name, kdf.iterations, _to_base64(kdf.salt)]
    return json.dumps(parts, separators=(",", ":")).encode("ascii")


@dataclass(frozen=True)
class Envelope:
    """A vault's id and its key slots."""

    vault_id: str
    format: int
    slots: tuple[KeySlot, ...]

    def to_document(self) -> dict[str, object]:
        """Give plain JSON values, as the module's docstring shows them."""
        return {
            "kind": KIND,
            "format": self.format,
            "vault": self.vault_id,
            "slots": [_slot_document(slot) for slot in self.slots],
        }

    @classmethod
    def from_document(cls, document: object) -> "Envelope":
        """Read what ``to_document`` wrote.

        Raises VaultFormatUnknown on a newer format, a foreign document or a damaged one:
        nothing is guessed, because a guess here would lock somebody out of their notes.
        """
        try:
            return _read_envelope(_mapping(document))
        except (KeyError, TypeError, ValueError) as error:
            raise VaultFormatUnknown from error


def _read_envelope(document: Mapping[object, object]) -> Envelope:
    if document["kind"] != KIND or _whole(document["format"]) != FORMAT:
        raise ValueError
    slots = document["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= _SLOTS_MAX:
        raise ValueError
    read = tuple(_read_slot(_mapping(slot)) for slot in slots)
    return Envelope(_text(document["vault"]), FORMAT, read)


def _read_slot(document: Mapping[object, object]) -> KeySlot:
    if document["kind"] != PASSPHRASE:
        raise ValueError
    wrapped = _from_base64(document["wrapped"])
    if len(wrapped) != WRAPPED_BYTES:
        raise ValueError
    return KeySlot(PASSPHRASE, _read_kdf(_mapping(document["kdf"])), wrapped)


def _read_kdf(document: Mapping[object, object]) -> KdfParams:
    iterations, salt = _whole(document["iterations"]), _from_base64(document["salt"])
    if (
        document["name"] != PBKDF2
        or not ITERATIONS <= iterations <= _ITERATIONS_MAX
        or not SALT_BYTES <= len(salt) <= _SALT_MAX
    ):
        raise ValueError
    return KdfParams(PBKDF2, iterations, salt)


def _slot_document(slot: KeySlot) -> dict[str, object]:
    return {
        "kind": slot.kind,
        "kdf": {
            "name": slot.kdf.name,
            "iterations": slot.kdf.iterations,
            "salt": _to_base64(slot.kdf.salt),
        },
        "wrapped": _to_base64(slot.wrapped),
    }


def _mapping(value: object) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def _to_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _from_base64(value: object) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except binascii.Error as error:
        raise ValueError from error
