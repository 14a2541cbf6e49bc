"""Tokens for tests, under the server's own keys.

They are signed openly instead of blind: that is far quicker, and nobody can tell the two apart,
which is the point of a blind signature.
"""

import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384

from app.domain.token import Token
from sync_server.services.issuer_keys import SigningKey

_PSS = padding.PSS(padding.MGF1(SHA384()), salt_length=48)


def signed(signing: SigningKey, prepared: bytes = b"") -> Token:
    """A new token under this key, over ``prepared`` or random bytes."""
    prepared = prepared or secrets.token_bytes(64)
    private = _private(signing.private.p, signing.private.q)
    return Token(signing.known.key.key_id, prepared, private.sign(prepared, _PSS, SHA384()))


def item(wire: object, token: Token | Mapping[str, object]) -> dict[str, Any]:
    """One item as it is sent."""
    return {"token": token.to_wire() if isinstance(token, Token) else token, "summary": wire}


@lru_cache(maxsize=64)
def _private(p: int, q: int) -> rsa.RSAPrivateKey:
    e = 65_537
    d = pow(e, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(e, p * q)
    )
    # The server checked its key when it made it.
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)
