"""Which backups were found whole, and which text keys the database knows."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from sync_server.db.operating_tables import text_key, verified_backup
from sync_server.db.repositories import insert_new


@dataclass(frozen=True)
class VerifiedBackups:
    """Backups that were opened again and found whole."""

    connection: Connection

    def add(self, epoch: str, mark: int, digest: str, verified_on: str) -> None:
        """Keep that a backup was verified; again is harmless."""
        row = {"epoch": epoch, "mark": mark, "digest": digest, "verified_on": verified_on}
        insert_new(self.connection, verified_backup, row)

    def highest_mark(self) -> int:
        """Give the mark of the newest one, in whichever life of the server; 0 without any."""
        return int(self.connection.execute(select(func.max(verified_backup.c.mark))).scalar() or 0)

    def last(self, epoch: str) -> str | None:
        """Give the ISO date of the last one in this life of the server, or None."""
        newest = select(func.max(verified_backup.c.verified_on))
        found = self.connection.execute(newest.where(verified_backup.c.epoch == epoch))
        return found.scalar()


@dataclass(frozen=True)
class TextKeyRecords:
    """The text keys in use, by name."""

    connection: Connection

    def all(self) -> dict[str, bool]:
        """Give each known key's name, and whether no text is under another."""
        rows = self.connection.execute(select(text_key).order_by(text_key.c.made_on))
        return {row.id: bool(row.complete) for row in rows}

    def made_on(self, identity: str) -> str:
        """Give the ISO date since when this key is in use; it must be known."""
        found = select(text_key.c.made_on).where(text_key.c.id == identity)
        return str(self.connection.execute(found).scalar_one())

    def add(self, identity: str, made_on: str) -> None:
        """Keep that texts are sealed with this key from now on."""
        row = {"id": identity, "made_on": made_on, "complete": False}
        insert_new(self.connection, text_key, row)

    def complete(self, identity: str) -> None:
        """Keep that every text is under this key."""
        done = update(text_key).where(text_key.c.id == identity).values(complete=True)
        self.connection.execute(done)

    def drop(self, identity: str) -> None:
        """Forget a key that seals nothing any more."""
        self.connection.execute(delete(text_key).where(text_key.c.id == identity))
