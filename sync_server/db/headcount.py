"""A trust's headcount in the database: two lists, replaced as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from sync_server.db.reach_tables import headcount, headcount_sheet

GROUP, AREA = "group", "area"


@dataclass(frozen=True)
class Sheet:
    """The headcount in use: ``people`` by tree and node; dates are ISO, version 0 for none."""

    version: int = 0
    as_at: str = ""
    made_by: str = ""
    made_on: str = ""


@dataclass(frozen=True)
class Headcounts:
    """One trust's headcount."""

    connection: Connection
    organisation: str

    def sheet(self) -> Sheet:
        """Give what is known of the headcount in use."""
        it = headcount_sheet.c
        row = self.connection.execute(
            select(it.version, it.as_at, it.made_by, it.made_on).where(
                it.organisation == self.organisation
            )
        ).first()
        return Sheet(*row) if row else Sheet()

    def people(self, tree: str) -> dict[str, int]:
        """Give the people of each group, or of each area, that the file named."""
        it = headcount.c
        found = self.connection.execute(
            select(it.node, it.people).where(it.organisation == self.organisation, it.tree == tree)
        )
        return {row.node: row.people for row in found}

    def replace(self, sheet: Sheet, people: Mapping[str, Mapping[str, int]]) -> None:
        """Put other numbers in place of all that are there; ``people`` by tree and node."""
        for each in (headcount, headcount_sheet):
            mine = delete(each).where(each.c.organisation == self.organisation)
            self.connection.execute(mine)
        self.connection.execute(
            headcount_sheet.insert().values(organisation=self.organisation, **vars(sheet))
        )
        rows = [
            {"organisation": self.organisation, "tree": tree, "node": node, "people": number}
            for tree, nodes in people.items()
            for node, number in sorted(nodes.items())
        ]
        if rows:
            self.connection.execute(headcount.insert(), rows)
