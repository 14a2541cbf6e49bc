"""SIGKILL at any moment loses nothing that was acknowledged and tears nothing."""

import asyncio
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from app.store.native import NativeStore
from app.store.tables import VaultTables
from tests.app.store.committing_process import PROFILE, TEXT, cipher

KILLS = 20


def _killed_run(path: Path, start: int, after: float) -> list[int]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.app.store.committing_process", str(path), str(start)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(after)
        process.kill()
        rest = process.stdout.read()
    # The last line may have been cut by the kill; whole lines were acknowledged.
    lines = (first + rest).split(b"\n")[:-1]
    return [int(line) for line in lines]


async def _kept(path: Path) -> set[int]:
    store = NativeStore(path)
    tables = await VaultTables.open(store, cipher(), PROFILE)
    assert tables.set_aside == ()
    notes = {document["n"] for document in tables.all("notes") if document["text"] == TEXT}
    plans = {document["n"] for document in tables.all("plans")}
    await store.close()
    assert notes == plans  # each pair was one transaction
    return notes


def test_no_acknowledged_record_is_lost(tmp_path: Path) -> None:
    path, chance = tmp_path / "layby.db", random.Random(20)  # noqa: S311 - only spreads the kills
    acknowledged: set[int] = set()
    for _ in range(KILLS):
        start = max(acknowledged, default=-1) + 1
        acknowledged |= set(_killed_run(path, start, chance.uniform(0, 0.03)))
        kept = asyncio.run(_kept(path))
        assert acknowledged <= kept
        assert len(kept - acknowledged) <= 1  # durable, but killed before it could say so
        acknowledged = kept
    assert len(acknowledged) >= KILLS
