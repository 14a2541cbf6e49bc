"""What every RecordStore promises. Plain async functions: also run inside the browser.

``make`` opens a store; every store it makes within one test stands on the same disk.
"""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import replace

from app.domain.errors import StoreMoved, StoreUnavailable
from app.store.port import Basis, ProfileHeader, RecordStore, SealedRecord
from tests.contracts.expect import raises

Make = Callable[[], RecordStore]

ENVELOPE = {"kind": "layby-vault", "slots": [{"kdf": {"iterations": 600_000}}], "n": None}


def _record(table: str = "notes", size: int = 300) -> SealedRecord:
    return SealedRecord(table, str(uuid.uuid4()), bytes(range(256)) * (size // 256 + 1))


def _sorted(*records: SealedRecord) -> list[SealedRecord]:
    return sorted(records, key=lambda record: (record.table, record.id))


async def an_empty_store_has_nothing(make: Make) -> None:
    store = make()
    assert await store.profiles() == []
    assert await store.load("nobody") == []
    await store.close()


async def headers_come_back_whole_and_in_order(make: Make) -> None:
    store = make()
    second = ProfileHeader("b", "Profile 2", ENVELOPE)
    first = ProfileHeader("c", "Profile 1", {}, format=7, tries=3, tried_at=1795310000.25)
    await store.add_profile(second, [])
    await store.add_profile(first, [])
    await store.close()
    again = make()
    assert await again.profiles() == [first, second]
    await again.close()


async def keys_are_changed_only_while_they_are_those_they_were_made_from(make: Make) -> None:
    store = make()
    first = ProfileHeader("a", "Profile 1", {"n": 1}, 1)
    other = ProfileHeader("b", "Profile 2", {"n": 1}, 1)
    for header in (first, other):
        await store.add_profile(header, [])
    second = replace(first, envelope={"n": 2}, format=2)
    assert await store.change_profile(second, first) is True
    for was in (first, replace(second, format=1), replace(second, envelope={"n": 2, "m": 0})):
        assert await store.change_profile(replace(first, envelope={"n": 3}), was) is False
    # Label and count are not what was to be changed: what is stored of them stays.
    await store.count_try("a", 3, 12.5)
    third = replace(second, label="Profile 9", envelope={"n": 3}, tries=0)
    assert await store.change_profile(third, replace(second, label="Profile 9")) is True
    await store.close()
    again = make()
    kept = ProfileHeader("a", "Profile 1", {"n": 3}, 2, 3, 12.5)
    assert await again.profiles() == [kept, other]
    await again.close()


async def of_two_windows_that_change_keys_one_is_told_no(make: Make) -> None:
    stores = [make() for _ in range(4)]
    was = ProfileHeader("a", "Profile 1", ENVELOPE)
    await stores[0].add_profile(was, [])
    for store in stores:
        assert await store.profiles() == [was]
    changes = [replace(was, envelope={**ENVELOPE, "n": number}) for number in range(4)]
    steps = [store.change_profile(to, was) for store, to in zip(stores, changes, strict=True)]
    told = await asyncio.gather(*steps)
    assert sorted(told) == [False, False, False, True]
    assert await stores[0].profiles() == [changes[told.index(True)]]
    for store in stores:
        await store.close()


async def a_count_of_tries_touches_nothing_else(make: Make) -> None:
    one, other = make(), make()
    was = ProfileHeader("a", "Profile 1", ENVELOPE)
    await one.add_profile(was, [])
    changed = replace(was, envelope={"n": 2})
    assert await other.change_profile(changed, was) is True
    await one.count_try("a", 2, 1795310000.25)
    assert await other.profiles() == [replace(changed, tries=2, tried_at=1795310000.25)]
    await one.count_try("a", 0, 0.0)
    assert await other.profiles() == [changed]
    await one.close()
    await other.close()


async def an_erased_profile_is_not_brought_back(make: Make) -> None:
    store = make()
    was = ProfileHeader("a", "Profile 1", ENVELOPE)
    await store.add_profile(was, [])
    await store.erase_profile("a")
    await store.count_try("a", 1, 12.5)
    assert await store.change_profile(replace(was, envelope={"n": 2}), was) is False
    assert await store.profiles() == []
    await store.close()


async def a_header_that_could_not_be_read_is_not_changed(make: Make) -> None:
    store = make()
    unreadable = ProfileHeader("a", "Profile 1", {})
    await store.add_profile(unreadable, [])
    changed = replace(unreadable, envelope=ENVELOPE)
    assert await store.change_profile(changed, unreadable) is False
    assert await store.profiles() == [unreadable]
    await store.close()


async def records_survive_closing(make: Make) -> None:
    store = make()
    records = [_record(), _record("plans", 5000), _record("notes", 0)]
    await store.commit("a", records, [])
    await store.close()
    again = make()
    assert await again.load("a") == _sorted(*records)
    assert all(type(record.sealed) is bytes for record in await again.load("a"))
    await again.close()


async def a_put_replaces_and_a_delete_removes(make: Make) -> None:
    store = make()
    kept, gone = _record(), _record()
    await store.commit("a", [kept, gone], [])
    changed = SealedRecord(kept.table, kept.id, b"changed")
    await store.commit("a", [changed], [(gone.table, gone.id), ("notes", "never-there")])
    assert await store.load("a") == [changed]
    await store.close()


async def what_is_put_and_deleted_at_once_is_gone(make: Make) -> None:
    store = make()
    record = _record()
    await store.commit("a", [record], [(record.table, record.id)])
    assert await store.load("a") == []
    await store.close()


async def the_same_id_in_two_tables_is_two_records(make: Make) -> None:
    store = make()
    one, other = SealedRecord("notes", "x", b"1"), SealedRecord("plans", "x", b"2")
    await store.commit("a", [one, other], [])
    await store.commit("a", [], [("notes", "x")])
    assert await store.load("a") == [other]
    await store.close()


async def profiles_do_not_see_each_other(make: Make) -> None:
    store = make()
    # Names that are prefixes of each other would meet in a careless key range.
    records = {name: _record() for name in ("a", "ab", "a\x00", "b")}
    for name, record in records.items():
        await store.commit(name, [record], [])
    for name, record in records.items():
        assert await store.load(name) == [record]
    await store.close()


async def erasing_removes_one_profile_only(make: Make) -> None:
    store = make()
    for name in ("a", "ab"):
        await store.add_profile(ProfileHeader(name, "Profile", {}), [])
        await store.commit(name, [_record()], [])
    await store.erase_profile("a")
    await store.erase_profile("never-there")
    await store.close()
    again = make()
    assert [header.id for header in await again.profiles()] == ["ab"]
    assert await again.load("a") == []
    assert len(await again.load("ab")) == 1
    await again.close()


async def erasing_everything_leaves_nothing(make: Make) -> None:
    store = make()
    for name in ("a", "b"):
        await store.add_profile(ProfileHeader(name, "Profile", {}), [])
        await store.commit(name, [_record()], [])
    await store.commit("never-saved", [_record()], [])
    await store.erase_everything()
    await store.close()
    again = make()
    assert await again.profiles() == []
    for name in ("a", "b", "never-saved"):
        assert await again.load(name) == []
    await again.add_profile(ProfileHeader("a", "Profile 1", {}), [])
    assert len(await again.profiles()) == 1
    await again.close()


async def a_profile_is_added_whole_or_not_at_all(make: Make) -> None:
    store = make()
    header, records = ProfileHeader("a", "Profile 1", ENVELOPE), [_record(), _record("plans")]
    await store.commit("a", [_record()], [])  # left over from somewhere; not of this profile
    assert await store.add_profile(header, records) is True
    assert await store.load("a") == _sorted(*records)
    assert await store.add_profile(ProfileHeader("a", "Profile 2", {}), [_record()]) is False
    broken = SealedRecord("notes", "x", object())  # type: ignore[arg-type]
    try:
        await store.add_profile(ProfileHeader("b", "Profile 2", {}), [_record(), broken])
    except Exception:  # any kind: it is a mistake of the caller's
        assert await store.load("b") == []
    else:
        raise AssertionError("a record without bytes was taken")
    await store.close()
    again = make()
    assert await again.profiles() == [header]
    assert await again.load("a") == _sorted(*records)
    await again.close()


async def a_commit_on_a_basis_that_holds_is_made(make: Make) -> None:
    store = make()
    one, two = SealedRecord("manifest", "root", b"1"), SealedRecord("manifest", "root", b"2")
    note = _record()
    await store.commit("a", [one, note], [], Basis("manifest", "root", (None,)))
    assert await store.load("a") == _sorted(one, note)
    key = (note.table, note.id)
    await store.commit("a", [two], [key], Basis("manifest", "root", (None, b"9", b"1")))
    assert await store.load("a") == [two]
    await store.close()


async def a_commit_on_a_basis_that_moved_changes_nothing(make: Make) -> None:
    one, other = make(), make()
    root, note = SealedRecord("manifest", "root", b"1"), _record()
    await one.commit("a", [root, note], [])
    there = _sorted(root, note)
    moved = SealedRecord("manifest", "root", b"2")
    key = (note.table, note.id)
    for sealed in ((None,), (b"2",), (b"", b"11"), ()):
        step = other.commit("a", [moved, _record()], [key], Basis("manifest", "root", sealed))
        await raises(StoreMoved, step)
        assert await one.load("a") == there
    # Another profile's or table's record is not this one.
    await raises(StoreMoved, other.commit("b", [moved], [], Basis("manifest", "root", (b"1",))))
    await raises(StoreMoved, other.commit("a", [moved], [], Basis("notes", "root", (b"1",))))
    await other.commit("a", [moved], [], Basis("manifest", "root", (b"1",)))
    assert await one.load("a") == _sorted(moved, note)
    await one.close()
    await other.close()


async def of_commits_on_one_basis_only_one_is_made(make: Make) -> None:
    stores = [make() for _ in range(4)]
    for store in stores:
        assert await store.load("a") == []
    basis = Basis("manifest", "root", (None,))
    steps = [
        store.commit("a", [SealedRecord("manifest", "root", b"%d" % number)], [], basis)
        for number, store in enumerate(stores)
    ]
    outcomes = await asyncio.gather(*steps, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "NoneType",
        *["StoreMoved"] * 3,
    ]
    (kept,) = await stores[0].load("a")
    assert outcomes[int(kept.sealed)] is None
    for store in stores:
        await store.close()


async def a_commit_that_fails_half_way_leaves_nothing(make: Make) -> None:
    store = make()
    kept, first = _record(), _record()
    await store.commit("a", [kept], [])
    broken = SealedRecord("notes", "x", object())  # type: ignore[arg-type]
    try:
        await store.commit("a", [first, broken], [(kept.table, kept.id)])
    except Exception:  # any kind: it is a mistake of the caller's
        assert await store.load("a") == [kept]
    else:
        raise AssertionError("a record without bytes was taken")
    await store.commit("a", [first], [])
    assert await store.load("a") == _sorted(kept, first)
    await store.close()


async def commits_side_by_side_all_arrive(make: Make) -> None:
    store = make()
    records = [_record() for _ in range(20)]
    await asyncio.gather(*(store.commit("a", [record], []) for record in records))
    assert await store.load("a") == _sorted(*records)
    await store.close()


async def two_stores_on_one_disk_see_each_other(make: Make) -> None:
    one, other = make(), make()
    record = _record()
    assert await other.load("a") == []
    await one.commit("a", [record], [])
    assert await other.load("a") == [record]
    await one.close()
    await other.close()


async def a_closed_store_says_so(make: Make) -> None:
    store = make()
    await store.add_profile(ProfileHeader("a", "Profile 1", {}), [])
    await store.close()
    await store.close()
    await raises(StoreUnavailable, store.profiles())
    await raises(StoreUnavailable, store.commit("a", [_record()], []))


async def a_cancelled_commit_leaves_the_store_usable(make: Make) -> None:
    store = make()
    first, second = _record(), _record()
    task = asyncio.ensure_future(store.commit("a", [first], []))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await store.commit("a", [second], [])
    assert second in await store.load("a")
    await store.close()


CONTRACT = (
    an_empty_store_has_nothing,
    headers_come_back_whole_and_in_order,
    keys_are_changed_only_while_they_are_those_they_were_made_from,
    of_two_windows_that_change_keys_one_is_told_no,
    a_count_of_tries_touches_nothing_else,
    an_erased_profile_is_not_brought_back,
    a_header_that_could_not_be_read_is_not_changed,
    records_survive_closing,
    a_put_replaces_and_a_delete_removes,
    what_is_put_and_deleted_at_once_is_gone,
    the_same_id_in_two_tables_is_two_records,
    profiles_do_not_see_each_other,
    erasing_removes_one_profile_only,
    erasing_everything_leaves_nothing,
    a_profile_is_added_whole_or_not_at_all,
    a_commit_on_a_basis_that_holds_is_made,
    a_commit_on_a_basis_that_moved_changes_nothing,
    of_commits_on_one_basis_only_one_is_made,
    a_commit_that_fails_half_way_leaves_nothing,
    commits_side_by_side_all_arrive,
    two_stores_on_one_disk_see_each_other,
    a_closed_store_says_so,
    a_cancelled_commit_leaves_the_store_usable,
)
