"""Frozen figures: what has been closed, masked once, and is read by every view alike.

Whoever shows a figure about a closed period asks here and nowhere else: lists, heat maps,
trends, word lists, reports, exports and the API then hide the same cells for the same reasons.
A node that is withheld has no count here at all, exact or rounded, so that no caller can pass
it on. ``Counts`` are exact and for statistics alone: what leaves the server is rounded
(``analysis.rounding``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.insight_figures import Elsewhere, Node, PeriodKind, Tree
from app.domain.organisation import Organisation
from app.domain.periods import Block, Quarter, Span, blocks_in, enclosing, parse_span
from sync_server.analysis.blocks import FrozenCell
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.nodes import Tree as NodeTree
from sync_server.analysis.rounding import Figure, figure
from sync_server.db.blocks import Blocks
from sync_server.db.engine import Database
from sync_server.db.said_aside import SaidAside
from sync_server.db.shown_codes import ShownCodes
from sync_server.errors import Refusal
from sync_server.services.columns import Columns
from sync_server.services.frozen_counts import Counting, Stratum, Words
from sync_server.services.frozen_names import instead, name_of, withheld

#: Those of other files that belong to the answers given here.
__all__ = [
    "ROOT",
    "Counts",
    "Elsewhere",
    "Frozen",
    "Node",
    "Period",
    "PeriodKind",
    "Stratum",
    "Tree",
    "Words",
]


@dataclass(frozen=True)
class Period:
    """A closed period. ``id`` is such as 2026-Q4-B1, 2026-Q4 or 2026.

    ``closed_on`` is the ISO week of closing; ``minimum`` the smallest group then;
    ``code_versions`` the versions of the codes that are in force for its summaries, as a rule
    one. ``parent`` is the next longer period, closed or not.
    """

    id: str
    kind: PeriodKind
    words: str
    closed_on: str
    minimum: int
    code_versions: tuple[int, ...]
    parent: str | None = None


@dataclass(frozen=True)
class Counts:
    """Exact and internal: ``n`` per shown node, ``k[node][code]`` of them with a code.

    Nodes that are withheld are absent; a code nobody has is absent from ``k[node]``. ``strata``
    split the same summaries; ``answers[node][question][answer]`` count the other questions
    (plan_made, follow_up_agreed, helpful, self_referral, support_offered, language).
    ``said`` is what is shown of each node; ``asides`` what is said of a theme or an answer
    otherwise than it rounds, by (node, code) or (node, "question answer").
    """

    period: str
    tree: Tree
    n: Mapping[str, int]
    k: Mapping[str, Mapping[str, int]]
    strata: tuple[Stratum, ...] = ()
    answers: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    said: Mapping[str, int] = field(default_factory=dict)
    asides: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def theme(self, node: str, code: str) -> Figure:
        """Give a theme's figure in a shown node, as every view says it."""
        return self._figure(node, code, self.k.get(node, {}).get(code, 0))

    def answer(self, node: str, question: str, answer: str) -> Figure:
        """Give an answer's figure in a shown node, as every view says it."""
        count = self.answers.get(node, {}).get(question, {}).get(answer, 0)
        return self._figure(node, f"{question} {answer}", count)

    def _figure(self, node: str, measure: str, count: int) -> Figure:
        return figure(count, self.n[node], self.said[node], self.asides.get((node, measure)))


class Frozen:
    """Reads closed periods of any trust. Cheap to make; keeps nothing but its parts."""

    def __init__(self, database: Database, columns: Columns, minimum_group: int) -> None:
        self._database = database
        self._columns = columns
        self.minimum_group = minimum_group

    def periods(self, organisation: str) -> list[Period]:
        """List a trust's closed periods, newest first and the longer before the shorter."""
        with self._database.read() as connection:
            blocks = Blocks(connection, organisation)
            closed, (version, _) = blocks.closed(), blocks.coding()
        found = [(parse_span(each.period), each) for each in closed]
        # What ended later comes first; of those that end together the longer.
        found.sort(key=lambda pair: (blocks_in(pair[0])[-1], len(blocks_in(pair[0]))), reverse=True)
        return [
            Period(
                each.period,
                _kind(span),
                span.in_words(),
                each.closed_on,
                max(each.minimum, self.minimum_group),
                (version or each.codebook_version,),
                None if (longer := enclosing(span)) is None else str(longer),
            )
            for span, each in found
        ]

    def nodes(self, organisation: Organisation, period: str, tree: Tree) -> list[Node]:
        """Give every node of a tree in a closed period, parents first.

        Raises Refusal invalid-request (field period) when the period is not closed.
        """
        line = self._line(organisation.id, period, tree)
        here = line[period]
        depths: dict[str, int] = {}
        found = []
        for cell in here.values():
            depths[cell.node] = 0 if cell.parent is None else depths[cell.parent] + 1
            shown = self._shows(cell)
            found.append(
                Node(
                    cell.node,
                    name_of(organisation, tree, cell.node),
                    cell.parent,
                    depths[cell.node],
                    cell.said if shown else None,
                    None if shown else withheld(self.minimum_group),
                    None if shown else self._coarser(organisation, line, cell),
                )
            )
        return found

    def counts(self, organisation: Organisation, period: str, tree: Tree) -> Counts:
        """Give exact counts of the shown nodes; for statistics, never for showing.

        Raises Refusal invalid-request (field period) when the period is not closed.
        """
        shown = self._shown_cells(organisation.id, period, tree)
        counting = self._counting(organisation.id, period, tree, shown)
        with self._database.read() as connection:
            kept = ShownCodes(connection, organisation.id).kept_now(period, tree)
            asides = SaidAside(connection, organisation.id).now(period, tree)
        k, answers = counting.codes(kept), counting.answers()
        strata = counting.strata()
        return Counts(period, tree, shown.n, k, strata, answers, shown.said, asides)

    def words(self, organisation: Organisation, period: str, tree: Tree) -> Words:
        """Give the shown nodes' word counts; for statistics, never for showing.

        Raises Refusal invalid-request (field period) when the period is not closed.
        """
        shown = self._shown_cells(organisation.id, period, tree)
        counting = self._counting(organisation.id, period, tree, shown, words=True)
        terms, n, k = counting.words(self._columns.vocabulary, self.minimum_group)
        return Words(period, tree, terms, n, k)

    def _shown_cells(self, organisation: str, period: str, tree: Tree) -> "_Shown":
        cells = self._line(organisation, period, tree)[period]
        shown = [cell for cell in cells.values() if self._shows(cell)]
        whole = NodeTree({cell.node: cell.parent for cell in cells.values()})
        said = {cell.node: cell.said for cell in shown}
        return _Shown(whole, {cell.node: cell.n for cell in shown}, said)

    def _counting(
        self, organisation: str, period: str, tree: Tree, shown: "_Shown", *, words: bool = False
    ) -> Counting:
        trust = self._columns.of(organisation, words=words)
        return Counting(trust, period, tree, shown.tree, nodes=list(shown.n))

    def _shows(self, cell: FrozenCell) -> bool:
        return not cell.masked and cell.n >= self.minimum_group

    def _line(self, organisation: str, period: str, tree: Tree) -> dict[str, dict[str, FrozenCell]]:
        """Give the cells by node of a period and of the longer ones that hold it."""
        try:
            span: Span | None = parse_span(period)
        except ValueError as error:
            raise Refusal("invalid-request", field="period") from error
        line: dict[str, dict[str, FrozenCell]] = {}
        with self._database.read() as connection:
            blocks = Blocks(connection, organisation)
            while span is not None:
                cells = [each for each in blocks.cells(period=str(span)) if each.tree == tree]
                line[str(span)] = {each.node: each for each in cells}
                span = enclosing(span)
        if not line[period]:
            raise Refusal("invalid-request", field="period")
        return line

    def _coarser(
        self,
        organisation: Organisation,
        line: Mapping[str, Mapping[str, FrozenCell]],
        cell: FrozenCell,
    ) -> Elsewhere | None:
        """Find the nearest shown cell: first around it, then in time, the whole trust last."""
        above = [cell.node]
        while (parent := line[cell.period][above[-1]].parent) is not None:
            above.append(parent)
        wanted = [(period, node) for period in line for node in above if node != ROOT]
        for period, node in [*wanted, *((period, ROOT) for period in line)]:
            there = line[period].get(node)
            if there is not None and self._shows(there):
                return Elsewhere(period, node, instead(organisation, cell, there))
        return None


@dataclass(frozen=True)
class _Shown:
    tree: NodeTree
    n: dict[str, int]
    said: dict[str, int]


def _kind(span: Span) -> PeriodKind:
    if isinstance(span, Block):
        return "block"
    return "quarter" if isinstance(span, Quarter) else "year"
