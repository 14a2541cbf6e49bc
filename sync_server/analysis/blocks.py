"""Closing periods: which are due, and what adds up to what among their cells. Pure.

A block closes two weeks after its last week, so that what was said offline can arrive. Every
relation there is between cells of a year is in ``families``: nodes in one period, parts of a
period at one node. Trees may change between closings; then cells are compared by the leaves
they hold (their atoms), not by what they are called.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.closing import closes_on
from app.domain.periods import Block, Quarter, Year, blocks_in, parse_span
from sync_server.analysis.bounds import told
from sync_server.analysis.disclosure import Cell, Family, Masking
from sync_server.analysis.nodes import ROOT, UNSAID, Count, Tree, TreeName

#: A period and a node of either tree; the root is one.
Key = tuple[str, str]


@dataclass(frozen=True)
class FrozenCell:
    """A cell of a closed period, shown as ``said``; ``masked`` is None while it is being closed."""

    period: str
    tree: TreeName
    node: str
    parent: str | None
    n: int
    alone: bool = False
    masked: bool | None = None
    said: int = 0

    @property
    def key(self) -> Key:
        """What tells it from others; the root is the same in both trees."""
        return self.period, ROOT if self.node == ROOT else f"{self.tree}:{self.node}"


def is_due(block: Block, today: date) -> bool:
    """Say whether a block's grace has passed."""
    return today >= closes_on(block)


def cells_of(
    period: str, trees: Mapping[TreeName, Tree], counts: Mapping[TreeName, Mapping[str, Count]]
) -> list[FrozenCell]:
    """Give the cells of a period that closes now."""
    return [
        FrozenCell(period, name, node, parent, counts[name][node].n, counts[name][node].alone)
        for name, tree in trees.items()
        for node, parent in tree.parents.items()
    ]


def masked(cells: Sequence[FrozenCell], minimum: int) -> dict[Key, bool]:
    """Decide what is withheld of one year's cells; those with a decision keep it.

    Where a raised minimum withholds what was shown before, readers differ in what they remember.
    For none of them may a cell that they never saw follow from the others.
    """
    every = list(families(cells))
    hidden = {cell.key for cell in cells if cell.masked}
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for remembered in _readers(cells, hidden):
            known: dict[Hashable, Cell] = {
                cell.key: Cell(
                    cell.n, cell.alone and cell.n >= minimum, _seen(cell, hidden, remembered)
                )
                for cell in cells
            }
            found = Masking(known, every, minimum).decide()
            hidden |= {cell.key for cell in cells if cell.key in found}
        if not any(cell.said for cell in cells if cell.key in hidden):
            break
    return {cell.key: cell.key in hidden for cell in cells}


def _readers(cells: Sequence[FrozenCell], hidden: Collection[Key]) -> list[frozenset[Key]]:
    """Give what somebody may remember, whoever it is: at first nothing that is withheld by now.

    Who has not seen a cell that was shown until the minimum was raised did not look between its
    closing and that day, but perhaps right before: they may remember all that closed earlier.
    """
    gone = [cell for cell in cells if cell.said and cell.key in hidden]
    days = sorted({_closed_with(cell.period) for cell in gone})
    found = [frozenset[Key]()]
    for day in [*days[1:], "~"] if gone else ():
        shown = (cell for cell in cells if cell.said and _closed_with(cell.period) < day)
        found.append(frozenset(cell.key for cell in shown))
    return found


def _seen(cell: FrozenCell, hidden: Collection[Key], remembered: Collection[Key]) -> bool | None:
    if cell.key in remembered:
        return False
    return True if cell.key in hidden else cell.masked


def _closed_with(period: str) -> str:
    """Name the block with which a period closes."""
    return str(blocks_in(parse_span(period))[-1])


def figures(
    cells: Sequence[FrozenCell], masks: Mapping[Key, bool], minimum: int
) -> dict[Hashable, int]:
    """Give what is said of each cell of a year that was ever shown; what was said stays."""
    counts: dict[Hashable, int] = {cell.key: cell.n for cell in cells}
    published: dict[Hashable, int] = {cell.key: cell.said for cell in cells if cell.said}
    hidden = {key for key, withheld in masks.items() if withheld and key not in published}
    return told(counts, list(families(cells)), hidden, published, minimum)


def families(cells: Iterable[FrozenCell]) -> Iterator[Family]:
    """Give everything that adds up among the cells of one year."""
    periods: dict[str, dict[TreeName, list[FrozenCell]]] = {}
    for cell in cells:
        periods.setdefault(cell.period, {}).setdefault(cell.tree, []).append(cell)
    atoms = {period: _Atoms(trees) for period, trees in periods.items()}
    for trees in periods.values():
        yield from _along_nodes(trees)
    for period in periods:
        parts = [part for part in _parts(period) if part in periods]
        if parts:
            yield from _along_time(period, parts, atoms)


class _Atoms:
    """Which leaves each cell of a period holds, by trees; and who holds just these."""

    def __init__(self, trees: Mapping[TreeName, Sequence[FrozenCell]]) -> None:
        self.of: dict[Key, frozenset[str]] = {}
        self.holder: dict[frozenset[str], Key] = {}
        self.all: frozenset[str] = frozenset()
        for name, cells in trees.items():
            held: dict[str, set[str]] = {cell.node: set() for cell in cells}
            inner = {cell.parent for cell in cells}
            # Parents come first, so children have handed up all they hold by then.
            for cell in reversed(cells):
                if cell.node not in inner:
                    held[cell.node].add(f"{name}:{cell.node.removesuffix('/' + UNSAID)}")
                if cell.parent is not None:
                    held[cell.parent] |= held[cell.node]
            for cell in cells:
                some = frozenset(held[cell.node])
                self.of[cell.key] = self.of.get(cell.key, frozenset()) | some
                self.all |= some
        for key, some in self.of.items():
            self.holder.setdefault(some, key)


def _along_nodes(trees: Mapping[TreeName, Sequence[FrozenCell]]) -> Iterator[Family]:
    for name, cells in trees.items():
        below: dict[str, list[FrozenCell]] = {}
        keys = {cell.node: cell.key for cell in cells}
        for cell in cells:
            if cell.parent is not None:
                below.setdefault(cell.parent, []).append(cell)
        for parent, children in below.items():
            kind = (name, *(child.node for child in children))
            yield Family(keys[parent], tuple(child.key for child in children), kind, below=True)


def _along_time(period: str, parts: Sequence[str], atoms: Mapping[str, _Atoms]) -> Iterator[Family]:
    for key, held in atoms[period].of.items():
        there = [held & atoms[part].all for part in parts]
        if all(
            not some or some in atoms[part].holder for part, some in zip(parts, there, strict=True)
        ):
            kept = [(part, some) for part, some in zip(parts, there, strict=True) if some]
            children = tuple(atoms[part].holder[some] for part, some in kept)
            kind = (period, *(part for part, _ in kept))
            if children:
                yield Family(key, children, kind, below=False)


def _parts(period: str) -> list[str]:
    span = parse_span(period)
    if isinstance(span, Year):
        return [str(Quarter(span.number, number)) for number in (1, 2, 3, 4)]
    return [str(block) for block in blocks_in(span)] if isinstance(span, Quarter) else []
