"""Figures that are said otherwise than they round, in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.nodes import ROOT
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.frozen_tables import said_aside

#: By theme, or by question and answer; then by cell.
Asides = dict[str, dict[Key, int]]


@dataclass(frozen=True)
class SaidAside:
    """One trust's."""

    connection: Connection
    organisation: str

    def of(self, number: int) -> Asides:
        """Give what is said otherwise under a release, answers left out."""
        return self._kept(said_aside.c.number == number, answers=False)

    def of_answers(self, year: str) -> Asides:
        """Give what is said otherwise of the answers of a year."""
        it = said_aside.c
        here = and_(it.number == 0, it.period >= year, it.period < f"{year}~")
        return self._kept(here, answers=True)

    def now(self, period: str, tree: str) -> dict[tuple[str, str], int]:
        """Give what is said otherwise in a period now, by (node, theme or answer)."""
        live = CodingReleases(self.connection, self.organisation).live() or 0
        it = said_aside.c
        wanted = select(it.number, it.node, it.measure, it.says).where(
            it.organisation == self.organisation,
            it.number.in_((0, live)),
            it.period == period,
            it.tree == tree,
        )
        return {
            (row.node, row.measure): row.says
            for row in self.connection.execute(wanted)
            if is_answer(row.measure) or row.number == live
        }

    def keep(
        self, number: int, cells: Iterable[FrozenCell], asides: Mapping[str, Mapping[Key, int]]
    ) -> None:
        """Keep what is said otherwise of these cells from now on, answers for good."""
        rows = [
            {
                "organisation": self.organisation,
                "number": 0 if is_answer(measure) else number,
                "period": cell.period,
                "tree": cell.tree,
                "node": cell.node,
                "measure": measure,
                "says": says[cell.key],
            }
            for cell in cells
            for measure, says in asides.items()
            if cell.key in says
        ]
        if rows:
            self.connection.execute(said_aside.insert(), rows)

    def replace(
        self, number: int, cells: Iterable[FrozenCell], asides: Mapping[str, Mapping[Key, int]]
    ) -> None:
        """Keep what is said otherwise under a release, in the place of any it had."""
        it = said_aside.c
        theirs = and_(it.organisation == self.organisation, it.number == number)
        self.connection.execute(delete(said_aside).where(theirs))
        self.keep(number, cells, asides)

    def _kept(self, where: ColumnElement[bool], *, answers: bool) -> Asides:
        it = said_aside.c
        wanted = select(it.period, it.tree, it.node, it.measure, it.says)
        found: Asides = {}
        for row in self.connection.execute(
            wanted.where(it.organisation == self.organisation, where)
        ):
            if is_answer(row.measure) == answers:
                key = row.period, ROOT if row.node == ROOT else f"{row.tree}:{row.node}"
                found.setdefault(row.measure, {})[key] = row.says
        return found


def is_answer(measure: str) -> bool:
    """Say whether a measure is a question and an answer, not a theme."""
    return " " in measure
