"""The server's epoch and marks: by them a device knows when its own copy is needed no more.

A receipt carries the epoch and the mark of the moment. A backup first raises the mark, then
copies, then is read back, and only then publishes its mark as durable. So whatever was stored
under a mark below the durable one lies in a backup that was verified. A restore makes a new
epoch: then every device sends again what it still holds.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select, update

from sync_server.db.intake_tables import server_state

_READ: Select[tuple[object, ...]] = select(server_state)
_HOLD = _READ.with_for_update(read=True)


@dataclass(frozen=True)
class State:
    """How it stands; devices are shown ``epoch`` and ``durable``."""

    epoch: str
    mark: int
    durable: int
    texts_since: str = ""
    tended_on: str = ""
    digests: str = ""


@dataclass(frozen=True)
class ServerState:
    """The one row."""

    connection: Connection

    def read(self) -> State:
        """Give the state."""
        return self._given(_READ)

    def hold(self) -> State:
        """Give the state, and let no mark be raised before this transaction has ended.

        Without that a backup on PostgreSQL could raise the mark, miss a summary that is being
        stored under the mark before, and call it durable. SQLite has one writer anyway.
        """
        return self._given(_HOLD)

    def raise_mark(self) -> int:
        """Begin a backup: what is stored from now on carries the mark that is given."""
        raised = update(server_state).values(mark=server_state.c.mark + 1)
        return int(self.connection.execute(raised.returning(server_state.c.mark)).scalar_one())

    def publish(self, mark: int) -> None:
        """Tell devices that whatever was stored before ``mark`` is in a verified backup."""
        behind = server_state.c.durable < mark
        self.connection.execute(update(server_state).where(behind).values(durable=mark))

    def renew(self) -> str:
        """Begin a new epoch, after a restore; gives it."""
        epoch = secrets.token_hex(16)
        self.connection.execute(update(server_state).values(epoch=epoch))
        return epoch

    def keep_tended_on(self, day: str) -> None:
        """Note the day (ISO date) of tending, with a "?" behind it while it is in doubt."""
        self.connection.execute(update(server_state).values(tended_on=day))

    def keep_texts_since(self, quarter: str) -> None:
        """Note that texts of quarters before this one were deleted."""
        self.connection.execute(update(server_state).values(texts_since=quarter))

    def keep_digests(self, form: str) -> None:
        """Note that every summary's digest is kept in this form."""
        self.connection.execute(update(server_state).values(digests=form))

    def _given(self, statement: Select[tuple[object, ...]]) -> State:
        row = self.connection.execute(statement).one()
        return State(row.epoch, row.mark, row.durable, row.texts_since, row.tended_on, row.digests)
