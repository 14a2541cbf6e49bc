"""Saving: "saved" means durable, trouble is told, and nothing typed is given up."""

import asyncio
import uuid

import pytest

from app.domain.errors import StoreFull
from app.store.tables import VaultTables
from app.usecases.keep_saved import Saver, SaveState
from tests.contracts.memory_store import Disk, MemoryStore


class PlainCipher:
    """Leaves records as they are: sealing has tests of its own."""

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        return plaintext

    async def open(self, sealed: bytes, context: bytes) -> bytes:
        return sealed


async def a_saver(disk: Disk) -> tuple[Saver, list[tuple[SaveState, str]]]:
    told: list[tuple[SaveState, str]] = []
    tables = await VaultTables.open(MemoryStore(disk), PlainCipher(), str(uuid.uuid4()))
    return Saver(tables, lambda state, words: told.append((state, words))), told


def test_saved_is_said_only_once_it_is_durable() -> None:
    async def story() -> None:
        disk = Disk()
        saver, told = await a_saver(disk)
        saver.put("notes", "n", {"id": "n", "text": "one"})
        assert told == [(SaveState.SAVING, "")]
        for number in range(20):
            saver.put("notes", "n", {"id": "n", "text": str(number)})
        await saver.flush()
        assert told[-1] == (SaveState.SAVED, "")
        again = await VaultTables.open(MemoryStore(disk), PlainCipher(), saver.tables._profile_id)
        assert again.get("notes", "n") == {"id": "n", "text": "19"}

    asyncio.run(story())


def test_trouble_is_told_and_tried_again_until_it_works() -> None:
    async def story() -> None:
        disk = Disk()
        saver, told = await a_saver(disk)
        disk.failing = StoreFull()
        saver.put("notes", "n", {"id": "n", "text": "kept"})
        await asyncio.sleep(0.05)
        state, words = told[-1]
        assert state is SaveState.TROUBLE
        assert words == StoreFull().message
        with pytest.raises(StoreFull):
            await saver.flush()
        disk.failing = None
        for _ in range(100):
            await asyncio.sleep(0.05)
            if told[-1][0] is SaveState.SAVED:
                break
        assert told[-1] == (SaveState.SAVED, "")
        assert saver.tables.get("notes", "n") == {"id": "n", "text": "kept"}

    asyncio.run(story())
