"""Before a release comes in: which closed figures stay as they were shown (``shown_sets``).

The codes of the release that goes are kept for every closed block, so that what comes can be
held against everything that was ever shown, however many releases lie between. A theme that is
new is held against those that it looks like: it may be an old one under another name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from app.domain.codebook import Codebook
from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.closed_codes import Masks, Places, alike, has_bit
from sync_server.analysis.nodes import ROOT, Said
from sync_server.analysis.shown_sets import stay
from sync_server.db.blocks import Blocks
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.shown_codes import Kept, ShownCodes
from sync_server.services.trust_coding import TrustCoding

_MOST_BITS = 64
#: Releases, the newest first, that a new one is held against.
MOST_HELD_AGAINST = 12
#: What stays for one release may make more stay for another.
_ROUNDS = 3
Has = NDArray[np.bool_]


@dataclass(frozen=True)
class _Earlier:
    """A theme's summaries as one release showed them: in ``blocks``, and ``has`` says which."""

    number: int
    code: str
    blocks: frozenset[str]
    has: Has


@dataclass(frozen=True)
class KeptFigures:
    """Decides for one trust after another; ``minimum`` is the smallest number that may move one."""

    coding: TrustCoding
    minimum: int

    def plan(self, connection: Connection, trust: str, number: int) -> "Plan":
        """Decide what stays under release ``number``, and what the live one has shown until now.

        Takes a while, so it is done before the swap and apart from it: what is closed is frozen.
        """
        shown = ShownCodes(connection, trust)
        places, ids = _places(shown)
        if not ids:
            return Plan((), None, (), ())
        releases, bits = CodingReleases(connection, trust), _Bits()
        live, now = releases.live(), None
        if live is not None:
            before = self.coding.codebook_of(releases.one(live))
            masks = _in_use(shown, before, ids, bits)
            names = [theme.id for theme in before.live()][:_MOST_BITS]
            now = _Shown(live, names, [has_bit(masks, bits.of(name)) for name in names])
        book = self.coding.codebook_of(releases.one(number))
        coming = _coming(shown, number, book, ids, bits)
        earlier = list(_earlier(shown, places, now))
        kept_before = _kept_before(shown, {one.number for one in earlier})
        cells = Blocks(connection, trust).cells()
        kept: list[Kept] = []
        for theme in book.live():
            has = has_bit(coming, bits.of(theme.id))
            held = [e for e in earlier if e.code == theme.id or alike(has, e.has)]
            kept += self._stay(cells, places, theme.id, has, _Held(held, kept_before))
        return Plan(places.blocks, now, tuple(_packed(now, places)), tuple(kept))

    def carry_out(self, connection: Connection, trust: str, number: int, plan: "Plan") -> bool:
        """Keep what was planned, with the swap; False where another block has closed since."""
        shown = ShownCodes(connection, trust)
        if tuple(shown.blocks()) != plan.blocks:
            return False
        if plan.now is not None:
            for block, packed in plan.packed:
                shown.keep(plan.now.number, block, plan.now.names, packed)
        shown.keep_figures(number, plan.kept)
        return True

    def _stay(
        self,
        cells: list[FrozenCell],
        places: Places,
        code: str,
        has: Has,
        held: "_Held",
    ) -> Iterator[Kept]:
        for year in sorted({cell.period[:4] for cell in cells}):
            here = [cell for cell in cells if cell.period[:4] == year]
            k = places.counted(here, has)
            nearest: dict[Key, tuple[int, int, int]] = {}
            staying: set[Key] = set()
            for again in range(_ROUNDS):
                before = len(staying)
                for one in held.earlier:
                    moved = (has ^ one.has) & places.within(sorted(one.blocks))
                    some = [cell for cell in here if _whole(cell, one.blocks, places)]
                    apart = places.counted(some, moved)
                    if moved.any():
                        stays = stay(some, apart, self.minimum, staying & apart.keys())
                        staying |= {cell.key for cell in some if cell.key in stays}
                    if not again:
                        held.note(nearest, one, apart, places.counted(some, one.has))
                if len(staying) == before:
                    break
            for cell in here:
                if cell.key in staying and not cell.masked:
                    _, shows, was = nearest.get(cell.key, (0, 0, 0))
                    if was != k[cell.key]:
                        yield Kept(cell.period, cell.tree, cell.node, code, shows, was)


@dataclass(frozen=True)
class _Held:
    """What one theme is held against, and where an earlier release itself kept a figure."""

    earlier: list[_Earlier]
    kept: frozenset[tuple[int, Key, str]]

    def note(
        self,
        nearest: dict[Key, tuple[int, int, int]],
        one: _Earlier,
        apart: Mapping[Key, int],
        k: Mapping[Key, int],
    ) -> None:
        """Remember, for each cell, which figure that was truly shown there is the nearest."""
        for key, distance in apart.items():
            if (one.number, key, one.code) not in self.kept:
                found = (distance, one.number, k[key])
                nearest[key] = min(nearest.get(key, found), found, key=lambda each: each[0])


@dataclass(frozen=True)
class _Shown:
    """What a release has shown: its themes, and which summaries have each."""

    number: int
    names: Sequence[str]
    has: Sequence[Has]


@dataclass(frozen=True)
class Plan:
    """What is to be kept with a swap, for these closed ``blocks``."""

    blocks: tuple[str, ...]
    now: _Shown | None
    packed: tuple[tuple[str, Masks], ...]
    kept: tuple[Kept, ...]


def _packed(shown: _Shown | None, places: Places) -> Iterator[tuple[str, Masks]]:
    """Give, block by block, what a release has shown, as bits."""
    for place, block in enumerate(places.blocks if shown else ()):
        here = places.block == place
        packed = np.zeros(int(here.sum()), np.uint64)
        for bit, one in enumerate(shown.has if shown else ()):
            packed |= one[here].astype(np.uint64) << np.uint64(bit)
        yield block, packed


class _Bits:
    """Numbers for codes, alike for every release; those beyond the most share the last."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, code: str) -> int:
        return min(self._known.setdefault(code, len(self._known)), _MOST_BITS - 1)


def _places(shown: ShownCodes) -> tuple[Places, dict[str, int]]:
    rows = shown.closed()
    blocks = tuple(sorted({str(row.block) for row in rows}))
    said: dict[Said, int] = {}
    value = [
        said.setdefault(Said(str(r.staff_group), r.role_family, str(r.area), 1), len(said))
        for r in rows
    ]
    block = [blocks.index(str(row.block)) for row in rows]
    ids = {str(row.id): place for place, row in enumerate(rows)}
    return (
        Places(blocks, np.array(block, np.int64), tuple(said), np.array(value, np.int64)),
        ids,
    )


def _in_use(shown: ShownCodes, book: Codebook, ids: Mapping[str, int], bits: _Bits) -> Masks:
    masks = np.zeros(len(ids), np.uint64)
    for identity, code in shown.in_use():
        bit = bits.of(book.current(code) or code)
        masks[ids[identity]] |= np.uint64(1) << np.uint64(bit)
    return masks


def _coming(
    shown: ShownCodes, number: int, book: Codebook, ids: Mapping[str, int], bits: _Bits
) -> Masks:
    """Give the codes to be; of a text that is kept no more those that it has."""
    masks = _in_use(shown, book, ids, bits)
    for identity, codes in shown.found(number):
        masks[ids[identity]] = np.uint64(sum(1 << bit for bit in {bits.of(one) for one in codes}))
    return masks


def _earlier(shown: ShownCodes, places: Places, now: _Shown | None) -> Iterator[_Earlier]:
    """Give every theme of every release that was shown, as its summaries had it then."""
    if now is not None:
        for name, has in zip(now.names, now.has, strict=True):
            yield _Earlier(now.number, name, frozenset(places.blocks), has)
    masks: dict[int, Masks] = {}
    blocks: dict[int, set[str]] = {}
    names: dict[int, list[str]] = {}
    for release, block, codes, theirs in shown.all():
        if block not in places.blocks or (now is not None and release == now.number):
            continue
        whole = masks.setdefault(release, np.zeros(len(places.block), np.uint64))
        whole[places.block == places.blocks.index(block)] = theirs
        blocks.setdefault(release, set()).add(block)
        names[release] = codes
    for release in sorted(masks, reverse=True)[:MOST_HELD_AGAINST]:
        for bit, code in enumerate(names[release]):
            has = has_bit(masks[release], bit)
            yield _Earlier(release, code, frozenset(blocks[release]), has)


def _kept_before(shown: ShownCodes, numbers: set[int]) -> frozenset[tuple[int, Key, str]]:
    """Give where earlier releases kept what still earlier ones had: they were not shown there."""
    return frozenset(
        (number, (one.period, ROOT if one.node == ROOT else f"{one.tree}:{one.node}"), one.code)
        for number in numbers
        for one in shown.kept(number)
    )


def _whole(cell: FrozenCell, blocks: frozenset[str], places: Places) -> bool:
    """Say whether all of a cell's period was there to be shown."""
    theirs = [block for block in places.blocks if block.startswith(cell.period)]
    return bool(theirs) and blocks.issuperset(theirs)
