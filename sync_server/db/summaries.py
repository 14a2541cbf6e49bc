"""Summaries in the database: stored, released for a view, counted, read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, update

from sync_server.db.repositories import insert_new
from sync_server.db.tables import flag, summary, summary_code

#: What may be shown word for word, anywhere: every query that gives texts asks for it. A text
#: that was looked over again, or that somebody flagged, is counted and never shown.
QUOTABLE = and_(
    summary.c.looked_again.is_(False), ~exists().where(flag.c.summary_id == summary.c.id)
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

    ``looked_again_by`` is the hash of its author's code where its author looked it over again.
    """

    digest: str
    looked_again_by: str | None = None


@dataclass(frozen=True)
class Summaries:
    """One trust's summaries and the codes found in them."""

    connection: Connection
    organisation: str

    def known(self, identities: Collection[str]) -> dict[str, Stored]:
        """Give those ids that are stored, whoever stored them."""
        columns = (summary.c.id, summary.c.digest, summary.c.looked_again, summary.c.withdrawal)
        statement = select(*columns).where(summary.c.id.in_(identities))
        return {
            row.id: Stored(row.digest, row.withdrawal if row.looked_again else None)
            for row in self.connection.execute(statement)
        }

    def add(self, values: Mapping[str, object]) -> bool:
        """Store one summary, released for no view yet; False when its id exists."""
        fixed = {
            "organisation": self.organisation,
            "released_staff_group": False,
            "released_area": False,
        }
        return insert_new(self.connection, summary, {**values, **fixed})

    def add_many(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Store many summaries at once: every column given, no id there before."""
        self.connection.execute(summary.insert(), rows)

    def add_codes(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Store codes found in summaries."""
        if rows:
            self.connection.execute(summary_code.insert(), rows)

    def stock(self, view: View, quarter: str) -> dict[str, tuple[int, int]]:
        """Count (released, waiting) summaries by cell of this view; for intake alone."""
        statement = (
            select(view.cell, view.released, func.count())
            .where(self._in(quarter))
            .group_by(view.cell, view.released)
        )
        found: dict[str, tuple[int, int]] = {}
        for cell, is_released, number in self.connection.execute(statement):
            released, waiting = found.get(cell, (0, 0))
            found[cell] = (number, waiting) if is_released else (released, number)
        return found

    def release(self, view: View, quarter: str, cell: str, number: int) -> None:
        """Let this view show so many more of one cell; which ones, their random ids decide."""
        chosen = (
            select(summary.c.id)
            .where(self._in(quarter), view.cell == cell, view.released.is_(False))
            .order_by(summary.c.id)
            .limit(number)
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
        return [(row.id, row.text) for row in self.connection.execute(statement)]

    def _in(self, quarter: str) -> ColumnElement[bool]:
        return and_(summary.c.organisation == self.organisation, summary.c.quarter == quarter)
