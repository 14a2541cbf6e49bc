"""Somebody who keeps everything that is ever shown, and adds and subtracts it.

Two ways at once. Exact: shown figures are taken as if they were not rounded, and linear algebra
asks which withheld cells, and which sums of withheld cells of a family, they give. Bounds: each
rounded figure is taken for what it can mean; what is known of a quarter that is still open bounds
its cells too, as far as that is true; bounds are passed along families until they rest.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

from sync_server.analysis.blocks import FrozenCell, families
from sync_server.analysis.determination import Equations
from sync_server.analysis.disclosure import Family
from sync_server.analysis.rounding import range_of

_ENDLESS = 10**6


class Attacker:
    """``cells`` with their true counts serve to judge the attack, and for nothing else.

    Bounds are reckoned from ``minimum``; ``promised`` is the one in force at the end, where it was
    raised. Who remembers what was shown before may find a cell that is withheld beside another
    since then: that is no breach while the cell itself has as many as are promised.
    """

    def __init__(
        self,
        cells: Sequence[FrozenCell],
        seen: Mapping[Hashable, int],
        minimum: int,
        known: Mapping[Hashable, tuple[int, int]],
        promised: int | None = None,
    ) -> None:
        self.truth: dict[Hashable, int] = {cell.key: cell.n for cell in cells}
        self.families: list[Family] = list(families(cells))
        self.seen, self.minimum = seen, minimum
        self.promised = promised or minimum
        self.hidden = set(self.truth) - set(seen)
        self.low: dict[Hashable, int] = {}
        self.high: dict[Hashable, int] = {}
        for key, n in self.truth.items():
            low, high = range_of(seen[key], minimum) if key in seen else (0, _ENDLESS)
            more = known.get(key, (0, _ENDLESS))
            if not low <= n <= high:
                # Said one step aside; the attacker may guess that, and is given it.
                low, high = min(low, n), max(high, n)
            if more[0] <= n <= more[1]:
                low, high = max(low, more[0]), min(high, more[1])
            self.low[key], self.high[key] = low, high

    def exact(self) -> Iterator[tuple[Hashable, ...]]:
        """Give small withheld cells and small sums that follow if figures were exact."""
        sums = [(family.parent, family.children) for family in self.families]
        equations = Equations(sums, self.hidden)
        for key in equations.determined():
            if self.truth[key] < self.promised:
                yield (key,)
        for family in self.families:
            theirs = [key for key in family.children if key in self.hidden]
            for some in (*combinations(theirs, 2), theirs):
                small = sum(self.truth[key] for key in some) < self.minimum
                if some and small and equations.gives(some):
                    yield tuple(some)

    def pinned(self) -> list[Hashable]:
        """Give cells below the minimum that bounds leave a single value."""
        for _ in range(60):
            if not sum(self._pass(family) for family in self.families):
                break
        for key, n in self.truth.items():
            assert self.low[key] <= n <= self.high[key], "the attacker reckons rightly"
        return [
            key
            for key, n in self.truth.items()
            if n < self.minimum and self.low[key] == self.high[key]
        ]

    def _pass(self, family: Family) -> bool:
        least = sum(self.low[key] for key in family.children)
        most = sum(self.high[key] for key in family.children)
        moved = self._narrow(family.parent, least, most)
        if family.parent in self.seen:
            # What a shown parent leaves unnamed is never less than the minimum.
            theirs = [key for key in family.children if key in self.hidden]
            shown = sum(self.low[key] for key in family.children if key in self.seen)
            if theirs:
                moved |= self._narrow(family.parent, shown + self.minimum, _ENDLESS)
        for key in family.children:
            low = self.low[family.parent] - (most - self.high[key])
            high = self.high[family.parent] - (least - self.low[key])
            moved |= self._narrow(key, low, high)
        return moved

    def _narrow(self, key: Hashable, low: int, high: int) -> bool:
        before = self.low[key], self.high[key]
        self.low[key], self.high[key] = max(before[0], low), min(before[1], high)
        return before != (self.low[key], self.high[key])
