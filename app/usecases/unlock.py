"""Profiles of this device: list, create, unlock, lock."""

import asyncio
import uuid
from dataclasses import dataclass

from app.domain.errors import VaultFormatUnknown
from app.store.port import ProfileHeader, RecordStore
from app.store.tables import VaultTables
from app.vault.envelope import Envelope
from app.vault.port import KeyChest

PROFILE_FORMAT = 1


@dataclass(frozen=True)
class OpenProfile:
    """A profile whose key is in memory."""

    header: ProfileHeader
    tables: VaultTables


class ProfileDesk:
    """Opens and makes profiles. Labels are neutral: anyone holding the device can read them."""

    def __init__(self, store: RecordStore, chest: KeyChest) -> None:
        self._store = store
        self._chest = chest
        self._naming = asyncio.Lock()

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles on this device, in the order of their labels."""
        return sorted(await self._store.profiles(), key=lambda header: header.label.casefold())

    async def create(self, passphrase: str) -> OpenProfile:
        """Make and open a profile; raises PassphraseTooShort, StoreError."""
        profile_id = str(uuid.uuid4())
        envelope, cipher = await self._chest.create(profile_id, passphrase)
        async with self._naming:
            label = await self._free_label()
            header = ProfileHeader(profile_id, label, envelope.to_document(), PROFILE_FORMAT)
            await self._store.save_profile(header)
        return OpenProfile(header, await VaultTables.open(self._store, cipher, profile_id))

    async def unlock(self, header: ProfileHeader, passphrase: str) -> OpenProfile:
        """Open a profile; raises WrongPassphrase, VaultFormatUnknown, StoreError."""
        if header.format > PROFILE_FORMAT:
            raise VaultFormatUnknown
        envelope = Envelope.from_document(header.envelope)
        cipher = await self._chest.unlock(envelope, passphrase)
        return OpenProfile(header, await VaultTables.open(self._store, cipher, header.id))

    async def _free_label(self) -> str:
        taken = {header.label for header in await self._store.profiles()}
        numbers = range(1, len(taken) + 2)
        return next(f"Profile {n}" for n in numbers if f"Profile {n}" not in taken)
