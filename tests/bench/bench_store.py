"""What saving one note costs when a thousand are kept, beside TinyDB's own file storage.

Prints JSON lines: ``value`` is our median, ``versus`` that of TinyDB's JSONStorage (which
neither encrypts nor waits for the disk), ``spread`` our 10th to 90th percentile.

    python -m tests.bench.bench_store
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from app.store.native import NativeStore
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives

STORED = 1000
ROUNDS = 40
TEXT = "Slept badly since the job on Tuesday. " * 100


def _document(number: int, version: int = 0) -> dict[str, Any]:
    return {"id": str(number), "version": version, "text": TEXT}


async def _timed(step: Callable[[int], Awaitable[None]], rounds: int) -> list[float]:
    taken = []
    for number in range(rounds):
        begun = time.perf_counter()
        await step(number)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


async def _ours(folder: Path) -> tuple[list[float], list[float]]:
    store, cipher = NativeStore(folder / "layby.db"), ProfileCipher(NativePrimitives(), bytes(32))
    tables = await VaultTables.open(store, cipher, "profile")
    for number in range(STORED):
        tables.put("notes", str(number), _document(number))
    await tables.commit()

    async def save(number: int) -> None:
        tables.put("notes", str(number), _document(number, 1))
        await tables.commit()

    async def reopen(_number: int) -> None:
        again = await VaultTables.open(store, cipher, "profile")
        assert again.get("notes", "1") is not None

    figures = await _timed(save, ROUNDS), await _timed(reopen, 5)
    await store.close()
    return figures


async def _theirs(folder: Path) -> tuple[list[float], list[float]]:
    path = folder / "tiny.json"
    with TinyDB(path) as database:
        table = database.table("notes")
        table.insert_multiple(_document(number) for number in range(STORED))

        async def save(number: int) -> None:
            table.update(_document(number, 1), doc_ids=[number + 1])

        async def reopen(_number: int) -> None:
            with TinyDB(path) as again:
                again.table("notes").get(doc_id=1)

        return await _timed(save, 10), await _timed(reopen, 5)


def _line(name: str, ours: list[float], theirs: list[float]) -> str:
    tenths = statistics.quantiles(ours, n=10)
    return json.dumps(
        {
            "name": name,
            "value": round(statistics.median(ours), 2),
            "unit": "ms",
            "versus": round(statistics.median(theirs), 2),
            "spread": [round(tenths[0], 2), round(tenths[-1], 2)],
        }
    )


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = await _ours(Path(folder)), await _theirs(Path(folder))
    for index, name in enumerate(("store.commit_one_of_1000", "store.open_1000")):
        sys.stdout.write(_line(name, ours[index], theirs[index]) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
