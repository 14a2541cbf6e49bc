"""The summaries' digests as they lie in the database, for keeping them in another form."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from sync_server.db.tables import summary


@dataclass(frozen=True)
class Digests:
    """Every trust's digests."""

    connection: Connection

    def not_in(self, form: str, after: str, number: int) -> dict[str, str]:
        """Give up to ``number`` digests that do not begin with ``form``, by id, after an id."""
        other = ~summary.c.digest.startswith(form, autoescape=True)
        found = (
            select(summary.c.id, summary.c.digest)
            .where(summary.c.id > after, summary.c.digest != "", other)
            .order_by(summary.c.id)
            .limit(number)
        )
        return {row.id: row.digest for row in self.connection.execute(found)}

    def replace(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Put new digests where the old ones still stand."""
        change = (
            update(summary)
            .where(summary.c.id == bindparam("of"), summary.c.digest == bindparam("old"))
            .values(digest=bindparam("new"))
        )
        rows = [{"of": key, "old": old, "new": after[key]} for key, old in before.items()]
        self.connection.execute(change, rows)
