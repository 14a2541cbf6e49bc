"""The vault in the browser, over WebCrypto, with Argon2id from the worker's own script.

No key ever becomes bytes that Python could read: each is derived, generated, wrapped and
unwrapped inside WebCrypto, and none but the one being rewrapped can leave it, wrapped. Argon2id
runs in ``assets/shell/argon2.js``, which hands its output straight to WebCrypto and overwrites
it. What opens a vault passes through Python, for a person types it there.
"""

from collections.abc import Sequence
from typing import Any

import js
from pyodide.ffi import JsException, to_js

from app.domain.errors import VaultError
from app.domain.wording import to_say, tr
from app.vault.chest import SlotChest
from app.vault.ladder import RUNGS, Rung
from app.vault.primitives import Encrypted, Unauthentic, Wrapping

# A CryptoKey. It lives in JavaScript; Python holds a proxy of it.
CryptoKey = Any

_AES = {"name": "AES-GCM", "length": 256}
_INCOMPLETE = to_say("A part of Layby is not on this device yet. Connect once, then try again.")


class BrowserPrimitives:
    """Everything from WebCrypto, and Argon2id (see ``primitives.Primitives``)."""

    def __init__(self) -> None:
        self._subtle = js.crypto.subtle

    async def argon2id(
        self, secret: bytes, salt: bytes, memory: int, passes: int, lanes: int
    ) -> CryptoKey:
        """Make a wrapping key; raises VaultError where Argon2id itself is missing."""
        try:
            return await js.laybyArgon2.wrappingKey(
                to_js(secret), to_js(salt), memory, passes, lanes
            )
        except JsException as error:
            raise _failure(error) from None

    async def hkdf(self, secret: bytes, salt: bytes, info: bytes) -> CryptoKey:
        """Make a wrapping key of a secret beyond guessing."""
        how = _object(name="HKDF", hash="SHA-256", salt=to_js(salt), info=to_js(info))
        return await self._wrapping_key(secret, how)

    async def pbkdf2(self, secret: bytes, salt: bytes, iterations: int) -> CryptoKey:
        """Make a wrapping key as format 1 did."""
        how = _object(name="PBKDF2", hash="SHA-256", salt=to_js(salt), iterations=iterations)
        return await self._wrapping_key(secret, how)

    async def warm_up(self) -> None:
        """Load Argon2id; raises VaultError where it is missing."""
        try:
            await js.laybyArgon2.load()
        except JsException as error:
            raise _failure(error) from None

    async def new_wrapped(self, new: Wrapping[CryptoKey]) -> bytes:
        """Make a random data key and give it encrypted.

        An HKDF key can be neither generated nor wrapped, so the data key begins as an AES
        key that may leave WebCrypto only wrapped by us in the next line, and is dropped.
        """
        key = await self._subtle.generateKey(_object(**_AES), True, to_js(["encrypt"]))
        return await self._wrapped(key, new)

    async def unwrap(self, wrapped: bytes, old: Wrapping[CryptoKey]) -> CryptoKey:
        """Open a wrapped data key as a non-extractable HKDF key; raises Unauthentic."""
        return await self._unwrapped(wrapped, old, "HKDF", False, ["deriveKey"])

    async def rewrap(
        self, wrapped: bytes, old: Wrapping[CryptoKey], new: Wrapping[CryptoKey]
    ) -> bytes:
        """Give the same data key encrypted anew; raises Unauthentic.

        Only a key that may leave WebCrypto can be wrapped. This one is dropped at once.
        """
        key = await self._unwrapped(wrapped, old, _object(**_AES), True, ["encrypt"])
        return await self._wrapped(key, new)

    async def derive(self, data_key: CryptoKey, salt: bytes, info: bytes) -> CryptoKey:
        """Make a non-extractable key of a data key."""
        how = _object(name="HKDF", hash="SHA-256", salt=to_js(salt), info=to_js(info))
        uses = to_js(["encrypt", "decrypt"])
        return await self._subtle.deriveKey(how, data_key, _object(**_AES), False, uses)

    async def encrypt(
        self, key: CryptoKey, nonce: bytes, plaintext: bytes, context: bytes
    ) -> bytes:
        """Give ciphertext and tag."""
        how = _gcm(nonce, context)
        return _bytes(await self._subtle.encrypt(how, key, to_js(plaintext)))

    async def decrypt(self, key: CryptoKey, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open ciphertext and tag; raises Unauthentic."""
        how = _gcm(nonce, context)
        try:
            return _bytes(await self._subtle.decrypt(how, key, to_js(sealed)))
        except JsException as error:
            raise _failure(error) from None

    async def decrypt_all(self, key: CryptoKey, items: Sequence[Encrypted]) -> list[bytes | None]:
        """Open each; None for what is not authentic. All of them cross to WebCrypto at once."""
        sealed, contexts = [item.sealed for item in items], [item.context for item in items]
        whole, lengths = await js.laybyCipher.openAll(
            key,
            to_js(b"".join(item.nonce for item in items)),
            *(to_js(b"".join(sealed)), to_js([len(one) for one in sealed])),
            *(to_js(b"".join(contexts)), to_js([len(one) for one in contexts])),
        )
        opened, at, plain = _bytes(whole), 0, list[bytes | None]()
        for length in lengths.to_py():
            plain.append(None if length < 0 else opened[at : at + length])
            at += max(0, length)
        return plain

    async def _wrapping_key(self, secret: bytes, how: Any) -> CryptoKey:
        given = to_js(secret)
        uses = to_js(["deriveKey"])
        base = await self._subtle.importKey("raw", given, how.name, False, uses)
        given.fill(0)
        uses = to_js(["wrapKey", "unwrapKey"])
        return await self._subtle.deriveKey(how, base, _object(**_AES), False, uses)

    async def _wrapped(self, key: CryptoKey, new: Wrapping[CryptoKey]) -> bytes:
        how = _gcm(new.nonce, new.context)
        return _bytes(await self._subtle.wrapKey("raw", key, new.key, how))

    async def _unwrapped(
        self, wrapped: bytes, old: Wrapping[CryptoKey], kind: Any, leaves: bool, uses: list[str]
    ) -> CryptoKey:
        how = _gcm(old.nonce, old.context)
        try:
            return await self._subtle.unwrapKey(
                "raw", to_js(wrapped), old.key, how, kind, leaves, to_js(uses)
            )
        except JsException as error:
            raise _failure(error) from None


class BrowserKeyChest(SlotChest[CryptoKey]):
    """The key chest of the web app."""

    def __init__(self, rungs: Sequence[Rung] = RUNGS) -> None:
        super().__init__(BrowserPrimitives(), rungs)


def _failure(error: Any) -> Exception:
    """Name a failure. Any other is a mistake of ours or of the browser and goes on as it is."""
    if error.name == "OperationError":
        return Unauthentic()
    if error.name == "RangeError":  # WebAssembly's memory could not grow
        return MemoryError()
    if error.name == "NetworkError":
        return VaultError(tr(_INCOMPLETE))
    unnamed: Exception = error
    return unnamed


def _gcm(nonce: bytes, context: bytes) -> Any:
    return _object(name="AES-GCM", iv=to_js(nonce), additionalData=to_js(context))


def _object(**fields: Any) -> Any:
    return to_js(fields, dict_converter=js.Object.fromEntries)


def _bytes(buffer: Any) -> bytes:
    copied: bytes = buffer.to_bytes()
    return copied
