"""A token: proof that an enrolled device sends, and no word about which.

It is 64 bytes that the device made (32 random ones of RFC 9474 and the nonce, 32 more) under
an issuer key's signature. The server signed them blind. A token is used for one summary; its
nonce is what makes the summary count once however often it is sent.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.base64url import read_bytes, write_bytes
from app.domain.blind_signature import PREFIX_BYTES, Blinded, blind, finalise, prepare, verify
from app.domain.errors import InputError
from app.domain.rsa_key import BYTES, PublicKey

NONCE_BYTES = 32
_KEY_ID = re.compile(r"[0-9a-f]{32}")
_FIELDS = frozenset({"key", "prepared", "signature"})


@dataclass(frozen=True)
class Token:
    """``key`` is the issuer key's id, ``prepared`` 64 bytes, ``signature`` 384."""

    key: str
    prepared: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def nonce(self) -> bytes:
        """The 32 bytes that stand for the one use of this token."""
        return self.prepared[PREFIX_BYTES:]

    def fits(self, key: PublicKey) -> bool:
        """Say whether this is a token under ``key``."""
        return self.key == key.key_id and verify(key, self.prepared, self.signature)

    def to_wire(self) -> dict[str, str]:
        """Give a plain mapping, as kept and sent: the key's id in hex, the rest in base64url."""
        return {
            "key": self.key,
            "prepared": write_bytes(self.prepared),
            "signature": write_bytes(self.signature),
        }

    @classmethod
    def from_wire(cls, wire: object) -> "Token":
        """Read what ``to_wire`` wrote; raises InputError for anything else, naming the field.

        Each token has one wire form: a differently written one is refused.
        """
        if not isinstance(wire, Mapping) or set(wire) != _FIELDS:
            raise InputError("This is not a token.", field="token")
        key = wire["key"]
        if not isinstance(key, str) or not _KEY_ID.fullmatch(key):
            raise InputError("This is not a token.", field="key")
        prepared = _bytes(wire, "prepared", PREFIX_BYTES + NONCE_BYTES)
        return cls(key, prepared, _bytes(wire, "signature", BYTES))


def new_blinded(key: PublicKey) -> Blinded:
    """Make what a new token will be of: random bytes, ready to be signed under ``key``."""
    return blind(key, prepare(secrets.token_bytes(NONCE_BYTES)))


def finished(key: PublicKey, blinded: Blinded, blind_signature: bytes) -> Token:
    """Make the token of the server's answer; raises BadSignature where another key signed."""
    return Token(key.key_id, blinded.prepared, finalise(key, blinded, blind_signature))


def _bytes(wire: Mapping[str, object], name: str, length: int) -> bytes:
    try:
        return read_bytes(wire[name], length)
    except ValueError:
        raise InputError("This is not a token.", field=name) from None
