"""Spent tokens in the database: which there are, and what each was spent on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select

from sync_server.db.intake_tables import spent_token

_FIND = select(spent_token.c.token, spent_token.c.item).where(
    spent_token.c.token.in_(bindparam("tokens", expanding=True))
)
_SPEND = spent_token.insert()


class Spent(NamedTuple):
    """A token's hash, that of the item it was spent on, and the last day it is kept (ISO)."""

    token: str
    item: str
    kept_until: str


@dataclass(frozen=True)
class SpentTokens:
    """All trusts' spent tokens, by hash."""

    connection: Connection

    def items(self, tokens: Collection[str]) -> dict[str, str]:
        """Give those of ``tokens`` that are spent, each with the hash of its item."""
        rows = self.connection.execute(_FIND, {"tokens": list(tokens)}) if tokens else ()
        return {row.token: row.item for row in rows}

    def spend(self, spent: Sequence[Spent]) -> None:
        """Keep tokens as spent; the caller holds their trusts' locks and knows none is yet."""
        if spent:
            self.connection.execute(_SPEND, [one._asdict() for one in spent])

    def purge(self, today: str) -> int:
        """Drop what was kept long enough (ISO date); gives how many there were."""
        statement = delete(spent_token).where(spent_token.c.kept_until < today)
        return self.connection.execute(statement).rowcount
