"""Codes that a re-coding has found so far, and their swap with those in use."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, exists, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.db.frozen_tables import coding, recoded
from sync_server.db.repositories import insert_new
from sync_server.db.tables import summary, summary_code

_PAGE = 2_000


@dataclass(frozen=True)
class Uncoded:
    """A summary that has a text and is not coded again yet."""

    id: str
    text: str
    themes: str


@dataclass(frozen=True)
class Recoded:
    """One trust's re-coding under one version."""

    connection: Connection
    organisation: str
    version: int

    def missing(self, ids: tuple[str, str], after: str, number: int) -> list[Uncoded]:
        """Give the next summaries to code, of those whose ids lie between two."""
        it = summary.c
        there = and_(recoded.c.summary_id == it.id, recoded.c.code_version == self.version)
        statement = (
            select(it.id, it.text, it.themes)
            .where(it.organisation == self.organisation, it.text != "")
            .where(it.id >= ids[0], it.id < ids[1], it.id > after, ~exists().where(there))
            .order_by(it.id)
            .limit(number)
        )
        return [Uncoded(*row) for row in self.connection.execute(statement)]

    def keep(self, rows: Mapping[str, Collection[str]]) -> int:
        """Keep what was found, by summary; a share that was done twice is kept once."""
        dialect = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        if rows:
            self.connection.execute(
                dialect.insert(recoded).on_conflict_do_nothing(),
                [
                    {
                        "summary_id": identity,
                        "code_version": self.version,
                        "codes": json.dumps(sorted(codes)),
                    }
                    for identity, codes in rows.items()
                ],
            )
        return len(rows)

    def swap(self) -> None:
        """Put what was found in the place of what is in use, and empty this version's rows."""
        theirs = select(summary.c.id).where(summary.c.organisation == self.organisation)
        mine = and_(recoded.c.code_version == self.version, recoded.c.summary_id.in_(theirs))
        found = select(recoded.c.summary_id).where(mine)
        self.connection.execute(delete(summary_code).where(summary_code.c.summary_id.in_(found)))
        after = ""
        while page := self.connection.execute(
            select(recoded.c.summary_id, recoded.c.codes)
            .where(mine, recoded.c.summary_id > after)
            .order_by(recoded.c.summary_id)
            .limit(_PAGE)
        ).all():
            rows = [
                {
                    "summary_id": row.summary_id,
                    "code": code,
                    "phrase": "",
                    "codebook_version": self.version,
                }
                for row in page
                for code in json.loads(row.codes)
            ]
            if rows:
                self.connection.execute(insert(summary_code), rows)
            after = page[-1].summary_id
        self.connection.execute(delete(recoded).where(mine))
        self._count_swap()

    def number(self) -> int:
        """Count the summaries that have been coded so far."""
        theirs = select(summary.c.id).where(summary.c.organisation == self.organisation)
        mine = and_(recoded.c.code_version == self.version, recoded.c.summary_id.in_(theirs))
        statement = select(func.count()).select_from(recoded).where(mine)
        return int(self.connection.execute(statement).scalar_one())

    def to_do(self) -> int:
        """Count the summaries that have a text."""
        it = summary.c
        mine = and_(it.organisation == self.organisation, it.text != "")
        return int(self.connection.execute(select(func.count()).where(mine)).scalar_one())

    def _count_swap(self) -> None:
        mine = coding.c.organisation == self.organisation
        values = {"organisation": self.organisation, "code_version": self.version, "swaps": 1}
        if not insert_new(self.connection, coding, values):
            self.connection.execute(
                update(coding)
                .where(mine)
                .values(code_version=self.version, swaps=coding.c.swaps + literal(1))
            )
