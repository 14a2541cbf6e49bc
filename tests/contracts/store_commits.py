"""What every RecordStore promises of a commit: whole or not at all, and on the basis it names."""

import asyncio

from app.domain.errors import StoreMoved
from app.store.port import Basis, SealedRecord
from tests.contracts.expect import raises
from tests.contracts.stored_records import Make, a_record, in_order


async def a_commit_on_a_basis_that_holds_is_made(make: Make) -> None:
    store = make()
    one, two = SealedRecord("manifest", "root", b"1"), SealedRecord("manifest", "root", b"2")
    note = a_record()
    await store.commit("a", [one, note], [], Basis("manifest", "root", (None,)))
    assert await store.load("a") == in_order(one, note)
    key = (note.table, note.id)
    await store.commit("a", [two], [key], Basis("manifest", "root", (None, b"9", b"1")))
    assert await store.load("a") == [two]
    await store.close()


async def a_commit_on_a_basis_that_moved_changes_nothing(make: Make) -> None:
    one, other = make(), make()
    root, note = SealedRecord("manifest", "root", b"1"), a_record()
    await one.commit("a", [root, note], [])
    there = in_order(root, note)
    moved = SealedRecord("manifest", "root", b"2")
    key = (note.table, note.id)
    for sealed in ((None,), (b"2",), (b"", b"11"), ()):
        step = other.commit("a", [moved, a_record()], [key], Basis("manifest", "root", sealed))
        await raises(StoreMoved, step)
        assert await one.load("a") == there
    # Another profile's or table's record is not this one.
    await raises(StoreMoved, other.commit("b", [moved], [], Basis("manifest", "root", (b"1",))))
    await raises(StoreMoved, other.commit("a", [moved], [], Basis("notes", "root", (b"1",))))
    await other.commit("a", [moved], [], Basis("manifest", "root", (b"1",)))
    assert await one.load("a") == in_order(moved, note)
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
    kept, first = a_record(), a_record()
    await store.commit("a", [kept], [])
    broken = SealedRecord("notes", "x", object())  # type: ignore[arg-type]
    try:
        await store.commit("a", [first, broken], [(kept.table, kept.id)])
    except Exception:  # any kind: it is a mistake of the caller's
        assert await store.load("a") == [kept]
    else:
        raise AssertionError("a record without bytes was taken")
    await store.commit("a", [first], [])
    assert await store.load("a") == in_order(kept, first)
    await store.close()


async def commits_side_by_side_all_arrive(make: Make) -> None:
    store = make()
    records = [a_record() for _ in range(20)]
    await asyncio.gather(*(store.commit("a", [record], []) for record in records))
    assert await store.load("a") == in_order(*records)
    await store.close()


async def a_cancelled_commit_leaves_the_store_usable(make: Make) -> None:
    store = make()
    first, second = a_record(), a_record()
    task = asyncio.ensure_future(store.commit("a", [first], []))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await store.commit("a", [second], [])
    assert second in await store.load("a")
    await store.close()


CONTRACT = (
    a_commit_on_a_basis_that_holds_is_made,
    a_commit_on_a_basis_that_moved_changes_nothing,
    of_commits_on_one_basis_only_one_is_made,
    a_commit_that_fails_half_way_leaves_nothing,
    commits_side_by_side_all_arrive,
    a_cancelled_commit_leaves_the_store_usable,
)
