"""What VaultTables promises over any store and cipher. Also run inside the browser.

A ``Bench`` opens the tables of one profile, as often as a test likes, on one disk.
"""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tinydb import where

from app.domain.errors import InputError, StoreError, VaultFormatUnknown, VaultLocked
from app.store import codec
from app.store.port import FORMAT, ProfileHeader, RecordStore, SealedRecord
from app.store.sealing import SealsRecords
from app.store.set_aside import Damage, SetAside
from app.store.tables import VaultTables
from tests.contracts.expect import raises

PROFILE = "profile-1"
MANIFEST = "manifest"


@dataclass(frozen=True)
class Bench:
    """``make`` opens a store on the same disk each time; ``cipher`` is the profile's."""

    make: Callable[[], RecordStore]
    cipher: SealsRecords
    begun: set[str] = field(default_factory=set)

    async def tables(self, profile: str = PROFILE) -> VaultTables:
        """Open a profile's tables; the first time, as those of a profile without any."""
        is_expected = profile in self.begun
        self.begun.add(profile)
        return await VaultTables.open(
            self.make(), self.cipher, profile, manifest_expected=is_expected
        )

    async def records(self) -> list[SealedRecord]:
        """Give what the store holds besides the manifest."""
        return [one for one in await self.make().load(PROFILE) if one.table != MANIFEST]


def _new_id() -> str:
    return str(uuid.uuid4())


async def documents_survive_reopening(bench: Bench) -> None:
    tables, note = await bench.tables(), _new_id()
    document = {"id": note, "text": "Sam – naïve 🚑", "ticks": [True, None, 1.5], "deep": {"a": []}}
    tables.put("notes", note, document)
    tables.put("settings", "current", {"language": "en"})
    await tables.commit()
    again = await bench.tables()
    assert again.get("notes", note) == document
    assert again.all("notes") == [document]
    assert again.get("settings", "current") == {"language": "en"}
    assert again.get("settings", "other") is None
    assert again.set_aside == ()


async def removed_documents_stay_removed(bench: Bench) -> None:
    tables, note = await bench.tables(), _new_id()
    tables.put("notes", note, {"n": 1})
    await tables.commit()
    tables.remove("notes", note)
    tables.remove("notes", "never-there")
    assert tables.get("notes", note) is None
    await tables.commit()
    assert (await bench.tables()).all("notes") == []


async def what_is_not_committed_is_not_kept(bench: Bench) -> None:
    tables = await bench.tables()
    tables.put("notes", "a", {"n": 1})
    await tables.commit()
    tables.put("notes", "a", {"n": 2})
    tables.put("notes", "b", {"n": 3})
    assert (await bench.tables()).all("notes") == [{"n": 1}]


async def closing_commits_and_locks(bench: Bench) -> None:
    tables = await bench.tables()
    tables.put("notes", "a", {"n": 1})
    await tables.close()
    await tables.close()
    try:
        tables.get("notes", "a")
    except VaultLocked:
        pass
    else:
        raise AssertionError("closed tables still show documents")
    await raises(VaultLocked, tables.commit())
    assert (await bench.tables()).get("notes", "a") == {"n": 1}


async def queries_find_the_right_documents(bench: Bench) -> None:
    tables = await bench.tables()
    for number in range(20):
        tables.put("notes", str(number), {"n": number, "odd": bool(number % 2)})
    found = tables.find("notes", (where("odd") == True) & (where("n") > 15))  # noqa: E712
    assert sorted(document["n"] for document in found) == [17, 19]
    tables.put("notes", "17", {"n": 17, "odd": False})
    found = tables.find("notes", (where("odd") == True) & (where("n") > 15))  # noqa: E712
    assert [document["n"] for document in found] == [19]


async def copies_do_not_reach_the_kept_document(bench: Bench) -> None:
    tables = await bench.tables()
    original = {"id": "a", "deep": {"list": [1]}}
    tables.put("notes", "a", original)
    original["id"] = "changed"
    one = tables.get("notes", "a")
    assert one is not None
    for copy in (one, tables.all("notes")[0], tables.find("notes", where("id") == "a")[0]):
        copy["deep"]["list"].append(2)
    assert tables.get("notes", "a") == {"id": "a", "deep": {"list": [1]}}


async def a_peek_gives_what_is_kept(bench: Bench) -> None:
    tables = await bench.tables()
    tables.put("notes", "a", {"n": [1]})
    (looked_at,) = tables.peek("notes")
    assert looked_at == {"n": [1]}
    tables.put("notes", "a", {"n": [2]})
    assert looked_at == {"n": [1]}  # another put replaces, and writes nothing in
    assert tables.peek("notes") == tables.all("notes") == [{"n": [2]}]
    assert tables.peek("other") == []


async def lone_surrogates_survive(bench: Bench) -> None:
    tables = await bench.tables()
    document = {"text": "half an emoji \ud83d and more", "\udc00": "key", "nul": "\x00"}
    tables.put("notes", "a", document)
    await tables.commit()
    assert (await bench.tables()).get("notes", "a") == document


async def what_json_cannot_hold_is_refused(bench: Bench) -> None:
    tables = await bench.tables()
    endless: dict[str, object] = {}
    endless["self"] = endless
    deep: object = 0
    for _ in range(5000):
        deep = [deep]
    tables.put("notes", "a", {"n": 1})
    for value in (b"bytes", {1, 2}, float("nan"), float("inf"), endless, deep, object()):
        try:
            tables.put("notes", "a", {"secret": "Sam", "value": value})
        except InputError as error:
            assert "Sam" not in repr(error) and error.__cause__ is None
        else:
            raise AssertionError("something was taken that cannot be saved")
    assert tables.get("notes", "a") == {"n": 1}


async def storage_shows_no_ids_and_few_sizes(bench: Bench) -> None:
    tables, note = await bench.tables(), _new_id()
    tables.put("people", "Sam Okafor", {"id": "Sam Okafor"})
    tables.put("notes", note, {"text": "x" * 700})
    await tables.commit()
    records = await bench.records()
    assert [record.table for record in records] == ["notes", "people"]
    for record in records:
        assert uuid.UUID(record.id).version == 4
        assert (len(record.sealed) - 32) % codec.STEP == 0
        assert b"Sam" not in record.sealed and b"xxxx" not in record.sealed
    assert records[0].id == note


async def damaged_records_are_set_aside_and_kept(bench: Bench) -> None:
    tables = await bench.tables()
    good, bad = _new_id(), _new_id()
    tables.put("notes", good, {"n": 1})
    tables.put("notes", bad, {"n": 2})
    await tables.commit()
    store = bench.make()
    (record,) = [one for one in await store.load(PROFILE) if one.id == bad]
    spoilt = SealedRecord("notes", bad, record.sealed[:-1] + bytes([record.sealed[-1] ^ 1]))
    await store.commit(PROFILE, [spoilt], [])
    again = await bench.tables()
    item = SetAside(Damage.UNREADABLE, "notes", bad)
    assert again.set_aside == (item,)
    assert again.all("notes") == [{"n": 1}]
    # Even a new document of the same id leaves the damaged bytes alone.
    again.put("notes", bad, {"n": 3})
    await again.commit()
    assert spoilt in await store.load(PROFILE)
    last = await bench.tables()
    assert last.get("notes", bad) == {"n": 3}
    assert last.set_aside == (item,)


async def swapped_and_foreign_records_are_damaged(bench: Bench) -> None:
    tables, store = await bench.tables(), bench.make()
    one, other = _new_id(), _new_id()
    tables.put("notes", one, {"n": 1})
    tables.put("plans", other, {"n": 2})
    await tables.commit()
    first, second = await bench.records()
    swapped = [
        SealedRecord("notes", one, second.sealed),
        SealedRecord("plans", other, first.sealed),
    ]
    moved = SealedRecord("plans", one, first.sealed)
    await store.commit(PROFILE, [*swapped, moved], [])
    aside = (await bench.tables()).set_aside
    assert [item.damage for item in aside] == [Damage.UNREADABLE] * 3
    # The same bytes under another profile of the same key do not open either.
    await bench.tables("profile-2")
    await store.commit("profile-2", [first, second], [])
    foreign = await bench.tables("profile-2")
    assert [item.damage for item in foreign.set_aside] == [Damage.UNREADABLE] * 2
    assert foreign.all("notes") == []


async def commits_side_by_side_return_when_durable(bench: Bench) -> None:
    tables = await bench.tables()

    async def save(number: int) -> None:
        tables.put("notes", str(number), {"n": number})
        await tables.commit()
        assert (await bench.tables()).get("notes", str(number)) == {"n": number}

    await asyncio.gather(*(save(number) for number in range(8)))
    assert len((await bench.tables()).all("notes")) == 8


async def a_newer_profile_is_refused(bench: Bench) -> None:
    store = bench.make()
    header = ProfileHeader(PROFILE, "Profile 1", {"kind": "layby-vault"}, FORMAT)
    await store.add_profile(header, [])
    await bench.tables()
    assert await store.change_profile(replace(header, format=FORMAT + 1), header)
    error = await raises(VaultFormatUnknown, bench.tables())
    assert not isinstance(error, StoreError)


async def odd_table_names_are_refused(bench: Bench) -> None:
    tables = await bench.tables()
    for name in (MANIFEST, "", "Sam Okafor", "notes/sam", "Notes", "n" * 33):
        try:
            tables.put(name, "a", {})
        except ValueError:
            continue
        raise AssertionError("a table name that could hold anything was taken")


CONTRACT = (
    documents_survive_reopening,
    removed_documents_stay_removed,
    what_is_not_committed_is_not_kept,
    closing_commits_and_locks,
    queries_find_the_right_documents,
    copies_do_not_reach_the_kept_document,
    a_peek_gives_what_is_kept,
    lone_surrogates_survive,
    what_json_cannot_hold_is_refused,
    storage_shows_no_ids_and_few_sizes,
    damaged_records_are_set_aside_and_kept,
    swapped_and_foreign_records_are_damaged,
    commits_side_by_side_return_when_durable,
    a_newer_profile_is_refused,
    odd_table_names_are_refused,
)
