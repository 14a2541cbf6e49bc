"""Second factors, passkeys and steps of signing in, over a connection that others commit."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from sync_server.db.repositories import Record, insert_new
from sync_server.db.sign_in_tables import (
    passkey,
    recovery_code,
    second_factor,
    sign_on_identity,
    used_step,
)


@dataclass(frozen=True)
class Factors:
    """One-time codes and recovery codes of one account."""

    connection: Connection
    username: str

    def find(self) -> Record | None:
        """Give what makes the account's codes, or None."""
        statement = select(second_factor).where(second_factor.c.username == self.username)
        return self.connection.execute(statement.with_for_update()).one_or_none()

    def keep(self, secret: str, step: int) -> None:
        """Put a sealed secret in the place of what there was; ``step`` is taken already."""
        self.connection.execute(
            delete(second_factor).where(second_factor.c.username == self.username)
        )
        row = {"username": self.username, "secret": secret, "last_step": step}
        self.connection.execute(second_factor.insert().values(**row))

    def take_step(self, step: int) -> bool:
        """Take the code of ``step``; False when it, or a later one, was taken before."""
        done = self.connection.execute(
            update(second_factor)
            .where(second_factor.c.username == self.username, second_factor.c.last_step < step)
            .values(last_step=step)
        )
        return done.rowcount == 1

    def remove(self) -> None:
        """Take out codes, recovery codes and passkeys."""
        for table in (second_factor, recovery_code, passkey):
            self.connection.execute(delete(table).where(table.c.username == self.username))

    def keep_recovery(self, hashes: Sequence[str]) -> None:
        """Put these in the place of all former recovery codes."""
        self.connection.execute(
            delete(recovery_code).where(recovery_code.c.username == self.username)
        )
        rows = [{"username": self.username, "code_hash": code} for code in hashes]
        self.connection.execute(recovery_code.insert(), rows)

    def use_recovery(self, code_hash: str) -> bool:
        """Use a recovery code up; False when it is none, or was used."""
        done = self.connection.execute(
            delete(recovery_code).where(
                recovery_code.c.username == self.username,
                recovery_code.c.code_hash == code_hash,
            )
        )
        return done.rowcount == 1

    def recovery_left(self) -> int:
        """Count the recovery codes that are not used yet."""
        mine = recovery_code.c.username == self.username
        counted = select(func.count()).select_from(recovery_code).where(mine)
        return int(self.connection.execute(counted).scalar_one())


@dataclass(frozen=True)
class Passkeys:
    """Public halves of passkeys; credentials are base64url text."""

    connection: Connection

    def add(self, credential: str, username: str, public_key: str, count: int, on: str) -> bool:
        """Keep a passkey; False when there is one of that id."""
        row = {
            "credential_hash": _hash(credential),
            "credential": credential,
            "username": username,
            "public_key": public_key,
            "sign_count": count,
            "made_on": on,
        }
        return insert_new(self.connection, passkey, row)

    def find(self, credential: str) -> Record | None:
        """Give one passkey's row, locked until the transaction ends; None when unknown."""
        statement = select(passkey).where(passkey.c.credential_hash == _hash(credential))
        return self.connection.execute(statement.with_for_update()).one_or_none()

    def of(self, username: str) -> Sequence[Record]:
        """Give an account's passkeys, oldest first."""
        statement = select(passkey).where(passkey.c.username == username)
        order = statement.order_by(passkey.c.made_on, passkey.c.credential_hash)
        return self.connection.execute(order).all()

    def count_up(self, credential: str, count: int) -> None:
        """Remember how often the passkey says it has signed."""
        mine = passkey.c.credential_hash == _hash(credential)
        self.connection.execute(update(passkey).where(mine).values(sign_count=count))


@dataclass(frozen=True)
class Identities:
    """Who an account is at the trust's own sign-in."""

    connection: Connection

    def link(self, provider: str, subject: str, username: str) -> bool:
        """Say whose account this subject is; False when it is somebody's already."""
        row = {"provider": provider, "subject": subject, "username": username}
        return insert_new(self.connection, sign_on_identity, row)

    def username(self, provider: str, subject: str) -> str | None:
        """Give the account of a subject, or None."""
        statement = select(sign_on_identity.c.username).where(
            sign_on_identity.c.provider == provider, sign_on_identity.c.subject == subject
        )
        return self.connection.execute(statement).scalar_one_or_none()


@dataclass(frozen=True)
class UsedSteps:
    """Steps of a sign-in that were taken."""

    connection: Connection

    def take(self, step_hash: str, expires_at: int, now: int) -> bool:
        """Take a step; False when it was taken before. Forgets those that have expired."""
        self.connection.execute(delete(used_step).where(used_step.c.expires_at < now))
        row = {"step_hash": step_hash, "expires_at": expires_at}
        return insert_new(self.connection, used_step, row)


def _hash(credential: str) -> str:
    return hashlib.sha256(credential.encode("utf-8", "replace")).hexdigest()
