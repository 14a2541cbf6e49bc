"""The vault outside the browser, over ``cryptography`` (OpenSSL).

Keys are Python bytes here: Python cannot promise to wipe them, so locking means letting go
of the cipher, and a memory image of the running process would hold them.
"""

import asyncio
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from app.vault.chest import SlotChest
from app.vault.ladder import RUNGS, Rung
from app.vault.primitives import Encrypted, Unauthentic, Wrapping

_KEY_BYTES = 32


class NativePrimitives:
    """Everything from ``cryptography`` (see ``primitives.Primitives``)."""

    async def argon2id(
        self, secret: bytes, salt: bytes, memory: int, passes: int, lanes: int
    ) -> bytes:
        """Make a wrapping key, in a thread: it takes some tenths of a second."""
        kdf = Argon2id(
            salt=salt, length=_KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory
        )
        return await asyncio.to_thread(kdf.derive, secret)

    async def hkdf(self, secret: bytes, salt: bytes, info: bytes) -> bytes:
        """Make a wrapping key of a secret beyond guessing."""
        return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=info).derive(secret)

    async def pbkdf2(self, secret: bytes, salt: bytes, iterations: int) -> bytes:
        """Make a wrapping key as format 1 did, in a thread too."""
        kdf = PBKDF2HMAC(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, iterations=iterations)
        return await asyncio.to_thread(kdf.derive, secret)

    async def warm_up(self) -> None:
        """Do nothing: OpenSSL is there."""

    async def new_wrapped(self, new: Wrapping[bytes]) -> bytes:
        """Make a random data key and give it encrypted."""
        return await self.encrypt(new.key, new.nonce, os.urandom(_KEY_BYTES), new.context)

    async def unwrap(self, wrapped: bytes, old: Wrapping[bytes]) -> bytes:
        """Open a wrapped data key; raises Unauthentic."""
        return await self.decrypt(old.key, old.nonce, wrapped, old.context)

    async def rewrap(self, wrapped: bytes, old: Wrapping[bytes], new: Wrapping[bytes]) -> bytes:
        """Give the same data key encrypted anew; raises Unauthentic."""
        data_key = await self.unwrap(wrapped, old)
        return await self.encrypt(new.key, new.nonce, data_key, new.context)

    async def derive(self, data_key: bytes, salt: bytes, info: bytes) -> bytes:
        """Make a key of a data key."""
        return await self.hkdf(data_key, salt, info)

    async def encrypt(self, key: bytes, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
        """Give ciphertext and tag."""
        return AESGCM(key).encrypt(nonce, plaintext, context)

    async def decrypt(self, key: bytes, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open ciphertext and tag; raises Unauthentic."""
        try:
            return AESGCM(key).decrypt(nonce, sealed, context)
        except InvalidTag:
            raise Unauthentic from None

    async def decrypt_all(self, key: bytes, items: Sequence[Encrypted]) -> list[bytes | None]:
        """Open each; None for what is not authentic."""
        cipher = AESGCM(key)
        return [_opened(cipher, item) for item in items]


class NativeKeyChest(SlotChest[bytes]):
    """The key chest of the native app."""

    def __init__(
        self, primitives: NativePrimitives | None = None, rungs: Sequence[Rung] = RUNGS
    ) -> None:
        super().__init__(primitives or NativePrimitives(), rungs)


def _opened(cipher: AESGCM, item: Encrypted) -> bytes | None:
    try:
        return cipher.decrypt(item.nonce, item.sealed, item.context)
    except InvalidTag:
        return None
