"""Accounts of leads and admins: made on the server's command line, signed in with a password.

Passwords are kept as Argon2id (RFC 9106, second recommended option: 64 MiB, 3 passes). An
unknown name costs the same time and gets the same answer as a wrong password. A session is a
random 256-bit token of which only the SHA-256 is stored: idle 15 minutes, 8 hours in all.
"""

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sync_server.db.engine import Database
from sync_server.db.repositories import Accounts, Record
from sync_server.errors import Refusal, ServerError
from sync_server.permissions import Permission, Role
from sync_server.services.enrolment import ALPHABET
from sync_server.services.throttle import Throttle

IDLE_SECONDS = 15 * 60
ABSOLUTE_SECONDS = 8 * 60 * 60
_NOTICE_SECONDS = 30
MINIMUM_PASSWORD = 12
MAXIMUM_PASSWORD = 256
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
# The hash of a random password nobody knows: what an unknown name is checked against.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$K1JJeipIDokFtqNccTAmmg$6Xd9Lt"
    "RrNigioZN+Qh38TzGZgtfRTVM6v/PC3DH8lI4"
)
# Each check takes 64 MiB: more at once would let strangers fill the memory.
_CHECKS_AT_ONCE = threading.BoundedSemaphore(3)


@dataclass(frozen=True)
class SignedIn:
    """An account with an open session."""

    username: str
    display_name: str
    organisation: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Say whether the account's role grants ``permission``."""
        return permission in self.role.permissions


class AccountBook:
    """Makes accounts, signs people in and out."""

    def __init__(
        self,
        database: Database,
        throttle: Throttle | None = None,
        now: Callable[[], float] = time.time,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._throttle = throttle or Throttle(free=5, base=2, cap=900, forget=3600)
        self._now = now
        self._hasher = hasher or PasswordHasher()

    def create(
        self,
        username: str,
        display_name: str,
        organisation: str,
        password: str,
        role: Role = Role.LEAD,
    ) -> None:
        """Make an account; raises ServerError when the name or password cannot be."""
        name = checked_username(username)
        values = {
            "username": name,
            "display_name": display_name,
            "organisation": organisation,
            "role": role.value,
            "password_hash": self._hasher.hash(checked_password(password)),
        }
        with self._database.write() as connection:
            if not Accounts(connection).add(values):
                raise ServerError(f"There is an account {name} already. Use reset-password.")

    def reset_password(self, username: str, password: str) -> None:
        """Replace a password and end the account's sessions; raises ServerError if unknown."""
        name = checked_username(username)
        password_hash = self._hasher.hash(checked_password(password))
        with self._database.write() as connection:
            if not Accounts(connection).set_password(name, password_hash):
                raise ServerError(f"There is no account {name}. Use create-lead.")

    def exists(self) -> bool:
        """Say whether there is any account yet."""
        with self._database.read() as connection:
            return Accounts(connection).any()

    def sign_in(self, username: str, password: str) -> tuple[str, SignedIn]:
        """Open a session and give its token; raises Refusal sign-in-failed or too-many-tries."""
        name = username.strip().lower()
        key = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
        wait = self._throttle.admit(key)
        if wait:
            raise Refusal("too-many-tries", retry_after=wait)
        row = self._find(name)
        if not self._matches(row.password_hash if row else _NOBODY, password) or row is None:
            raise Refusal("sign-in-failed")
        self._throttle.succeed(key, all_tries=True)
        token, now = secrets.token_urlsafe(32), int(self._now())
        with self._database.write() as connection:
            accounts = Accounts(connection)
            accounts.close_old_sessions(now - ABSOLUTE_SECONDS, now - IDLE_SECONDS)
            accounts.open_session(_hash(token), name, now)
        return token, _signed_in(row)

    def signed_in(self, token: str) -> SignedIn | None:
        """Give the account of an open session, and keep it from going idle; None otherwise."""
        now, token_hash = int(self._now()), _hash(token)
        with self._database.read() as connection:
            row = Accounts(connection).session(token_hash)
        if row is None:
            return None
        if now - row.started_at >= ABSOLUTE_SECONDS or now - row.seen_at >= IDLE_SECONDS:
            self.sign_out(token)
            return None
        if now - row.seen_at >= _NOTICE_SECONDS:  # not a write for every click
            with self._database.write() as connection:
                Accounts(connection).touch_session(token_hash, now)
        return _signed_in(row)

    def sign_out(self, token: str) -> None:
        """End the session, if there is one."""
        with self._database.write() as connection:
            Accounts(connection).close_session(_hash(token))

    def _find(self, name: str) -> Record | None:
        if not _USERNAME.fullmatch(name):
            return None
        with self._database.read() as connection:
            return Accounts(connection).find(name)

    def _matches(self, password_hash: str, password: str) -> bool:
        usable = password.encode("utf-8", "replace") if len(password) <= MAXIMUM_PASSWORD else b""
        with _CHECKS_AT_ONCE:
            try:
                return self._hasher.verify(password_hash, usable)
            except (VerificationError, InvalidHashError):
                return False


def generated_password() -> str:
    """Make a password that can be read aloud and typed: 100 random bits in five groups."""
    letters = "".join(secrets.choice(ALPHABET).lower() for _ in range(20))
    return "-".join(letters[start : start + 4] for start in range(0, 20, 4))


def checked_username(username: str) -> str:
    """Give the name in lower case; raises ServerError when it cannot be one."""
    name = username.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise ServerError("A username has 1 to 64 letters, digits, dots, dashes, _ or @.")
    return name


def checked_password(password: str) -> str:
    """Give the password back; raises ServerError when it is too short, too long or not text."""
    if not MINIMUM_PASSWORD <= len(password) <= MAXIMUM_PASSWORD:
        raise ServerError(
            f"A password has {MINIMUM_PASSWORD} to {MAXIMUM_PASSWORD} characters. "
            "Four unrelated words work well."
        )
    try:
        password.encode()
    except UnicodeEncodeError as error:
        raise ServerError("The password holds characters that cannot be typed again.") from error
    return password


def _signed_in(row: Record) -> SignedIn:
    return SignedIn(row.username, row.display_name, row.organisation, Role(row.role))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
