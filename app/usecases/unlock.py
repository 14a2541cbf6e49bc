"""Profiles of this device: list, create, unlock, close."""

import asyncio
import re
import uuid
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from app.domain import recovery_code
from app.domain.errors import ProfileInUse, StoreError, VaultError
from app.domain.wording import tr
from app.store.hold.port import Lost, ProfileHolds
from app.store.port import FORMAT, ProfileHeader, RecordStore, SealedRecord
from app.store.tables import VaultTables
from app.usecases.slow_tries import TryCounter
from app.vault.envelope import Envelope
from app.vault.port import Cipher, KeyChest
from app.vault.secrets import Passphrase, RecoveryCode, Secret

#: Random bytes behind a printed recovery code: 160 bits.
RECOVERY_BYTES = 20
#: The first envelope format whose vaults keep a manifest of their records.
WITH_MANIFEST = 2


@dataclass(frozen=True)
class OpenProfile:
    """A profile whose key is in memory. ``header`` may go stale: ask ``profiles`` again."""

    header: ProfileHeader
    tables: VaultTables


@dataclass(frozen=True)
class NewProfile:
    """A profile just made, and its recovery code as printed; shown once, kept nowhere."""

    profile: OpenProfile
    recovery_code: str = field(repr=False)


class ProfileDesk:
    """Opens and makes profiles. Labels are neutral: anyone holding the device can read them.

    ``now`` gives POSIX seconds; ``check`` raises PassphraseTooShort or PassphraseTooCommon.
    """

    def __init__(
        self,
        store: RecordStore,
        chest: KeyChest,
        holds: ProfileHolds,
        now: Callable[[], float],
        check: Callable[[str], None],
    ) -> None:
        self._store = store
        self._chest = chest
        self._holds = holds
        self._check = check
        self._tries = TryCounter(store, now)
        self._naming = asyncio.Lock()

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles on this device by label, "Profile 2" before "Profile 10"."""
        return sorted(await self._store.profiles(), key=lambda header: _by_number(header.label))

    async def create(self, passphrase: str, lost: Lost) -> NewProfile:
        """Make, hold and open a profile with a passphrase and a recovery code.

        ``lost`` is called when another window asks for it. Raises PassphraseTooShort,
        PassphraseTooCommon, StoreError; then no half-made profile is left listed.
        """
        self._check(passphrase)
        profile_id = str(uuid.uuid4())
        envelope, cipher = await self._chest.create(profile_id, passphrase)
        raw = self._chest.random_bytes(RECOVERY_BYTES)
        envelope = await self._chest.set_slot(envelope, Passphrase(passphrase), RecoveryCode(raw))
        if not await self._holds.hold(profile_id, lost):
            raise ProfileInUse
        try:
            records = await VaultTables.first_records(cipher, profile_id)
            header = await self._added(profile_id, envelope, records)
            tables = await VaultTables.open(self._store, cipher, profile_id)
        except BaseException:
            with suppress(StoreError):
                await self._store.erase_profile(profile_id)
            await self._holds.release(profile_id)
            raise
        return NewProfile(OpenProfile(header, tables), recovery_code.write(raw))

    async def unlock(
        self, header: ProfileHeader, secret: Secret, lost: Lost, *, take_over: bool = False
    ) -> OpenProfile:
        """Hold and open a profile; ``take_over`` asks another window to let go of it.

        Raises TooManyTries, WrongPassphrase, WrongRecoveryCode, WrongPasskey, ProfileInUse
        (only once the secret was right), VaultFormatUnknown, StoreError, and TransitionError
        when a second tap comes while the first is still opening.
        """
        async with self._tries.alone(header.id) as found:
            envelope = Envelope.from_document(found.envelope, found.id)
            cipher = await self._tries.attempt(found, self._chest.unlock(envelope, secret))
            await self._hold(header.id, lost, take_over)
            try:
                return await self._opened(found, secret, cipher)
            except BaseException:
                await self._holds.release(header.id)
                raise

    async def close(self, profile: OpenProfile) -> None:
        """Let go of a profile, so that another window may open it."""
        await self._holds.release(profile.header.id)

    async def in_use(self, header: ProfileHeader) -> bool:
        """Tell whether another window has the profile open."""
        return await self._holds.is_held_elsewhere(header.id)

    async def seconds_to_wait(self, header: ProfileHeader) -> float:
        """Give the seconds until the next try is free; 0 when it is. Raises StoreError."""
        return self._tries.seconds_left(await self._tries.header(header.id))

    def passkeys(self, header: ProfileHeader) -> list[tuple[bytes, bytes]]:
        """List the profile's passkeys as (credential id, salt); raises VaultFormatUnknown."""
        return Envelope.from_document(header.envelope, header.id).passkeys()

    async def _added(
        self, profile_id: str, envelope: Envelope, records: Sequence[SealedRecord]
    ) -> ProfileHeader:
        async with self._naming:
            label = free_label([header.label for header in await self._store.profiles()])
            header = ProfileHeader(profile_id, label, envelope.to_document())
            await self._store.add_profile(header, records)
        return header

    async def _hold(self, profile_id: str, lost: Lost, take_over: bool) -> None:
        if take_over:
            await self._holds.take_over(profile_id, lost)
        elif not await self._holds.hold(profile_id, lost):
            raise ProfileInUse

    async def _opened(self, tried: ProfileHeader, secret: Secret, cipher: Cipher) -> OpenProfile:
        # Read again: whoever held it until now may have changed the keys before letting go.
        header = await self._tries.header(tried.id)
        envelope = Envelope.from_document(header.envelope, header.id)
        if header.envelope != tried.envelope:
            cipher = await self._chest.unlock(envelope, secret)
        expected = envelope.format >= WITH_MANIFEST
        tables = await VaultTables.open(self._store, cipher, header.id, manifest_expected=expected)
        if isinstance(secret, Passphrase) and envelope.is_outdated():
            header = await self._upgraded(header, envelope, secret)
        return OpenProfile(header, tables)

    async def _upgraded(
        self, header: ProfileHeader, envelope: Envelope, secret: Passphrase
    ) -> ProfileHeader:
        """Write the present format; whatever interrupts it, one of the two envelopes opens.

        The tables were opened before, and with that their list of records is durable, which
        the new format promises.
        """
        try:
            newer = await self._chest.set_slot(envelope, secret, secret)
            await self._chest.unlock(newer, secret)
            kept = replace(header, envelope=newer.to_document(), format=FORMAT)
            is_kept = await self._store.change_profile(kept, header)
        except (StoreError, VaultError):
            is_kept = False
        # Else what is there still opens; the next unlock tries again.
        return kept if is_kept else header


def free_label(taken: Collection[str]) -> str:
    """Give the first neutral label ("Profile 2") that is not among ``taken``."""
    numbers = range(1, len(taken) + 2)
    labels = (tr("Profile {n}", n=n) for n in numbers)
    return next(label for label in labels if label not in taken)


def _by_number(label: str) -> list[tuple[int, str]]:
    words = re.split(r"([0-9]+)", label.casefold())
    return [(int(word) if word.isdecimal() else 0, word) for word in words]
