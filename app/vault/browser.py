"""The vault in the browser, over WebCrypto.

No key ever becomes bytes that Python or a page script could read: PBKDF2 derives straight
into a non-extractable AES key, the data key is generated, wrapped and unwrapped inside
WebCrypto, and is unwrapped into a non-extractable HKDF key. Only the passphrase itself
passes through Python.
"""

from typing import Any

import js
from pyodide.ffi import JsException, to_js

from app.vault.chest import SlotChest
from app.vault.primitives import Unauthentic

# A CryptoKey. It lives in JavaScript; Python holds a proxy of it.
CryptoKey = Any

_AES = {"name": "AES-GCM", "length": 256}


class BrowserPrimitives:
    """PBKDF2, HKDF and AES-256-GCM from WebCrypto (see ``primitives.Primitives``)."""

    def __init__(self) -> None:
        self._subtle = js.crypto.subtle

    async def stretch(self, secret: bytes, salt: bytes, iterations: int) -> CryptoKey:
        """Make a key of a secret, fit for wrapping and for sealing."""
        base = await self._subtle.importKey(
            "raw", to_js(secret), "PBKDF2", False, to_js(["deriveKey"])
        )
        how = _object(name="PBKDF2", hash="SHA-256", salt=to_js(salt), iterations=iterations)
        uses = to_js(["wrapKey", "unwrapKey", "encrypt", "decrypt"])
        return await self._subtle.deriveKey(how, base, _object(**_AES), False, uses)

    async def new_wrapped(self, wrapping: CryptoKey, nonce: bytes, context: bytes) -> bytes:
        """Make a random data key and give it encrypted.

        An HKDF key can be neither generated nor wrapped, so the data key begins as an AES
        key that may leave WebCrypto only wrapped by us in the next line, and is dropped.
        """
        uses = to_js(["encrypt", "decrypt"])
        key = await self._subtle.generateKey(_object(**_AES), True, uses)
        return _bytes(await self._subtle.wrapKey("raw", key, wrapping, _gcm(nonce, context)))

    async def unwrap(
        self, wrapping: CryptoKey, nonce: bytes, wrapped: bytes, context: bytes
    ) -> CryptoKey:
        """Open a wrapped data key as a non-extractable HKDF key; raises Unauthentic."""
        how, uses = _gcm(nonce, context), to_js(["deriveKey"])
        try:
            return await self._subtle.unwrapKey(
                "raw", to_js(wrapped), wrapping, how, "HKDF", False, uses
            )
        except JsException as error:
            raise _refusal(error) from None

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
            raise _refusal(error) from None


class BrowserKeyChest(SlotChest[CryptoKey]):
    """The key chest of the web app."""

    def __init__(self) -> None:
        super().__init__(BrowserPrimitives())


def _refusal(error: JsException) -> Exception:
    # Any other name is a mistake of ours or of the browser and must not look like tampering.
    return Unauthentic() if error.name == "OperationError" else error


def _gcm(nonce: bytes, context: bytes) -> Any:
    return _object(name="AES-GCM", iv=to_js(nonce), additionalData=to_js(context))


def _object(**fields: Any) -> Any:
    return to_js(fields, dict_converter=js.Object.fromEntries)


def _bytes(buffer: Any) -> bytes:
    copied: bytes = buffer.to_bytes()
    return copied
