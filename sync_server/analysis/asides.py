"""Figures of themes and answers that together give a small one are said otherwise. Pure.

A theme that fewer than 8 of a cell speak of has no figure there. But the figures around it (of the
groups beside it, of the whole, of the blocks of a quarter) are each known to a few counts, and now
and then those leave it a single one: of 45 in all (43 at least) three areas with 10 each (12 at
most) leave 7 or more for the fourth. Then a figure that is not published yet is said 5 higher or
lower. What is said must fit all else as it reads, and leave every small count two values or more,
so it does not tell that it is said otherwise. Where no such figure will do, some are held back.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sync_server.analysis.blocks import FrozenCell, Key, families
from sync_server.analysis.disclosure import Family
from sync_server.analysis.narrowing import ENDLESS, Counts, Narrowing
from sync_server.analysis.rounding import (
    FEW_OR_MOST,
    HELD_BACK,
    ROUNDING,
    SMALLEST_NUMERATOR,
    Figure,
    figure,
    meaning,
    range_of,
)

#: So many figures at most are said otherwise for one theme at one closing, ...
_TRIES = 12
#: ... chosen from so many, the nearest to what would follow.
_CHOICE = 40
#: Bounds that contradict each other weigh more than any number of small counts that follow.
_CONTRADICTION = 10_000


@dataclass(frozen=True)
class Spoken:
    """One theme or answer in a year: how many of each cell have it.

    ``settled`` are the cells whose figure is published, or stays as it was; of those ``stale``
    says which show another count than their own, ``says`` which are said otherwise.
    """

    k: Mapping[Key, int]
    settled: Collection[Key]
    stale: Mapping[Key, int] = field(default_factory=dict)
    says: Mapping[Key, int] = field(default_factory=dict)


class YearFigures:
    """The cells of one year, those that were ever shown with what is ``said`` of each."""

    def __init__(self, cells: Sequence[FrozenCell], said: Mapping[Key, int], minimum: int) -> None:
        self._n = {cell.key: cell.n for cell in cells}
        self._said = said
        self._minimum = minimum
        self._keys = list(self._n)
        self._place: dict[Hashable, int] = {key: at for at, key in enumerate(self._keys)}
        self._families = list(families(cells))
        self._narrowing = Narrowing(self._families, self._place)
        self._most = self._largest()

    def aside(self, measures: Mapping[str, Spoken]) -> dict[str, dict[Key, int]]:
        """Give what is said otherwise by theme or answer: a multiple of 5, or ``HELD_BACK``.

        What was settled before is not among it.
        """
        names = list(measures)
        if not names:
            return {}
        parts = [self._begin(measures[name]) for name in names]
        low, high = (np.stack([part[side] for part in parts], axis=1) for side in (0, 1))
        small = np.stack([self._small(measures[name]) for name in names], axis=1)
        bad = _exposed(*self._narrowing.rest(low, high), small)
        found = {}
        for at in np.flatnonzero(bad):
            healing = _Healing(self, measures[names[at]], (low[:, at], high[:, at]), small[:, at])
            found[names[at]] = healing.found()
        return found

    def free(self, spoken: Spoken) -> list[Key]:
        """Give the cells whose figure may still be said otherwise."""
        return [key for key in self._keys if key in self._said and key not in spoken.settled]

    def as_said(self, key: Key, spoken: Spoken, says: int | None) -> Figure:
        """Give a cell's figure."""
        k = spoken.stale.get(key, spoken.k.get(key, 0))
        return figure(k, self._n[key], self._said[key], says)

    def range(self, key: Key, spoken: Spoken, says: int | None) -> tuple[int, int]:
        """Give the smallest and the largest count that a cell's figure can stand for."""
        of = range_of(self._said[key], self._minimum)
        return meaning(self.as_said(key, spoken, says), of)

    def fits(self, key: Key, says: int) -> bool:
        """Say whether a figure can be said of a cell at all: neither few nor nearly all."""
        return 2 * ROUNDING <= says < self._said[key]

    def near(self, keys: Iterable[Key]) -> Iterator[Key]:
        """Give these cells and all others, the nearest along families first."""
        reach, front = set[Hashable](), set[Hashable](keys)
        while front:
            yield from (key for key in self._keys if key in front)
            reach |= front
            front = {key for family in self._families if front & _members(family)
                     for key in _members(family)} - reach  # fmt: skip

    def rows(self, keys: Iterable[Key]) -> list[int]:
        """Give the rows of cells in columns of counts."""
        return [self._place[key] for key in keys]

    def rest(self, low: Counts, high: Counts, small: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Say of each column how much follows that must not."""
        return _exposed(*self._narrowing.rest(low, high), small[:, None])

    def exposed(self, low: Counts, high: Counts, small: NDArray[np.bool_]) -> list[Key]:
        """Give the small cells that one column leaves a single count, or none."""
        low, high = self._narrowing.rest(low[:, None], high[:, None])
        found = ((low >= high)[:, 0] & small) | (low > high)[:, 0]
        return [self._keys[at] for at in np.flatnonzero(found)]

    def _begin(self, spoken: Spoken) -> tuple[Counts, Counts]:
        low, high = np.zeros(len(self._keys), np.int64), self._most.copy()
        for at, key in enumerate(self._keys):
            if key in self._said:
                least, most = self.range(key, spoken, spoken.says.get(key))
                # What is stale, or was said otherwise, does not fit what is true: both may be.
                true = spoken.k.get(key, 0)
                low[at], high[at] = min(least, true), max(min(most, high[at]), true)
        return low, high

    def _small(self, spoken: Spoken) -> NDArray[np.bool_]:
        few = [
            spoken.k.get(key, 0) < SMALLEST_NUMERATOR
            or (
                key in self._said
                and self.as_said(key, spoken, spoken.says.get(key)).words.startswith(FEW_OR_MOST)
            )
            for key in self._keys
        ]
        return np.array(few, bool)

    def _largest(self) -> Counts:
        """Give the most summaries that each cell can hold, as far as figures tell."""
        low, high = np.zeros(len(self._keys), np.int64), np.full(len(self._keys), ENDLESS)
        for at, key in enumerate(self._keys):
            if key in self._said:
                least, most = range_of(self._said[key], self._minimum)
                low[at], high[at] = min(least, self._n[key]), max(most, self._n[key])
        rested = self._narrowing.rest(low[:, None], high[:, None])[1][:, 0]
        return np.asarray(rested, np.int64)


@dataclass
class _Healing:
    """Finds what to say otherwise of one theme; ``bounds`` are those of its figures as they are."""

    year: YearFigures
    spoken: Spoken
    bounds: tuple[Counts, Counts]
    small: NDArray[np.bool_]
    said: dict[Key, int] = field(default_factory=dict)

    def found(self) -> dict[Key, int]:
        free = self.year.free(self.spoken)
        least = self._score([dict.fromkeys(free, HELD_BACK)])[0]
        for ways in (self._steps, self._gaps):
            for _ in range(_TRIES):
                now = self._score([self.said])[0]
                if now <= least or not self._better(ways(free), now):
                    break
        if self._score([self.said])[0] > least:
            self.said = dict.fromkeys(free, HELD_BACK)
        return self.said

    def _better(self, ways: Iterable[tuple[Key, int]], now: int) -> bool:
        tried = [self.said | {key: says} for key, says in ways]
        scores = self._score(tried) if tried else np.array([now])
        best = int(scores.argmin())
        if scores[best] >= now:
            return False
        self.said = tried[best]
        return True

    def _steps(self, free: Sequence[Key]) -> Iterator[tuple[Key, int]]:
        """Give figures near to what follows, each 5 higher and 5 lower; larger ones first."""
        year, near = self.year, self._near(free)
        some = [(key, year.as_said(key, self.spoken, None).rounded) for key in near]
        shown = [(key, part) for key, part in some if part is not None][:_CHOICE]
        for key, part in sorted(shown, key=lambda pair: -pair[1]):
            for says in (part + ROUNDING, part - ROUNDING):
                if self.year.fits(key, says):
                    yield key, says

    def _gaps(self, free: Sequence[Key]) -> Iterator[tuple[Key, int]]:
        yield from ((key, HELD_BACK) for key in self._near(free)[:_CHOICE])

    def _near(self, free: Sequence[Key]) -> list[Key]:
        low, high = self._with(self.said)
        from_here = self.year.exposed(low, high, self.small)
        return [key for key in self.year.near(from_here) if key in free]

    def _with(self, said: Mapping[Key, int]) -> tuple[Counts, Counts]:
        low, high = (side.copy() for side in self.bounds)
        for key, at in zip(said, self.year.rows(said), strict=True):
            low[at], high[at] = self.year.range(key, self.spoken, said[key])
        return low, high

    def _score(self, ways: Sequence[Mapping[Key, int]]) -> NDArray[np.int64]:
        both = [self._with(said) for said in ways]
        low, high = (np.stack([each[side] for each in both], axis=1) for side in (0, 1))
        return self.year.rest(low, high, self.small)


def _exposed(low: Counts, high: Counts, small: NDArray[np.bool_]) -> NDArray[np.int64]:
    single = ((low == high) & small).sum(axis=0)
    return np.asarray(single + _CONTRADICTION * (low > high).sum(axis=0), np.int64)


def _members(family: Family) -> frozenset[Hashable]:
    return frozenset((family.parent, *family.children))
