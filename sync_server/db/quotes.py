"""Approved quotes in the database, and what their approval has to look up."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from sync_server.db.reach_tables import quote
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.summaries import QUOTABLE
from sync_server.db.tables import summary

LIVE, WITHDRAWN, REFUSED = "live", "withdrawn", "refused"


@dataclass(frozen=True)
class QuoteRow:
    """One asked-for quote: where it stands in its summary's text, and what it is shown with."""

    id: str
    summary_id: str
    first: int
    last: int
    tree: str
    node: str
    period: str
    theme: str
    state: str
    made_by: str
    made_on: str


@dataclass(frozen=True)
class Origin:
    """Where a summary counts; ``block`` is None while no closed block holds it.

    ``quarter`` is that of its week, under which it is read: another where it came late.
    """

    id: str
    staff_group: str
    area: str
    quarter: str
    block: str | None
    text: str


@dataclass(frozen=True)
class Quotes:
    """One trust's quotes."""

    connection: Connection
    organisation: str
    cipher: TextCipher = PLAIN

    def add(self, row: QuoteRow) -> None:
        """Keep one."""
        self.connection.execute(quote.insert().values(organisation=self.organisation, **vars(row)))

    def of_summary(self, summary_id: str) -> list[QuoteRow]:
        """Give all that was ever asked for of one summary."""
        return [row for row in self.all() if row.summary_id == summary_id]

    def all(self) -> list[QuoteRow]:
        """Give every row, whatever became of it."""
        it = quote.c
        columns = [it[name] for name in QuoteRow.__dataclass_fields__]
        found = self.connection.execute(
            select(*columns).where(it.organisation == self.organisation).order_by(it.id)
        )
        return [QuoteRow(*row) for row in found]

    def asked_by_area(self, period: str, staff_group: str) -> int:
        """Count the summaries of a group for which an area was asked, granted or not."""
        statement = (
            select(func.count(quote.c.summary_id.distinct()))
            .join_from(quote, summary, quote.c.summary_id == summary.c.id)
            .where(
                quote.c.organisation == self.organisation,
                quote.c.tree == "area",
                quote.c.period == period,
                summary.c.staff_group == staff_group,
            )
        )
        return int(self.connection.execute(statement).scalar_one())

    def live(self) -> list[tuple[QuoteRow, str]]:
        """Give live quotes with their summary's text, where that may still be quoted."""
        it = quote.c
        columns = [it[name] for name in QuoteRow.__dataclass_fields__]
        found = self.connection.execute(
            select(*columns, summary.c.text)
            .join_from(quote, summary, it.summary_id == summary.c.id)
            .where(it.organisation == self.organisation, it.state == LIVE, QUOTABLE)
        )
        return [(QuoteRow(*row[:-1]), self.cipher.open(row[-1], row[1])) for row in found]

    def withdraw(self, identity: str) -> bool:
        """Take a live quote back; False where there is none."""
        changed = update(quote).where(
            quote.c.organisation == self.organisation, quote.c.id == identity, quote.c.state == LIVE
        )
        return self.connection.execute(changed.values(state=WITHDRAWN)).rowcount == 1

    def origin(self, summary_id: str) -> Origin | None:
        """Give where a summary counts, with its text, if it may be quoted."""
        it = summary.c
        row = self.connection.execute(
            select(it.staff_group, it.area, it.quarter, it.block, it.text).where(
                it.organisation == self.organisation, it.id == summary_id, QUOTABLE
            )
        ).first()
        if row is None:
            return None
        text = self.cipher.open(row.text, summary_id)
        return Origin(summary_id, row.staff_group, row.area, row.quarter, row.block, text)

    def by_area(self, period: str, quarter: str, staff_group: str) -> dict[str, int]:
        """Count a group's summaries by area, never for showing: those that a closed period holds
        and that are read under a quarter, which differ where some came late.
        """
        it = summary.c
        statement = (
            select(it.area, func.count())
            .where(
                it.organisation == self.organisation,
                it.block.startswith(period, autoescape=True),
                it.quarter == quarter,
                it.staff_group == staff_group,
            )
            .group_by(it.area)
        )
        return {row[0]: row[1] for row in self.connection.execute(statement)}
