"""Records written together with the manifest that lists them, all in one transaction.

A commit may fail after it has landed, and nobody can tell which. So every root that was tried
counts as a possible one until a commit succeeds, and the pages tried with it are written
again with the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.errors import StoreMoved
from app.store import manifest
from app.store.manifest import PARTS, ROOT_KEY, Manifest, Page, Root, encode_page
from app.store.opening import Reading
from app.store.port import Basis, RecordStore, SealedRecord
from app.store.sealing import Key, Sealer, tag_of

#: Roots in doubt before the store is asked which of them it holds.
_DOUBTS = 8


class RecordWriter:
    """Writes one open profile. Calls must come one after another."""

    def __init__(self, store: RecordStore, sealer: Sealer, reading: Reading) -> None:
        self._store = store
        self._sealer = sealer
        self._manifest: Manifest = reading.manifest
        self._stale = set(reading.stale)
        self._possible: tuple[bytes | None, ...] = (reading.basis,)
        self._sizes = dict(reading.sizes)
        self._moved = False

    @property
    def next_sequence(self) -> int:
        """The number that the next commit carries."""
        return self._manifest.root.sequence + 1

    def kept(self) -> tuple[int, int]:
        """Give how many records are durable, and the bytes of everything in the store."""
        documents = sum(table != manifest.TABLE for table, _ in self._sizes)
        return documents, sum(self._sizes.values())

    async def write(
        self,
        plain: Mapping[Key, bytes],
        deletes: Sequence[Key],
        settled: frozenset[str] = frozenset(),
    ) -> None:
        """Seal and write ``plain``, remove ``deletes``, list the outcome; durable on return.

        ``settled`` names parts of the manifest that are in doubt no more. Raises StoreFull,
        StoreUnavailable, and StoreMoved from then on once another window has written.
        """
        self.check_unmoved()
        if len(self._possible) > _DOUBTS:
            await self.load()
        # A failed try keeps its number: a later one must not seem as old.
        before = replace(self._manifest.root, sequence=self.next_sequence)
        self._manifest.root = before
        puts = await self._sealer.seal(plain)
        tags: dict[Key, bytes | None] = {(put.table, put.id): tag_of(put.sealed) for put in puts}
        tags.update((key, None) for key in deletes)
        pages = self._manifest.changed(tags, self._stale)
        sealed = await self._sealed_pages(pages)
        root = Root(before.sequence, _tags(before, sealed), before.doubts - settled)
        (sealed_root,) = await self._sealer.seal({ROOT_KEY: root.encode()})
        await self._commit([*puts, *sealed, sealed_root], deletes, pages)
        self._manifest.root = root

    async def load(self) -> list[SealedRecord]:
        """Give everything of this profile in the store; raises StoreMoved when it moved."""
        self.check_unmoved()
        records = await self._store.load(self._sealer.profile_id)
        root = next((one.sealed for one in records if (one.table, one.id) == ROOT_KEY), None)
        if root not in self._possible:
            self._moved = True
            raise StoreMoved
        self._possible = (root,)
        return records

    async def load_without(self, table: str) -> list[SealedRecord]:
        """Give the same without the records of one table, and with a manifest that lists none.

        Nothing in the store changes.
        """
        records = await self.load()
        left_out = [(one.table, one.id) for one in records if one.table == table]
        if not left_out:
            return records
        known = self._manifest.root
        sealed = await self._sealed_pages(self._manifest.changed(dict.fromkeys(left_out)))
        root = replace(known, tags=_tags(known, sealed))
        sealed += await self._sealer.seal({ROOT_KEY: root.encode()})
        whole = {(one.table, one.id): one for one in [*records, *sealed]}
        return [one for key, one in whole.items() if key not in left_out]

    def check_unmoved(self) -> None:
        """Raise StoreMoved when another window is known to have written."""
        if self._moved:
            raise StoreMoved

    async def _sealed_pages(self, pages: Mapping[int, Page]) -> list[SealedRecord]:
        return await self._sealer.seal(
            {(manifest.TABLE, PARTS[number]): encode_page(page) for number, page in pages.items()}
        )

    async def _commit(
        self, puts: Sequence[SealedRecord], deletes: Sequence[Key], pages: Mapping[int, Page]
    ) -> None:
        basis = Basis(*ROOT_KEY, self._possible)
        try:
            await self._store.commit(self._sealer.profile_id, puts, deletes, basis)
        except StoreMoved:
            self._moved = True
            raise
        except BaseException:  # cancellation too: it may have landed
            self._possible += (puts[-1].sealed,)
            self._stale |= pages.keys()
            raise
        self._possible = (puts[-1].sealed,)
        self._stale = set()
        for number, page in pages.items():
            self._manifest.pages[number] = page
        self._sizes.update({(put.table, put.id): len(put.sealed) for put in puts})
        for key in deletes:
            self._sizes.pop(key, None)


def _tags(before: Root, pages: Sequence[SealedRecord]) -> tuple[bytes, ...]:
    """Give the tags that a root lists once ``pages`` are written."""
    listed = {PARTS.index(page.id): tag_of(page.sealed) for page in pages}
    return tuple(listed.get(number, tag) for number, tag in enumerate(before.tags))
