"""At a closing: which figures of themes and answers are said otherwise than they round.

Counted are all cells of the year, withheld ones too; what was published stays as it was said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.periods import blocks_in, parse_span
from sync_server.analysis.asides import Spoken, YearFigures
from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.nodes import ROOT, Tree, TreeName
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.said_aside import SaidAside
from sync_server.db.shown_codes import ShownCodes
from sync_server.services.columns import Columns
from sync_server.services.frozen_counts import Counting

#: By theme, or by question and answer; then by cell.
Counted = dict[str, dict[Key, int]]


@dataclass(frozen=True)
class SayingAside:
    """Decides for one trust after another."""

    columns: Columns

    def close(
        self,
        connection: Connection,
        organisation: str,
        known: Sequence[FrozenCell],
        new: Sequence[FrozenCell],
        minimum: int,
    ) -> None:
        """Keep what is said otherwise of ``new`` cells; ``known`` are those closed before.

        To be called in the transaction that closes them, with what is said of each cell.
        """
        cells = [*known, *new]
        said = {cell.key: cell.said for cell in cells if cell.said}
        settled = {cell.key for cell in known}
        live = CodingReleases(connection, organisation).live() or 0
        asides = SaidAside(connection, organisation)
        before = asides.of(live) | asides.of_answers(new[0].period[:4])
        stale = _stale(ShownCodes(connection, organisation), live)
        measures = {
            name: Spoken(k, settled, stale.get(name, {}), before.get(name, {}))
            for name, k in self._counted(connection, organisation, cells).items()
        }
        found = YearFigures(cells, said, minimum).aside(measures)
        asides.keep(live, new, found)

    def _counted(
        self, connection: Connection, organisation: str, cells: Sequence[FrozenCell]
    ) -> Counted:
        """Count each theme and answer in each cell."""
        trees: dict[tuple[str, TreeName], dict[str, str | None]] = {}
        for cell in cells:
            trees.setdefault((cell.period, cell.tree), {})[cell.node] = cell.parent
        blocks = {str(block) for period, _ in trees for block in blocks_in(parse_span(period))}
        trust = self.columns.closing(connection, organisation, blocks)
        found: Counted = {}
        for (period, name), parents in trees.items():
            counting = Counting(trust, period, name, Tree(parents), nodes=list(parents))
            for node, held in counting.codes().items():
                key = period, ROOT if node == ROOT else f"{name}:{node}"
                for code, k in held.items():
                    found.setdefault(code, {})[key] = k
            for node, said in counting.answers().items():
                key = period, ROOT if node == ROOT else f"{name}:{node}"
                for question, given in said.items():
                    for answer, k in given.items():
                        found.setdefault(f"{question} {answer}", {})[key] = k
        return found


def _stale(shown: ShownCodes, number: int) -> Mapping[str, Mapping[Key, int]]:
    """Give the figures that stay as an earlier release had them, by theme and cell."""
    found: dict[str, dict[Key, int]] = {}
    for one in shown.kept(number):
        key = one.period, ROOT if one.node == ROOT else f"{one.tree}:{one.node}"
        found.setdefault(one.code, {})[key] = one.k
    return found
