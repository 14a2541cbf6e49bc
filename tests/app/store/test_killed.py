"""SIGKILL at any moment loses nothing that was acknowledged and tears nothing."""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.native import NativeStore
from app.store.tables import VaultTables
from tests.app.store.committing_process import PROFILE, TEXT, cipher

KILLS = 50
KILLS_IN_SOAK = 500
#: A fresh database after so many kills: opening a large one would be all that is timed.
KILLS_PER_DATABASE = 50


@contextlib.contextmanager
def nursery() -> Iterator[subprocess.Popen[str]]:
    """Run the process whose children are killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.app.store.committing_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _killed_run(process: "subprocess.Popen[str]", path: Path, start: int, after: float) -> set[int]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{start} {path}\n")
    process.stdin.flush()
    child, first = int(process.stdout.readline()), int(process.stdout.readline())
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return {first, *map(int, iter(process.stdout.readline, "dead\n"))}


async def _kept(path: Path) -> set[int]:
    store = NativeStore(path)
    tables = await VaultTables.open(store, cipher(), PROFILE)
    assert tables.set_aside == ()
    notes = {document["n"] for document in tables.all("notes") if document["text"] == TEXT}
    plans = {document["n"] for document in tables.all("plans")}
    await store.close()
    assert notes == plans  # each pair was one transaction
    return notes


def _kill_often(folder: Path, kills: int) -> None:
    chance = random.Random(kills)  # noqa: S311 - only spreads the kills
    acknowledged: set[int] = set()
    with nursery() as process:
        for run in range(kills):
            if run % KILLS_PER_DATABASE == 0:
                acknowledged = set()
            path = folder / f"layby-{run // KILLS_PER_DATABASE}.db"
            start = max(acknowledged, default=-1) + 1
            acknowledged |= _killed_run(process, path, start, chance.uniform(0, 0.02))
            kept = asyncio.run(_kept(path))
            assert acknowledged <= kept
            assert len(kept - acknowledged) <= 1  # durable, but killed before it could say so
            acknowledged = kept
            assert len(acknowledged) >= run % KILLS_PER_DATABASE


def test_no_acknowledged_record_is_lost(tmp_path: Path) -> None:
    _kill_often(tmp_path, KILLS)


@pytest.mark.soak
def test_no_acknowledged_record_is_lost_in_hundreds_of_kills(tmp_path: Path) -> None:
    _kill_often(tmp_path, KILLS_IN_SOAK)
