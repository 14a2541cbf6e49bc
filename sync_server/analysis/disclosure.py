"""Which closed cells are withheld, so that none that is small can be worked out. Pure.

Decided once, when a period closes, and never again: what was shown stays shown. The steps:

1. A cell of fewer than the minimum is withheld, and a group whose summaries all come from one
   of several places.
2. Cells belong to families: a node and the nodes below it in one period; a period and its parts
   at one node. Below a withheld node all is withheld. Withheld members of a family never stand
   alone, and where the parent is shown they hold the minimum together. Else the smallest child
   that is not published yet goes with them, or else the parent.
3. Linear algebra must not give a withheld cell, nor a small sum of such, were the shown figures
   exact (``determination``). Until that is so, more is withheld.

Figures are shown rounded, which leaves more open than step 3 asks for. Where rounded figures
happen to bound a cell closely no more is withheld: tried out on every small world, such a rule
told more by its coming into force than it kept back. Instead a figure is rounded the other way
(``bounds``), which nobody can see.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from sync_server.analysis.determination import Equations
from sync_server.analysis.rounding import rounded


@dataclass(frozen=True)
class Cell:
    """One node in one period. ``masked`` is None until decided, then says for ever."""

    n: int
    alone: bool = False
    masked: bool | None = None


@dataclass(frozen=True)
class Family:
    """A whole and the parts that add up to it: nodes of one period, or periods of one node.

    ``kind`` is the same where the children correspond, one by one: the same nodes, the same
    periods.
    """

    parent: Hashable
    children: tuple[Hashable, ...]
    kind: Hashable
    below: bool


class Masking:
    """Decides one closing: ``cells`` by key, in the order in which ties are settled."""

    def __init__(
        self, cells: Mapping[Hashable, Cell], families: Sequence[Family], minimum: int
    ) -> None:
        self._cells = cells
        self._families = families
        self._minimum = minimum
        self._order = {key: place for place, key in enumerate(cells)}
        self._free = {key for key, cell in cells.items() if cell.masked is None}
        self._small = {key for key, cell in cells.items() if cell.n < minimum}
        self._hidden = {key for key, cell in cells.items() if cell.masked}
        self._near: dict[Hashable, list[Family]] = {}
        for family in families:
            for key in (family.parent, *family.children):
                self._near.setdefault(key, []).append(family)

    def decide(self) -> frozenset[Hashable]:
        """Give every withheld cell, those withheld before included."""
        for key in self._free:
            if key in self._small or self._cells[key].alone:
                self._hidden.add(key)
        self._keep_company(list(self._families))
        while found := self._exposed():
            if not self._hide_near(found):
                break
        return frozenset(self._hidden)

    def _exposed(self) -> list[Hashable]:
        """Give cells that could be worked out, or nearly."""
        sums = [(family.parent, family.children) for family in self._families]
        equations = Equations(sums, self._hidden)
        found = equations.determined() or self._small_sums(equations)
        return sorted(found, key=self._order.__getitem__)

    def _small_sums(self, equations: Equations) -> list[Hashable]:
        """Give members of sums below the minimum that other figures give away.

        Looked at are the sets of children that are withheld together somewhere: the same nodes
        in another period, the same periods at another node.
        """
        for family, others in _alike(self._families):
            theirs = [key for key in family.children if key in self._hidden]
            if len(theirs) < 2:
                continue
            for other in others:
                pairs = zip(family.children, other.children, strict=True)
                some = [mine for mine, there in pairs if {mine, there} <= self._hidden]
                known = 0 < len(some) < len(theirs) and equations.gives(some)
                if known and sum(self._cells[key].n for key in some) < self._minimum:
                    return some
        return []

    def _hide_near(self, exposed: Sequence[Hashable]) -> bool:
        """Withhold one more cell, as near as possible; False when none is left."""
        reach: set[Hashable] = set()
        front = {key for key in exposed if key in self._near}
        while front:
            reach |= front
            front = {
                key
                for place in front
                for family in self._near[place]
                for key in (family.parent, *family.children)
            } - reach
            choice = [key for key in front if key in self._free and key not in self._hidden]
            if choice:
                self._hide(min(choice, key=self._rank))
                return True
        return False

    def _hide(self, key: Hashable) -> None:
        self._hidden.add(key)
        self._keep_company(list(self._near[key]))

    def _keep_company(self, due: list[Family]) -> None:
        """Hold rule 2 in these families and in all that follow from them."""
        while due:
            family = due.pop(0)
            for chosen in self._company(family):
                if chosen in self._free and chosen not in self._hidden:
                    self._hidden.add(chosen)
                    due += [near for near in self._near[chosen] if near not in due]

    def _company(self, family: Family) -> Sequence[Hashable]:
        """Say what must be withheld for what is withheld in a family."""
        theirs = [key for key in family.children if key in self._hidden]
        kept = family.parent in self._hidden
        if kept and family.below:
            return family.children
        if theirs if kept else not theirs or self._enough(theirs):
            return ()
        choice = [key for key in family.children if key in self._free and key not in theirs]
        return [min(choice, key=self._rank)] if choice else [family.parent]

    def _enough(self, theirs: Sequence[Hashable]) -> bool:
        """Say whether withheld children under a shown parent blur one another."""
        if len(theirs) < 2:
            return False
        return sum(self._cells[key].n for key in theirs) >= self._minimum

    def _rank(self, key: Hashable) -> tuple[int, int]:
        return rounded(self._cells[key].n, self._minimum), self._order[key]


def _alike(families: Sequence[Family]) -> list[tuple[Family, list[Family]]]:
    """Pair each family with those whose children correspond to its own, one by one."""
    kinds: dict[Hashable, list[Family]] = {}
    for family in families:
        kinds.setdefault(family.kind, []).append(family)
    return [
        (family, [other for other in kind if other is not family])
        for kind in kinds.values()
        for family in kind
    ]
