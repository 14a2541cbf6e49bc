"""Closed figures of a made-up trust without a database, to read insights from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.organisation import Organisation
from app.domain.periods import parse_span
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.rounding import rounded
from sync_server.errors import Refusal
from sync_server.services.frozen import Counts, Frozen, Node, Period, Tree, Words
from sync_server.services.frozen_counts import Stratum
from sync_server.services.insight_emerging import Compared, Documents

FEW = "Fewer than 11 summaries."


@dataclass
class Cell:
    """A node of a period: ``n`` summaries, ``k`` with each code, by stratum if given."""

    n: int
    k: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def period(identity: str, version: int = 1) -> Period:
    """A closed period."""
    span = parse_span(identity)
    kind = {10: "block", 7: "quarter", 4: "year"}[len(identity)]
    parent = identity[:-3] if kind == "block" else None
    return Period(identity, kind, span.in_words(), "2026-W50", 11, (version,), parent)  # type: ignore[arg-type]


class FrozenFigures(Frozen):
    """Figures by (period, tree, node); what holds fewer than the minimum is withheld."""

    def __init__(self, cells: Mapping[tuple[str, Tree], Mapping[str, Cell]], minimum: int = 11):
        self.minimum_group = minimum
        self.cells = dict(cells)
        self.versions: dict[str, int] = {}
        self.strata: dict[tuple[str, Tree], tuple[Stratum, ...]] = {}

    def periods(self, organisation: str) -> list[Period]:
        named = sorted({key for key, _ in self.cells}, reverse=True)
        return [period(identity, self.versions.get(identity, 1)) for identity in named]

    def nodes(self, organisation: Organisation, period: str, tree: Tree) -> list[Node]:
        if (period, tree) not in self.cells:
            raise Refusal("invalid-request", field="period")
        return [self._node(node, cell) for node, cell in self.cells[period, tree].items()]

    def _node(self, node: str, cell: Cell) -> Node:
        parent = None if node == ROOT else ROOT
        depth, shown = int(node != ROOT), cell.n >= self.minimum_group
        said = rounded(cell.n, self.minimum_group) if shown else None
        return Node(node, node.upper(), parent, depth, said, None if shown else FEW)

    def counts(self, organisation: Organisation, period: str, tree: Tree) -> Counts:
        held = self._held(period, tree)
        return Counts(
            period,
            tree,
            {node: cell.n for node, cell in held.items()},
            {node: cell.k for node, cell in held.items()},
            self.strata.get((period, tree), ()),
            {node: cell.answers for node, cell in held.items()},
            {node: rounded(cell.n, self.minimum_group) for node, cell in held.items()},
        )

    def words(self, organisation: Organisation, period: str, tree: Tree) -> Words:
        held = self._held(period, tree)
        terms = sorted({term for cell in held.values() for term in cell.words})
        said = {
            node: tuple(cell.words.get(term, 0) for term in terms) for node, cell in held.items()
        }
        return Words(period, tree, tuple(terms), {node: c.n for node, c in held.items()}, said)

    def _held(self, period: str, tree: Tree) -> dict[str, Cell]:
        cells = self.cells[period, tree]
        return {node: cell for node, cell in cells.items() if cell.n >= self.minimum_group}


class Said:
    """What was said in each block: word counts, and documents for clusters."""

    def __init__(self) -> None:
        self.counted: dict[str, tuple[int, dict[str, int]]] = {}
        self.texts = Documents((), (), (), ())

    def compare(
        self, organisation: str, block: str, before: Sequence[str], fewest: int
    ) -> Compared:
        of, now = self.counted[block]
        earlier = [self.counted[one] for one in before]
        sums = {term: sum(counts.get(term, 0) for _, counts in earlier) for term in now}
        return Compared(of, now, sum(number for number, _ in earlier), sums)

    def documents(self, organisation: str, block: str) -> Documents:
        return self.texts
