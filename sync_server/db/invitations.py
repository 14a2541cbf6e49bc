"""Invitations to accounts, over a connection that others commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from sync_server.db.repositories import Record, insert_new
from sync_server.db.sign_in_tables import invitation


@dataclass(frozen=True)
class Invitations:
    """Accounts that are offered and not taken yet."""

    connection: Connection

    def of(self, organisation: str) -> Sequence[Record]:
        """Give a trust's invitations that nobody took yet, by name."""
        statement = select(invitation).where(
            invitation.c.organisation == organisation, invitation.c.used.is_(False)
        )
        return self.connection.execute(statement.order_by(invitation.c.username)).all()

    def find(self, code_hash: str) -> Record | None:
        """Give one, locked until the transaction ends, or None."""
        statement = select(invitation).where(invitation.c.code_hash == code_hash)
        return self.connection.execute(statement.with_for_update()).one_or_none()

    def knows(self, code_hash: str) -> bool:
        """Say whether there is one of this code, holding up nobody who writes."""
        statement = select(invitation.c.code_hash).where(invitation.c.code_hash == code_hash)
        return self.connection.execute(statement).first() is not None

    def add(self, values: Mapping[str, str]) -> bool:
        """Keep one; False when it is there. Others for the same name in the trust go."""
        if not insert_new(self.connection, invitation, values):
            return False
        self.connection.execute(
            delete(invitation).where(
                invitation.c.organisation == values["organisation"],
                invitation.c.username == values["username"],
                invitation.c.code_hash != values["code_hash"],
            )
        )
        return True

    def use(self, code_hash: str) -> None:
        """Mark one as taken."""
        mine = invitation.c.code_hash == code_hash
        self.connection.execute(update(invitation).where(mine).values(used=True))

    def remove(self, code_hash: str) -> None:
        """Take one back."""
        self.connection.execute(delete(invitation).where(invitation.c.code_hash == code_hash))

    def forget(self, before: str) -> None:
        """Remove those that ended before an ISO date."""
        self.connection.execute(delete(invitation).where(invitation.c.expires_on < before))
