"""Before a release comes in: which closed figures stay as they were shown (``shown_sets``).

The codes of the release that goes are kept for every closed block, so that what comes can be
held against everything that was ever shown, however many releases lie between. A theme that is
new is held against those that it looks like: it may be an old one under another name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from sync_server.analysis.asides import Spoken, YearFigures
from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.closed_codes import Masks, Places, alike, has_bit
from sync_server.analysis.shown_sets import stay
from sync_server.db.blocks import Blocks
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.said_aside import SaidAside
from sync_server.db.shown_codes import Kept, ShownCodes
from sync_server.services.shown_before import (
    MOST_BITS,
    Bits,
    Earlier,
    Has,
    Shown,
    coded_by,
    coded_now,
    kept_earlier,
    placed,
    shown_earlier,
    was_whole,
)
from sync_server.services.trust_coding import TrustCoding

#: What stays for one release may make more stay for another.
_ROUNDS = 3


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
        places, ids = placed(shown)
        if not ids:
            return Plan((), None, (), (), (), {})
        releases, bits = CodingReleases(connection, trust), Bits()
        live, now = releases.live(), None
        if live is not None:
            before = self.coding.codebook_of(releases.one(live))
            masks = coded_now(shown, before, ids, bits)
            names = [theme.id for theme in before.live()][:MOST_BITS]
            now = Shown(live, names, [has_bit(masks, bits.of(name)) for name in names])
        book = self.coding.codebook_of(releases.one(number))
        coming = coded_by(shown, number, book, ids, bits)
        earlier = list(shown_earlier(shown, places, now))
        kept_before = kept_earlier(shown, {one.number for one in earlier})
        cells = Blocks(connection, trust).cells()
        said_aside = SaidAside(connection, trust)
        aside_before = {one: said_aside.of(one) for one in {one.number for one in earlier}}
        kept: list[Kept] = []
        asides: dict[str, dict[Key, int]] = {}
        for year in sorted({cell.period[:4] for cell in cells}):
            here = [cell for cell in cells if cell.period[:4] == year]
            spoken = {}
            for theme in book.live():
                has = has_bit(coming, bits.of(theme.id))
                held = [e for e in earlier if e.code == theme.id or alike(has, e.has)]
                staying = self._stay(here, places, has, _Held(held, kept_before))
                k = places.counted(here, has)
                kept += _kept(here, theme.id, k, staying)
                spoken[theme.id] = _spoken(k, staying, aside_before)
            asides |= self._aside(here, spoken, asides)
        packed = tuple(_packed(now, places))
        return Plan(places.blocks, now, packed, tuple(kept), tuple(cells), asides)

    def carry_out(self, connection: Connection, trust: str, number: int, plan: "Plan") -> bool:
        """Keep what was planned, with the swap; False where another block has closed since."""
        shown = ShownCodes(connection, trust)
        if tuple(shown.blocks()) != plan.blocks:
            return False
        if plan.now is not None:
            for block, packed in plan.packed:
                shown.keep(plan.now.number, block, plan.now.names, packed)
        shown.keep_figures(number, plan.kept)
        SaidAside(connection, trust).replace(number, plan.cells, plan.asides)
        return True

    def _stay(
        self, here: list[FrozenCell], places: Places, has: Has, held: "_Held"
    ) -> "dict[Key, _Nearest]":
        """Give the cells of a year whose figures stay, each with what is shown there on."""
        nearest: dict[Key, _Nearest] = {}
        staying: set[Key] = set()
        for again in range(_ROUNDS):
            before = len(staying)
            for one in held.earlier:
                moved = (has ^ one.has) & places.within(sorted(one.blocks))
                some = [cell for cell in here if was_whole(cell, one.blocks, places)]
                apart = places.counted(some, moved)
                stays = stay(some, apart, self.minimum, staying & apart.keys())
                staying |= {cell.key for cell in some if cell.key in stays}
                if not again:
                    held.note(nearest, one, apart, places.counted(some, one.has))
            if len(staying) == before:
                break
        return {key: nearest[key] for key in staying if key in nearest}

    def _aside(
        self,
        here: list[FrozenCell],
        spoken: Mapping[str, Spoken],
        asides: Mapping[str, Mapping[Key, int]],
    ) -> dict[str, dict[Key, int]]:
        """Add what is said otherwise in a year: as it was where figures stay, else what must be."""
        said = {cell.key: cell.said for cell in here if cell.said}
        fresh = YearFigures(here, said, self.minimum).aside(spoken)
        return {
            code: {**asides.get(code, {}), **one.says, **fresh.get(code, {})}
            for code, one in spoken.items()
        }


@dataclass(frozen=True)
class _Held:
    """What one theme is held against, and where an earlier release itself kept a figure."""

    earlier: list[Earlier]
    kept: frozenset[tuple[int, Key, str]]

    def note(
        self,
        nearest: "dict[Key, _Nearest]",
        one: Earlier,
        apart: Mapping[Key, int],
        k: Mapping[Key, int],
    ) -> None:
        """Remember, for each cell, which figure that was truly shown there is the nearest."""
        for key, distance in apart.items():
            if (one.number, key, one.code) not in self.kept:
                found = _Nearest(distance, one.number, one.code, k[key])
                nearest[key] = min(nearest.get(key, found), found, key=lambda each: each.distance)


@dataclass(frozen=True)
class _Nearest:
    """The figure of an earlier release that so many summaries lie apart from what comes."""

    distance: int
    number: int
    code: str
    k: int


@dataclass(frozen=True)
class Plan:
    """What is to be kept with a swap, for these closed ``blocks``."""

    blocks: tuple[str, ...]
    now: Shown | None
    packed: tuple[tuple[str, Masks], ...]
    kept: tuple[Kept, ...]
    cells: tuple[FrozenCell, ...]
    asides: Mapping[str, Mapping[Key, int]]


def _kept(
    here: list[FrozenCell], code: str, k: Mapping[Key, int], staying: Mapping[Key, _Nearest]
) -> Iterator[Kept]:
    for cell in here:
        stays = staying.get(cell.key)
        if stays is not None and stays.k != k[cell.key] and not cell.masked:
            yield Kept(cell.period, cell.tree, cell.node, code, stays.number, stays.k)


def _spoken(
    k: Mapping[Key, int],
    staying: Mapping[Key, _Nearest],
    asides: Mapping[int, Mapping[str, Mapping[Key, int]]],
) -> Spoken:
    """Say what is settled of a theme: what stays does so as it was said."""
    says = {
        key: asides[one.number][one.code][key]
        for key, one in staying.items()
        if key in asides[one.number].get(one.code, {})
    }
    return Spoken(k, set(staying), {key: one.k for key, one in staying.items()}, says)


def _packed(shown: Shown | None, places: Places) -> Iterator[tuple[str, Masks]]:
    """Give, block by block, what a release has shown, as bits."""
    for place, block in enumerate(places.blocks if shown else ()):
        here = places.block == place
        packed = np.zeros(int(here.sum()), np.uint64)
        for bit, one in enumerate(shown.has if shown else ()):
            packed |= one[here].astype(np.uint64) << np.uint64(bit)
        yield block, packed
