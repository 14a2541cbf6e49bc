"""Saving against a slow and unwilling device: "saved" is never said too early."""

import asyncio

import pytest

from app.domain.errors import (
    LaybyError,
    StoreError,
    StoreFull,
    StoreMoved,
    VaultFormatUnknown,
    VaultLocked,
)
from app.usecases.keep_saved import SaveState
from tests.app.usecases.slow_desk import a_desk, settled


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
