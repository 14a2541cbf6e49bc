"""What was not stored and has to be looked at again; what leads flagged. Never a word of either."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, select, update

from app.domain.second_look import Place, read_places
from sync_server.db.repositories import Record, insert_new
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.tables import flag, held_look, summary, summary_code

_TOLD = select(held_look.c.withdrawal, held_look.c.places).where(
    held_look.c.withdrawal.in_(bindparam("withdrawals", expanding=True)),
    held_look.c.kept_until >= bindparam("today"),
)


@dataclass(frozen=True)
class HeldLooks:
    """Places that were told to a device, by the hash of its code."""

    connection: Connection

    def places(self, withdrawals: Collection[str], today: str) -> dict[str, tuple[Place, ...]]:
        """Give what was told and is still kept on ``today`` (ISO date)."""
        given = {"withdrawals": list(withdrawals), "today": today}
        rows = self.connection.execute(_TOLD, given) if withdrawals else ()
        return {row.withdrawal: read_places(json.loads(row.places)) for row in rows}

    def hold(
        self, withdrawal: str, places: tuple[Place, ...], reason: str, kept_until: str
    ) -> None:
        """Keep the places that are told now, in place of what was told before."""
        values = {
            "places": json.dumps([place.to_document() for place in places]),
            "reason": reason,
            "kept_until": kept_until,
        }
        if not insert_new(self.connection, held_look, {"withdrawal": withdrawal, **values}):
            self.connection.execute(
                update(held_look).where(held_look.c.withdrawal == withdrawal).values(values)
            )

    def forget(self, withdrawal: str) -> None:
        """Drop what was told: the author has looked again."""
        self.connection.execute(delete(held_look).where(held_look.c.withdrawal == withdrawal))

    def purge(self, today: str) -> None:
        """Drop what has been kept long enough."""
        self.connection.execute(delete(held_look).where(held_look.c.kept_until < today))


@dataclass(frozen=True)
class Flags:
    """One trust's flagged texts."""

    connection: Connection
    organisation: str
    cipher: TextCipher = PLAIN

    def add(self, summary_id: str, who: str, day: str) -> bool:
        """Flag a summary; False when it is flagged already: that stays as it is."""
        found = select(summary.c.withdrawal).where(self._own(summary_id))
        withdrawal = self.connection.execute(found).scalar_one()
        values = {"summary_id": summary_id, "withdrawal": withdrawal}
        return insert_new(
            self.connection, flag, {**values, "made_by": who, "made_on": day, "text_there": True}
        )

    def find(self, summary_id: str) -> Record | None:
        """Give the flag of a summary with its ``withdrawal``, or None."""
        statement = select(flag).join_from(flag, summary, flag.c.summary_id == summary.c.id)
        return self.connection.execute(statement.where(self._own(summary_id))).one_or_none()

    def remove(self, summary_id: str) -> None:
        """Take a flag back."""
        self.connection.execute(delete(flag).where(flag.c.summary_id == summary_id))

    def texts(self) -> list[tuple[str, str]]:
        """Give (id, text) of every flagged summary that still has its text."""
        statement = (
            select(summary.c.id, summary.c.text)
            .join_from(flag, summary, flag.c.summary_id == summary.c.id)
            .where(summary.c.organisation == self.organisation, flag.c.text_there)
            .order_by(summary.c.id)
        )
        found = self.connection.execute(statement)
        return [(row.id, self.cipher.open(row.text, row.id)) for row in found]

    def put_text(self, summary_id: str, text: str, digest: str) -> None:
        """Let an author's new wording stand in place of a flagged text: counted as before.

        Its codes stay as they are, so that no figure moves; the flag is settled by it.
        """
        drop_texts(self.connection, [summary_id])
        sealed = self.cipher.seal(text, summary_id)
        self.connection.execute(
            update(summary)
            .where(self._own(summary_id))
            .values(text=sealed, digest=digest, looked_again=True)
        )
        self.remove(summary_id)

    def _own(self, summary_id: str) -> ColumnElement[bool]:
        return and_(summary.c.id == summary_id, summary.c.organisation == self.organisation)


def is_flagged(connection: Connection, withdrawal: str) -> bool:
    """Say whether the text that belongs to this hash is flagged, in whichever trust."""
    statement = select(flag.c.summary_id).where(flag.c.withdrawal == withdrawal).limit(1)
    return connection.execute(statement).first() is not None


def flagged_before(connection: Connection, day: str) -> list[str]:
    """List the summaries that were flagged before ``day`` (ISO date) and still have a text."""
    statement = select(flag.c.summary_id).where(flag.c.made_on < day, flag.c.text_there)
    return list(connection.execute(statement).scalars())


def drop_texts(connection: Connection, summary_ids: Collection[str]) -> None:
    """Delete flagged texts, and the wording by which they were coded; the codes stay.

    The digest goes too: whoever guesses at a text could try the guess on it.
    """
    for summary_id in summary_ids:
        mine = summary.c.id == summary_id
        connection.execute(update(summary).where(mine).values(text="", digest=""))
        connection.execute(
            update(summary_code).where(summary_code.c.summary_id == summary_id).values(phrase="")
        )
        connection.execute(
            update(flag).where(flag.c.summary_id == summary_id).values(text_there=False)
        )
