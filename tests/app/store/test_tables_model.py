"""VaultTables over SQLite against a plain dict: random work, commits, crashes, reopenings."""

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.store.native import NativeStore
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives

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
    """``stored`` is what a crash must leave, ``current`` what the tables must show."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._folder = tempfile.TemporaryDirectory()
        self._cipher = ProfileCipher(NativePrimitives(), bytes(32))
        self._begun = False
        self.stored: Model = {}
        self.current: Model = {}
        self._open()

    def _run(self, step: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(step)

    def _open(self) -> None:
        self._store = NativeStore(Path(self._folder.name) / "layby.db")
        self.tables = self._run(
            VaultTables.open(self._store, self._cipher, "profile-1", manifest_expected=self._begun)
        )
        self._begun = True

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
        self.stored = dict(self.current)

    @rule()
    def crash(self) -> None:
        self._run(self._store.close())
        self.current = dict(self.stored)
        self._open()

    @rule()
    def close(self) -> None:
        self._run(self.tables.close())
        self.stored = dict(self.current)
        self.crash()

    @invariant()
    def shows_what_the_model_shows(self) -> None:
        assert self.tables.set_aside == ()
        for table in ("notes", "plans"):
            expected = [self.current[key] for key in self.current if key[0] == table]
            shown = self.tables.all(table)
            assert len(shown) == len(expected)
            assert all(document in expected for document in shown)
        for (table, doc_id), document in self.current.items():
            assert self.tables.get(table, doc_id) == document

    def teardown(self) -> None:
        self._run(self._store.close())
        self._loop.close()
        self._folder.cleanup()


TestTables = TablesMachine.TestCase
TestTables.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
