"""A real server and a real phone for every story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.person import Phone
from tests.e2e.sync_server_process import SyncServerProcess


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SyncServerProcess]:
    running = SyncServerProcess(tmp_path / "server").start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    with Phone(tmp_path / "phone") as held:
        yield held
