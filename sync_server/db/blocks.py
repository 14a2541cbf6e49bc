"""Closed periods in the database: what they count, what is masked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from sync_server.analysis.blocks import FrozenCell
from sync_server.analysis.nodes import TREES, Said
from sync_server.db.frozen_tables import block_closed, cell, coding
from sync_server.db.tables import summary


@dataclass(frozen=True)
class Closed:
    """A closed period of a trust."""

    period: str
    closed_on: str
    minimum: int
    codebook_version: int


@dataclass(frozen=True)
class Blocks:
    """One trust's closed periods."""

    connection: Connection
    organisation: str

    def closed(self) -> list[Closed]:
        """Give every closed period, by its id."""
        it = block_closed.c
        statement = select(it.period, it.closed_on, it.minimum, it.codebook_version)
        found = self.connection.execute(
            statement.where(it.organisation == self.organisation).order_by(it.period)
        )
        return [Closed(*row) for row in found]

    def close(self, closed: Closed) -> None:
        """Note that a period is closed."""
        self.connection.execute(
            block_closed.insert().values(organisation=self.organisation, **vars(closed))
        )

    def first_week(self) -> str | None:
        """Give the earliest ISO week of a summary that no block counts yet."""
        it = summary.c
        statement = select(func.min(it.week)).where(
            it.organisation == self.organisation, it.block.is_(None), it.withdrawn.is_(False)
        )
        found = self.connection.execute(statement).scalar_one()
        return None if found is None else str(found)

    def take_in(self, block: str, last_week: str) -> int:
        """Let a block count what was said up to its last week; gives how many."""
        it = summary.c
        taken = update(summary).where(
            it.organisation == self.organisation,
            it.block.is_(None),
            it.withdrawn.is_(False),
            it.week <= last_week,
        )
        return self.connection.execute(taken.values(block=block)).rowcount

    def said(self, blocks: Sequence[str]) -> list[Said]:
        """Count what these blocks hold, by group, role family and area."""
        it = summary.c
        parts = (it.staff_group, it.role_family, it.area)
        statement = (
            select(*parts, func.count())
            .where(it.organisation == self.organisation, it.block.in_(blocks))
            .group_by(*parts)
        )
        return [Said(*row) for row in self.connection.execute(statement)]

    def cells(self, *, period: str | None = None, year: str | None = None) -> list[FrozenCell]:
        """Give the closed cells of a period, or of a year and all in it; parents come first."""
        it = cell.c
        statement = select(
            it.period, it.tree, it.node, it.parent, it.n, it.alone, it.masked, it.said
        )
        statement = statement.where(it.organisation == self.organisation)
        if period is not None:
            statement = statement.where(it.period == period)
        if year is not None:
            statement = statement.where(it.period >= year, it.period < f"{year}~")
        rows = self.connection.execute(statement.order_by(it.period, it.tree, it.node)).all()
        found = [FrozenCell(*row[:5], bool(row.alone), bool(row.masked), row.said) for row in rows]
        return _parents_first(found)

    def add(self, cells: Iterable[FrozenCell]) -> None:
        """Keep the cells of a period that has just been closed."""
        rows = [vars(each) | {"organisation": self.organisation} for each in cells]
        if rows:
            self.connection.execute(cell.insert(), rows)

    def mask(self, cells: Iterable[FrozenCell], minimum: int) -> None:
        """Withhold these cells too; the trust's periods are masked for ``minimum`` now."""
        it = cell.c
        for each in cells:
            self.connection.execute(
                update(cell)
                .where(
                    it.organisation == self.organisation,
                    it.period == each.period,
                    it.tree == each.tree,
                    it.node == each.node,
                )
                .values(masked=True)
            )
        self.connection.execute(
            update(block_closed)
            .where(
                block_closed.c.organisation == self.organisation,
                block_closed.c.minimum < minimum,
            )
            .values(minimum=minimum)
        )

    def coding(self) -> tuple[int, int]:
        """Give (version of the codes, how often all were coded again); zeros before that."""
        statement = select(coding.c.code_version, coding.c.swaps)
        row = self.connection.execute(
            statement.where(coding.c.organisation == self.organisation)
        ).first()
        return (row.code_version, row.swaps) if row else (0, 0)


def _parents_first(cells: list[FrozenCell]) -> list[FrozenCell]:
    above = {(each.period, each.tree, each.node): each.parent for each in cells}

    def depth(each: FrozenCell) -> int:
        steps, node = 0, each.parent
        while node is not None:
            steps, node = steps + 1, above[each.period, each.tree, node]
        return steps

    order = {name: place for place, name in enumerate(TREES)}
    return sorted(cells, key=lambda each: (each.period, order[each.tree], depth(each)))
