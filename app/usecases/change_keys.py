"""Change what opens a profile: passphrase, recovery code, passkeys. All of it works offline.

Copies made before (backups) keep the keys they had: a file cannot be called back.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from app.domain import passphrase, recovery_code
from app.domain.errors import (
    KeysMoved,
    VaultError,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.wording import tr
from app.store.port import ProfileHeader, RecordStore
from app.usecases.slow_tries import TryCounter
from app.usecases.unlock import RECOVERY_BYTES
from app.vault.envelope import Envelope, KeySlot
from app.vault.port import KeyChest
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode, Secret

#: How often a change is made from keys that another window changes meanwhile.
_MOVES = 3


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
    wrong openers are counted like wrong tries to unlock. A change is written only over the keys
    it was made from. Where another window changed them meanwhile, it is made again from those,
    or refused with KeysMoved, and then nothing is changed here. One change at a time: a second
    tap raises TransitionError.
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
            envelope = Envelope.from_document(header.envelope, profile_id)
            await self._tries.attempt(header, self._chest.unlock(envelope, opener))

    async def add_passkey(self, profile_id: str, opener: Secret, answer: PasskeyAnswer) -> None:
        """Let a passkey open the profile as well."""
        await self._change(profile_id, opener, answer)

    async def drop_passkeys(self, profile_id: str) -> None:
        """Take all passkeys' slots away, those of other windows too; raises StoreError."""

        async def bare(envelope: Envelope) -> Envelope:
            return envelope.without_passkeys()

        async with self._tries.alone(profile_id, tries=False) as header:
            await self._write(header, bare)

    async def slots(self, profile_id: str) -> Slots:
        """Tell what opens the profile; raises StoreError, VaultFormatUnknown."""
        header = await self._tries.header(profile_id)
        envelope = Envelope.from_document(header.envelope, profile_id)
        return Slots(envelope.has("recovery"), len(envelope.passkeys()))

    def random_bytes(self, count: int) -> bytes:
        """Give random bytes, for a passkey's salt."""
        return self._chest.random_bytes(count)

    def make_passphrase(self) -> str:
        """Make a passphrase of four random words."""
        return passphrase.make_passphrase(self._chest.random_bytes, self._words())

    async def _change(self, profile_id: str, opener: Secret, new: Secret) -> None:
        async with self._tries.alone(profile_id) as header:
            made: list[tuple[Envelope, Envelope]] = []

            async def changed(envelope: Envelope) -> Envelope:
                if envelope.is_outdated():
                    # The new format promises a list of records, which opening makes.
                    raise VaultError(tr("Unlock this profile with its passphrase first."))
                if made and not _has_place_as_before(*made[-1], envelope):
                    raise KeysMoved
                changing = self._chest.set_slot(envelope, opener, new)
                newer = await (_again(changing) if made else self._tries.attempt(header, changing))
                # No header is written whose envelope was not seen to open.
                await self._chest.unlock(newer, new)
                made.append((envelope, newer))
                return newer

            await self._write(header, changed)

    async def _write(
        self, header: ProfileHeader, change: Callable[[Envelope], Awaitable[Envelope]]
    ) -> None:
        """Write what ``change`` makes of the envelope, anew where that moved; KeysMoved at last."""
        for _ in range(_MOVES):
            newer = await change(Envelope.from_document(header.envelope, header.id))
            kept = replace(header, envelope=newer.to_document())
            if await self._store.change_profile(kept, header):
                return
            header = await self._tries.header(header.id)
        raise KeysMoved


def _has_place_as_before(before: Envelope, changed: Envelope, now: Envelope) -> bool:
    """Tell whether the place that a change was made for is in ``now`` as it was ``before``."""
    new = [slot for slot in changed.slots if slot not in before.slots]

    def held(envelope: Envelope) -> list[KeySlot]:
        return [one for one in envelope.slots if any(one.has_place_of(slot) for slot in new)]

    return held(before) == held(now)


async def _again(changing: Awaitable[Envelope]) -> Envelope:
    # It was right a moment ago, so it is nobody's slip, and not counted as one.
    try:
        return await changing
    except (WrongPassphrase, WrongRecoveryCode, WrongPasskey):
        raise KeysMoved from None
