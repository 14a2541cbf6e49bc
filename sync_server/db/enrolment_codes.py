"""Enrolment codes and the tries they answered, all by hash."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from sync_server.db.repositories import Record, insert_new
from sync_server.db.tables import enrolment_attempt, enrolment_code


@dataclass(frozen=True)
class CodeRow:
    """A new code as it is kept: ``areas`` empty for all, dates ISO 8601, nothing of the secret.

    ``first_group`` is the code's first four characters, by which people tell codes apart.
    """

    code_hash: str
    organisation: str
    first_group: str
    areas: tuple[str, ...]
    uses: int
    expires_on: str
    made_by: str
    made_on: str


@dataclass(frozen=True)
class EnrolmentCodes:
    """The codes of every trust; the caller holds the transaction."""

    connection: Connection

    def add(self, row: CodeRow) -> bool:
        """Keep a new code; False when it is there already: that one stays as it is."""
        values = {**vars(row), "areas": json.dumps(sorted(row.areas)), "uses_left": row.uses}
        return insert_new(self.connection, enrolment_code, values)

    def find(self, code_hashes: Sequence[str]) -> Record | None:
        """Give the row of the first hash that is known, locked until the transaction ends."""
        for code_hash in code_hashes:
            statement = select(enrolment_code).where(enrolment_code.c.code_hash == code_hash)
            found = self.connection.execute(statement.with_for_update()).one_or_none()
            if found is not None:
                return found
        return None

    def knows(self, code_hashes: Sequence[str]) -> bool:
        """Say whether one of these was made."""
        found = select(enrolment_code.c.code_hash).where(
            enrolment_code.c.code_hash.in_(code_hashes)
        )
        return self.connection.execute(found.limit(1)).first() is not None

    def of(self, organisation: str) -> Sequence[Record]:
        """Give every code of a trust, the newest first."""
        own = select(enrolment_code).where(enrolment_code.c.organisation == organisation)
        newest = (enrolment_code.c.made_on.desc(), enrolment_code.c.expires_on.desc())
        return self.connection.execute(own.order_by(*newest, enrolment_code.c.code_hash)).all()

    def answered(self, attempt_hash: str) -> bool:
        """Say whether this try was answered before."""
        statement = select(enrolment_attempt.c.code_hash).where(
            enrolment_attempt.c.attempt_hash == attempt_hash
        )
        return self.connection.execute(statement).one_or_none() is not None

    def tries(self, code_hash: str) -> list[str]:
        """Give the hashes of all tries that this code answered."""
        own = enrolment_attempt.c.code_hash == code_hash
        return list(self.connection.scalars(select(enrolment_attempt.c.attempt_hash).where(own)))

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

    def revoke(self, code_hash: str) -> None:
        """Let the code enrol nobody any more."""
        self.connection.execute(
            update(enrolment_code)
            .where(enrolment_code.c.code_hash == code_hash)
            .values(revoked=True)
        )

    def forget(self, expired_before: str) -> None:
        """Drop codes that ended before an ISO date, with their tries; devices stay as they are."""
        old = select(enrolment_code.c.code_hash).where(enrolment_code.c.expires_on < expired_before)
        gone = enrolment_attempt.c.code_hash.in_(old)
        self.connection.execute(delete(enrolment_attempt).where(gone))
        self.connection.execute(
            delete(enrolment_code).where(enrolment_code.c.expires_on < expired_before)
        )
