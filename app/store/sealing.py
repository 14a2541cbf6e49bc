"""Records sealed and opened with a profile's cipher, many side by side."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from app.store.codec import context
from app.store.port import SealedRecord

#: A record's place in the store: table and record id.
Key = tuple[str, str]

TAG_BYTES = 16
#: Records sealed side by side.
_AT_ONCE = 64
#: Records opened at once; bounds how much ciphertext and plaintext is held twice.
_OPENED_AT_ONCE = 256


class SealsRecords(Protocol):
    """The part of a profile's cipher that the store needs."""

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """Encrypt, tied to ``context``; the result ends in a tag of ``TAG_BYTES``."""
        ...

    async def open_all(self, records: Sequence[tuple[bytes, bytes]]) -> list[bytes | None]:
        """Decrypt each (sealed, context); None for what fails authentication."""
        ...


class Sealer:
    """Seals and opens the records of one profile, each tied to its place."""

    def __init__(self, cipher: SealsRecords, profile_id: str) -> None:
        self._cipher = cipher
        self.profile_id = profile_id

    async def seal(self, plain: Mapping[Key, bytes]) -> list[SealedRecord]:
        """Seal plaintexts by place."""
        items = list(plain.items())
        if len(items) == 1:  # as in most commits; tasks of their own would cost as much again
            return [await self._seal(*items[0])]
        sealed: list[SealedRecord] = []
        for start in range(0, len(items), _AT_ONCE):
            batch = items[start : start + _AT_ONCE]
            sealed += await asyncio.gather(*(self._seal(*item) for item in batch))
        return sealed

    async def open_all(
        self, records: Sequence[SealedRecord]
    ) -> AsyncIterator[tuple[SealedRecord, bytes | None]]:
        """Give each record with its plaintext, or None, in order."""
        for start in range(0, len(records), _OPENED_AT_ONCE):
            batch = records[start : start + _OPENED_AT_ONCE]
            tied = [context(self.profile_id, one.table, one.id) for one in batch]
            sealed = [one.sealed for one in batch]
            opened = await self._cipher.open_all(list(zip(sealed, tied, strict=True)))
            for pair in zip(batch, opened, strict=True):
                yield pair

    async def _seal(self, key: Key, plaintext: bytes) -> SealedRecord:
        sealed = await self._cipher.seal(plaintext, context(self.profile_id, *key))
        return SealedRecord(*key, sealed)


def tag_of(sealed: bytes) -> bytes:
    """Give the authentication tag that a sealed record ends in; it tells versions apart.

    No two versions of one record that were sealed by us share it, but by a chance of 2^-128.
    """
    return sealed[-TAG_BYTES:].rjust(TAG_BYTES, b"\0")
