"""What VaultTables notices when its storage was meddled with. Also run inside the browser.

Everything is done through the store, record by record, as a broken disk or a meddler would.
"""

import json
import uuid
from collections.abc import Callable

from app.domain.errors import StoreMoved
from app.store.codec import STEP
from app.store.migrations import SCHEMA
from app.store.opening import read
from app.store.port import ProfileHeader, RecordStore, SealedRecord
from app.store.sealing import Sealer
from app.store.set_aside import Damage, SetAside
from app.store.tables import VaultTables
from app.store.writing import RecordWriter
from tests.contracts.expect import raises
from tests.contracts.vault_tables import MANIFEST, PROFILE, Bench

ROOT = (MANIFEST, "root")
Place = tuple[str, str]


class Meddler:
    """Reads and changes the stored records of the profile behind its tables' back."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store

    async def all(self) -> dict[Place, bytes]:
        records = await self._store.load(PROFILE)
        return {(record.table, record.id): record.sealed for record in records}

    async def put(self, *places: tuple[Place, bytes]) -> None:
        puts = [SealedRecord(*place, sealed) for place, sealed in places]
        await self._store.commit(PROFILE, puts, [])

    async def remove(self, *places: Place) -> None:
        await self._store.commit(PROFILE, [], places)


async def _with_notes(bench: Bench, count: int = 3) -> tuple[VaultTables, Meddler, list[str]]:
    tables = await bench.tables()
    notes = sorted(str(uuid.uuid4()) for _ in range(count))
    for number, note in enumerate(notes):
        tables.put("notes", note, {"n": number})
    await tables.commit()
    return tables, Meddler(bench.make()), notes


def _shown(tables: VaultTables) -> list[int]:
    return sorted(document["n"] for document in tables.all("notes"))


async def _expect(bench: Bench, shown: list[int], *aside: SetAside) -> VaultTables:
    """Open twice, with a commit between: what is set aside stays so, and stays reported."""
    for _ in range(2):
        tables = await bench.tables()
        assert _shown(tables) == shown, _shown(tables)
        assert sorted(tables.set_aside, key=repr) == sorted(aside, key=repr), tables.set_aside
        tables.put("other", "x", {"n": 0})
        await tables.commit()
    return await bench.tables()


async def a_rolled_back_record_is_older(bench: Bench) -> None:
    tables, meddler, notes = await _with_notes(bench)
    place = ("notes", notes[1])
    old = (await meddler.all())[place]
    tables.put(*place, {"n": 10})
    await tables.commit()
    new = (await meddler.all())[place]
    await meddler.put((place, old))
    item = SetAside(Damage.OLDER, *place)
    again = await _expect(bench, [0, 2], item)
    assert again.get(*place) is None
    assert await again.sealed_bytes(item) == old
    await meddler.put((place, new))
    await _expect(bench, [0, 2, 10])


async def a_removed_record_is_missing_until_dismissed(bench: Bench) -> None:
    _, meddler, notes = await _with_notes(bench)
    await meddler.remove(("notes", notes[0]))
    item = SetAside(Damage.MISSING, "notes", notes[0])
    again = await _expect(bench, [1, 2], item)
    assert await again.sealed_bytes(item) is None
    # Its id is not used again, or nobody would know any more what is missing.
    again.put("notes", notes[0], {"n": 7})
    await again.commit()
    assert ("notes", notes[0]) not in await meddler.all()
    again = await _expect(bench, [1, 2, 7], item)
    await again.dismiss(item)
    assert again.set_aside == ()
    await _expect(bench, [1, 2, 7])


async def a_removed_record_that_comes_back_is_unlisted(bench: Bench) -> None:
    tables, meddler, notes = await _with_notes(bench)
    place = ("notes", notes[2])
    kept = (await meddler.all())[place]
    tables.remove(*place)
    await tables.commit()
    await meddler.put((place, kept))
    item = SetAside(Damage.UNLISTED, *place)
    again = await _expect(bench, [0, 1], item)
    assert await again.sealed_bytes(item) == kept
    await again.dismiss(item)
    assert place not in await meddler.all()
    await _expect(bench, [0, 1])


async def a_spoilt_record_is_unreadable_until_dismissed(bench: Bench) -> None:
    _, meddler, notes = await _with_notes(bench)
    place = ("notes", notes[0])
    whole = (await meddler.all())[place]
    for spoilt in (b"", whole[:-1], whole + b"\0", bytes([whole[0] ^ 1]) + whole[1:]):
        await meddler.put((place, spoilt))
        item = SetAside(Damage.UNREADABLE, *place)
        again = await _expect(bench, [1, 2], item)
        assert await again.sealed_bytes(item) == spoilt
    await again.dismiss(item)
    assert place not in await meddler.all()
    again = await _expect(bench, [1, 2])
    # Not even the sound bytes come back unnoticed after that.
    await meddler.put((place, whole))
    await _expect(bench, [1, 2], SetAside(Damage.UNLISTED, *place))


async def _with_a_newer_record(bench: Bench) -> tuple[Meddler, Place]:
    _, meddler, _ = await _with_notes(bench)
    place = ("notes", str(uuid.uuid4()))
    content = {"id": place[1], "words": "in a form to come", "schema": SCHEMA + 1}
    plaintext = json.dumps(content).encode().ljust(STEP)
    sealer, store = Sealer(bench.cipher, PROFILE), bench.make()
    reading = await read(sealer, await store.load(PROFILE), manifest_expected=True)
    await RecordWriter(store, sealer, reading).write({place: plaintext}, [])
    return meddler, place


async def a_record_of_a_later_schema_is_newer(bench: Bench) -> None:
    meddler, place = await _with_a_newer_record(bench)
    await _expect(bench, [0, 1, 2], SetAside(Damage.NEWER, *place))
    # It was written under a manifest, so a missing one is no sign of an early profile.
    await meddler.remove(*[place for place in await meddler.all() if place[0] == MANIFEST])
    bench.begun.clear()
    again = await bench.tables()
    assert SetAside(Damage.LIST, *ROOT) in again.set_aside


async def a_newer_record_is_still_listed_after_its_page_was_lost(bench: Bench) -> None:
    meddler, place = await _with_a_newer_record(bench)
    await meddler.remove(ROOT)
    newer, doubt = SetAside(Damage.NEWER, *place), SetAside(Damage.LIST, *ROOT)
    again = await _expect(bench, [0, 1, 2], newer, doubt)
    await again.dismiss(doubt)
    await _expect(bench, [0, 1, 2], newer)


async def _doubted(bench: Bench, shown: list[int], part: str) -> None:
    item = SetAside(Damage.LIST, MANIFEST, part)
    again = await _expect(bench, shown, item)
    # From the commit on, new damage is noticed again, and the doubt is not forgotten.
    meddler, victim = Meddler(bench.make()), again.all("notes")[0]["id"]
    kept = (await meddler.all())["notes", victim]
    await meddler.remove(("notes", victim))
    missing = SetAside(Damage.MISSING, "notes", victim)
    assert set((await bench.tables()).set_aside) == {item, missing}
    await meddler.put((("notes", victim), kept))
    again = await bench.tables()
    await again.dismiss(item)
    assert again.set_aside == ()
    await _expect(bench, shown)


async def _all_in_one_page(bench: Bench) -> tuple[VaultTables, Meddler, str]:
    """Store one note, and give the page that lists it."""
    tables = await bench.tables()
    meddler = Meddler(bench.make())
    before = await meddler.all()
    note = str(uuid.uuid4())
    tables.put("notes", note, {"id": note, "n": 1})
    await tables.commit()
    (page,) = [p[1] for p in await meddler.all() if p[0] == MANIFEST and p not in before]
    return tables, meddler, page


async def a_lost_or_spoilt_page_is_doubted_and_its_records_shown(bench: Bench) -> None:
    for spoil in ("remove", "flip", "empty"):
        _, meddler, page = await _all_in_one_page(bench)
        sealed = (await meddler.all())[MANIFEST, page]
        if spoil == "remove":
            await meddler.remove((MANIFEST, page))
        else:
            spoilt = b"" if spoil == "empty" else sealed[:-1] + bytes([sealed[-1] ^ 1])
            await meddler.put(((MANIFEST, page), spoilt))
        await _doubted(bench, [1], page)
        await bench.make().erase_everything()
        bench.begun.clear()


async def a_page_lost_with_all_it_listed_can_be_dismissed(bench: Bench) -> None:
    _, meddler, page = await _all_in_one_page(bench)
    notes = [place for place in await meddler.all() if place[0] == "notes"]
    await meddler.remove((MANIFEST, page), *notes)
    item = SetAside(Damage.LIST, MANIFEST, page)
    again = await _expect(bench, [], item)
    await again.dismiss(item)
    await _expect(bench, [])


async def a_rolled_back_page_is_doubted(bench: Bench) -> None:
    tables, meddler, page = await _all_in_one_page(bench)
    old = (await meddler.all())[MANIFEST, page]
    note = tables.all("notes")[0]["id"]
    tables.put("notes", note, {"id": note, "n": 2})
    await tables.commit()
    await meddler.put(((MANIFEST, page), old))
    await _doubted(bench, [2], page)


async def a_lost_or_spoilt_root_is_doubted_and_all_records_shown(bench: Bench) -> None:
    for spoil in ("remove", "flip", "empty"):
        tables, meddler, _ = await _all_in_one_page(bench)
        sealed = (await meddler.all())[ROOT]
        if spoil == "remove":
            await meddler.remove(ROOT)
        else:
            spoilt = b"" if spoil == "empty" else sealed[:-1] + bytes([sealed[-1] ^ 1])
            await meddler.put((ROOT, spoilt))
        tables.put("notes", "x", {"n": 5})
        await raises(StoreMoved, tables.commit())
        await _doubted(bench, [1], "root")
        await bench.make().erase_everything()
        bench.begun.clear()


async def a_rolled_back_root_is_noticed(bench: Bench) -> None:
    tables, meddler, page = await _all_in_one_page(bench)
    old = (await meddler.all())[ROOT]
    note = tables.all("notes")[0]["id"]
    tables.put("notes", note, {"id": note, "n": 2})
    await tables.commit()
    await meddler.put((ROOT, old))
    await _doubted(bench, [2], page)


async def an_early_root_before_its_pages_is_noticed(bench: Bench) -> None:
    await bench.tables()
    meddler = Meddler(bench.make())
    old = (await meddler.all())[ROOT]
    tables, _, page = await _all_in_one_page(bench)
    await meddler.put((ROOT, old))
    await _doubted(bench, [1], page)
    assert tables.set_aside == ()


async def a_whole_manifest_that_is_gone_is_noticed(bench: Bench) -> None:
    _, meddler, notes = await _with_notes(bench)
    gone = [place for place in await meddler.all() if place[0] == MANIFEST]
    await meddler.remove(*gone, ("notes", notes[0]))
    bench.begun.clear()  # even where none is expected: the notes were written under one
    await _expect(bench, [1, 2], SetAside(Damage.LIST, *ROOT))


async def a_foreign_record_among_the_list_is_set_aside(bench: Bench) -> None:
    _, meddler, notes = await _with_notes(bench)
    stored = await meddler.all()
    await meddler.put(((MANIFEST, "extra"), stored[ROOT]))
    again = await _expect(bench, [0, 1, 2], SetAside(Damage.UNREADABLE, MANIFEST, "extra"))
    await again.dismiss(again.set_aside[0])
    assert (MANIFEST, "extra") not in await meddler.all()
    await _expect(bench, [0, 1, 2])
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
    assert _shown(await bench.tables()) == [1]


async def _expect_records(tables: VaultTables) -> None:
    records = await tables.records()
    assert {record.table for record in records} == {MANIFEST, "notes"}
    assert tables.kept() == (1, sum(len(record.sealed) for record in records))


async def a_profile_without_its_list_is_reported_though_empty(bench: Bench) -> None:
    bench.begun.add(PROFILE)
    tables = await bench.tables()
    assert tables.set_aside == (SetAside(Damage.LIST, *ROOT),)


CONTRACT: tuple[Callable[[Bench], object], ...] = (
    a_rolled_back_record_is_older,
    a_removed_record_is_missing_until_dismissed,
    a_removed_record_that_comes_back_is_unlisted,
    a_spoilt_record_is_unreadable_until_dismissed,
    a_record_of_a_later_schema_is_newer,
    a_newer_record_is_still_listed_after_its_page_was_lost,
    a_lost_or_spoilt_page_is_doubted_and_its_records_shown,
    a_page_lost_with_all_it_listed_can_be_dismissed,
    a_rolled_back_page_is_doubted,
    a_lost_or_spoilt_root_is_doubted_and_all_records_shown,
    a_rolled_back_root_is_noticed,
    an_early_root_before_its_pages_is_noticed,
    a_whole_manifest_that_is_gone_is_noticed,
    a_foreign_record_among_the_list_is_set_aside,
    a_healed_record_does_not_hide_a_later_one,
    a_new_profile_has_its_list_from_the_start,
    a_profile_without_its_list_is_reported_though_empty,
)
