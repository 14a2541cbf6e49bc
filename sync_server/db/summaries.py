"""Summaries in the database: stored, released for a view, counted, read.

Texts, and the phrases found in them, go through a cipher on their way in and out.

A withdrawn summary has lost its text. Where it waited it counts no more; where a view counts it
already it goes on being counted there, until that cell's next step takes others in its place.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, update

from sync_server.db.repositories import insert_new
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.tables import flag, summary, summary_code

#: What may be shown word for word, anywhere: every query that gives texts asks for it. A text
#: that was looked over again, withdrawn, or flagged by somebody is counted and never shown; of
#: one that has been kept long enough nothing is left.
QUOTABLE = and_(
    summary.c.looked_again.is_(False),
    summary.c.withdrawn.is_(False),
    summary.c.text != "",
    ~exists().where(flag.c.summary_id == summary.c.id),
)


class View:
    """A dimension by which a lead looks: its column and the column that marks release."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cell = summary.c[name]
        self.released = summary.c[f"released_{name}"]


VIEWS: Mapping[str, View] = {name: View(name) for name in ("staff_group", "area")}


@dataclass(frozen=True)
class Stored:
    """What tells a repeat of a stored summary from another content under its id.

    ``withdrawal`` is the hash of its author's code, ``looked_again`` whether its author looked it
    over again.
    """

    digest: str
    withdrawal: str | None = None
    looked_again: bool = False
    withdrawn: bool = False


class Cell(NamedTuple):
    """One cell's summaries: shown, not shown yet, and withdrawn among those that are shown."""

    released: int
    waiting: int
    withdrawn: int


@dataclass(frozen=True)
class Summaries:
    """One trust's summaries and the codes found in them."""

    connection: Connection
    organisation: str
    cipher: TextCipher = PLAIN

    def known(self, identities: Collection[str]) -> dict[str, Stored]:
        """Give those ids that are stored, whoever stored them."""
        it = summary.c
        columns = (it.id, it.digest, it.looked_again, it.withdrawal, it.withdrawn)
        statement = select(*columns).where(it.id.in_(identities))
        return {
            row.id: Stored(row.digest, row.withdrawal, bool(row.looked_again), bool(row.withdrawn))
            for row in (self.connection.execute(statement) if identities else ())
        }

    def add(self, values: Mapping[str, object]) -> bool:
        """Store one summary, released for no view yet; False when its id exists."""
        fixed = {
            "organisation": self.organisation,
            "released_staff_group": False,
            "released_area": False,
        }
        return insert_new(self.connection, summary, {**self._sealed(values, "text", "id"), **fixed})

    def add_many(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Store many summaries at once: every column given, no id there before."""
        self.connection.execute(summary.insert(), [self._sealed(r, "text", "id") for r in rows])

    def add_codes(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Store codes found in summaries."""
        if rows:
            sealed = [self._sealed(row, "phrase", "summary_id") for row in rows]
            self.connection.execute(summary_code.insert(), sealed)

    def _sealed(self, row: Mapping[str, object], words: str, identity: str) -> dict[str, object]:
        return {**row, words: self.cipher.seal(str(row[words]), str(row[identity]))}

    def stock(self, view: View, quarter: str) -> dict[str, Cell]:
        """Count the summaries of each cell of this view; for intake alone."""
        parts = (view.cell, view.released, summary.c.withdrawn)
        statement = select(*parts, func.count()).where(self._in(quarter)).group_by(*parts)
        found: dict[str, Cell] = {}
        for cell, is_released, is_withdrawn, number in self.connection.execute(statement):
            released, waiting, withdrawn = found.get(cell, Cell(0, 0, 0))
            if is_released:
                released, withdrawn = released + number, withdrawn + number * bool(is_withdrawn)
            elif not is_withdrawn:
                waiting = number
            found[cell] = Cell(released, waiting, withdrawn)
        return found

    def release(self, view: View, quarter: str, cell: str, number: int) -> None:
        """Let this view count so many more of one cell; which ones, their random ids decide.

        Withdrawn ones that it counts leave it now, and as many others take their place.
        """
        here = and_(self._in(quarter), view.cell == cell)
        leaving = update(summary).where(here, view.released, summary.c.withdrawn)
        left = self.connection.execute(leaving.values({view.released: False})).rowcount
        chosen = (
            select(summary.c.id)
            .where(here, view.released.is_(False), summary.c.withdrawn.is_(False))
            .order_by(summary.c.id)
            .limit(number + left)
        )
        self.connection.execute(
            update(summary).where(summary.c.id.in_(chosen)).values({view.released: True})
        )

    def areas(self) -> set[str]:
        """Give every area that some summary names, shown or not."""
        statement = select(summary.c.area).where(summary.c.organisation == self.organisation)
        return set(self.connection.execute(statement.distinct()).scalars())

    def quarters(self) -> list[str]:
        """List the quarters of which some view shows something, newest first."""
        shown = VIEWS["staff_group"].released | VIEWS["area"].released
        statement = (
            select(summary.c.quarter)
            .where(summary.c.organisation == self.organisation, shown)
            .distinct()
            .order_by(summary.c.quarter.desc())
        )
        return list(self.connection.execute(statement).scalars())

    def released(self, view: View, quarter: str) -> dict[str, int]:
        """Count what this view may show, by cell; cells with nothing to show are left out."""
        statement = (
            select(view.cell, func.count())
            .where(self._in(quarter), view.released)
            .group_by(view.cell)
        )
        return {row[0]: row[1] for row in self.connection.execute(statement)}

    def code_counts(self, view: View, quarter: str) -> dict[str, dict[str, int]]:
        """Give released summaries by cell and code; a summary counts once per code."""
        statement = (
            select(view.cell, summary_code.c.code, func.count())
            .join_from(summary, summary_code, summary_code.c.summary_id == summary.c.id)
            .where(self._in(quarter), view.released)
            .group_by(view.cell, summary_code.c.code)
        )
        counts: dict[str, dict[str, int]] = {}
        for cell, code, number in self.connection.execute(statement):
            counts.setdefault(cell, {})[code] = number
        return counts

    def texts(
        self, quarter: str, staff_group: str, *, flagged: bool = False
    ) -> list[tuple[str, str]]:
        """Give (id, text) of one staff group's released summaries, in no useful order.

        With ``flagged`` those that somebody flagged, instead of those that may be quoted.
        """
        view = VIEWS["staff_group"]
        wanted = exists().where(flag.c.summary_id == summary.c.id) if flagged else QUOTABLE
        statement = select(summary.c.id, summary.c.text).where(
            self._in(quarter), view.cell == staff_group, view.released, wanted
        )
        found = self.connection.execute(statement)
        return [(row.id, self.cipher.open(row.text, row.id)) for row in found]

    def _in(self, quarter: str) -> ColumnElement[bool]:
        return and_(summary.c.organisation == self.organisation, summary.c.quarter == quarter)
