"""Change what opens a profile: passphrase, recovery code, passkeys. All of it works offline.

Copies made before (backups) keep the keys they had: a file cannot be called back.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain import passphrase, recovery_code
from app.domain.errors import VaultError
from app.store.port import RecordStore
from app.usecases.slow_tries import TryCounter
from app.usecases.unlock import RECOVERY_BYTES
from app.vault.envelope import Envelope
from app.vault.port import KeyChest
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode, Secret


@dataclass(frozen=True)
class Slots:
    """What opens a profile besides its passphrase: a recovery code, and how many passkeys."""

    recovery: bool
    passkeys: int


class KeyDesk:
    """Changes the slots of a profile's envelope; each change is durable when it returns.

    ``check`` raises PassphraseTooShort or PassphraseTooCommon, ``words`` gives the list that
    passphrases are made from, ``now`` POSIX seconds. Every change that takes an ``opener``
    raises TooManyTries, WrongPassphrase, WrongRecoveryCode, WrongPasskey and StoreError;
    wrong openers are counted like wrong tries to unlock.
    """

    def __init__(
        self,
        store: RecordStore,
        chest: KeyChest,
        check: Callable[[str], None],
        words: Callable[[], Sequence[str]],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._chest = chest
        self._check = check
        self._words = words
        self._tries = TryCounter(store, now)

    async def change_passphrase(self, profile_id: str, opener: Secret, new: str) -> None:
        """Put a new passphrase in place of the old one, which opens it no more."""
        self._check(new)
        await self._change(profile_id, opener, Passphrase(new))

    async def new_recovery_code(self, profile_id: str, opener: Secret) -> str:
        """Give a new recovery code as printed; an older one opens the profile no more."""
        raw = self._chest.random_bytes(RECOVERY_BYTES)
        await self._change(profile_id, opener, RecoveryCode(raw))
        return recovery_code.write(raw)

    async def prove(self, profile_id: str, opener: Secret) -> None:
        """Raise what ``opener`` is refused for; a right one changes nothing.

        For what cannot be undone once it was begun: a passkey made anew takes the place of an
        older one on its device, even when it is then not added here.
        """
        async with self._tries.alone(profile_id) as header:
            envelope = Envelope.from_document(header.envelope)
            await self._tries.attempt(header, self._chest.unlock(envelope, opener))

    async def add_passkey(self, profile_id: str, opener: Secret, answer: PasskeyAnswer) -> None:
        """Let a passkey open the profile as well."""
        await self._change(profile_id, opener, answer)

    async def drop_passkeys(self, profile_id: str) -> None:
        """Take all passkeys' slots away; raises StoreError."""
        header = await self._tries.header(profile_id)
        envelope = Envelope.from_document(header.envelope).without_passkeys()
        await self._store.save_profile(replace(header, envelope=envelope.to_document()))

    async def slots(self, profile_id: str) -> Slots:
        """Tell what opens the profile; raises StoreError, VaultFormatUnknown."""
        envelope = Envelope.from_document((await self._tries.header(profile_id)).envelope)
        return Slots(envelope.has("recovery"), len(envelope.passkeys()))

    def random_bytes(self, count: int) -> bytes:
        """Give random bytes, for a passkey's salt."""
        return self._chest.random_bytes(count)

    def make_passphrase(self) -> str:
        """Make a passphrase of four random words."""
        return passphrase.make_passphrase(self._chest.random_bytes, self._words())

    async def _change(self, profile_id: str, opener: Secret, new: Secret) -> None:
        async with self._tries.alone(profile_id) as header:
            envelope = Envelope.from_document(header.envelope)
            if envelope.is_outdated():
                # The new format promises a list of records, which opening the profile makes.
                raise VaultError("Unlock this profile with its passphrase first.")
            changing = self._chest.set_slot(envelope, opener, new)
            changed = await self._tries.attempt(header, changing)
            # No header is written whose envelope was not seen to open.
            await self._chest.unlock(changed, new)
            fresh = await self._tries.header(profile_id)
            await self._store.save_profile(replace(fresh, envelope=changed.to_document()))
