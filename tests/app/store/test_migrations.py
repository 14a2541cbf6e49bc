"""Profiles of every earlier format open, are brought up to this one, and survive a crash there."""

import asyncio
import base64
import contextlib
import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversation import Conversation
from app.domain.errors import StoreError
from app.domain.plan import Plan
from app.domain.plan_record import PlanRecord
from app.store.codec import STEP
from app.store.layout import LAYOUT
from app.store.manifest import TABLE as MANIFEST
from app.store.migrations import SCHEMA, upgraded
from app.store.native import NativeStore
from app.store.opening import read
from app.store.port import SealedRecord
from app.store.sealing import Sealer
from app.store.tables import VaultTables
from app.sync.outbox import OutboxItem
from app.usecases.adopt_plans import adopt_plans
from app.usecases.keep_saved import Saver
from app.vault.chest import ProfileCipher
from app.vault.envelope import Envelope
from app.vault.native import NativeKeyChest, NativePrimitives
from app.vault.secrets import Passphrase
from tests.contracts.memory_store import Disk, Fault, MemoryStore

FIXTURE = Path(__file__).parents[2] / "fixtures" / "format_1" / "vault.json"
PROFILE = "profile-1"
CIPHER = ProfileCipher(NativePrimitives(), bytes(32))
FORMAT_1_LAYOUT = """
CREATE TABLE profiles (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, envelope TEXT NOT NULL, format INTEGER NOT NULL
);
CREATE TABLE records (
    profile TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (profile, name, id)
);
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""


def fixture() -> dict[str, Any]:
    """Give the vault that the first version of Layby wrote."""
    vault: dict[str, Any] = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return vault


def expected(vault: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Give the vault's documents as this version must show them, by table."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, _, old in vault["documents"]:
        new = dict(old)
        if table == "conversations":
            finished = None if old["outcome"] == "open" else old["held_on"]
            new.update(finished_on=finished, keep_notes=False, notice_on=None)
        elif table == "outbox":
            new["sent_on"] = old["queued_on"] if old["state"] == "sent" else None
        tables.setdefault(table, []).append(new)
    return tables


def _records(vault: dict[str, Any]) -> list[SealedRecord]:
    return [SealedRecord(t, i, base64.b64decode(sealed)) for t, i, sealed in vault["records"]]


def _by_id(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(documents, key=lambda document: str(document["id"]))


def test_a_vault_of_format_1_opens_and_is_brought_up(tmp_path: Path) -> None:
    async def use() -> None:
        vault = fixture()
        _lay_out_as_before(tmp_path / "layby.db", vault)
        store = NativeStore(tmp_path / "layby.db")
        (header,) = await store.profiles()
        assert (header.format, header.tries, header.tried_at) == (1, 0, 0.0)
        envelope = Envelope.from_document(header.envelope)
        cipher = await NativeKeyChest().unlock(envelope, Passphrase(vault["passphrase"]))
        tables = await VaultTables.open(store, cipher, header.id, manifest_expected=False)
        shown = expected(vault)
        for again in (tables, await VaultTables.open(store, cipher, header.id)):
            assert again.set_aside == ()
            for table, documents in shown.items():
                assert _by_id(again.all(table)) == _by_id(documents)
        for document in tables.all("conversations"):
            _reads_whole(document)
        for document in tables.all("outbox"):
            read_back = OutboxItem.from_document(document).to_document()
            assert read_back == {**_NEW_IN_AN_ITEM, **document}
        # Each record now carries the present schema, under its old id.
        stored = [one for one in await store.load(header.id) if one.table != MANIFEST]
        assert {one.id for one in stored} == {one.id for one in _records(vault)}
        reading = await read(
            Sealer(cipher, header.id), await store.load(header.id), manifest_expected=True
        )
        assert {content.schema for content in reading.shown.values()} == {SCHEMA}
        await store.close()

    asyncio.run(use())


#: What an item of the outbox says since a server may ask for another look, and how it begins.
_NEW_IN_AN_ITEM = {
    **{"asked_on": None, "code": "", "places": [], "told": "", "token": None, "requested": True},
    **{"asked_until": 0.0, "epoch": "", "mark": 0, "durable_on": None, "withdrawn_on": None},
    "let_go": False,
}


def _reads_whole(document: dict[str, Any]) -> None:
    """Check that it reads as a conversation with every word it had, but its plan's."""
    had = {name: value for name, value in document.items() if name != "plan"}
    read_back = Conversation.from_document(document).to_document()
    fresh = Conversation("any", 1, date(2026, 1, 1)).to_document()
    # Whoever has no code yet is given one.
    fresh["withdrawal_code"] = read_back["withdrawal_code"]
    assert read_back == {name: had.get(name, fresh[name]) for name in fresh}
    assert had.keys() <= fresh.keys()


def test_the_plans_of_format_1_move_to_records_of_their_own(tmp_path: Path) -> None:
    async def use() -> None:
        vault = fixture()
        _lay_out_as_before(tmp_path / "layby.db", vault)
        store = NativeStore(tmp_path / "layby.db")
        (header,) = await store.profiles()
        envelope = Envelope.from_document(header.envelope)
        cipher = await NativeKeyChest().unlock(envelope, Passphrase(vault["passphrase"]))
        tables = await VaultTables.open(store, cipher, header.id, manifest_expected=False)
        saver = Saver(tables, lambda _state, _words: None)
        assert adopt_plans(saver) == 2
        await saver.flush()
        again = await VaultTables.open(store, cipher, header.id)
        plans = {record["id"]: PlanRecord.from_document(record) for record in again.all("plans")}
        for old in expected(vault)["conversations"]:
            kept = Conversation.from_document(again.get("conversations", old["id"]) or {})
            record = plans.pop(kept.plan_id) if kept.plan_id else PlanRecord()
            assert record.plan == Plan.from_document(old["plan"])
            assert {**kept.drafts, **record.drafts} == old["drafts"]
            assert (kept.notes, kept.summary) == (old["notes"], old["summary"])
        assert plans == {}
        await store.close()

    asyncio.run(use())


def _lay_out_as_before(path: Path, vault: dict[str, Any]) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(FORMAT_1_LAYOUT)
    header = (vault["profile"], "Profile 1", json.dumps(vault["envelope"]), vault["format"])
    connection.execute("INSERT INTO profiles VALUES (?, ?, ?, ?)", header)
    connection.executemany(
        "INSERT INTO records VALUES (?, ?, ?, ?)",
        [(vault["profile"], one.table, one.id, one.sealed) for one in _records(vault)],
    )
    connection.commit()
    connection.close()


def test_a_file_of_layout_1_is_brought_forward_once(tmp_path: Path) -> None:
    async def use() -> None:
        path = tmp_path / "layby.db"
        _lay_out_as_before(path, fixture())
        for tries in (0, 4):
            store = NativeStore(path)
            (header,) = await store.profiles()
            assert header.tries == tries
            changed = replace(header, tries=4, tried_at=12.5)
            await store.count_try(header.id, 4, 12.5)
            assert await store.profiles() == [changed]
            await store.close()
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
        connection.close()

    asyncio.run(use())


async def _early_disk(count: int) -> Disk:
    """Give a disk with so many conversations as format 1 sealed them."""
    disk = Disk()
    plain = {}
    for number in range(count):
        record_id = f"{number:08x}-0000-4000-8000-000000000000"
        document = {"id": record_id, "n": number, "outcome": "kept", "held_on": "2026-01-02"}
        body = json.dumps({"id": record_id, "document": document}).encode()
        plain["conversations", record_id] = body + b" " * (-len(body) % STEP)
    for record in await Sealer(CIPHER, PROFILE).seal(plain):
        disk.records[PROFILE, record.table, record.id] = record.sealed
    return disk


async def _open(disk: Disk, *, begun: bool) -> VaultTables:
    return await VaultTables.open(MemoryStore(disk), CIPHER, PROFILE, manifest_expected=begun)


def test_records_are_upgraded_in_batches_each_a_transaction() -> None:
    async def use() -> None:
        disk = await _early_disk(150)
        await _open(disk, begun=False)
        assert disk.commits == 1 + 3  # the list, then 64 + 64 + 22
        again = await _open(disk, begun=True)
        assert (disk.commits, again.set_aside) == (4, ())
        assert len(again.all("conversations")) == 150

    asyncio.run(use())


@pytest.mark.parametrize("landed", [True, False])
def test_an_upgrade_cut_off_anywhere_is_done_again(landed: bool) -> None:
    async def cut_off_at(at: int) -> bool:
        disk = await _early_disk(130)
        disk.fault = Fault(at, landed)
        with contextlib.suppress(StoreError):
            await _open(disk, begun=False)
        is_past = disk.calls <= at
        disk.fault = None
        tables = await _open(disk, begun=False)
        assert tables.set_aside == ()
        found = {document["n"]: document for document in tables.all("conversations")}
        assert sorted(found) == list(range(130))
        assert all(document["finished_on"] == "2026-01-02" for document in found.values())
        calls = disk.commits
        assert (await _open(disk, begun=True)).set_aside == ()
        assert disk.commits == calls  # nothing was left to do
        return is_past

    async def every() -> int:
        at = 0
        while not await cut_off_at(at):
            at += 1
        return at

    assert asyncio.run(every()) == 6  # profiles, load, list, three batches


def test_of_two_early_records_for_one_document_one_is_shown_and_one_reported() -> None:
    async def use() -> None:
        disk = Disk()
        body = json.dumps({"id": "current", "document": {"n": 1}}).encode().ljust(STEP)
        ids = [f"0000000{n}-0000-4000-8000-000000000000" for n in (1, 2)]
        for record in await Sealer(CIPHER, PROFILE).seal(
            {("settings", record_id): body for record_id in ids}
        ):
            disk.records[PROFILE, record.table, record.id] = record.sealed
        for begun in (False, True, True):
            tables = await _open(disk, begun=begun)
            assert tables.all("settings") == [{"n": 1}]
            assert [item.key for item in tables.set_aside] == [("settings", ids[1])]

    asyncio.run(use())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["outcome", "held_on", "state", "queued_on", "sent_on"]) | st.text()


@settings(max_examples=100, deadline=None)
@given(
    table=st.sampled_from(["conversations", "outbox", "settings", "enrolment"]),
    document=st.dictionaries(NAMES, JSON, max_size=5),
)
def test_no_document_is_too_odd_and_nothing_of_it_is_lost(
    table: str, document: dict[str, Any]
) -> None:
    before = json.dumps(document)
    new = upgraded(table, document, 1)
    assert json.dumps(document) == before
    assert {name: new[name] for name in document} == document
    assert upgraded(table, new, SCHEMA) == new
    assert upgraded(table, new, 1) == new
