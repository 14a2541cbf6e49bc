"""How long it takes to save one conversation among many, on any platform. For the benches."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from app.store.port import RecordStore
from app.store.sealing import SealsRecords
from app.store.tables import VaultTables

PROFILE = "timed"
#: Milliseconds by what was timed.
Times = dict[str, list[float]]
OPENINGS = 3


def conversation(number: int, version: int = 0) -> dict[str, Any]:
    """Give a conversation of about 4 kB."""
    text = "Slept badly since the job on Tuesday. " * 100
    return {"id": str(number), "version": version, "text": text}


async def timed(step: Callable[[int], Awaitable[None]], rounds: int) -> list[float]:
    """Give the milliseconds of each round."""
    taken = []
    for number in range(rounds):
        begun = time.perf_counter()
        await step(number)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


async def measure(store: RecordStore, cipher: SealsRecords, stored: int, rounds: int) -> Times:
    """Time commits of one conversation among ``stored``, and openings; closes the store."""
    tables = await VaultTables.open(store, cipher, PROFILE, manifest_expected=False)
    for number in range(stored):
        tables.put("conversations", str(number), conversation(number))
    await tables.commit()

    async def save(number: int) -> None:
        which = number * 7919 % stored  # spread over the pages of the manifest
        tables.put("conversations", str(which), conversation(which, 1))
        await tables.commit()

    async def reopen(_number: int) -> None:
        again = await VaultTables.open(store, cipher, PROFILE)
        assert again.get("conversations", "1") is not None

    found = {"commit": await timed(save, rounds), "open": await timed(reopen, OPENINGS)}
    await store.erase_everything()
    await store.close()
    return found
