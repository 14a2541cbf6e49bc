"""The vault outside the browser, over ``cryptography`` (OpenSSL).

Keys are Python bytes here: Python cannot promise to wipe them, so locking means letting go
of the cipher, and a memory image of the running process would hold them.
"""

import asyncio
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.vault.chest import SlotChest
from app.vault.primitives import Unauthentic

_KEY_BYTES = 32


class NativePrimitives:
    """PBKDF2, HKDF and AES-256-GCM from ``cryptography`` (see ``primitives.Primitives``)."""

    async def stretch(self, secret: bytes, salt: bytes, iterations: int) -> bytes:
        """Make a key of a secret; in a thread, for it takes some tenths of a second."""
        kdf = PBKDF2HMAC(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, iterations=iterations)
        return await asyncio.to_thread(kdf.derive, secret)

    async def new_wrapped(self, wrapping: bytes, nonce: bytes, context: bytes) -> bytes:
        """Make a random data key and give it encrypted."""
        return AESGCM(wrapping).encrypt(nonce, os.urandom(_KEY_BYTES), context)

    async def unwrap(self, wrapping: bytes, nonce: bytes, wrapped: bytes, context: bytes) -> bytes:
        """Open a wrapped data key; raises Unauthentic."""
        return await self.decrypt(wrapping, nonce, wrapped, context)

    async def derive(self, data_key: bytes, salt: bytes, info: bytes) -> bytes:
        """Make a key of a data key."""
        return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=info).derive(data_key)

    async def encrypt(self, key: bytes, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
        """Give ciphertext and tag."""
        return AESGCM(key).encrypt(nonce, plaintext, context)

    async def decrypt(self, key: bytes, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open ciphertext and tag; raises Unauthentic."""
        try:
            return AESGCM(key).decrypt(nonce, sealed, context)
        except InvalidTag:
            raise Unauthentic from None


class NativeKeyChest(SlotChest[bytes]):
    """The key chest of the native app."""

    def __init__(self, primitives: NativePrimitives | None = None) -> None:
        super().__init__(primitives or NativePrimitives())
