"""Every small world: all counts there can be, what each shows, and what that gives away.

The attacker knows the whole method, sees every figure and every gap that was ever shown, in the
order of publication, and has all the time there is: worlds that look alike are put together. A
cell, or a sum of withheld cells of a family, is exposed where it has one value in all of them.
"""

import itertools
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync_server.analysis.bounds import told
from sync_server.analysis.disclosure import Cell, Family, Masking
from sync_server.analysis.rounding import range_of, rounded

Key = tuple[str, str]
#: What a cell looks like: rounded, or None where it is withheld.
View = tuple[int | None, ...]


@dataclass(frozen=True)
class Shape:
    """Cells whose counts are free (``leaves``), sums over them, and closings in their order."""

    leaves: tuple[Key, ...]
    families: tuple[Family, ...]
    closings: tuple[tuple[Key, ...], ...]
    top: Key
    tops: tuple[Key, ...]

    def cells(self) -> tuple[Key, ...]:
        return tuple(key for closing in self.closings for key in closing)


def shape(nodes: Mapping[str, Sequence[str]], periods: Mapping[str, Sequence[str]]) -> Shape:
    """Cross a tree (node to children) with periods (period to parts), closed part by part."""
    below = {child for children in nodes.values() for child in children}
    all_nodes = [*(node for node in nodes if node not in below), *sorted(below)]
    parts = [part for several in periods.values() for part in several]
    spans = [*parts, *periods]
    families = [
        Family((span, node), tuple((span, child) for child in nodes[node]), node, below=True)
        for span in spans
        for node in nodes
    ]
    families += [
        Family((whole, node), tuple((part, node) for part in several), whole, below=False)
        for whole, several in periods.items()
        for node in all_nodes
    ]
    closings = [tuple((part, node) for node in all_nodes) for part in parts]
    for whole, several in periods.items():
        closings[parts.index(several[-1])] += tuple((whole, node) for node in all_nodes)
    root = all_nodes[0]
    leaves = tuple((part, node) for part in parts for node in all_nodes if node not in nodes)
    return Shape(
        leaves,
        tuple(families),
        tuple(closings),
        (spans[-1], root),
        tuple((part, root) for part in parts),
    )


class Worlds:
    """All worlds of a shape with up to ``most`` summaries in all, and what they show."""

    def __init__(self, shape: Shape, minimum: int, most: int) -> None:
        self.shape, self.minimum, self.most = shape, minimum, most
        self._known: dict[tuple[int, ...], View] = {}

    def counts(self, leaves: Sequence[int]) -> dict[Key, int]:
        """Add up a world from its leaves."""
        found: dict[Hashable, int] = dict(zip(self.shape.leaves, leaves, strict=True))
        waiting = list(self.shape.families)
        while waiting:
            family = waiting.pop(0)
            if all(child in found for child in family.children):
                found[family.parent] = sum(found[child] for child in family.children)
            else:
                waiting.append(family)
        return {key: found[key] for key in self.shape.cells()}

    def view(self, counts: Mapping[Key, int]) -> View:
        """What is shown once everything has closed, one closing after another."""
        # What is withheld follows from small counts and rounded ones: the rest are alike.
        like = tuple(
            n if n < self.minimum else rounded(n, self.minimum) + 1000 for n in counts.values()
        )
        if like not in self._known:
            self._known[like] = self._shown(counts)
        return self._known[like]

    def _shown(self, counts: Mapping[Key, int]) -> View:
        done: dict[Hashable, Cell] = {}
        said: dict[Hashable, int] = {}
        for closing in self.shape.closings:
            done |= {key: Cell(counts[key]) for key in closing}
            families = [
                family
                for family in self.shape.families
                if family.parent in done and all(child in done for child in family.children)
            ]
            hidden = Masking(done, families, self.minimum).decide()
            said = told({key: counts[key] for key in done}, families, hidden, said, self.minimum)
            for key in done:
                before = done[key].masked
                assert before in (None, key in hidden), "what was published never changes"
                done[key] = Cell(counts[key], masked=key in hidden)
        return tuple(said.get(key) for key in done)

    def alike(self) -> dict[View, list[tuple[int, ...]]]:
        """Every world's counts, by what it shows; left out is what larger worlds may show too."""
        found: dict[View, list[tuple[int, ...]]] = {}
        self.number = 0
        for leaves in _up_to(self.most, len(self.shape.leaves)):
            self.number += 1
            counts = self.counts(leaves)
            found.setdefault(self.view(counts), []).append(tuple(counts.values()))
        return {view: worlds for view, worlds in found.items() if self._up_there(view) <= self.most}

    def _up_there(self, view: View) -> int:
        """Give how many summaries a world with this view may hold, as far as figures tell."""
        said = dict(zip(self.shape.cells(), view, strict=True))

        def most(key: Key) -> int:
            shown = said[key]
            # A figure may be said one step aside (``bounds``).
            return 2 * self.minimum if shown is None else range_of(shown, self.minimum)[1] + 5

        return most(self.shape.top) if said[self.shape.top] else sum(map(most, self.shape.tops))

    def exposed(self) -> Iterator[tuple[View, tuple[Key, ...], int]]:
        """Give what can be worked out although it is below the minimum."""
        cells = self.shape.cells()
        place = {key: number for number, key in enumerate(cells)}
        for view, worlds in self.alike().items():
            hidden = [n for n, said in enumerate(view) if said is None]
            sums = [(n,) for n in range(len(cells))]
            sums += [
                some
                for family in self.shape.families
                for size in (2, 3)
                for some in itertools.combinations(
                    [place[k] for k in family.children if place[k] in hidden], size
                )
            ]
            for some in sums:
                values = {sum(world[n] for n in some) for world in worlds}
                if len(values) == 1 and min(values) < self.minimum:
                    yield view, tuple(cells[n] for n in some), min(values)


def _up_to(most: int, places: int) -> Iterator[tuple[int, ...]]:
    if not places:
        yield ()
        return
    for first in range(most + 1):
        for rest in _up_to(most - first, places - 1):
            yield (first, *rest)
