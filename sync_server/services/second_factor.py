"""The second factor of an account with a password: one-time codes, and codes for a lost phone.

What makes the codes is sealed under the server's secret. A code is taken once: its half minute
and all before are refused from then on. Recovery codes work once each and are kept as keyed
hashes, so that a copy of the database alone opens nothing.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlencode

from sqlalchemy import Connection

from app.domain.crockford import ALPHABET
from app.domain.errors import LaybyError
from sync_server.db.engine import Database
from sync_server.db.sign_in import Factors
from sync_server.errors import Refusal
from sync_server.services.one_time_code import SECRET_BYTES, matching_step
from sync_server.services.sealing import Sealing
from sync_server.services.server_secret import ServerSecret

RECOVERY_CODES = 10
_GROUPS, _GROUP = 4, 4  # 16 letters of 32: 80 bits
#: Signs that are read for others, as in enrolment codes.
_ALIKE = str.maketrans("OIL", "011")


Factor = Literal["code", "recovery"]


@dataclass(frozen=True)
class Beginning:
    """What an authenticator app is told; ``setup`` is the same, sealed, for confirming."""

    secret: str = field(repr=False)
    address: str = field(repr=False)
    setup: str = field(repr=False)


class SecondFactors:
    """Sets up and checks one-time codes."""

    def __init__(
        self, database: Database, secret: ServerSecret, now: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._sealing = Sealing(secret, "one-time-codes")
        self._setup = Sealing(secret, "one-time-codes-setup")
        self._recovery = secret.key_for("recovery-codes")
        self._now = now

    def begin(self, username: str, organisation: str) -> Beginning:
        """Make a new secret; nothing is asked for, or kept, before it is confirmed."""
        secret = secrets.token_bytes(SECRET_BYTES)
        words = base64.b32encode(secret).decode()
        address = _address(words, username, organisation)
        return Beginning(words, address, self._setup.seal(secret, username))

    def confirm(self, username: str, setup: str, code: str, current: str = "") -> list[str]:
        """Have the account asked for codes from now on; gives its recovery codes, once.

        Where the account has a factor already, ``current`` is a code of that one. Raises
        Refusal second-factor-wrong.
        """
        secret = self._setup.open(setup, username)
        step = matching_step(secret, _bare(code), self._now()) if secret else None
        if secret is None or step is None:
            raise Refusal("second-factor-wrong", field="code")
        recovery = [_recovery_code() for _ in range(RECOVERY_CODES)]
        with self._database.write() as connection:
            factors = Factors(connection, username)
            if factors.find() is not None and not self._proved(connection, username, current):
                raise Refusal("second-factor-wrong", field="current")
            factors.keep(self._sealing.seal(secret, username), step)
            factors.keep_recovery([self._hashed(one) for one in recovery])
        return recovery

    def asked(self, username: str) -> bool:
        """Say whether the account has one-time codes set up."""
        with self._database.read() as connection:
            row = Factors(connection, username).find()
        return row is not None

    def check(self, username: str, code: str) -> Factor:
        """Take a one-time or recovery code; gives its kind, ``code`` or ``recovery``.

        Raises Refusal second-factor-wrong: mistyped, too old, or taken before.
        """
        with self._database.write() as connection:
            kind = self._proved(connection, username, code)
        if not kind:
            raise Refusal("second-factor-wrong", field="code")
        return kind

    def recovery_left(self, username: str) -> int:
        """Count the recovery codes that are left."""
        with self._database.read() as connection:
            return Factors(connection, username).recovery_left()

    def remove(self, username: str) -> None:
        """Take away codes, recovery codes and passkeys: the phone is lost for good."""
        with self._database.write() as connection:
            Factors(connection, username).remove()

    def _proved(self, connection: Connection, username: str, code: str) -> Factor | None:
        if self._take(connection, username, code):
            return "code"
        used = Factors(connection, username).use_recovery(self._hashed(code))
        return "recovery" if used else None

    def _take(self, connection: Connection, username: str, code: str) -> bool:
        factors = Factors(connection, username)
        row = factors.find()
        if row is None:
            return False
        secret = self._sealing.open(row.secret, username)
        if secret is None:
            raise LaybyError("The server's secret is not the one this database was used with.")
        step = matching_step(secret, _bare(code), self._now())
        return step is not None and factors.take_step(step)

    def _hashed(self, code: str) -> str:
        letters = "".join(sign for sign in code.upper().translate(_ALIKE) if sign in ALPHABET)
        return hmac.digest(self._recovery, letters.encode(), hashlib.sha256).hex()


def _bare(code: str) -> str:
    """Give a code without the gaps that people type into it."""
    return "".join(code.split())


def _recovery_code() -> str:
    letters = "".join(secrets.choice(ALPHABET).lower() for _ in range(_GROUPS * _GROUP))
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def _address(secret: str, username: str, organisation: str) -> str:
    """Give what authenticator apps read off a QR code (Google's key URI format)."""
    label = quote(f"Layby:{username}", safe="")
    query = urlencode({"secret": secret, "issuer": f"Layby {organisation}"}, quote_via=quote)
    return f"otpauth://totp/{label}?{query}"
