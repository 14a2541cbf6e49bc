"""An admin's desk for the trust's accounts: who may sign in, suspend, readmit, a lost phone.

An admin reads nothing of what people said, and this desk gives them no way to: a password cannot
be reset here, for that and a reset second factor together would open a lead's account to them.
That stays on the server's command line. Nobody can suspend the last admin who can sign in.
"""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sync_server.db.accounts import Accounts
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.db.sign_in import Factors
from sync_server.errors import Refusal
from sync_server.permissions import Role
from sync_server.services.editing import Editor
from sync_server.services.server_secret import ServerSecret


@dataclass(frozen=True)
class ListedAccount:
    """Somebody who may sign in. ``id`` names the account in addresses and says nothing of it.

    ``elsewhere`` marks an account of another trust that may read this one: it is changed there.
    """

    id: str
    username: str
    display_name: str
    role: Role
    areas: tuple[str, ...]
    suspended: bool
    second_factor: bool
    sign_on: bool
    elsewhere: bool


class AccountDesk:
    """Lists and changes the accounts of one trust; every change leaves an audit row."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database = database
        self._secret = secret
        self._now = now

    def all(self, organisation: str) -> list[ListedAccount]:
        """Give everybody who may read or change something of this trust, by name."""
        with self._database.read() as connection:
            accounts = Accounts(connection)
            own = [self._listed(accounts, row, False) for row in accounts.of(organisation)]
            others = accounts.reading_from_elsewhere(organisation)
            return own + [self._listed(accounts, row, True) for row in others]

    def suspend(self, by: Editor, identity: str) -> ListedAccount:
        """Close every way in, and end what is open; again is no mistake.

        Raises Refusal not-found, last-admin.
        """

        def change(connection: Connection, row: Record) -> bool:
            accounts = Accounts(connection)
            if row.suspended:
                return False
            if row.role == Role.ADMIN and _admins(accounts.of(by.organisation)) <= {row.username}:
                raise Refusal("last-admin")
            accounts.suspend(row.username)
            return True

        return self._change(by, identity, "suspended the account", change)

    def readmit(self, by: Editor, identity: str) -> ListedAccount:
        """Let somebody in again; again is no mistake. Raises Refusal not-found."""

        def change(connection: Connection, row: Record) -> bool:
            Accounts(connection).readmit(row.username)
            return bool(row.suspended)

        return self._change(by, identity, "readmitted the account", change)

    def reset_second_factor(self, by: Editor, identity: str) -> ListedAccount:
        """Take away the codes and passkeys of somebody whose phone is lost; their sessions end.

        Their own is nobody's to take away here: *Your sign-in* asks for a code first. Raises
        Refusal not-found, not-permitted.
        """

        def change(connection: Connection, row: Record) -> bool:
            accounts = Accounts(connection)
            if row.username == by.username:
                raise Refusal("not-permitted")
            had = accounts.has_second_factor(row.username)
            Factors(connection, row.username).remove()
            accounts.end_sessions(row.username)
            return had

        return self._change(by, identity, "took the second factor from", change)

    def _change(
        self,
        by: Editor,
        identity: str,
        said: str,
        change: Callable[[Connection, Record], bool],
    ) -> ListedAccount:
        with self._database.write() as connection:
            # Two admins who suspend each other at once are taken one after the other.
            Organisations(connection).lock(by.organisation)
            accounts = Accounts(connection)
            row = self._named(accounts.of(by.organisation), identity)
            if change(connection, row):
                at = self._now().isoformat(timespec="minutes")[:16]
                Audit(connection, by.organisation).add(by.username, f"{said} {row.username}", at)
            again = accounts.find(row.username)
            assert again is not None  # noqa: S101 - found above, in this transaction
            return self._listed(accounts, again, False)

    def _named(self, rows: Collection[Record], identity: str) -> Record:
        for row in rows:
            if self._id(row.username) == identity:
                return row
        raise Refusal("not-found")

    def _id(self, username: str) -> str:
        return self._secret.handle(f"account {username}")

    def _listed(self, accounts: Accounts, row: Record, elsewhere: bool) -> ListedAccount:
        return ListedAccount(
            self._id(row.username),
            row.username,
            row.display_name,
            Role(row.role),
            tuple(json.loads(row.areas)),
            bool(row.suspended),
            accounts.has_second_factor(row.username),
            accounts.signs_on(row.username),
            elsewhere,
        )


def _admins(rows: Collection[Record]) -> set[str]:
    """Give the admins who are not suspended, by name."""
    return {str(row.username) for row in rows if row.role == Role.ADMIN and not row.suspended}
