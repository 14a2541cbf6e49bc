"""What VaultTables notices when its storage was meddled with. Also run inside the browser.

Everything is done through the store, record by record, as a broken disk or a meddler would.
"""

import json
import uuid
from collections.abc import Callable

from app.store.codec import STEP
from app.store.migrations import SCHEMA
from app.store.opening import read
from app.store.port import ProfileHeader
from app.store.sealing import Sealer
from app.store.set_aside import Damage, SetAside
from app.store.tables import VaultTables
from app.store.writing import RecordWriter
from tests.contracts import doubted_list
from tests.contracts.meddling import ROOT, Meddler, Place, finds_twice, shown_of, with_notes
from tests.contracts.vault_tables import MANIFEST, PROFILE, Bench


async def a_rolled_back_record_is_older(bench: Bench) -> None:
    tables, meddler, notes = await with_notes(bench)
    place = ("notes", notes[1])
    old = (await meddler.all())[place]
    tables.put(*place, {"n": 10})
    await tables.commit()
    new = (await meddler.all())[place]
    await meddler.put((place, old))
    item = SetAside(Damage.OLDER, *place)
    again = await finds_twice(bench, [0, 2], item)
    assert again.get(*place) is None
    assert await again.sealed_bytes(item) == old
    await meddler.put((place, new))
    await finds_twice(bench, [0, 2, 10])


async def a_removed_record_is_missing_until_dismissed(bench: Bench) -> None:
    _, meddler, notes = await with_notes(bench)
    await meddler.remove(("notes", notes[0]))
    item = SetAside(Damage.MISSING, "notes", notes[0])
    again = await finds_twice(bench, [1, 2], item)
    assert await again.sealed_bytes(item) is None
    # Its id is not used again, or nobody would know any more what is missing.
    again.put("notes", notes[0], {"n": 7})
    await again.commit()
    assert ("notes", notes[0]) not in await meddler.all()
    again = await finds_twice(bench, [1, 2, 7], item)
    await again.dismiss(item)
    assert again.set_aside == ()
    await finds_twice(bench, [1, 2, 7])


async def a_removed_record_that_comes_back_is_unlisted(bench: Bench) -> None:
    tables, meddler, notes = await with_notes(bench)
    place = ("notes", notes[2])
    kept = (await meddler.all())[place]
    tables.remove(*place)
    await tables.commit()
    await meddler.put((place, kept))
    item = SetAside(Damage.UNLISTED, *place)
    again = await finds_twice(bench, [0, 1], item)
    assert await again.sealed_bytes(item) == kept
    await again.dismiss(item)
    assert place not in await meddler.all()
    await finds_twice(bench, [0, 1])


async def a_spoilt_record_is_unreadable_until_dismissed(bench: Bench) -> None:
    _, meddler, notes = await with_notes(bench)
    place = ("notes", notes[0])
    whole = (await meddler.all())[place]
    for spoilt in (b"", whole[:-1], whole + b"\0", bytes([whole[0] ^ 1]) + whole[1:]):
        await meddler.put((place, spoilt))
        item = SetAside(Damage.UNREADABLE, *place)
        again = await finds_twice(bench, [1, 2], item)
        assert await again.sealed_bytes(item) == spoilt
    await again.dismiss(item)
    assert place not in await meddler.all()
    again = await finds_twice(bench, [1, 2])
    # Not even the sound bytes come back unnoticed after that.
    await meddler.put((place, whole))
    await finds_twice(bench, [1, 2], SetAside(Damage.UNLISTED, *place))


async def _with_a_newer_record(bench: Bench) -> tuple[Meddler, Place]:
    _, meddler, _ = await with_notes(bench)
    place = ("notes", str(uuid.uuid4()))
    content = {"id": place[1], "words": "in a form to come", "schema": SCHEMA + 1}
    plaintext = json.dumps(content).encode().ljust(STEP)
    sealer, store = Sealer(bench.cipher, PROFILE), bench.make()
    reading = await read(sealer, await store.load(PROFILE), manifest_expected=True)
    await RecordWriter(store, sealer, reading).write({place: plaintext}, [])
    return meddler, place


async def a_record_of_a_later_schema_is_newer(bench: Bench) -> None:
    meddler, place = await _with_a_newer_record(bench)
    await finds_twice(bench, [0, 1, 2], SetAside(Damage.NEWER, *place))
    # It was written under a manifest, so a missing one is no sign of an early profile.
    await meddler.remove(*[place for place in await meddler.all() if place[0] == MANIFEST])
    bench.begun.clear()
    again = await bench.tables()
    assert SetAside(Damage.LIST, *ROOT) in again.set_aside


async def a_newer_record_is_still_listed_after_its_page_was_lost(bench: Bench) -> None:
    meddler, place = await _with_a_newer_record(bench)
    await meddler.remove(ROOT)
    newer, doubt = SetAside(Damage.NEWER, *place), SetAside(Damage.LIST, *ROOT)
    again = await finds_twice(bench, [0, 1, 2], newer, doubt)
    await again.dismiss(doubt)
    await finds_twice(bench, [0, 1, 2], newer)


async def a_foreign_record_among_the_list_is_set_aside(bench: Bench) -> None:
    _, meddler, notes = await with_notes(bench)
    stored = await meddler.all()
    await meddler.put(((MANIFEST, "extra"), stored[ROOT]))
    again = await finds_twice(bench, [0, 1, 2], SetAside(Damage.UNREADABLE, MANIFEST, "extra"))
    await again.dismiss(again.set_aside[0])
    assert (MANIFEST, "extra") not in await meddler.all()
    await finds_twice(bench, [0, 1, 2])
    assert ("notes", notes[0]) in await meddler.all()


async def a_healed_record_does_not_hide_a_later_one(bench: Bench) -> None:
    names = [f"name {number}" for number in range(8)]  # their record ids fall either way
    for is_root_lost in (False, True):
        tables, meddler = await bench.tables(), Meddler(bench.make())
        for number in range(3):
            for name in names:
                tables.put("settings", name, {"n": number})
            await tables.commit()
        whole = {at: sealed for at, sealed in (await meddler.all()).items() if at[0] == "settings"}
        if is_root_lost:  # and with it the count of commits
            await meddler.remove(ROOT)
            again = await bench.tables()
            again.put("other", "x", {})
            await again.commit()
        await meddler.put(*((place, b"spoilt") for place in whole))
        again = await bench.tables()
        for name in names:
            again.put("settings", name, {"n": 9})
        await again.commit()
        await meddler.put(*whole.items())
        last = await bench.tables()
        assert last.all("settings") == [{"n": 9}] * len(names)
        aside = {item for item in last.set_aside if item.damage is not Damage.LIST}
        assert {item.key for item in aside} == set(whole)
        await bench.make().erase_everything()
        bench.begun.clear()


async def a_new_profile_has_its_list_from_the_start(bench: Bench) -> None:
    store = bench.make()
    first = await VaultTables.first_records(bench.cipher, PROFILE)
    assert await store.add_profile(ProfileHeader(PROFILE, "Profile 1", {}), first)
    bench.begun.add(PROFILE)
    tables = await bench.tables()
    assert (tables.set_aside, tables.kept()[0]) == ((), 0)
    tables.put("notes", "a", {"n": 1})
    await _expect_records(tables)
    assert shown_of(await bench.tables()) == [1]


async def _expect_records(tables: VaultTables) -> None:
    records = await tables.records()
    assert {record.table for record in records} == {MANIFEST, "notes"}
    assert tables.kept() == (1, sum(len(record.sealed) for record in records))


CONTRACT: tuple[Callable[[Bench], object], ...] = (
    a_rolled_back_record_is_older,
    a_removed_record_is_missing_until_dismissed,
    a_removed_record_that_comes_back_is_unlisted,
    a_spoilt_record_is_unreadable_until_dismissed,
    a_record_of_a_later_schema_is_newer,
    a_newer_record_is_still_listed_after_its_page_was_lost,
    a_foreign_record_among_the_list_is_set_aside,
    a_healed_record_does_not_hide_a_later_one,
    a_new_profile_has_its_list_from_the_start,
    *doubted_list.CONTRACT,
)
