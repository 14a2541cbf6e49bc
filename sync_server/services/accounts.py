"""Accounts of leads, admins and auditors: made on the server's command line.

Passwords are kept as Argon2id (RFC 9106, second recommended option: 64 MiB, 3 passes). An
unknown name costs the same time and gets the same answer as a wrong password. Where the account
has one-time codes, a right password alone opens nothing.
"""

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable, Sequence

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.crockford import ALPHABET
from sync_server.db.accounts import Accounts
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import Refusal, ServerError
from sync_server.permissions import Role
from sync_server.services.open_sessions import PASSWORD_ALONE, OpenSessions, SignedIn
from sync_server.services.second_factor import SecondFactors
from sync_server.services.server_secret import ServerSecret
from sync_server.services.throttle import Throttle

__all__ = ["AccountBook", "SignedIn", "checked_password", "checked_username", "generated_password"]

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


class AccountBook:
    """Makes accounts, signs people in and out."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        *,
        throttle: Throttle | None = None,
        now: Callable[[], float] = time.time,
        hasher: PasswordHasher | None = None,
        second_factor_required: bool = False,
    ) -> None:
        self._database = database
        self._throttle = throttle or Throttle(free=5, base=2, cap=900, forget=3600)
        self._hasher = hasher or PasswordHasher()
        self.second_factors = SecondFactors(database, secret, now)
        self.sessions = OpenSessions(database, now, second_factor_required=second_factor_required)

    def create(
        self,
        username: str,
        display_name: str,
        organisation: str,
        password: str | None,
        role: Role = Role.LEAD,
        *,
        areas: Sequence[str] = (),
        also: Sequence[str] = (),
    ) -> None:
        """Make an account; raises ServerError when the name, password or scope cannot be.

        ``password`` is None for somebody who comes by the trust's own sign-in alone. ``areas``
        limits a lead to some areas, ``also`` gives an ICS-wide lead further trusts.
        """
        name = checked_username(username)
        values = {
            "username": name,
            "display_name": display_name,
            "organisation": organisation,
            "role": role.value,
            "password_hash": self.hashed(password) if password is not None else "",
        }
        if (areas and role is not Role.LEAD) or (also and role is not Role.ICS_LEAD):
            raise ServerError(
                "Only a lead is for some areas, only an ICS-wide lead for more trusts."
            )
        with self._database.write() as connection:
            if unknown := {organisation, *also} - Organisations(connection).all().keys():
                raise ServerError(f"There is no trust {sorted(unknown)[0]}.")
            if not Accounts(connection).add(values, areas, also):
                raise ServerError(f"There is an account {name} already. Use reset-password.")

    def reset_password(self, username: str, password: str) -> None:
        """Replace a password and end the account's sessions; raises ServerError if unknown."""
        name = checked_username(username)
        password_hash = self.hashed(password)
        with self._database.write() as connection:
            if not Accounts(connection).set_password(name, password_hash):
                raise ServerError(f"There is no account {name}. Use create-lead.")

    def exists(self) -> bool:
        """Say whether there is any account yet."""
        with self._database.read() as connection:
            return Accounts(connection).any()

    def sign_in(self, username: str, password: str, code: str = "") -> tuple[str, SignedIn]:
        """Open a session and give its token.

        ``code`` is a one-time or recovery code. Raises Refusal sign-in-failed, too-many-tries,
        account-suspended, and of the second factor second-factor-needed, second-factor-wrong.
        """
        name = username.strip().lower()
        key = _tries_of(name)
        if wait := self._throttle.admit(key):
            raise Refusal("too-many-tries", retry_after=wait)
        row = self._find(name)
        kept = row.password_hash if row is not None else ""
        if not self.matches(kept or _NOBODY, password) or row is None or not kept:
            raise Refusal("sign-in-failed")
        if row.suspended:
            raise Refusal("account-suspended")
        factor: str = PASSWORD_ALONE
        if self.second_factors.asked(name):
            if not code.strip():
                self._throttle.succeed(key, all_tries=False)  # nobody has guessed anything yet
                raise Refusal("second-factor-needed")
            factor = self.second_factors.check(name, code)
        self._throttle.succeed(key, all_tries=True)
        return self.sessions.open(name, factor)

    def change_password(self, username: str, token: str, current: str, new: str) -> str:
        """Put ``new`` in the place of one's own password; gives the session's new token.

        Wrong ones are counted with those of signing in, and a right one forgives none of them: who
        guesses codes could have theirs forgiven by it. Raises Refusal not-permitted for an account
        without a password, invalid-request, too-many-tries, password-wrong, signed-out.
        """
        row = self._find(username)
        if row is None or not row.password_hash:
            raise Refusal("not-permitted")
        try:
            checked_password(new)
        except ServerError as error:
            raise Refusal("invalid-request", error.message, field="new") from error
        key = _tries_of(username)
        if wait := self._throttle.admit(key):
            raise Refusal("too-many-tries", retry_after=wait)
        if not self.matches(row.password_hash, current):
            raise Refusal("password-wrong", field="current")
        self._throttle.succeed(key, all_tries=False)
        kept = self.hashed(new)
        return self.sessions.change_password(username, token, row.password_hash, kept)

    def confirm_second_factor(
        self, username: str, setup: str, code: str, current: str
    ) -> list[str]:
        """Have the account asked for codes from now on; gives its recovery codes, once.

        Raises Refusal second-factor-wrong, too-many-tries.
        """
        key = f"set-up {username}"
        if wait := self._throttle.admit(key):
            raise Refusal("too-many-tries", retry_after=wait)
        recovery = self.second_factors.confirm(username, setup, code, current)
        self._throttle.succeed(key, all_tries=True)
        return recovery

    def signed_in(self, token: str) -> SignedIn | None:
        """Give the account of an open session, and keep it from going idle; None otherwise."""
        return self.sessions.find(token)

    def sign_out(self, token: str) -> None:
        """End the session, if there is one."""
        self.sessions.close(token)

    def _find(self, name: str) -> Record | None:
        if not _USERNAME.fullmatch(name):
            return None
        with self._database.read() as connection:
            return Accounts(connection).find(name)

    def hashed(self, password: str) -> str:
        """Give what is kept of a password; raises ServerError when it cannot be one."""
        return self._hasher.hash(checked_password(password))

    def matches(self, password_hash: str, password: str) -> bool:
        """Say whether the password is the one that this was kept of; it takes its time."""
        usable = password.encode("utf-8", "replace") if len(password) <= MAXIMUM_PASSWORD else b""
        with _CHECKS_AT_ONCE:
            try:
                return self._hasher.verify(password_hash, usable)
            except (VerificationError, InvalidHashError):
                return False


def _tries_of(name: str) -> str:
    """Name an account where its tries are counted, without keeping what was typed as a name."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()


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
