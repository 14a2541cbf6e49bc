"""Saving against a slow and unwilling device: "saved" is never said too early."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import (
    LaybyError,
    StoreError,
    StoreFull,
    StoreMoved,
    VaultFormatUnknown,
    VaultLocked,
)
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


def test_nothing_is_called_saved_while_its_commit_is_under_way() -> None:
    async def story() -> None:
        desk = await a_desk()

        async def tap() -> None:  # as deleting, keeping, enrolling do it
            desk.put("typed")
            await desk.saver.flush()

        tapped = asyncio.ensure_future(tap())
        await settled()
        assert desk.told == [(SaveState.SAVING, "")]
        assert desk.store.answers()
        await tapped
        assert desk.told == [(SaveState.SAVING, ""), (SaveState.SAVED, "")]
        desk.store.slow = False
        assert await desk.durable() == "typed"
        await desk.saver.close()

    asyncio.run(story())


def test_a_commit_says_nothing_of_what_was_typed_after_it_began() -> None:
    async def story() -> None:
        desk = await a_desk()
        desk.put("one")
        await settled()
        desk.put("two")
        flushed = asyncio.ensure_future(desk.saver.flush())
        await settled()
        assert desk.store.answers()  # the first
        await settled()
        assert (SaveState.SAVED, "") not in desk.told
        assert not flushed.done()
        assert desk.store.answers()  # the second
        await flushed
        assert desk.told[-1] == (SaveState.SAVED, "")
        desk.store.slow = False
        assert await desk.durable() == "two"
        await desk.saver.close()

    asyncio.run(story())


@pytest.mark.parametrize("ending", ["flush", "close"])
def test_what_a_cancelled_flush_had_in_hand_is_saved_all_the_same(ending: str) -> None:
    async def story() -> None:
        desk = await a_desk()

        async def tap() -> None:
            desk.put("typed")
            await getattr(desk.saver, ending)()

        flushed = asyncio.ensure_future(tap())
        await settled()
        flushed.cancel()
        await asyncio.wait([flushed])
        await settled()
        assert (SaveState.SAVED, "") not in desk.told
        while desk.store.answers():
            await settled()
        await desk.until(SaveState.SAVED)
        desk.store.slow = False
        assert await desk.durable() == "typed"
        await desk.saver.close()

    asyncio.run(story())


class FromJavaScript(Exception):
    """Stands for whatever the page around Python may throw."""


UNFORESEEN = [VaultFormatUnknown(), MemoryError(), FromJavaScript("canary")]


@pytest.mark.parametrize("error", UNFORESEEN, ids=lambda error: type(error).__name__)
def test_whatever_goes_wrong_is_told_in_plain_words_and_tried_again(error: Exception) -> None:
    words = error.message if isinstance(error, LaybyError) else StoreError.default

    async def story() -> None:
        desk = await a_desk()
        desk.store.slow, desk.store.failing = False, error
        desk.put("typed")
        await desk.until(SaveState.TROUBLE)
        assert desk.told[-1] == (SaveState.TROUBLE, words)
        with pytest.raises(StoreError) as refused:
            await desk.saver.flush()
        assert refused.value.message == words
        with pytest.raises(StoreError):
            await desk.saver.close()
        assert (SaveState.SAVED, "") not in desk.told
        desk.store.failing = None
        await desk.until(SaveState.SAVED)
        assert await desk.durable() == "typed"
        await desk.saver.close()

    asyncio.run(story())


def test_a_flush_that_fails_with_nothing_new_is_told_as_over_once_it_works() -> None:
    async def story() -> None:
        desk = await a_desk()
        desk.store.slow = False
        # Put past the saver, so that only the flush knows of it.
        desk.saver.tables.put("notes", "n", {"text": "typed"})
        desk.store.failing = StoreFull()
        with pytest.raises(StoreFull):
            await desk.saver.flush()
        assert desk.told == [(SaveState.TROUBLE, StoreFull().message)]
        desk.store.failing = None
        await desk.until(SaveState.SAVED)
        assert await desk.durable() == "typed"
        await desk.saver.close()

    asyncio.run(story())


def test_trouble_is_over_when_the_device_saves_although_more_was_typed() -> None:
    async def story() -> None:
        desk = await a_desk()
        desk.put("one")
        await settled()
        desk.store.answers(StoreFull())
        await settled()
        assert desk.told[-1] == (SaveState.TROUBLE, StoreFull().message)
        desk.put("two")
        desk.store.answers()
        await settled()
        assert desk.told[-1] == (SaveState.SAVING, "")
        desk.store.answers()
        await desk.until(SaveState.SAVED)
        await desk.saver.abandon()

    asyncio.run(story())


def test_a_saver_that_has_ended_writes_and_tells_nothing_more() -> None:
    async def story() -> None:
        desk = await a_desk()
        desk.put("never kept")
        flushed = asyncio.ensure_future(desk.saver.flush())
        await settled()
        await desk.saver.abandon()
        told = list(desk.told)
        flushed.cancel()  # as stopping the outbox's sender does
        await asyncio.wait([flushed])
        await settled()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert desk.told == told
        for late in (desk.saver.flush(), desk.saver.close()):
            with pytest.raises(VaultLocked):
                await late
        with pytest.raises(VaultLocked):
            desk.put("later still")
        desk.store.slow = False
        assert await desk.durable() is None

    asyncio.run(story())


# -- any order of events ----------------------------------------------------------------------

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


def test_moved_is_final_however_often_it_is_asked() -> None:
    async def story() -> None:
        desk = await a_desk()
        assert not desk.saver.moved
        desk.put("ours")
        await settled()
        desk.store.answers(StoreMoved())
        await settled()
        assert desk.saver.moved
        assert desk.told[-1] == (SaveState.TROUBLE, StoreMoved().message)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(story())
