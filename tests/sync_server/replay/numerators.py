"""Somebody who adds and subtracts not numbers of summaries but those that speak of a theme.

Each figure of a theme or an answer is taken for what it can mean; along every family (groups,
areas, time) the parts add up to the whole; a part is never more than its cell. Bounds are passed
along until they rest. What is then known to a single number, and is fewer than 8, is exposed.

Nothing is taken for known but what was shown. A theme that is not told along a tree says nothing
there. A figure that is not today's (a release left it, or it is said aside) may be 5 off, or old:
who reads it is given what it would round to today, and never the count itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync_server.analysis.blocks import FrozenCell, Key, families
from sync_server.analysis.disclosure import Family
from sync_server.analysis.rounding import (
    FEW_OR_MOST,
    NOT_TOLD,
    SMALL_GROUP,
    SMALLEST_NUMERATOR,
    nearest,
    range_of,
)

_ABOUT = re.compile(r"^about ([\d,]+) of ")
_ENDLESS = 10**6
_ROUNDS = 60


def meaning(words: str, of: tuple[int, int]) -> tuple[int, int]:
    """Give the smallest and the largest count that these words can stand for."""
    if words.startswith((FEW_OR_MOST, NOT_TOLD)):
        return 0, of[1]
    if words.startswith("fewer than"):
        return 0, SMALLEST_NUMERATOR - 1
    found = _ABOUT.match(words)
    if found:
        near = int(found[1].replace(",", ""))
        return max(SMALLEST_NUMERATOR, near - 2), near + 2
    # "Nearly all": at most two did not, or rounding would have made it all of them.
    return max(SMALLEST_NUMERATOR, of[0] - 5), of[1]


@dataclass
class Numerators:
    """One theme or answer in one year; ``truth`` judges the attack and serves nothing else."""

    cells: Sequence[FrozenCell]
    minimum: int
    n: Mapping[Key, int]
    words: Mapping[Key, str]
    truth: Mapping[Key, int]
    #: Whether a shown cell that lists no figure says by this that few have it, as answers do.
    few_unlisted: bool = False
    low: dict[Key, int] = field(default_factory=dict)
    high: dict[Key, int] = field(default_factory=dict)

    def exposed(self) -> Iterator[tuple[Key, int]]:
        """Give the cells whose count is known though no figure says it: below 8, or nearly all."""
        for cell in self.cells:
            self._begin(cell)
        every: list[Family] = list(families(self.cells))
        for _ in range(_ROUNDS):
            if not sum(self._pass(family) for family in every):
                break
        for key, low in self.low.items():
            few = self.truth.get(key, 0) < SMALLEST_NUMERATOR
            few |= self.words.get(key, "").startswith((FEW_OR_MOST, NOT_TOLD))
            if few and low == self.high[key] == self.truth.get(key, 0):
                yield key, low

    def _begin(self, cell: FrozenCell) -> None:
        key = cell.key
        of = range_of(self.n[key], self.minimum) if key in self.n else (0, _ENDLESS)
        low, high = 0, of[1]
        if key in self.words:
            low, high = meaning(self.words[key], of)
        elif self.few_unlisted and self.n.get(key, 0) >= SMALL_GROUP:
            high = SMALLEST_NUMERATOR - 1
        true = self.truth.get(key, 0)
        if not low <= true <= high:
            near = nearest(true)
            low, high = min(low, max(0, near - 2)), max(high, near + 2)
        self.low[key], self.high[key] = low, high

    def _pass(self, family: Family) -> bool:
        children = [key for key in family.children if isinstance(key, tuple)]
        assert isinstance(family.parent, tuple)
        least = sum(self.low[key] for key in children)
        most = sum(self.high[key] for key in children)
        moved = self._narrow(family.parent, least, most)
        above = self.low[family.parent], self.high[family.parent]
        for key in children:
            low, high = above[0] - (most - self.high[key]), above[1] - (least - self.low[key])
            moved |= self._narrow(key, low, high)
        return moved

    def _narrow(self, key: Key, low: int, high: int) -> bool:
        before = self.low[key], self.high[key]
        self.low[key], self.high[key] = max(before[0], low), min(before[1], high)
        return before != (self.low[key], self.high[key])
