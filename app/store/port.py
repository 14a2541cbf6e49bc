"""What the app asks of a device's storage: keep sealed records, all or nothing.

Two adapters keep this promise, ``native`` (SQLite) and ``browser`` (IndexedDB), and one
contract suite (``tests/contracts/record_store.py``) holds both to it, together with the
fake that other tests use. A store sees ciphertext only; it knows no keys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

#: How records are laid out and encoded. A profile with a higher number is refused; one with a
#: lower number is brought up to this one when it is opened (see ``migrations``).
FORMAT = 2


@dataclass(frozen=True)
class SealedRecord:
    """One encrypted document: ``table`` in clear, ``id`` a random UUID, ``sealed`` its bytes."""

    table: str
    id: str
    sealed: bytes


@dataclass(frozen=True)
class ProfileHeader:
    """What is known of a profile before it is unlocked.

    ``label`` is neutral ("Profile 2"), never a name: anyone who opens the app reads it.
    ``envelope`` is the vault's JSON document, ``format`` the records' (see ``FORMAT``).
    ``tries`` counts wrong secrets in a row and ``tried_at`` is the POSIX time of the last one,
    so that a reload does not forget that tries are slowed. An empty ``envelope`` is that of a
    header that could not be read (see ``rows``).
    """

    id: str
    label: str
    envelope: Mapping[str, object]
    format: int = FORMAT
    tries: int = 0
    tried_at: float = 0.0


@dataclass(frozen=True)
class Basis:
    """What a commit was made from: record ``id`` of ``table`` holds one of ``sealed``.

    None among them means "there is no such record". This is what keeps two windows from
    writing over each other.
    """

    table: str
    id: str
    sealed: tuple[bytes | None, ...]


class RecordStore(Protocol):
    """Durable storage for the sealed records of several profiles.

    Every method raises StoreUnavailable where the device lets nothing be kept, StoreFull
    where it has no room left, and VaultFormatUnknown where a newer Layby wrote the database.
    """

    async def profiles(self) -> list[ProfileHeader]:
        """List the profiles on this device by label, then id.

        One whose header is damaged is listed with an empty envelope, so that it can be erased;
        the others are as ever.
        """
        ...

    async def add_profile(self, header: ProfileHeader, records: Sequence[SealedRecord]) -> bool:
        """Add a profile with all its records in one transaction, as a backup is restored.

        Gives False, and changes nothing, when a profile of this id is here already.
        """
        ...

    async def change_profile(self, header: ProfileHeader, was: ProfileHeader) -> bool:
        """Put ``header``'s envelope and format in place of those of ``was``; durable on return.

        Gives False, and changes nothing, when the profile is not here, when the stored envelope
        or format is no longer that of ``was`` (looked at inside the same transaction), or when
        the stored header cannot be read. Label and count stay as they are stored.
        """
        ...

    async def count_try(self, profile_id: str, tries: int, tried_at: float) -> None:
        """Write a header's ``tries`` and ``tried_at`` and nothing else; none there is fine."""
        ...

    async def erase_profile(self, profile_id: str) -> None:
        """Remove a profile's header and all its records at once; unknown ids are fine."""
        ...

    async def erase_everything(self) -> None:
        """Remove every profile and every record."""
        ...

    async def load(self, profile_id: str) -> list[SealedRecord]:
        """Give every record of a profile, by table, then id."""
        ...

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        """Write ``puts`` and remove ``deletes`` (table, id) in one transaction.

        All or nothing, and durable when this returns. A put replaces the record of the same
        table and id; deleting what is not there is fine; what is both put and deleted is gone.
        Raises StoreMoved, and changes nothing, when ``basis`` does not hold; it is looked at
        inside the same transaction.
        """
        ...

    async def close(self) -> None:
        """Let go of the database. Calling it twice is fine."""
        ...
