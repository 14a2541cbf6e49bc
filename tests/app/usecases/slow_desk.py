"""A saver on a slow and unwilling device, in the hands of a test."""

import asyncio
from collections.abc import Sequence

from app.store.port import Basis, SealedRecord
from app.store.tables import VaultTables
from app.usecases.keep_saved import Saver, SaveState
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import WORDS, BrittleStore, Place, nobody_asks


class SlowStore(BrittleStore):
    """Once ``slow``, every commit waits for its answer: None, or the error it fails with."""

    def __init__(self) -> None:
        super().__init__()
        self.slow = False
        self.waiting: list[asyncio.Future[Exception | None]] = []

    def answers(self, error: Exception | None = None) -> bool:
        """Let the commit under way end; tell whether there was one."""
        while self.waiting:
            waits = self.waiting.pop(0)
            if not waits.done():
                waits.set_result(error)
                return True
        return False

    async def commit(
        self,
        profile_id: str,
        puts: Sequence[SealedRecord],
        deletes: Sequence[tuple[str, str]],
        basis: Basis | None = None,
    ) -> None:
        if self.slow:
            answer: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()
            self.waiting.append(answer)
            error = await answer
            if error is not None:
                raise error
        await super().commit(profile_id, puts, deletes, basis)


class Desk:
    """A saver on a slow store, with what it told."""

    def __init__(self, place: Place, store: SlowStore, tables: VaultTables) -> None:
        self.place, self.store = place, store
        self.told: list[tuple[SaveState, str]] = []
        self.saver = Saver(tables, lambda *said: self.told.append(said), (0.0,))

    def put(self, text: str) -> None:
        self.saver.put("notes", "n", {"text": text})

    async def durable(self) -> str | None:
        """Give the text that another window would read now."""
        header = (await self.place.desk.profiles())[0]
        elsewhere = self.place.other_window()
        await self.place.holds.release(header.id)
        opened = await elsewhere.desk.unlock(header, Passphrase(WORDS), nobody_asks)
        await elsewhere.desk.close(opened)
        found = opened.tables.get("notes", "n")
        return None if found is None else str(found["text"])

    async def until(self, state: SaveState) -> None:
        async with asyncio.timeout(10):
            while not self.told or self.told[-1][0] is not state:
                await asyncio.sleep(0.001)


async def a_desk() -> Desk:
    store = SlowStore()
    place = Place(store)
    made = await place.create()
    store.slow = True
    return Desk(place, store, made.profile.tables)


async def settled() -> None:
    for _ in range(40):
        await asyncio.sleep(0)
