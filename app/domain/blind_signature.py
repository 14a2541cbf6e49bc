"""Blind RSA signatures: RSABSSA-SHA384-PSS-Randomized of RFC 9474.

A device has random bytes signed by its trust's server, which does not see them. Later it shows
bytes and signature without saying who it is: the server knows its own signature, and nothing
ties it to the request it came of. The order of steps::

    device  prepare, blind      a message under a random factor
    server  blind_sign          in sync_server.services.blind_signing
    device  finalise            takes the factor off; refuses what is not that key's signature
    server  verify              like any RSA-PSS signature

A dishonest server gains nothing by a key that is none: a signature that verifies is the same
proof for every such key. What it could do is to give each device a key of its own; that is for
``app.domain.server_meta`` to refuse.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import gcd

from app.domain import pss
from app.domain.base64url import read_bytes, write_bytes
from app.domain.errors import BadSignature, ContentError
from app.domain.rsa_key import BYTES, PublicKey
from app.domain.wording import tr

__all__ = ["PREFIX_BYTES", "Blinded", "PublicKey", "blind", "finalise", "prepare", "verify"]

#: What ``prepare`` puts in front of a message (RFC 9474, section 4.1).
PREFIX_BYTES = 32


@dataclass(frozen=True)
class Blinded:
    """A message on its way to be signed: ``blinded`` goes to the server, the rest stays.

    ``inverse`` takes the random factor off again; whoever knows it can tie the request to the
    token, so it lives in the vault until ``finalise`` and no longer.
    """

    blinded: bytes
    inverse: int = field(repr=False)
    prepared: bytes = field(repr=False)

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the vault: an answer that was lost can be asked for again."""
        return {
            "blinded": write_bytes(self.blinded),
            "inverse": write_bytes(self.inverse.to_bytes(len(self.blinded))),
            "prepared": write_bytes(self.prepared),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Blinded":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            return cls(
                read_bytes(document["blinded"], BYTES),
                int.from_bytes(read_bytes(document["inverse"], BYTES)),
                read_bytes(document["prepared"]),
            )
        except (KeyError, ValueError):
            raise ContentError(tr("A token that was asked for could not be read.")) from None


def prepare(message: bytes, random: bytes | None = None) -> bytes:
    """Give the message with 32 random bytes in front; ``random`` is for test vectors only."""
    prefix = secrets.token_bytes(PREFIX_BYTES) if random is None else random
    return prefix + message


def blind(
    key: PublicKey, prepared: bytes, salt: bytes | None = None, r: int | None = None
) -> Blinded:
    """Hide a prepared message under a random factor (RFC 9474, section 4.2).

    ``salt`` and ``r`` are for test vectors only. Raises BadSignature where the key cannot be
    one: its modulus shares a factor with a random number, or is too small.
    """
    salt = secrets.token_bytes(pss.HASH_BYTES) if salt is None else salt
    try:
        encoded = int.from_bytes(pss.encode(prepared, salt, key.n.bit_length() - 1))
        if gcd(encoded, key.n) != 1:
            raise ValueError
        factor = secrets.randbelow(key.n - 1) + 1 if r is None else r
        inverse = pow(factor, -1, key.n)
    except ValueError:
        raise BadSignature from None
    blinded = encoded * pow(factor, key.e, key.n) % key.n
    return Blinded(blinded.to_bytes(key.size), inverse, prepared)


def finalise(
    key: PublicKey,
    blinded: Blinded,
    blind_signature: bytes,
    salt_length: int = pss.HASH_BYTES,
) -> bytes:
    """Take the random factor off the server's answer (RFC 9474, section 4.4).

    Raises BadSignature where that does not give the key's signature for the message: another
    key signed, or the answer was altered.
    """
    if len(blind_signature) != key.size:
        raise BadSignature
    number = int.from_bytes(blind_signature) * blinded.inverse % key.n
    signature = number.to_bytes(key.size)
    if not verify(key, blinded.prepared, signature, salt_length):
        raise BadSignature
    return signature


def verify(
    key: PublicKey, prepared: bytes, signature: bytes, salt_length: int = pss.HASH_BYTES
) -> bool:
    """Say whether ``signature`` is the key's for a prepared message (RFC 9474, section 4.5)."""
    return pss.verify(key, prepared, signature, salt_length)
