"""The codes of closed summaries under releases that were shown, and figures kept from them."""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, and_, delete, select

from sync_server.db.coding_tables import kept_figure, shown_codes
from sync_server.db.frozen_tables import coding, recoded
from sync_server.db.repositories import Record
from sync_server.db.tables import summary, summary_code

Masks = NDArray[np.uint64]


@dataclass(frozen=True)
class Kept:
    """A figure that stays as release ``shows`` had it."""

    period: str
    tree: str
    node: str
    code: str
    shows: int
    k: int


@dataclass(frozen=True)
class ShownCodes:
    """One trust's."""

    connection: Connection
    organisation: str

    def closed(self) -> list[Record]:
        """Give (id, block, staff_group, role_family, area) of what is closed, block by block."""
        it = summary.c
        statement = select(it.id, it.block, it.staff_group, it.role_family, it.area).where(
            it.organisation == self.organisation, it.block.is_not(None)
        )
        return list(self.connection.execute(statement.order_by(it.block, it.id)))

    def blocks(self) -> list[str]:
        """Give the closed blocks that hold anything."""
        it = summary.c
        mine = (it.organisation == self.organisation, it.block.is_not(None))
        found = self.connection.execute(select(it.block).where(*mine).distinct()).scalars()
        return sorted(str(block) for block in found)

    def in_use(self) -> Iterable[tuple[str, str]]:
        """Give (summary, code) of what is closed, as it is coded now."""
        statement = (
            select(summary_code.c.summary_id, summary_code.c.code)
            .join_from(summary, summary_code, summary_code.c.summary_id == summary.c.id)
            .where(summary.c.organisation == self.organisation, summary.c.block.is_not(None))
        )
        for row in self.connection.execute(statement):
            yield row.summary_id, row.code

    def found(self, number: int) -> Iterable[tuple[str, list[str]]]:
        """Give (summary, codes) of what is closed, as a release that comes in codes it."""
        statement = (
            select(recoded.c.summary_id, recoded.c.codes)
            .join_from(summary, recoded, recoded.c.summary_id == summary.c.id)
            .where(
                summary.c.organisation == self.organisation,
                summary.c.block.is_not(None),
                recoded.c.code_version == number,
            )
        )
        for row in self.connection.execute(statement):
            yield row.summary_id, json.loads(row.codes)

    def keep(self, number: int, block: str, codes: Sequence[str], masks: Masks) -> None:
        """Keep the codes of one block under a release that has been shown."""
        mine = self._of(number, block)
        self.connection.execute(delete(shown_codes).where(mine))
        packed = zlib.compress(masks.astype("<u8").tobytes())
        bits = json.dumps([list(codes), base64.b64encode(packed).decode()])
        values = {"organisation": self.organisation, "number": number, "block": block}
        self.connection.execute(shown_codes.insert().values(**values, bits=bits))

    def all(self) -> Iterable[tuple[int, str, list[str], Masks]]:
        """Give (release, block, codes by bit, masks in the order of ids) of what was shown."""
        it = shown_codes.c
        statement = select(it.number, it.block, it.bits)
        statement = statement.where(it.organisation == self.organisation)
        for row in self.connection.execute(statement.order_by(it.number, it.block)):
            codes, packed = json.loads(row.bits)
            masks = np.frombuffer(zlib.decompress(base64.b64decode(packed)), "<u8")
            yield row.number, row.block, codes, masks.astype(np.uint64)

    def keep_figures(self, number: int, kept: Iterable[Kept]) -> None:
        """Keep a release's figures that stay, in the place of any it had."""
        it = kept_figure.c
        mine = and_(it.organisation == self.organisation, it.number == number)
        self.connection.execute(delete(kept_figure).where(mine))
        rows = [{"organisation": self.organisation, "number": number, **vars(one)} for one in kept]
        if rows:
            self.connection.execute(kept_figure.insert(), rows)

    def kept(self, number: int) -> list[Kept]:
        """Give the figures that stay under a release."""
        it = kept_figure.c
        wanted = select(it.period, it.tree, it.node, it.code, it.shows, it.k)
        mine = and_(it.organisation == self.organisation, it.number == number)
        return [Kept(*row) for row in self.connection.execute(wanted.where(mine))]

    def kept_now(self, period: str, tree: str) -> Mapping[tuple[str, str], int]:
        """Give k by (node, code) where a period's figures stay as they were shown before."""
        it = kept_figure.c
        statement = (
            select(it.node, it.code, it.k)
            .join_from(
                kept_figure,
                coding,
                and_(coding.c.organisation == it.organisation, coding.c.code_version == it.number),
            )
            .where(it.organisation == self.organisation, it.period == period, it.tree == tree)
        )
        return {(row.node, row.code): row.k for row in self.connection.execute(statement)}

    def _of(self, number: int, block: str) -> ColumnElement[bool]:
        it = shown_codes.c
        return and_(it.organisation == self.organisation, it.number == number, it.block == block)
