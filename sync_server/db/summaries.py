"""Summaries in the database: stored, released for a view, counted, read.

Texts, and the phrases found in them, go through a cipher on their way in and out.

A withdrawn summary has lost its text. Where it waited it counts no more; where a view counts it
already it goes on being counted there, until that cell's next step takes others in its place.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, select

from sync_server.db.repositories import insert_all_new
from sync_server.db.sealing import PLAIN, TextCipher, phrase_of
from sync_server.db.tables import flag, summary, summary_code
from sync_server.db.views import VIEWS, View

#: What may be shown word for word, anywhere: every query that gives texts asks for it. A text
#: that was looked over again, withdrawn, or flagged by somebody is counted and never shown; of
#: one that has been kept long enough nothing is left.
QUOTABLE = and_(
    summary.c.looked_again.is_(False),
    summary.c.withdrawn.is_(False),
    summary.c.text != "",
    ~exists().where(flag.c.summary_id == summary.c.id),
)

_KNOWN = select(
    summary.c.id,
    summary.c.digest,
    summary.c.looked_again,
    summary.c.withdrawal,
    summary.c.withdrawn,
).where(summary.c.id.in_(bindparam("identities", expanding=True)))
_ADD = summary.insert()
_ADD_CODES = summary_code.insert()


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
        given = {"identities": list(identities)}
        return {
            row.id: Stored(row.digest, row.withdrawal, bool(row.looked_again), bool(row.withdrawn))
            for row in (self.connection.execute(_KNOWN, given) if identities else ())
        }

    def add(self, rows: Sequence[Mapping[str, object]]) -> int:
        """Store summaries, released for no view yet; gives how many had an id of their own."""
        fixed = {
            "organisation": self.organisation,
            "released_staff_group": False,
            "released_area": False,
        }
        return insert_all_new(
            self.connection, summary, [{**row, **fixed} for row in self._sealed(rows)]
        )

    def add_many(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Store many summaries at once: every column given, no id there before."""
        self.connection.execute(_ADD, self._sealed(rows))

    def add_codes(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Store codes found in summaries."""
        if rows:
            bound = [phrase_of(str(row["summary_id"]), str(row["code"])) for row in rows]
            words = [str(row.get("phrase", "")) for row in rows]
            sealed = self.cipher.seal_all(list(zip(words, bound, strict=True)))
            self.connection.execute(
                _ADD_CODES,
                [{**row, "phrase": one} for row, one in zip(rows, sealed, strict=True)],
            )

    def _sealed(self, rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
        sealed = self.cipher.seal_all([(str(row["text"]), str(row["id"])) for row in rows])
        return [{**row, "text": one} for row, one in zip(rows, sealed, strict=True)]

    def stock(self, view: View, quarter: str) -> dict[str, Cell]:
        """Count the summaries of each cell of this view; for intake alone.

        Those that were withdrawn are counted apart, and have an index of their own: so the many
        are counted from an index, without a look at each.
        """
        ask, here = self.connection.execute, self._here(quarter)
        gone = Counter((row[0], bool(row[1])) for row in ask(view.withdrawn, here))
        found: dict[str, Cell] = {}
        for cell, is_released, number in ask(view.counted, here):
            released, waiting, withdrawn = found.get(cell, Cell(0, 0, 0))
            if is_released:
                released, withdrawn = number, gone[cell, True]
            else:
                waiting = number - gone[cell, False]
            found[cell] = Cell(released, waiting, withdrawn)
        return found

    def waiting(self, view: View, quarter: str, cells: Iterable[str], number: int) -> bool:
        """Say whether so many wait in one of ``cells``; quick however many are shown there."""
        given = self._here(quarter) | {"cells": list(cells), "number": number}
        return self.connection.execute(view.waiting, given).first() is not None

    def release(self, view: View, quarter: str, cell: str, number: int, *, withdrawn: bool) -> None:
        """Let this view count so many more of one cell; which ones, their random ids decide.

        Withdrawn ones that it counts leave it now, and as many others take their place; with
        ``withdrawn`` False the caller knows that there are none.
        """
        here = self._here(quarter) | {"one": cell}
        if withdrawn:
            number += self.connection.execute(view.leave, here).rowcount
        self.connection.execute(view.show, here | {"number": number})

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

    def places(self, quarter: str) -> dict[str, int]:
        """Count the areas that each staff group's released summaries come from; never shown."""
        view = VIEWS["staff_group"]
        statement = (
            select(view.cell, func.count(summary.c.area.distinct()))
            .where(self._in(quarter), view.released)
            .group_by(view.cell)
        )
        return {row[0]: row[1] for row in self.connection.execute(statement)}

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

    def _here(self, quarter: str) -> dict[str, object]:
        return {"the_trust": self.organisation, "the_quarter": quarter}

    def _in(self, quarter: str) -> ColumnElement[bool]:
        return and_(summary.c.organisation == self.organisation, summary.c.quarter == quarter)
