"""Back a profile up into one sealed file, and restore it on this or any other device."""

import re
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import (
    BackupUnreadable,
    InputError,
    VaultFormatUnknown,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.progress import Told, nobody
from app.domain.wording import to_say, tr
from app.store.backup_file import ENDING, BackupContents, has_place, packing, unpack
from app.store.memory import MemoryRecords
from app.store.port import FORMAT, ProfileHeader, RecordStore
from app.store.reseal import resealed
from app.store.sealing import Sealer, SealsRecords
from app.store.tables import VaultTables
from app.usecases.bring_back import TABLE as DELETED
from app.usecases.keep_saved import Saver
from app.usecases.profile_settings import PROFILE
from app.usecases.profile_settings import TABLE as SETTINGS
from app.usecases.unlock import WITH_MANIFEST, OpenProfile, free_label
from app.vault.envelope import Envelope
from app.vault.port import KeyChest
from app.vault.secrets import Passphrase, Secret

_NOT_ITS_WORDS = to_say(
    "That passphrase does not open this backup. Check capitals and spaces, then try again."
)
_NOT_ITS_CODE = to_say(
    "That recovery code does not open this backup. Use the one you had when the backup was made."
)

#: So many records go into a file between two words of how far it is.
_AT_ONCE = 100
#: What is read from a chosen file, before any secret opened it.
Backup = BackupContents


@dataclass(frozen=True)
class BackupFile:
    """A backup to hand to the person. That it was saved is for the screen to keep.

    ``left_out`` counts damaged records whose very names are damaged: the file has no place for
    them. They stay set aside here.
    """

    name: str
    content: bytes
    left_out: int = 0


@dataclass(frozen=True)
class Restored:
    """A restored profile. ``beside``: it was here already and stands beside itself now.

    ``set_aside`` counts records that were damaged already when the backup was made.
    """

    header: ProfileHeader
    beside: bool
    set_aside: int


class BackupDesk:
    """Makes and restores backups. ``check`` raises PassphraseTooShort, PassphraseTooCommon."""

    def __init__(
        self,
        store: RecordStore,
        chest: KeyChest,
        today: Callable[[], date],
        check: Callable[[str], None],
    ) -> None:
        self._store = store
        self._chest = chest
        self._today = today
        self._check = check

    async def make(self, profile: OpenProfile, saver: Saver, told: Told = nobody) -> BackupFile:
        """Write all of a profile into one file, the last keystroke too; raises StoreError.

        What was deleted before is not in it, though it can still be brought back here.
        Passkeys stay out of it: one answers only at the address where it was made, and its
        id would tie the file to an account there. Passphrase and recovery code open it.
        """
        await saver.flush()
        records = await profile.tables.records(without=DELETED)
        kept = tuple(record for record in records if has_place(record))
        header = await self._header(profile.header)
        content = await _packed(BackupContents(self._today(), header, kept), told)
        slug = re.sub(r"[^a-z0-9]+", "-", header.label.casefold()).strip("-")
        name = f"layby-{slug}-{self._today().isoformat()}{ENDING}"
        return BackupFile(name, content, len(records) - len(kept))

    def read(self, content: bytes) -> Backup:
        """Read a chosen file; raises BackupUnreadable. No secret is needed yet."""
        return unpack(content)

    async def is_here(self, backup: Backup) -> bool:
        """Tell whether the profile of this backup is on this device; raises StoreError."""
        return any(found.id == backup.header.id for found in await self._store.profiles())

    async def restore(
        self, backup: Backup, secret: Secret, *, new_passphrase: str = "", told: Told = nobody
    ) -> Restored:
        """Open a backup and add it; durable when it returns. Nothing here is ever replaced.

        Raises BackupUnreadable, WrongPassphrase or WrongRecoveryCode (not counted: the file
        can be tried elsewhere anyway), VaultFormatUnknown, StoreError. A profile that is here
        already is restored beside itself, in a vault of its own without a recovery code:
        behind ``secret`` when that is a passphrase, else behind ``new_passphrase``
        (InputError when it is missing, PassphraseTooShort, PassphraseTooCommon).
        Unsent summaries keep their numbers, so that the server counts none twice.
        """
        if backup.header.format > FORMAT:
            raise VaultFormatUnknown
        envelope = Envelope.from_document(backup.header.envelope)
        if envelope.vault_id != backup.header.id:
            raise BackupUnreadable
        here = await self.is_here(backup)
        # Opened once, and beside itself opened and sealed once more; then written.
        count = _Counting(told, len(backup.records) * (3 if here else 1) + 1)
        cipher = Counted(await self._unlocked(envelope, secret), count)
        await count.more(0)
        opened = await self._opened(backup, envelope, cipher)
        label = free_label([found.label for found in await self._store.profiles()])
        header = replace(backup.header, label=label, envelope=envelope.to_document())
        set_aside = len(opened.set_aside)
        if await self._store.add_profile(header, backup.records):
            return Restored(header, False, set_aside)
        words = secret.words if isinstance(secret, Passphrase) else new_passphrase
        if not words:
            raise InputError(tr("Choose a passphrase for the copy."), field="new_passphrase")
        sealer = Sealer(cipher, backup.header.id)
        header = await self._add_beside(opened, sealer, words, label, count)
        return Restored(header, True, set_aside)

    async def _unlocked(self, envelope: Envelope, secret: Secret) -> SealsRecords:
        """Open the backup's own vault; what does not open it is told of the backup, as it is."""
        try:
            return await self._chest.unlock(envelope, secret)
        except WrongPassphrase:
            raise WrongPassphrase(tr(_NOT_ITS_WORDS)) from None
        except WrongRecoveryCode:
            raise WrongRecoveryCode(tr(_NOT_ITS_CODE)) from None

    async def _header(self, known: ProfileHeader) -> ProfileHeader:
        """Give the header as it is now, without passkeys."""
        for found in await self._store.profiles():
            # One that was damaged since it was opened would make a backup that opens nothing.
            with suppress(VaultFormatUnknown):
                if found.id == known.id:
                    return _without_passkeys(found)
        return _without_passkeys(known)

    async def _opened(
        self, backup: Backup, envelope: Envelope, cipher: SealsRecords
    ) -> VaultTables:
        memory = MemoryRecords()
        await memory.add_profile(backup.header, backup.records)
        expected = envelope.format >= WITH_MANIFEST
        return await VaultTables.open(memory, cipher, backup.header.id, manifest_expected=expected)

    async def _add_beside(
        self, opened: VaultTables, sealer: Sealer, words: str, label: str, count: "_Counting"
    ) -> ProfileHeader:
        self._check(words)
        profile_id = str(uuid.uuid4())
        envelope, new_cipher = await self._chest.create(profile_id, words)
        header = ProfileHeader(profile_id, label, envelope.to_document())
        counted = Counted(new_cipher, count)
        copy = await resealed(opened, sealer, counted, profile_id)
        known = copy.get(SETTINGS, PROFILE)
        if known is not None:
            # The new vault has no recovery code yet, whatever is on paper for the old one.
            copy.put(SETTINGS, PROFILE, {**known, "recovery_noted": False})
        await self._store.add_profile(header, await copy.records())
        return header


async def _packed(contents: BackupContents, told: Told) -> bytes:
    of, pieces = len(contents.records) + 2, []
    await told(0, of)
    for piece in packing(contents):
        pieces.append(piece)
        if len(pieces) % _AT_ONCE == 0:
            await told(len(pieces), of)
    return b"".join(pieces)


class _Counting:
    """Counts what is done, and tells it."""

    def __init__(self, told: Told, of: int) -> None:
        self._told = told
        self._of = of
        self._done = 0

    async def more(self, count: int) -> None:
        """Count on; never past the last piece, which is the one that the caller does."""
        self._done = min(self._done + count, self._of - 1)
        await self._told(self._done, self._of)


class Counted:
    """A profile's cipher that counts the records it opens and seals."""

    def __init__(self, cipher: SealsRecords, count: _Counting) -> None:
        self._cipher = cipher
        self._count = count

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """Seal as the cipher does."""
        sealed = await self._cipher.seal(plaintext, context)
        await self._count.more(1)
        return sealed

    async def open_all(self, records: Sequence[tuple[bytes, bytes]]) -> list[bytes | None]:
        """Open as the cipher does."""
        opened = await self._cipher.open_all(records)
        await self._count.more(len(records))
        return opened


def _without_passkeys(header: ProfileHeader) -> ProfileHeader:
    envelope = Envelope.from_document(header.envelope, header.id).without_passkeys()
    return replace(header, envelope=envelope.to_document())
