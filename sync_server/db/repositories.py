"""The only SQL, with its neighbours: one repository per noun, over a connection others commit."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.db.tables import (
    account,
    enrolment_attempt,
    enrolment_code,
    organisation,
    session,
)

Record = Row[tuple[object, ...]]


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
        statement = select(organisation.c.version).where(organisation.c.id == identity)
        return int(self.connection.execute(statement).scalar_one())

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

    def lock(self, identity: str) -> None:
        """Make other writers for this trust wait until the transaction ends.

        SQLite has a single writer anyway and leaves FOR UPDATE out.
        """
        self.connection.execute(
            select(organisation.c.id).where(organisation.c.id == identity).with_for_update()
        )


@dataclass(frozen=True)
class EnrolmentCodes:
    """Enrolment codes and the tries they answered, all by hash."""

    connection: Connection

    def add(self, code_hash: str, organisation_id: str, uses: int, expires_on: str) -> None:
        """Keep a new code's hash; ``expires_on`` is the last ISO date on which it works."""
        self.connection.execute(
            enrolment_code.insert().values(
                code_hash=code_hash,
                organisation=organisation_id,
                uses_left=uses,
                expires_on=expires_on,
            )
        )

    def find(self, code_hash: str) -> Record | None:
        """Give the code's row, locked until the transaction ends; None when unknown."""
        statement = select(enrolment_code).where(enrolment_code.c.code_hash == code_hash)
        return self.connection.execute(statement.with_for_update()).one_or_none()

    def answered(self, attempt_hash: str) -> bool:
        """Say whether this try was answered before."""
        statement = select(enrolment_attempt.c.code_hash).where(
            enrolment_attempt.c.attempt_hash == attempt_hash
        )
        return self.connection.execute(statement).one_or_none() is not None

    def use(self, code_hash: str, attempt_hash: str) -> None:
        """Take one use for one try; the caller holds the code's row."""
        self.connection.execute(
            update(enrolment_code)
            .where(enrolment_code.c.code_hash == code_hash)
            .values(uses_left=enrolment_code.c.uses_left - 1)
        )
        self.connection.execute(
            enrolment_attempt.insert().values(attempt_hash=attempt_hash, code_hash=code_hash)
        )


@dataclass(frozen=True)
class Accounts:
    """People who may sign in, and their open sessions."""

    connection: Connection

    def find(self, username: str) -> Record | None:
        """Give the account's row, or None."""
        statement = select(account).where(account.c.username == username)
        return self.connection.execute(statement).one_or_none()

    def any(self) -> bool:
        """Say whether there is any account."""
        return self.connection.execute(select(account.c.username).limit(1)).first() is not None

    def add(self, values: Mapping[str, str]) -> bool:
        """Keep a new account; False when the username is taken."""
        return insert_new(self.connection, account, values)

    def set_password(self, username: str, password_hash: str) -> bool:
        """Replace the password and end every session; False when there is no such account."""
        done = self.connection.execute(
            update(account)
            .where(account.c.username == username)
            .values(password_hash=password_hash)
        )
        self.connection.execute(delete(session).where(session.c.username == username))
        return done.rowcount == 1

    def open_session(self, token_hash: str, username: str, now: int) -> None:
        """Keep a new session; times are whole seconds since 1970."""
        self.connection.execute(
            session.insert().values(
                token_hash=token_hash, username=username, started_at=now, seen_at=now
            )
        )

    def session(self, token_hash: str) -> Record | None:
        """Give the session with its account's columns, or None."""
        statement = select(account, session.c.started_at, session.c.seen_at).join_from(
            session, account, session.c.username == account.c.username
        )
        return self.connection.execute(
            statement.where(session.c.token_hash == token_hash)
        ).one_or_none()

    def touch_session(self, token_hash: str, now: int) -> None:
        """Remember that the session was used."""
        self.connection.execute(
            update(session).where(session.c.token_hash == token_hash).values(seen_at=now)
        )

    def close_session(self, token_hash: str) -> None:
        """End one session, if it is there."""
        self.connection.execute(delete(session).where(session.c.token_hash == token_hash))

    def close_old_sessions(self, started_before: int, seen_before: int) -> None:
        """End the sessions that are past their time."""
        self.connection.execute(
            delete(session).where(
                (session.c.started_at < started_before) | (session.c.seen_at < seen_before)
            )
        )
