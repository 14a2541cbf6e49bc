"""No order of events makes it say "saved" too early."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import StoreError, StoreFull, VaultFormatUnknown
from app.usecases.keep_saved import SaveState
from tests.app.usecases.slow_desk import Desk, a_desk, settled

ANSWERS = [None, None, StoreFull(), VaultFormatUnknown(), MemoryError()]
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["put", "put and flush", "flush", "cancel", "go on"]),
        st.sampled_from(ANSWERS),
    ),
    max_size=30,
)


class Adversary:
    """Takes steps in any order, and checks every word of the saver against the disk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = 0
        self.flushes: list[asyncio.Task[None]] = []
        self.acknowledged = 0
        self.lies: list[str] = []
        self.on_disk = 0
        # What a commit carries is known the moment it asks for the store.
        commit = desk.store.commit

        async def watched(*given: object) -> None:
            carried = self.count
            await commit(*given)  # type: ignore[arg-type]
            self.on_disk = max(self.on_disk, carried)

        desk.store.commit = watched  # type: ignore[assignment, method-assign]
        desk.saver._report = self.hears

    def hears(self, state: SaveState, words: str) -> None:
        self.desk.told.append((state, words))
        if state is SaveState.SAVED and self.on_disk < self.count:
            self.lies.append(f"saved, with {self.on_disk} of {self.count} on the disk")

    def put(self) -> None:
        self.count += 1
        self.desk.put(str(self.count))

    async def flush(self, *, putting: bool) -> None:
        if putting:
            self.put()
        wanted = self.count
        try:
            await self.desk.saver.flush()
        except StoreError:
            return
        if self.on_disk < wanted:
            self.lies.append(f"flushed, with {self.on_disk} of {wanted} on the disk")

    async def take(self, step: str | Exception | None) -> None:
        if step == "put":
            self.put()
        elif step in ("flush", "put and flush"):
            flush = self.flush(putting=step != "flush")
            self.flushes.append(asyncio.ensure_future(flush))
        elif step == "cancel":
            for task in self.flushes[-1:]:
                task.cancel()
        elif step == "go on":
            await asyncio.sleep(0)
        else:
            self.desk.store.answers(step if isinstance(step, Exception) else None)


@settings(max_examples=100, deadline=None)
@given(steps=STEPS)
def test_no_order_of_events_makes_it_say_saved_too_early_or_forget(
    steps: list[str | Exception | None],
) -> None:
    async def story() -> None:
        desk = await a_desk()
        adversary = Adversary(desk)
        for step in steps:
            await adversary.take(step)
        for _ in range(20):  # the first error may stand for a whole pause
            desk.store.answers()
            await settled()
        await asyncio.sleep(0.001)
        desk.store.answers()
        await settled()
        assert adversary.lies == []
        if adversary.count:
            assert desk.told[-1] == (SaveState.SAVED, "")
            desk.store.slow = False
            assert await desk.durable() == str(adversary.count)
        await desk.saver.abandon()
        await asyncio.gather(*adversary.flushes, return_exceptions=True)

    asyncio.run(story())
