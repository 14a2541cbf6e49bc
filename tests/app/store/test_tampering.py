"""Whatever is done to single records or pages: no wrong data, and no loss without a report."""

import asyncio
import itertools
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.store.manifest import ROOT
from app.store.manifest import TABLE as MANIFEST
from app.store.set_aside import Damage, SetAside
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives
from tests.contracts.memory_store import Disk, MemoryStore

PROFILE = "profile-1"
Place = tuple[str, str, str]
Stored = dict[Place, bytes]
#: Documents by table and id, as a person sees them.
Shown = dict[tuple[str, str], dict[str, Any]]
TABLES = ("notes", "plans")
FLIPS_AT_LEAST = 20_000
#: In the normal run every so manieth bit is flipped; in the soak run all are.
SPREAD = 23


class RememberingCipher(ProfileCipher[bytes]):
    """Remembers what it opened, so that only what was tampered with costs time."""

    def __init__(self) -> None:
        super().__init__(NativePrimitives(), bytes(32))
        self._opened: dict[tuple[bytes, bytes], bytes] = {}

    async def open_all(self, records: Sequence[tuple[bytes, bytes]]) -> list[bytes | None]:
        for record in records:
            if record not in self._opened:
                (opened,) = await super().open_all([record])
                if opened is None:
                    continue
                self._opened[record] = opened
        return [self._opened.get(record) for record in records]


CIPHER = RememberingCipher()


async def _open(disk: Disk, *, begun: bool = True) -> VaultTables:
    return await VaultTables.open(MemoryStore(disk), CIPHER, PROFILE, manifest_expected=begun)


def _shown(tables: VaultTables) -> Shown:
    return {(name, document["id"]): document for name in TABLES for document in tables.all(name)}


async def _history() -> list[tuple[Stored, Shown]]:
    """Give the states of a small vault after each of its commits."""
    disk, states = Disk(), []
    tables = await _open(disk, begun=False)
    ids = [str(uuid.UUID(int=number, version=4)) for number in range(4)]
    steps: list[Callable[[], None]] = [
        lambda: tables.put("notes", ids[0], {"id": ids[0], "n": 0}),
        lambda: tables.put("plans", ids[1], {"id": ids[1], "n": 1}),
        lambda: tables.put("notes", "Sam", {"id": "Sam", "n": 2}),
        lambda: tables.put("notes", ids[0], {"id": ids[0], "n": 3}),
        lambda: tables.remove("plans", ids[1]),
        lambda: tables.put("notes", ids[2], {"id": ids[2], "n": 4}),
        lambda: tables.put("notes", ids[3], {"id": ids[3], "n": 5}),
        lambda: tables.remove("notes", "Sam"),
        lambda: tables.put("plans", ids[1], {"id": ids[1], "n": 6}),
    ]
    states.append((dict(disk.records), _shown(tables)))
    for step in steps:
        step()
        await tables.commit()
        states.append((dict(disk.records), _shown(tables)))
    return states


HISTORY = asyncio.run(_history())
NOW, TRUTH = HISTORY[-1]
#: Every version that a record ever had; None where it was not there.
VERSIONS: dict[Place, list[bytes | None]] = {
    place: list(dict.fromkeys(stored.get(place) for stored, _ in HISTORY))
    for place in sorted({place for stored, _ in HISTORY for place in stored})
}
EVER = [document for _, shown in HISTORY for document in shown.values()]


async def _held_to_the_truth(stored: Stored) -> tuple[SetAside, ...]:
    """Open what is stored and hold what is shown to what was ever true; give what is reported."""
    tables = await _open(Disk(records=dict(stored)))
    shown = _shown(tables)
    aside = tables.set_aside
    if not aside:
        assert (stored, shown) in HISTORY
        return aside
    if all(item.damage is not Damage.LIST for item in aside):
        # Its root is one that was written; then nothing shown is older or newer than that.
        (truth,) = [truth for whole, truth in HISTORY if _root_of(whole) == _root_of(stored)]
        assert shown.items() <= truth.items()
    assert all(document in EVER for document in shown.values())
    return aside


def _root_of(stored: Stored) -> bytes | None:
    return stored.get((PROFILE, MANIFEST, ROOT))


async def _stays_reported(stored: Stored, aside: Iterable[SetAside]) -> None:
    """A commit elsewhere neither ends a report nor touches the bytes that were set aside."""
    disk = Disk(records=dict(stored))
    tables = await _open(disk)
    tables.put("other", "x", {})
    await tables.commit()
    for item in aside:
        place = (PROFILE, *item.key)
        if item.table != MANIFEST:
            assert disk.records.get(place) == stored.get(place)
    assert {item.key for item in (await _open(disk)).set_aside} == {item.key for item in aside}


def _flips() -> list[tuple[Place, int]]:
    return [(place, bit) for place, sealed in NOW.items() for bit in range(8 * len(sealed))]


async def _flip(place: Place, bit: int) -> None:
    spoilt = bytearray(NOW[place])
    spoilt[bit // 8] ^= 1 << bit % 8
    tables = await _open(Disk(records={**NOW, place: bytes(spoilt)}))
    is_listing = place[1] == MANIFEST
    damage = Damage.LIST if is_listing else Damage.UNREADABLE
    assert tables.set_aside == (SetAside(damage, *place[1:]),)
    shown = _shown(tables)
    if is_listing:
        assert shown == TRUTH
    else:
        assert len(shown) == len(TRUTH) - 1 and shown.items() <= TRUTH.items()


async def _flip_each(flips: Iterable[tuple[Place, int]]) -> None:
    await _open(Disk(records=dict(NOW)))
    for place, bit in flips:
        await _flip(place, bit)


def test_a_flipped_bit_sets_aside_one_record_or_doubts_the_list() -> None:
    asyncio.run(_flip_each(_flips()[::SPREAD]))


@pytest.mark.soak
def test_every_single_flipped_bit_is_noticed() -> None:
    flips = _flips()
    assert len(flips) >= FLIPS_AT_LEAST
    asyncio.run(_flip_each(flips))


def test_every_record_cut_short_or_drawn_out_is_noticed() -> None:
    async def use() -> None:
        for place, sealed in NOW.items():
            for length in (*range(0, len(sealed), 5), len(sealed) - 1):
                assert await _held_to_the_truth({**NOW, place: sealed[:length]})
            assert await _held_to_the_truth({**NOW, place: sealed + b"\0"})

    asyncio.run(use())


def test_every_two_records_swapped_are_noticed() -> None:
    async def use() -> None:
        for one, other in itertools.combinations(NOW, 2):
            swapped = {**NOW, one: NOW[other], other: NOW[one]}
            aside = await _held_to_the_truth(swapped)
            keys = {item.key for item in aside}
            for place in (one, other):
                # A doubted root covers its pages.
                is_covered = place[1] == MANIFEST and (MANIFEST, ROOT) in keys
                assert place[1:] in keys or is_covered
            await _stays_reported(swapped, aside)

    asyncio.run(use())


def test_every_record_copied_under_another_name_is_noticed() -> None:
    async def use() -> None:
        free = str(uuid.uuid4())
        for place, sealed in NOW.items():
            for copy in ((PROFILE, "notes", free), (PROFILE, "plans", place[2]), (*place[:2], "x")):
                if copy not in NOW:
                    aside = await _held_to_the_truth({**NOW, copy: sealed})
                    assert [item.key for item in aside] == [copy[1:]]
            # Another profile's tables open none of it.
            moved = {("profile-2", *place[1:]): sealed}
            other = await VaultTables.open(
                MemoryStore(Disk(records=moved)), CIPHER, "profile-2", manifest_expected=False
            )
            assert _shown(other) == {} and other.set_aside

    asyncio.run(use())


def _mixed(changes: dict[Place, bytes | None]) -> Stored:
    mixed = {**NOW, **changes}
    return {place: sealed for place, sealed in mixed.items() if sealed is not None}


def test_every_rollback_removal_and_return_of_a_record_is_noticed() -> None:
    async def use() -> None:
        for place, versions in VERSIONS.items():
            for version in {*versions, None} - {NOW.get(place)}:
                stored = _mixed({place: version})
                aside = await _held_to_the_truth(stored)
                assert aside
                await _stays_reported(stored, aside)

    asyncio.run(use())


def _pairs() -> list[dict[Place, bytes | None]]:
    return [
        {one: first, other: second}
        for one, other in itertools.combinations(VERSIONS, 2)
        for first in {*VERSIONS[one], None} - {NOW.get(one)}
        for second in {*VERSIONS[other], None} - {NOW.get(other)}
    ]


async def _meddle_with_each(pairs: Iterable[dict[Place, bytes | None]]) -> None:
    for pair in pairs:
        aside = await _held_to_the_truth(_mixed(pair))
        assert aside
        await _stays_reported(_mixed(pair), aside)


def test_rollbacks_of_two_records_together_are_noticed() -> None:
    asyncio.run(_meddle_with_each(_pairs()[::9]))


@pytest.mark.soak
def test_every_rollback_of_two_records_together_is_noticed() -> None:
    asyncio.run(_meddle_with_each(_pairs()))


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({place: st.sampled_from(had) for place, had in VERSIONS.items()}))
def test_any_mixture_of_moments_is_noticed(mixture: dict[Place, bytes | None]) -> None:
    stored = {place: sealed for place, sealed in mixture.items() if sealed is not None}
    aside = asyncio.run(_held_to_the_truth(stored))
    assert bool(aside) == all(stored != whole for whole, _ in HISTORY)


def test_only_everything_put_back_at_once_goes_unnoticed() -> None:
    async def use() -> None:
        for stored, truth in HISTORY:
            tables = await _open(Disk(records=dict(stored)))
            assert (_shown(tables), tables.set_aside) == (truth, ())

    asyncio.run(use())


def test_the_cipher_that_remembers_still_refuses() -> None:
    async def use() -> None:
        sealed = await CIPHER.seal(b"words", b"here")
        for _ in range(2):
            both = [(sealed, b"here"), (sealed, b"there")]
            assert await CIPHER.open_all(both) == [b"words", None]

    asyncio.run(use())
