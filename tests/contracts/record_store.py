"""What every RecordStore promises. Plain async functions: also run inside the browser.

``make`` opens a store; every store it makes within one test stands on the same disk.
"""

import asyncio
from dataclasses import replace

from app.domain.errors import StoreUnavailable
from app.store.port import ProfileHeader, SealedRecord
from tests.contracts import store_commits
from tests.contracts.expect import raises
from tests.contracts.stored_records import Make, a_record, in_order

ENVELOPE = {"kind": "layby-vault", "slots": [{"kdf": {"iterations": 600_000}}], "n": None}


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
    records = [a_record(), a_record("plans", 5000), a_record("notes", 0)]
    await store.commit("a", records, [])
    await store.close()
    again = make()
    assert await again.load("a") == in_order(*records)
    assert all(type(record.sealed) is bytes for record in await again.load("a"))
    await again.close()


async def a_put_replaces_and_a_delete_removes(make: Make) -> None:
    store = make()
    kept, gone = a_record(), a_record()
    await store.commit("a", [kept, gone], [])
    changed = SealedRecord(kept.table, kept.id, b"changed")
    await store.commit("a", [changed], [(gone.table, gone.id), ("notes", "never-there")])
    assert await store.load("a") == [changed]
    await store.close()


async def what_is_put_and_deleted_at_once_is_gone(make: Make) -> None:
    store = make()
    record = a_record()
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
    records = {name: a_record() for name in ("a", "ab", "a\x00", "b")}
    for name, record in records.items():
        await store.commit(name, [record], [])
    for name, record in records.items():
        assert await store.load(name) == [record]
    await store.close()


async def erasing_removes_one_profile_only(make: Make) -> None:
    store = make()
    for name in ("a", "ab"):
        await store.add_profile(ProfileHeader(name, "Profile", {}), [])
        await store.commit(name, [a_record()], [])
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
        await store.commit(name, [a_record()], [])
    await store.commit("never-saved", [a_record()], [])
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
    header, records = ProfileHeader("a", "Profile 1", ENVELOPE), [a_record(), a_record("plans")]
    await store.commit("a", [a_record()], [])  # left over from somewhere; not of this profile
    assert await store.add_profile(header, records) is True
    assert await store.load("a") == in_order(*records)
    assert await store.add_profile(ProfileHeader("a", "Profile 2", {}), [a_record()]) is False
    broken = SealedRecord("notes", "x", object())  # type: ignore[arg-type]
    try:
        await store.add_profile(ProfileHeader("b", "Profile 2", {}), [a_record(), broken])
    except Exception:  # any kind: it is a mistake of the caller's
        assert await store.load("b") == []
    else:
        raise AssertionError("a record without bytes was taken")
    await store.close()
    again = make()
    assert await again.profiles() == [header]
    assert await again.load("a") == in_order(*records)
    await again.close()


async def two_stores_on_one_disk_see_each_other(make: Make) -> None:
    one, other = make(), make()
    record = a_record()
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
    await raises(StoreUnavailable, store.commit("a", [a_record()], []))


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
    two_stores_on_one_disk_see_each_other,
    a_closed_store_says_so,
    *store_commits.CONTRACT,
)
