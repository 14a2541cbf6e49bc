"""The only SQL, with its neighbours: one repository per noun, over a connection others commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Insert, Row, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.db.tables import organisation

Record = Row[tuple[object, ...]]

_HERE = organisation.c.id == bindparam("identity")
_VERSION = select(organisation.c.version).where(_HERE)
_LOCK = select(organisation.c.document).where(_HERE).with_for_update()


def insert_new(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert a row in this database's dialect; False when its key exists: that row stays."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = (
        dialect.insert(table)
        .values(values)
        .on_conflict_do_nothing()
        .returning(*table.primary_key.columns)
    )
    return connection.execute(statement).first() is not None


def insert_all_new(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]
) -> int:
    """Insert rows of one shape in one go; gives how many: those whose key exists stay as they are.

    Fewer than were given means that some were there: nothing says which.
    """
    if not rows:
        return 0
    statement = _add_new(connection.dialect.name, table)
    kept = {"preserve_rowcount": True}
    found = connection.execute(statement, [dict(row) for row in rows], execution_options=kept)
    return found.rowcount


@cache
def _add_new(name: str, table: Table) -> Insert:
    dialect = sqlite if name == "sqlite" else postgresql
    statement: Insert = dialect.insert(table).on_conflict_do_nothing()
    return statement


@dataclass(frozen=True)
class Organisations:
    """The trusts on this server: JSON documents by id."""

    connection: Connection

    def all(self) -> dict[str, str]:
        """Give every trust's document by its id."""
        rows = self.connection.execute(select(organisation).order_by(organisation.c.id))
        return {row.id: row.document for row in rows}

    def add(self, identity: str, document: str) -> bool:
        """Keep a trust; False when one of that id exists already."""
        return insert_new(self.connection, organisation, {"id": identity, "document": document})

    def version(self, identity: str) -> int:
        """Give the number that rises with everything the trust's devices are to fetch."""
        return int(self.connection.execute(_VERSION, {"identity": identity}).scalar_one())

    def raise_version(self, identity: str) -> None:
        """Tell devices that there is something to fetch."""
        self.connection.execute(
            update(organisation)
            .where(organisation.c.id == identity)
            .values(version=organisation.c.version + 1)
        )

    def change(self, identity: str, document: str) -> None:
        """Put another document in place of the trust's; devices are told."""
        self.connection.execute(
            update(organisation).where(organisation.c.id == identity).values(document=document)
        )
        self.raise_version(identity)

    def lock(self, identity: str) -> str | None:
        """Make other writers for this trust wait until the transaction ends; give its document.

        None when there is no such trust. SQLite has a single writer anyway and leaves FOR
        UPDATE out.
        """
        return self.connection.execute(_LOCK, {"identity": identity}).scalar_one_or_none()
