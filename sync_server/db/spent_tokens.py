"""Spent tokens in the database: which there are, and what each was spent on."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from sync_server.db.intake_tables import spent_token


@dataclass(frozen=True)
class SpentTokens:
    """All trusts' spent tokens, by hash."""

    connection: Connection

    def items(self, tokens: Collection[str]) -> dict[str, str]:
        """Give those of ``tokens`` that are spent, each with the hash of its item."""
        statement = select(spent_token.c.token, spent_token.c.item).where(
            spent_token.c.token.in_(tokens)
        )
        rows = self.connection.execute(statement) if tokens else ()
        return {row.token: row.item for row in rows}

    def spend(self, token: str, item: str, kept_until: str) -> None:
        """Keep a token as spent; the caller holds its trust's lock and knows it is not yet."""
        self.connection.execute(
            spent_token.insert().values(token=token, item=item, kept_until=kept_until)
        )

    def purge(self, today: str) -> int:
        """Drop what was kept long enough (ISO date); gives how many there were."""
        statement = delete(spent_token).where(spent_token.c.kept_until < today)
        return self.connection.execute(statement).rowcount
