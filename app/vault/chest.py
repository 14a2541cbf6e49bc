"""The vault itself, the same on every platform: slots, wrapping, sealing.

A sealed record is ``header (4) | nonce (12) | ciphertext | tag (16)``; the header names the
format and is authenticated together with the caller's context. Nonces are random, never
counted: a counter could repeat after a restored backup. At 96 bits one key may seal 2^32
records before NIST SP 800-38D asks for a new one, far above what a person can write.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from app.domain.errors import RecordDamaged, VaultError
from app.domain.wording import to_say, tr
from app.vault import ladder
from app.vault.envelope import FORMAT, PASSKEYS_MAX, RECOVERY, Envelope, KeySlot
from app.vault.kdf import SALT_BYTES, Argon2id, Hkdf, Kdf
from app.vault.primitives import (
    NONCE_BYTES,
    TAG_BYTES,
    Encrypted,
    K,
    Primitives,
    Unauthentic,
    Wrapping,
)
from app.vault.secrets import PasskeyAnswer, Passphrase, Secret
from app.vault.unlocking import check_new, kind_of, material, may_open, refusal

HEADER = b"LBY\x01"
_RECORDS_INFO = b"layby/records/1"
_NO_MEMORY = to_say(
    "This device has too little memory free to open a profile. Close other apps first."
)
_NO_PLACE = to_say("No more passkeys can be added. Remove the passkeys first, then add this one.")


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
        part, use = _parts(sealed, context), self._primitives
        if part is None:
            raise RecordDamaged
        try:
            return await use.decrypt(self._record_key, part.nonce, part.sealed, part.context)
        except Unauthentic:
            raise RecordDamaged from None

    async def open_all(self, records: Sequence[tuple[bytes, bytes]]) -> list[bytes | None]:
        """Decrypt each (sealed, context); None for what is damaged."""
        parts = [_parts(sealed, context) for sealed, context in records]
        items = [part for part in parts if part is not None]
        opened = iter(await self._primitives.decrypt_all(self._record_key, items))
        return [None if part is None else next(opened) for part in parts]


def _parts(sealed: bytes, context: bytes) -> Encrypted | None:
    start = len(HEADER) + NONCE_BYTES
    if not sealed.startswith(HEADER) or len(sealed) < start + TAG_BYTES:
        return None
    return Encrypted(sealed[len(HEADER) : start], sealed[start:], HEADER + context)


@dataclass(frozen=True)
class _Opened(Generic[K]):
    """A slot whose secret was right, and how its data key is wrapped."""

    wrapped: bytes
    wrapping: Wrapping[K]
    data_key: K


class SlotChest(Generic[K]):
    """Makes vaults, opens them and changes their slots (see ``port.KeyChest``).

    ``rungs`` and ``clock`` (seconds) decide the cost of a new passphrase (see ``ladder``).
    """

    def __init__(
        self,
        primitives: Primitives[K],
        rungs: Sequence[ladder.Rung] = ladder.RUNGS,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._primitives = primitives
        self._rungs = rungs
        self._clock = clock

    async def create(self, vault_id: str, passphrase: str) -> tuple[Envelope, ProfileCipher[K]]:
        """Make a vault; raises PassphraseTooShort."""
        secret = Passphrase(passphrase)
        check_new(secret)
        blank, wrapping = await self._new_slot(vault_id, secret)
        wrapped = await self._primitives.new_wrapped(wrapping)
        slot = replace(blank, wrapped=wrapping.nonce + wrapped)
        # Opened again from what will be stored: a vault that could not be is never handed out.
        envelope = Envelope(vault_id, FORMAT, (slot,))
        opened = await self._try(envelope, slot, wrapping.key)
        return envelope, await self._cipher(vault_id, opened)

    async def unlock(self, envelope: Envelope, secret: Secret) -> ProfileCipher[K]:
        """Open a vault; raises WrongPassphrase, WrongRecoveryCode or WrongPasskey."""
        return await self._cipher(envelope.vault_id, await self._opened(envelope, secret))

    async def set_slot(self, envelope: Envelope, opener: Secret, new: Secret) -> Envelope:
        """Let ``new`` open the vault too, in place of the slot of its kind."""
        check_new(new)
        opened = await self._opened(envelope, opener)
        fresh: tuple[Secret, ...] = (new,)
        if envelope.is_outdated() and kind_of(new) != kind_of(opener):
            fresh = (opener, new)  # a format-1 slot has no place in the envelope to come
        changed = replace(envelope, format=FORMAT)
        for secret in fresh:
            changed = changed.with_slot(await self._rewrapped(envelope.vault_id, secret, opened))
        if len(changed.passkeys()) > PASSKEYS_MAX:
            raise VaultError(tr(_NO_PLACE))
        return changed

    def random_bytes(self, count: int) -> bytes:
        """Give random bytes; in the browser Python takes them from WebCrypto."""
        return os.urandom(count)

    # -- opening ---------------------------------------------------------------------------

    async def _opened(self, envelope: Envelope, secret: Secret) -> _Opened[K]:
        for slot in envelope.slots:
            if may_open(secret, slot):
                try:
                    key = await self._wrapping_key(secret, slot.kdf)
                    return await self._try(envelope, slot, key)
                except Unauthentic:
                    continue
        raise refusal(secret)

    async def _try(self, envelope: Envelope, slot: KeySlot, key: K) -> _Opened[K]:
        nonce, wrapped = slot.wrapped[:NONCE_BYTES], slot.wrapped[NONCE_BYTES:]
        wrapping = Wrapping(key, nonce, slot.context(envelope.vault_id, envelope.format))
        return _Opened(wrapped, wrapping, await self._primitives.unwrap(wrapped, wrapping))

    async def _cipher(self, vault_id: str, opened: _Opened[K]) -> ProfileCipher[K]:
        salt = vault_id.encode("utf-8", "surrogatepass")
        record_key = await self._primitives.derive(opened.data_key, salt, _RECORDS_INFO)
        return ProfileCipher(self._primitives, record_key)

    # -- slots -----------------------------------------------------------------------------

    async def _rewrapped(self, vault_id: str, secret: Secret, opened: _Opened[K]) -> KeySlot:
        blank, wrapping = await self._new_slot(vault_id, secret)
        wrapped = await self._primitives.rewrap(opened.wrapped, opened.wrapping, wrapping)
        await self._primitives.unwrap(wrapped, wrapping)  # what could not be opened is not kept
        return replace(blank, wrapped=wrapping.nonce + wrapped)

    async def _new_slot(self, vault_id: str, secret: Secret) -> tuple[KeySlot, Wrapping[K]]:
        """Give a slot for a secret, all but the wrapped key, and what to wrap that with."""
        kdf, key = await self._new_wrapping_key(secret)
        credential = secret.credential if isinstance(secret, PasskeyAnswer) else b""
        slot = KeySlot(kind_of(secret), kdf, b"", credential)
        nonce = os.urandom(NONCE_BYTES)
        return slot, Wrapping(key, nonce, slot.context(vault_id, FORMAT))

    async def _new_wrapping_key(self, secret: Secret) -> tuple[Kdf, K]:
        if isinstance(secret, Passphrase):
            words = material(secret)
            try:
                return await ladder.step_down(self._primitives, words, self._clock, self._rungs)
            except MemoryError:
                raise VaultError(tr(_NO_MEMORY)) from None
        asked = secret.salt if isinstance(secret, PasskeyAnswer) else os.urandom(SALT_BYTES)
        kdf = Hkdf(asked)
        return kdf, await self._wrapping_key(secret, kdf)

    async def _wrapping_key(self, secret: Secret, kdf: Kdf) -> K:
        given, use = material(secret), self._primitives
        if isinstance(kdf, Hkdf):
            return await use.hkdf(given, kdf.salt, _info(secret))
        if not isinstance(kdf, Argon2id):
            return await use.pbkdf2(given, kdf.salt, kdf.iterations)
        try:
            return await use.argon2id(given, kdf.salt, kdf.memory, kdf.passes, kdf.lanes)
        except MemoryError:
            raise VaultError(tr(_NO_MEMORY)) from None


def _info(secret: Secret) -> bytes:
    return b"layby/recovery/2" if kind_of(secret) == RECOVERY else b"layby/passkey/2"
