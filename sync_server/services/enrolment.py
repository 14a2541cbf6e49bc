"""Enrolment: a short code, given out in person, makes a device one of the trust's.

A code has 12 characters of Crockford's base 32 (60 random bits). Only the SHA-256 of its
normalised form is kept. What an enrolled device gets is the same for all: the trust's areas,
its times for locking and its one submission pass, so later summaries cannot be traced to a
code.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.lock import LockTimes
from app.domain.organisation import Organisation
from sync_server.db.engine import Database
from sync_server.db.repositories import EnrolmentCodes
from sync_server.errors import Refusal
from sync_server.services.organisations import organisations
from sync_server.services.server_secret import ServerSecret
from sync_server.services.throttle import Throttle

#: Crockford's base 32: no I, L, O and U, so that what is read aloud is written right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = frozenset(" -–—_.\u00a0\t\n\r")
_ALL = "enrolment"


@dataclass(frozen=True)
class Enrolled:
    """What a device keeps after enrolling."""

    organisation: Organisation
    submission_pass: str


class Enrolment:
    """Issues codes and redeems them; ``lock`` is what the trust asks of its devices."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        throttle: Throttle | None = None,
        today: Callable[[], date] = date.today,
        lock: LockTimes | None = None,
    ) -> None:
        self._database = database
        self._secret = secret
        # One count for everybody: addresses are not looked at, let alone kept.
        self._throttle = throttle or Throttle(free=20, base=5, cap=60, forget=60)
        self._today = today
        self._lock = lock

    def issue(self, organisation: str, *, uses: int, days: int) -> str:
        """Make a code for ``uses`` devices, good for ``days`` days; shown only now."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        expires_on = (self._today() + timedelta(days=days)).isoformat()
        with self._database.write() as connection:
            EnrolmentCodes(connection).add(_hash(code), organisation, uses, expires_on)
        return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))

    def redeem(self, code: str, attempt: str) -> Enrolled:
        """Enrol a device; the same ``attempt`` again gets the same answer.

        Raises Refusal: enrolment-code-unknown, -used, -expired or too-many-tries.
        """
        wait = self._throttle.admit(_ALL)
        if wait:
            raise Refusal("too-many-tries", retry_after=wait)
        organisation = self._use(normalised(code), attempt)
        self._throttle.succeed(_ALL, all_tries=False)
        return Enrolled(
            replace(organisations(self._database)[organisation], lock=self._lock),
            self._secret.submission_pass(organisation),
        )

    def _use(self, code: str | None, attempt: str) -> str:
        if code is None:
            raise Refusal("enrolment-code-unknown")
        code_hash, attempt_hash = _hash(code), _hash(f"{code}\n{attempt}")
        with self._database.write() as connection:
            codes = EnrolmentCodes(connection)
            row = codes.find(code_hash)
            if row is None:
                raise Refusal("enrolment-code-unknown")
            if not codes.answered(attempt_hash):
                if row.expires_on < self._today().isoformat():
                    raise Refusal("enrolment-code-expired")
                if row.uses_left < 1:
                    raise Refusal("enrolment-code-used")
                codes.use(code_hash, attempt_hash)
            return str(row.organisation)


def normalised(typed: str) -> str | None:
    """Give the code's bare form, forgiving case, spaces, dashes, O, I and L; None if it is none."""
    bare = "".join(ch for ch in typed[:64].upper() if ch not in _SEPARATORS).translate(_FORGIVEN)
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
