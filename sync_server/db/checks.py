"""Leads' answers about the coding, and the summaries that may be asked about."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sync_server.db.learning_tables import check_answer
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.summaries import QUOTABLE
from sync_server.db.tables import summary
from sync_server.db.views import VIEWS

AUDIT, UNCERTAIN, SECOND = "audit", "uncertain", "second"
_PAGE = 500


@dataclass(frozen=True)
class Answer:
    """What one lead last said of one summary: the ``codes`` it speaks of, maybe none."""

    summary_id: str
    made_by: str
    purpose: str
    codes: tuple[str, ...]
    new_theme: str
    codebook_version: int
    made_on: str


@dataclass(frozen=True)
class Checks:
    """One trust's answers."""

    connection: Connection
    organisation: str
    cipher: TextCipher = PLAIN

    def readable(self, quarter: str, groups: Collection[str]) -> list[tuple[str, str]]:
        """Give (id, staff group) of the texts of these groups that a lead may read."""
        view = VIEWS["staff_group"]
        statement = select(summary.c.id, view.cell).where(
            summary.c.organisation == self.organisation,
            summary.c.quarter == quarter,
            view.cell.in_(sorted(groups)),
            view.released,
            QUOTABLE,
        )
        return [(row.id, row.staff_group) for row in self.connection.execute(statement)]

    def texts(self, identities: Sequence[str]) -> dict[str, str]:
        """Give the texts of some summaries by id."""
        statement = select(summary.c.id, summary.c.text).where(
            summary.c.id.in_(identities), summary.c.organisation == self.organisation
        )
        found = self.connection.execute(statement)
        return {row.id: self.cipher.open(row.text, row.id) for row in found}

    def quotable(self, identities: Sequence[str]) -> dict[str, str]:
        """Give the texts of those summaries whose words may be shown, by id."""
        found: dict[str, str] = {}
        for start in range(0, len(identities), _PAGE):
            some = identities[start : start + _PAGE]
            statement = select(summary.c.id, summary.c.text).where(
                summary.c.id.in_(some), summary.c.organisation == self.organisation, QUOTABLE
            )
            for row in self.connection.execute(statement.order_by(summary.c.id)):
                found[row.id] = self.cipher.open(row.text, row.id)
        return found

    def picked(self, most: int) -> dict[str, tuple[str, ...]]:
        """Give the codes that the two people ticked on the device, by summary; ``most`` of them."""
        it = summary.c
        statement = select(it.id, it.themes).where(
            it.organisation == self.organisation, it.themes != "[]", QUOTABLE
        )
        # Ids are random, so the first are as good as any.
        found = self.connection.execute(statement.order_by(it.id).limit(max(0, most)))
        return {row.id: tuple(json.loads(row.themes)) for row in found}

    def add(self, answer: Answer) -> None:
        """Add an answer after any earlier one of the same lead."""
        it = check_answer.c
        mine = (it.summary_id == answer.summary_id, it.made_by == answer.made_by)
        last = self.connection.execute(select(func.max(it.number)).where(*mine)).scalar()
        values: Mapping[str, object] = {
            "organisation": self.organisation,
            "summary_id": answer.summary_id,
            "made_by": answer.made_by,
            "number": (last or 0) + 1,
            "purpose": answer.purpose,
            "codes": json.dumps(answer.codes),
            "new_theme": answer.new_theme,
            "codebook_version": answer.codebook_version,
            "made_on": answer.made_on,
        }
        self.connection.execute(check_answer.insert(), [dict(values)])

    def latest(self) -> list[Answer]:
        """Give the last answer of each lead about each summary, in the order of their ids."""
        it = check_answer.c
        statement = (
            select(check_answer)
            .where(it.organisation == self.organisation)
            .order_by(it.summary_id, it.made_by, it.number)
        )
        found: dict[tuple[str, str], Answer] = {}
        for row in self.connection.execute(statement):
            found[row.summary_id, row.made_by] = Answer(
                row.summary_id,
                row.made_by,
                row.purpose,
                tuple(json.loads(row.codes)),
                row.new_theme,
                row.codebook_version,
                row.made_on,
            )
        return list(found.values())
