"""The store in memory keeps the promise of those on disk, for as long as it lives."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from app.store.memory import MemoryRecords
from tests.contracts import record_store, stored_records

Promise = Callable[[stored_records.Make], Awaitable[None]]


@pytest.mark.parametrize("promise", record_store.CONTRACT, ids=lambda promise: promise.__name__)
def test_keeps_the_promise(promise: Promise) -> None:
    kept = MemoryRecords()
    asyncio.run(promise(lambda: MemoryRecords(kept)))
