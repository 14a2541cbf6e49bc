"""Saving: "saved" means durable, trouble is told, and nothing typed is given up."""

import asyncio

import pytest

from app.domain.errors import StoreFull, StoreMoved
from app.usecases.keep_saved import Saver, SaveState
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import WORDS, Place, nobody_asks


async def a_saver(place: Place) -> tuple[Saver, list[tuple[SaveState, str]]]:
    told: list[tuple[SaveState, str]] = []
    tables = (await place.create()).profile.tables
    return Saver(tables, lambda state, words: told.append((state, words))), told


def test_saved_is_said_only_once_it_is_durable() -> None:
    async def story() -> None:
        place = Place()
        saver, told = await a_saver(place)
        saver.put("notes", "n", {"id": "n", "text": "one"})
        assert told == [(SaveState.SAVING, "")]
        for number in range(20):
            saver.put("notes", "n", {"id": "n", "text": str(number)})
        await saver.flush()
        assert told == [(SaveState.SAVING, ""), (SaveState.SAVED, "")]
        (header,) = await place.desk.profiles()
        again = await place.desk.unlock(header, Passphrase(WORDS), nobody_asks)
        assert again.tables.get("notes", "n") == {"id": "n", "text": "19"}

    asyncio.run(story())


def test_trouble_is_told_and_tried_again_until_it_works() -> None:
    async def story() -> None:
        place = Place()
        saver, told = await a_saver(place)
        place.store.failing = StoreFull()
        saver.put("notes", "n", {"id": "n", "text": "kept"})
        await asyncio.sleep(0.05)
        state, words = told[-1]
        assert state is SaveState.TROUBLE
        assert words == StoreFull().message
        with pytest.raises(StoreFull):
            await saver.flush()
        place.store.failing = None
        for _ in range(100):
            await asyncio.sleep(0.05)
            if told[-1][0] is SaveState.SAVED:
                break
        assert told[-1] == (SaveState.SAVED, "")
        assert saver.tables.get("notes", "n") == {"id": "n", "text": "kept"}

    asyncio.run(story())


def test_a_save_that_works_again_ends_the_pause_for_the_next_key() -> None:
    async def story() -> None:
        place = Place()
        _, told = await a_saver(place)
        tables = (await place.create()).profile.tables
        saver = Saver(tables, lambda state, words: told.append((state, words)), (3600.0,))
        place.store.failing = StoreFull()
        saver.put("notes", "n", {"text": "one"})
        while not told or told[-1][0] is not SaveState.TROUBLE:
            await asyncio.sleep(0.01)
        place.store.failing = None
        await saver.flush()
        told.clear()
        saver.put("notes", "n", {"text": "two"})
        async with asyncio.timeout(10):  # an hour, if the pause went on
            while (SaveState.SAVED, "") not in told:
                await asyncio.sleep(0.01)
        await saver.close()

    asyncio.run(story())


def test_once_another_window_wrote_nothing_is_tried_again() -> None:
    async def story() -> None:
        here = Place()
        saver, told = await a_saver(here)
        (header,) = await here.desk.profiles()
        there = here.other_window()
        await here.holds.release(header.id)
        theirs = await there.desk.unlock(header, Passphrase(WORDS), nobody_asks)
        theirs.tables.put("notes", "n", {"text": "theirs"})
        await theirs.tables.commit()

        saver.put("notes", "n", {"text": "ours"})
        await asyncio.sleep(0.05)
        assert told[-1] == (SaveState.TROUBLE, StoreMoved().message)
        saver.put("notes", "n", {"text": "ours again"})
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert told[-1] == (SaveState.TROUBLE, StoreMoved().message)
        with pytest.raises(StoreMoved):
            await saver.flush()
        with pytest.raises(StoreMoved):
            await saver.close()
        # What was typed stays on this screen, and what they wrote stays theirs.
        assert saver.tables.get("notes", "n") == {"text": "ours again"}
        assert theirs.tables.get("notes", "n") == {"text": "theirs"}

    asyncio.run(story())


def test_a_flush_that_finds_another_windows_writing_ends_the_retries_too() -> None:
    async def story() -> None:
        place = Place()
        saver, told = await a_saver(place)
        saver.put("notes", "n", {"text": "ours"})
        place.store.failing = StoreMoved()
        with pytest.raises(StoreMoved):
            await saver.flush()
        place.store.failing = None
        saver.put("notes", "n", {"text": "ours again"})
        await asyncio.sleep(0.05)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert told[-1] == (SaveState.TROUBLE, StoreMoved().message)

    asyncio.run(story())
