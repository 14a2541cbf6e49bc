"""The few cryptographic steps a platform must bring; ``chest`` builds the vault from them.

Keys are opaque handles (``K``): bytes natively, non-extractable ``CryptoKey`` objects in the
browser. One published-vector suite (``tests/contracts/vectors.py``) holds every platform
to the same results.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

K = TypeVar("K")

NONCE_BYTES = 12
TAG_BYTES = 16


class Unauthentic(Exception):
    """AES-GCM refused: other key, other context, or altered bytes."""


@dataclass(frozen=True)
class Wrapping(Generic[K]):
    """What a data key is wrapped with: a wrapping key, a nonce, and the context bound to it."""

    key: K
    nonce: bytes
    context: bytes


@dataclass(frozen=True)
class Encrypted:
    """Ciphertext and tag, the nonce they were made under, and the context bound to them."""

    nonce: bytes
    sealed: bytes
    context: bytes


class Primitives(Protocol[K]):
    """Argon2id, HKDF-SHA256, PBKDF2-SHA256 and AES-256-GCM over opaque key handles.

    The first three methods make wrapping keys: 256 bits for AES-GCM, good for nothing but
    wrapping and unwrapping data keys.
    """

    async def argon2id(self, secret: bytes, salt: bytes, memory: int, passes: int, lanes: int) -> K:
        """Make a wrapping key of a guessable secret (RFC 9106, version 1.3); memory in KiB.

        ``secret`` may not be empty. Raises MemoryError when the device has not that much.
        """
        ...

    async def hkdf(self, secret: bytes, salt: bytes, info: bytes) -> K:
        """Make a wrapping key of a secret beyond guessing."""
        ...

    async def pbkdf2(self, secret: bytes, salt: bytes, iterations: int) -> K:
        """Make a wrapping key as format 1 did."""
        ...

    async def warm_up(self) -> None:
        """Have Argon2id at hand, so that what is timed afterwards is the work alone."""
        ...

    async def new_wrapped(self, new: Wrapping[K]) -> bytes:
        """Make a random 256-bit data key and give it encrypted."""
        ...

    async def unwrap(self, wrapped: bytes, old: Wrapping[K]) -> K:
        """Open a wrapped data key as input for ``derive``; raises Unauthentic."""
        ...

    async def rewrap(self, wrapped: bytes, old: Wrapping[K], new: Wrapping[K]) -> bytes:
        """Give the same data key encrypted anew; raises Unauthentic."""
        ...

    async def derive(self, data_key: K, salt: bytes, info: bytes) -> K:
        """Make a 256-bit AES-GCM key, for sealing, of a data key with HKDF-SHA256."""
        ...

    async def encrypt(self, key: K, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
        """Give ciphertext and tag."""
        ...

    async def decrypt(self, key: K, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open ciphertext and tag; raises Unauthentic."""
        ...

    async def decrypt_all(self, key: K, items: Sequence[Encrypted]) -> list[bytes | None]:
        """Open each, in order; None where ``decrypt`` would raise Unauthentic."""
        ...
