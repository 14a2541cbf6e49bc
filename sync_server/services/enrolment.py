"""Enrolment: a short code, given out in person, makes a device one of the trust's.

What a device gets is a credential of its own, for fetching tokens and content. It is never shown
with a summary: summaries carry blind tokens, which nothing ties to a device or a code.
"""

import hashlib
import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.enrolment_link import read_code
from app.domain.errors import InputError
from app.domain.lock import LockTimes
from app.domain.organisation import Organisation
from app.domain.rsa_key import PublicKey
from sync_server.db.audit import COMMAND_LINE
from sync_server.db.engine import Database
from sync_server.db.enrolment_codes import EnrolmentCodes
from sync_server.db.repositories import Record
from sync_server.errors import Refusal
from sync_server.services.device_book import DeviceBook
from sync_server.services.editing import Editor
from sync_server.services.enrolment_codes import (
    EXPIRED,
    OPEN,
    REVOKED,
    USED,
    EnrolmentCodeBook,
    Wanted,
    state_of,
)
from sync_server.services.organisations import organisations
from sync_server.services.server_secret import ServerSecret
from sync_server.services.throttle import Throttle
from sync_server.services.withdrawals import Pace

#: Tries a minute with codes that nobody made, from everybody together. A code has 60 random bits,
#: so this is no defence against guessing: it is what a flood of them may cost.
_STRANGERS = 1200
_REFUSALS = {state: f"enrolment-code-{state}" for state in (USED, EXPIRED, REVOKED)}


@dataclass(frozen=True)
class Enrolled:
    """What a device keeps after enrolling; ``areas`` is its code's scope, none for all."""

    organisation: Organisation
    credential: bytes = field(repr=False)
    trust_key: PublicKey
    areas: tuple[str, ...]


class Enrolment:
    """Redeems codes; ``codes`` makes, lists and revokes them.

    ``lock`` is what the trust asks of its devices, ``trust_key`` gives the key under which an
    organisation signs what it publishes.
    """

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        trust_key: Callable[[str], PublicKey],
        *,
        throttle: Throttle | None = None,
        strangers: Pace | None = None,
        today: Callable[[], date] = date.today,
        lock: LockTimes | None = None,
    ) -> None:
        self._database = database
        self._secret = secret
        self._trust_key = trust_key
        # A count for each first group of a code, in memory and under a key of this process alone.
        # Addresses are not looked at; and whoever tries what nobody made holds up nobody else.
        self._throttle = throttle or Throttle(free=20, base=5, cap=60, forget=60)
        self._strangers = strangers or Pace(per_minute=_STRANGERS)
        self._bucket_key = secrets.token_bytes(32)
        self._today = today
        self._lock = lock
        self.devices = DeviceBook(database, secret, lambda: organisations(database))
        self.codes = EnrolmentCodeBook(database, secret, self.devices, today)

    def issue(self, organisation: str, *, uses: int, days: int, areas: tuple[str, ...] = ()) -> str:
        """Make a code on the command line's behalf; shown only now.

        The trust's key is made here, where it is not there yet: that takes a while, and the first
        device should not have to wait for it.
        """
        self._trust_key(organisation)
        maker = Editor(COMMAND_LINE, organisation)
        return self.codes.make(maker, Wanted(uses, days, areas), str(uuid.uuid4())).code

    def redeem(self, code: str, attempt: str) -> Enrolled:
        """Enrol a device; the same ``attempt`` again gets the same answer.

        Raises Refusal: enrolment-code-unknown, -used, -expired, -revoked or too-many-tries.
        """
        try:
            read = read_code(code)
        except InputError:
            raise self._unknown() from None
        bucket = self._bucket(read)
        wait = self._throttle.admit(bucket)
        if wait:
            raise Refusal("too-many-tries", retry_after=wait)
        organisation, credential, areas = self._use(read, attempt)
        self._throttle.succeed(bucket, all_tries=False)
        trust = replace(organisations(self._database)[organisation], lock=self._lock)
        return Enrolled(trust, credential, self._trust_key(organisation), areas)

    def _bucket(self, code: str) -> str:
        group = code.partition("-")[0].encode()
        return hashlib.blake2b(group, key=self._bucket_key, digest_size=16).hexdigest()

    def _unknown(self) -> Refusal:
        """Say that nobody made this code; once too many were tried, only how long to wait."""
        if self._strangers.admit():
            return Refusal("enrolment-code-unknown")
        return Refusal("too-many-tries", retry_after=60)

    def _use(self, code: str, attempt: str) -> tuple[str, bytes, tuple[str, ...]]:
        with self._database.read() as connection:
            # Whoever writes is not to wait for what strangers try.
            if not EnrolmentCodes(connection).knows(self._kept_forms(code)):
                raise self._unknown()
        attempt_hash = _hash(f"{code}\n{attempt}")
        with self._database.write() as connection:
            codes = EnrolmentCodes(connection)
            row = codes.find(self._kept_forms(code))
            if row is None:
                raise self._unknown()
            if not codes.answered(attempt_hash):
                self._refuse_closed(row)
                codes.use(row.code_hash, attempt_hash)
            areas = tuple(json.loads(row.areas))
            credential = self.devices.add(connection, attempt_hash, row.organisation, areas)
            return str(row.organisation), credential, areas

    def _refuse_closed(self, row: Record) -> None:
        state = state_of(row, self._today())
        if state != OPEN:
            raise Refusal(_REFUSALS[state])

    def _kept_forms(self, code: str) -> list[str]:
        # Codes made before the server's secret went into their hash are known by a plain one.
        return [self._secret.code_hash(code), _hash(code.replace("-", ""))]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
