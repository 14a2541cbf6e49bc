"""The vault itself, the same on every platform: slots, wrapping, sealing.

A sealed record is ``header (4) | nonce (12) | ciphertext | tag (16)``; the header names the
format and is authenticated together with the caller's context. Nonces are random, never
counted: a counter could repeat after a restored backup. At 96 bits one key may seal 2^32
records before NIST SP 800-38D asks for a new one, far above what a person can write.
"""

import os
import unicodedata
from typing import Generic

from app.domain.errors import PassphraseTooShort, RecordDamaged, WrongPassphrase
from app.vault.envelope import (
    FORMAT,
    ITERATIONS,
    PASSPHRASE,
    PBKDF2,
    SALT_BYTES,
    Envelope,
    KdfParams,
    KeySlot,
    slot_context,
)
from app.vault.port import MINIMUM_PASSPHRASE
from app.vault.primitives import NONCE_BYTES, TAG_BYTES, K, Primitives, Unauthentic

HEADER = b"LBY\x01"
_RECORDS_INFO = b"layby/records/1"


class ProfileCipher(Generic[K]):
    """Seals and opens under one profile's record key (see ``port.Cipher``)."""

    def __init__(self, primitives: Primitives[K], record_key: K) -> None:
        self._primitives = primitives
        self._record_key = record_key

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """Encrypt under a fresh nonce, tied to ``context``."""
        nonce = os.urandom(NONCE_BYTES)
        body = await self._primitives.encrypt(self._record_key, nonce, plaintext, HEADER + context)
        return HEADER + nonce + body

    async def open(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypt; raises RecordDamaged."""
        start = len(HEADER) + NONCE_BYTES
        if not sealed.startswith(HEADER) or len(sealed) < start + TAG_BYTES:
            raise RecordDamaged
        nonce, body = sealed[len(HEADER) : start], sealed[start:]
        try:
            return await self._primitives.decrypt(self._record_key, nonce, body, HEADER + context)
        except Unauthentic:
            raise RecordDamaged from None


class SlotChest(Generic[K]):
    """Makes and opens vaults with a platform's primitives (see ``port.KeyChest``)."""

    def __init__(self, primitives: Primitives[K]) -> None:
        self._primitives = primitives

    async def create(self, vault_id: str, passphrase: str) -> tuple[Envelope, ProfileCipher[K]]:
        """Make a vault; raises PassphraseTooShort."""
        if len(unicodedata.normalize("NFC", passphrase).strip()) < MINIMUM_PASSPHRASE:
            raise PassphraseTooShort(field="passphrase")
        kdf = KdfParams(PBKDF2, ITERATIONS, os.urandom(SALT_BYTES))
        wrapping = await self._stretched(passphrase, kdf)
        nonce = os.urandom(NONCE_BYTES)
        context = slot_context(vault_id, PASSPHRASE, kdf)
        wrapped = await self._primitives.new_wrapped(wrapping, nonce, context)
        slot = KeySlot(PASSPHRASE, kdf, nonce + wrapped)
        # Opened again from what will be stored: a vault that could not be is never handed out.
        return Envelope(vault_id, FORMAT, (slot,)), await self._opened(vault_id, slot, wrapping)

    async def unlock(self, envelope: Envelope, passphrase: str) -> ProfileCipher[K]:
        """Open a vault; raises WrongPassphrase."""
        for slot in envelope.slots:
            wrapping = await self._stretched(passphrase, slot.kdf)
            try:
                return await self._opened(envelope.vault_id, slot, wrapping)
            except Unauthentic:
                continue
        raise WrongPassphrase

    def random_bytes(self, count: int) -> bytes:
        """Give random bytes; in the browser Python takes them from WebCrypto."""
        return os.urandom(count)

    async def _stretched(self, passphrase: str, kdf: KdfParams) -> K:
        # NFKC, because keyboards spell the same character in more than one way.
        secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
        return await self._primitives.stretch(secret, kdf.salt, kdf.iterations)

    async def _opened(self, vault_id: str, slot: KeySlot, wrapping: K) -> ProfileCipher[K]:
        nonce, wrapped = slot.wrapped[:NONCE_BYTES], slot.wrapped[NONCE_BYTES:]
        context = slot.context(vault_id)
        data_key = await self._primitives.unwrap(wrapping, nonce, wrapped, context)
        salt = vault_id.encode("utf-8", "surrogatepass")
        record_key = await self._primitives.derive(data_key, salt, _RECORDS_INFO)
        return ProfileCipher(self._primitives, record_key)
