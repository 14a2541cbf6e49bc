"""What VaultTables notices when the list of its records was meddled with: pages, and their root."""

import uuid
from collections.abc import Callable

from app.domain.errors import StoreMoved
from app.store.set_aside import Damage, SetAside
from app.store.tables import VaultTables
from tests.contracts.expect import raises
from tests.contracts.meddling import ROOT, Meddler, finds_twice, with_notes
from tests.contracts.vault_tables import MANIFEST, PROFILE, Bench


async def _doubted(bench: Bench, shown: list[int], part: str) -> None:
    item = SetAside(Damage.LIST, MANIFEST, part)
    again = await finds_twice(bench, shown, item)
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
    await finds_twice(bench, shown)


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
    again = await finds_twice(bench, [], item)
    await again.dismiss(item)
    await finds_twice(bench, [])


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
    _, meddler, notes = await with_notes(bench)
    gone = [place for place in await meddler.all() if place[0] == MANIFEST]
    await meddler.remove(*gone, ("notes", notes[0]))
    bench.begun.clear()  # even where none is expected: the notes were written under one
    await finds_twice(bench, [1, 2], SetAside(Damage.LIST, *ROOT))


async def a_profile_without_its_list_is_reported_though_empty(bench: Bench) -> None:
    bench.begun.add(PROFILE)
    tables = await bench.tables()
    assert tables.set_aside == (SetAside(Damage.LIST, *ROOT),)


CONTRACT: tuple[Callable[[Bench], object], ...] = (
    a_lost_or_spoilt_page_is_doubted_and_its_records_shown,
    a_page_lost_with_all_it_listed_can_be_dismissed,
    a_rolled_back_page_is_doubted,
    a_lost_or_spoilt_root_is_doubted_and_all_records_shown,
    a_rolled_back_root_is_noticed,
    an_early_root_before_its_pages_is_noticed,
    a_whole_manifest_that_is_gone_is_noticed,
    a_profile_without_its_list_is_reported_though_empty,
)
