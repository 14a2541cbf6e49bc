"""VaultTables against a plain dict: random work, commits, crashes, faults and other windows.

The same play runs over memory, where any call may fail before or after its effect, and over
SQLite. Long runs of both belong to the soak.
"""

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.domain.errors import StoreError, StoreFull, StoreMoved, StoreUnavailable
from app.store.native import NativeStore
from app.store.port import RecordStore
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives
from tests.contracts.memory_store import Disk, Fault, MemoryStore

T = TypeVar("T")
TABLES = st.sampled_from(["notes", "plans"])
IDS = st.sampled_from(["a", "Sam", "", "8c7f9a52-3a5e-4d7b-9f0c-2f6f2b1f0a11"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # A high surrogate before a low one would rightly become one character.
    | st.text(st.characters(exclude_categories=[], max_codepoint=0xDBFF) | st.just("🚑")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(st.text(), VALUES, max_size=4)
Model = dict[tuple[str, str], dict[str, Any]]


class TablesMachine(RuleBasedStateMachine):
    """``stored`` is what a crash must leave, ``current`` what the tables must show.

    While a commit is in doubt, ``perhaps`` is what a crash may leave instead.
    """

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._cipher = ProfileCipher(NativePrimitives(), bytes(32))
        self._begun = False
        self.stored: Model = {}
        self.perhaps: list[Model] = []
        self.current: Model = {}
        self._open()

    def make(self) -> RecordStore:
        """Give a store on the same disk."""
        raise NotImplementedError

    def _run(self, step: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(step)

    def _open(self) -> None:
        self._store = self.make()
        self.tables = self._opened_in(self._store)
        self._begun = True

    def _opened_in(self, store: RecordStore) -> VaultTables:
        return self._run(
            VaultTables.open(store, self._cipher, "profile-1", manifest_expected=self._begun)
        )

    @rule(table=TABLES, doc_id=IDS, document=DOCUMENTS)
    def put(self, table: str, doc_id: str, document: dict[str, Any]) -> None:
        self.tables.put(table, doc_id, document)
        self.current[table, doc_id] = document

    @rule(table=TABLES, doc_id=IDS)
    def remove(self, table: str, doc_id: str) -> None:
        self.tables.remove(table, doc_id)
        self.current.pop((table, doc_id), None)

    @rule()
    def commit(self) -> None:
        self._run(self.tables.commit())
        self._all_stored()

    @rule()
    def crash(self) -> None:
        self._run(self._store.close())
        self._open()
        found = [one for one in (self.stored, *self.perhaps) if self._shows(self.tables, one)]
        assert found
        self.stored, self.perhaps = dict(found[0]), []
        self.current = dict(found[0])

    @rule()
    def close(self) -> None:
        self._run(self.tables.close())
        self._all_stored()
        self.crash()

    @rule()
    def back_up(self) -> None:
        records = self._run(self.tables.records())
        self._all_stored()
        copy = MemoryStore()
        self._run(copy.commit("profile-1", records, []))
        assert self._shows(self._opened_in(copy), self.stored)

    @rule(document=DOCUMENTS)
    def another_window_writes(self, document: dict[str, Any]) -> None:
        self._run(self.tables.commit())
        self._all_stored()
        store = self.make()
        other = self._opened_in(store)
        other.put("notes", "theirs", document)
        self._run(other.close())
        self._run(store.close())
        self.stored["notes", "theirs"] = document
        self.tables.put("notes", "mine", {})
        for step in (self.tables.commit, self.tables.close, self.tables.commit):
            with pytest.raises(StoreMoved):
                self._run(step())
        self.crash()
        assert self.stored["notes", "theirs"] == document

    @invariant()
    def shows_what_the_model_shows(self) -> None:
        assert self._shows(self.tables, self.current)

    def _all_stored(self) -> None:
        self.stored, self.perhaps = dict(self.current), []

    def _shows(self, tables: VaultTables, model: Model) -> bool:
        assert tables.set_aside == ()
        return all(tables.get(*key) == document for key, document in model.items()) and all(
            len(tables.all(table)) == sum(name == table for name, _ in model)
            for table in ("notes", "plans")
        )

    def teardown(self) -> None:
        self._run(self._store.close())
        self._loop.close()


class MemoryMachine(TablesMachine):
    """Over memory, with faults."""

    def __init__(self) -> None:
        self.disk = Disk()
        super().__init__()

    def make(self) -> RecordStore:
        return MemoryStore(self.disk)

    @rule(landed=st.booleans(), error=st.sampled_from([StoreFull, StoreUnavailable]))
    def a_commit_fails(self, landed: bool, error: type[StoreError]) -> None:
        self.disk.fault = Fault(self.disk.calls, landed, error)
        try:
            self._run(self.tables.commit())
        except StoreError:
            self.perhaps.append(dict(self.current))
        else:
            self._all_stored()
        self.disk.fault = None

    @precondition(lambda self: self.stored or self.perhaps)
    @rule(at=st.integers(0, 2), landed=st.booleans())
    def an_opening_fails(self, at: int, landed: bool) -> None:
        self.disk.fault = Fault(self.disk.calls + at, landed)
        if at < 2:
            with pytest.raises(StoreUnavailable):
                self._opened_in(self.make())
        self.disk.fault = None


class NativeMachine(TablesMachine):
    """Over SQLite."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        super().__init__()

    def make(self) -> RecordStore:
        return NativeStore(Path(self._folder.name) / "layby.db")

    def teardown(self) -> None:
        super().teardown()
        self._folder.cleanup()


def _settings(examples: int) -> settings:
    slow = [HealthCheck.too_slow]
    return settings(
        max_examples=examples, stateful_step_count=20, deadline=None, suppress_health_check=slow
    )


class TestOverMemory(MemoryMachine.TestCase):  # type: ignore[misc,name-defined]
    settings = _settings(40)


class TestOverSqlite(NativeMachine.TestCase):  # type: ignore[misc,name-defined]
    settings = _settings(10)


@pytest.mark.soak
class TestOverMemoryForLong(MemoryMachine.TestCase):  # type: ignore[misc,name-defined]
    settings = _settings(2000)


@pytest.mark.soak
class TestOverSqliteForLong(NativeMachine.TestCase):  # type: ignore[misc,name-defined]
    settings = _settings(200)
