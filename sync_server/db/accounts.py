"""Who may sign in, and whose session is open, over a connection that others commit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from sync_server.db.repositories import Record, insert_new
from sync_server.db.sign_in_tables import (
    account_organisation,
    passkey,
    second_factor,
    sign_on_identity,
)
from sync_server.db.tables import account, session


@dataclass(frozen=True)
class Accounts:
    """People who may sign in."""

    connection: Connection

    def find(self, username: str) -> Record | None:
        """Give the account's row, or None."""
        statement = select(account).where(account.c.username == username)
        return self.connection.execute(statement).one_or_none()

    def any(self) -> bool:
        """Say whether there is any account."""
        return self.connection.execute(select(account.c.username).limit(1)).first() is not None

    def of(self, organisation: str) -> Sequence[Record]:
        """Give the accounts whose first trust this is, by name."""
        statement = select(account).where(account.c.organisation == organisation)
        return self.connection.execute(statement.order_by(account.c.username)).all()

    def add(
        self, values: Mapping[str, str], areas: Sequence[str] = (), also: Sequence[str] = ()
    ) -> bool:
        """Keep a new account; ``also`` names further trusts. False when the name is taken."""
        if not insert_new(self.connection, account, {**values, "areas": json.dumps([*areas])}):
            return False
        for organisation in also:
            row = {"username": values["username"], "organisation": organisation}
            insert_new(self.connection, account_organisation, row)
        return True

    def further(self, username: str) -> list[str]:
        """Give the ids of the account's further trusts, in order."""
        statement = select(account_organisation.c.organisation).where(
            account_organisation.c.username == username
        )
        found = self.connection.execute(statement.order_by(account_organisation.c.organisation))
        return [str(identity) for identity in found.scalars()]

    def set_password(self, username: str, password_hash: str) -> bool:
        """Replace the password and end every session; False when there is no such account."""
        done = self.connection.execute(
            update(account)
            .where(account.c.username == username)
            .values(password_hash=password_hash)
        )
        self.end_sessions(username)
        return done.rowcount == 1

    def replace_password(self, username: str, former: str, password_hash: str) -> bool:
        """Put another password hash in the place of ``former``; False when that is not there."""
        mine = (account.c.username == username) & (account.c.password_hash == former)
        done = self.connection.execute(
            update(account).where(mine).values(password_hash=password_hash)
        )
        return done.rowcount == 1

    def reading_from_elsewhere(self, organisation: str) -> Sequence[Record]:
        """Give the accounts of other trusts that may read this one too, by name."""
        statement = select(account).join_from(account, account_organisation)
        here = account_organisation.c.organisation == organisation
        return self.connection.execute(statement.where(here).order_by(account.c.username)).all()

    def suspend(self, username: str) -> None:
        """Close an account's every way in, and end what is open."""
        mine = account.c.username == username
        self.connection.execute(update(account).where(mine).values(suspended=True))
        self.end_sessions(username)

    def readmit(self, username: str) -> None:
        """Open a suspended account again."""
        mine = account.c.username == username
        self.connection.execute(update(account).where(mine).values(suspended=False))

    def end_sessions(self, username: str) -> None:
        """End every session of an account."""
        self.connection.execute(delete(session).where(session.c.username == username))

    def signs_on(self, username: str) -> bool:
        """Say whether the account is linked with the trust's own sign-in."""
        statement = select(sign_on_identity.c.username)
        mine = statement.where(sign_on_identity.c.username == username).limit(1)
        return self.connection.execute(mine).first() is not None

    def remove(self, username: str) -> bool:
        """Take an account out, with its sessions and factors; False when there is none."""
        done = self.connection.execute(delete(account).where(account.c.username == username))
        return done.rowcount == 1

    def has_second_factor(self, username: str) -> bool:
        """Say whether the account has one-time codes or a passkey."""
        codes = select(second_factor.c.username).where(second_factor.c.username == username)
        keys = select(passkey.c.username).where(passkey.c.username == username)
        return self.connection.execute(codes.union_all(keys).limit(1)).first() is not None


@dataclass(frozen=True)
class OpenRows:
    """Open sessions, by the hash of their token; times are whole seconds since 1970."""

    connection: Connection

    def add(self, token_hash: str, username: str, factor: str, now: int) -> None:
        """Keep a new session."""
        row = {"token_hash": token_hash, "username": username, "factor": factor}
        self.connection.execute(session.insert().values(**row, started_at=now, seen_at=now))

    def find(self, token_hash: str) -> Record | None:
        """Give the session with its account's columns, or None.

        The trust that is looked at now is ``looks_at``; None where there is only one.
        """
        statement = select(
            account,
            session.c.started_at,
            session.c.seen_at,
            session.c.factor,
            session.c.organisation.label("looks_at"),
        ).join_from(session, account, session.c.username == account.c.username)
        return self.connection.execute(
            statement.where(session.c.token_hash == token_hash)
        ).one_or_none()

    def touch(self, token_hash: str, now: int) -> None:
        """Remember that the session was used."""
        self._change(token_hash, seen_at=now)

    def look_at(self, token_hash: str, organisation: str) -> None:
        """Remember which of several trusts is looked at."""
        self._change(token_hash, organisation=organisation)

    def prove(self, token_hash: str, factor: str, renewed: str) -> None:
        """Remember that the person has proved more since, under the hash of another token."""
        self._change(token_hash, factor=factor, token_hash=renewed)

    def renew(self, token_hash: str, renewed: str) -> bool:
        """Have the session go on under another token; False when it has ended."""
        done = self.connection.execute(
            update(session).where(session.c.token_hash == token_hash).values(token_hash=renewed)
        )
        return done.rowcount == 1

    def _change(self, token_hash: str, /, **values: str | int) -> None:
        self.connection.execute(
            update(session).where(session.c.token_hash == token_hash).values(**values)
        )

    def close(self, token_hash: str) -> None:
        """End one session, if it is there."""
        self.connection.execute(delete(session).where(session.c.token_hash == token_hash))

    def close_others(self, username: str, token_hash: str) -> None:
        """End every session of an account but one."""
        self.connection.execute(
            delete(session).where(
                session.c.username == username, session.c.token_hash != token_hash
            )
        )

    def close_old(self, started_before: int, seen_before: int) -> None:
        """End the sessions that are past their time."""
        self.connection.execute(
            delete(session).where(
                (session.c.started_at < started_before) | (session.c.seen_at < seen_before)
            )
        )
