"""The few cryptographic steps a platform must bring; ``chest`` builds the vault from them.

Keys are opaque handles (``K``): bytes natively, non-extractable ``CryptoKey`` objects in the
browser. One published-vector suite (``tests/contracts/vectors.py``) holds every platform
to the same results.
"""

from typing import Protocol, TypeVar

K = TypeVar("K")

NONCE_BYTES = 12
TAG_BYTES = 16


class Unauthentic(Exception):
    """AES-GCM refused: other key, other context, or altered bytes."""


class Primitives(Protocol[K]):
    """PBKDF2-SHA256, HKDF-SHA256 and AES-256-GCM over opaque key handles."""

    async def stretch(self, secret: bytes, salt: bytes, iterations: int) -> K:
        """Make a 256-bit AES-GCM key of a secret with PBKDF2-HMAC-SHA256."""
        ...

    async def new_wrapped(self, wrapping: K, nonce: bytes, context: bytes) -> bytes:
        """Make a random 256-bit data key and give it encrypted under ``wrapping``."""
        ...

    async def unwrap(self, wrapping: K, nonce: bytes, wrapped: bytes, context: bytes) -> K:
        """Open a wrapped data key as input for ``derive``; raises Unauthentic."""
        ...

    async def derive(self, data_key: K, salt: bytes, info: bytes) -> K:
        """Make a 256-bit AES-GCM key of a data key with HKDF-SHA256."""
        ...

    async def encrypt(self, key: K, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
        """Give ciphertext and tag."""
        ...

    async def decrypt(self, key: K, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open ciphertext and tag; raises Unauthentic."""
        ...
