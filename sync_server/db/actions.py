"""Actions and issued reports of one trust: rows are added, none is changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from sync_server.db.action_tables import report_issue, theme_action
from sync_server.db.repositories import insert_new


@dataclass(frozen=True)
class ActionRow:
    """An action in one version; see ``theme_action`` for what each part holds."""

    id: str
    version: int
    theme: str
    tree: str
    node: str
    words: str
    owner: str
    from_day: str
    state: str
    edited_by: str
    edited_on: str


@dataclass(frozen=True)
class IssueRow:
    """A report as it was issued, without what it says."""

    period: str
    number: int
    issued_on: str
    issued_by: str
    reason: str
    minimum: int


@dataclass(frozen=True)
class Actions:
    """One trust's actions."""

    connection: Connection
    organisation: str

    def standing(self) -> dict[str, ActionRow]:
        """Give each action as it stands now, by its id."""
        it = theme_action.c
        rows = self.connection.execute(
            select(theme_action)
            .where(it.organisation == self.organisation)
            .order_by(it.id, it.version)
        )
        return {
            row.id: _action({str(name): value for name, value in row._mapping.items()})
            for row in rows
        }

    def add(self, row: ActionRow) -> None:
        """Add a version after the earlier ones."""
        self.connection.execute(
            theme_action.insert(), [{"organisation": self.organisation, **asdict(row)}]
        )


@dataclass(frozen=True)
class Issues:
    """One trust's issued reports."""

    connection: Connection
    organisation: str

    def all(self) -> list[IssueRow]:
        """List them, the newest period first and in each the last issue first."""
        it = report_issue.c
        columns = (it.period, it.number, it.issued_on, it.issued_by, it.reason, it.minimum)
        rows = self.connection.execute(
            select(*columns)
            .where(it.organisation == self.organisation)
            .order_by(it.period.desc(), it.number.desc())
        )
        return [IssueRow(**dict(row._mapping)) for row in rows]

    def document(self, period: str, number: int) -> str | None:
        """Give what an issue says, as JSON; None where there is none of that number."""
        it = report_issue.c
        statement = select(it.document).where(
            it.organisation == self.organisation, it.period == period, it.number == number
        )
        return self.connection.execute(statement).scalar_one_or_none()

    def add(self, row: IssueRow, document: str) -> bool:
        """Keep an issue; False where that number is taken."""
        values: Mapping[str, object] = {
            "organisation": self.organisation,
            "document": document,
            **asdict(row),
        }
        return insert_new(self.connection, report_issue, values)


def _action(found: Mapping[str, Any]) -> ActionRow:
    values = {name: value for name, value in found.items() if name != "organisation"}
    return ActionRow(**values)
