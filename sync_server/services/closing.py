"""Closing: a block's figures are counted, masked and frozen, once, a fortnight after its end.

All of one block happens in one transaction under the trust's lock: whatever else runs, and
however often, a period closes once. What is frozen moves by no arrival, withdrawal or flag; what
comes later joins the next block. Nothing is closed on a clock that is not believed
(``retention``); several blocks that are due close one after another.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from app.domain.organisation import Organisation
from app.domain.periods import Block, IsoWeek, blocks_in, closed_by
from sync_server.analysis.blocks import FrozenCell, cells_of, figures, is_due, masked
from sync_server.analysis.nodes import (
    TREES,
    Tree,
    TreeName,
    area_tree,
    counted,
    group_tree,
)
from sync_server.db.blocks import Blocks, Closed
from sync_server.db.engine import Database
from sync_server.db.headcount import Headcounts
from sync_server.db.repositories import Organisations
from sync_server.services.columns import Columns
from sync_server.services.headcounts import people_along
from sync_server.services.saying_aside import SayingAside

#: The length of a block's id; that of a quarter or a year is shorter.
_BLOCK = len("2026-Q4-B1")

#: Nodes of both trees, each (tree, node).
_Few = frozenset[tuple[TreeName, str]]


@dataclass(frozen=True)
class Closure:
    """What was closed: a trust's block, with how many summaries."""

    organisation: str
    block: str
    summaries: int


class Closing:
    """Closes what is due; several processes may try at once."""

    def __init__(
        self,
        database: Database,
        version_of: Callable[[str], int],
        minimum_group: int,
        columns: Columns,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``columns`` count what is closed, to say no figure that gives another away."""
        self._database = database
        self._aside = SayingAside(columns)
        self._version_of = version_of
        self._minimum = minimum_group
        self._today = today

    def close_due(self) -> list[Closure]:
        """Close every block that is due, of every trust; gives what was closed here."""
        with self._database.read() as connection:
            trusts = list(Organisations(connection).all())
        done = []
        for trust in trusts:
            self._tighten(trust)
            while (closure := self._close_next(trust)) is not None:
                done.append(closure)
        return done

    def _close_next(self, trust: str) -> Closure | None:
        today = self._today()
        with self._database.read() as connection:
            block = _next(Blocks(connection, trust))
        if block is None or not is_due(block, today):
            return None
        with self._database.write() as connection:
            document = Organisations(connection).lock(trust)
            # Another process may have closed it meanwhile.
            block = _next(Blocks(connection, trust))
            if document is None or block is None or not is_due(block, today):
                return None
            organisation = Organisation.from_document(json.loads(document))
            return self._close(connection, organisation, block, today)

    def _close(
        self, connection: Connection, organisation: Organisation, block: Block, today: date
    ) -> Closure:
        blocks = Blocks(connection, organisation.id)
        version = self._version_of(organisation.id)
        number = blocks.take_in(str(block), str(block.last_week))
        new = []
        for span in closed_by(block):
            said = blocks.said([str(part) for part in blocks_in(span)])
            trees: dict[TreeName, Tree] = {
                "group": group_tree(organisation, said),
                "area": area_tree(organisation, said),
            }
            new += cells_of(str(span), trees, counted(trees, said))
            closed_on = str(IsoWeek.of(today))
            blocks.close(Closed(str(span), closed_on, self._minimum, version))
        known = blocks.cells(year=f"{block.year:04d}")
        few = self._few(connection, organisation)
        masks = masked(_without(few, [*known, *new]), self._minimum)
        shown = figures([*known, *new], masks, self._minimum)
        closed = [
            replace(cell, masked=masks[cell.key], said=shown.get(cell.key, 0)) for cell in new
        ]
        blocks.add(closed)
        self._aside.close(connection, organisation.id, known, closed, self._minimum)
        return Closure(organisation.id, str(block), number)

    def _tighten(self, trust: str) -> None:
        """Withhold more of what is closed where the minimum has been raised since."""
        with self._database.read() as connection:
            if not _looser(Blocks(connection, trust), self._minimum):
                return
        with self._database.write() as connection:
            document = Organisations(connection).lock(trust)
            blocks = Blocks(connection, trust)
            organisation = Organisation.from_document(json.loads(document or "{}"))
            few = self._few(connection, organisation)
            looser = _looser(blocks, self._minimum)
            for year in sorted({period[:4] for period in looser}):
                cells = blocks.cells(year=year)
                open_again = [_undecided(cell) for cell in cells]
                masks = masked(_without(few, open_again), self._minimum)
                blocks.mask(
                    [cell for cell in cells if masks[cell.key] and not cell.masked], self._minimum
                )

    def _few(self, connection: Connection, organisation: Organisation) -> _Few:
        """Give the nodes in which, as far as is known, fewer people work than the minimum.

        Where a headcount says nobody there are contractors or volunteers whom it does not know:
        of their number it says nothing.
        """
        kept = Headcounts(connection, organisation.id)
        return frozenset(
            (tree, node)
            for tree in TREES
            for node, people in people_along(organisation, tree, kept.people(tree)).items()
            if 0 < people < self._minimum
        )


def _without(few: _Few, cells: Iterable[FrozenCell]) -> list[FrozenCell]:
    """Count as nothing what a handful of people said, however often they had a conversation.

    So it is withheld; and nobody hides behind it, for anybody may know how few they are.
    """
    return [replace(cell, n=0) if (cell.tree, cell.node) in few else cell for cell in cells]


def _undecided(cell: FrozenCell) -> FrozenCell:
    return cell if cell.masked else replace(cell, masked=None)


def _looser(blocks: Blocks, minimum: int) -> list[str]:
    return [closed.period for closed in blocks.closed() if closed.minimum < minimum]


def _next(blocks: Blocks) -> Block | None:
    """Give the block that closes next: after the last, or that of the earliest summary."""
    closed = [each.period for each in blocks.closed() if len(each.period) == _BLOCK]
    if closed:
        return Block.parse(max(closed)).next()
    week = blocks.first_week()
    return None if week is None else Block.of_week(IsoWeek.parse(week))
