"""Open sessions of those who sign in.

A session is a random 256-bit token of which only the SHA-256 is stored: idle 15 minutes, 8
hours in all. It knows how the person proved who they are, and at which of several trusts they
look now. Where the server asks everybody for a second factor, a session without one may do
nothing but set one up.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sync_server.db.accounts import Accounts, OpenRows
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Record
from sync_server.errors import Refusal
from sync_server.permissions import WHOLE_TRUST, Permission, Role

IDLE_SECONDS = 15 * 60
ABSOLUTE_SECONDS = 8 * 60 * 60
#: For so long after signing in somebody may change how they sign in.
FRESH_SECONDS = 10 * 60
_NOTICE_SECONDS = 30
#: How a person proved who they are: with nothing but a password, or with more.
PASSWORD_ALONE = "password"  # noqa: S105 -- a word for it, none itself
#: With what the trust's own sign-in asks for, which is the trust's to look after.
SIGN_ON = "sign-on"


@dataclass(frozen=True)
class SignedIn:
    """An account with an open session, as it looks at one trust.

    ``areas`` are those it may read about, empty for all; ``organisations`` every trust it may
    choose from. ``held_up`` says that a second factor has to be set up first.
    """

    username: str
    display_name: str
    organisation: str
    role: Role
    areas: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    factor: str = PASSWORD_ALONE
    fresh: bool = True
    held_up: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the account may do: what its role may, less what reaches beyond its areas."""
        granted = self.role.permissions
        return granted - WHOLE_TRUST if self.areas else granted

    def may(self, permission: Permission) -> bool:
        """Say whether the account may do this."""
        return not self.held_up and permission in self.permissions


class OpenSessions:
    """Opens, reads and ends sessions."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], float] = time.time,
        *,
        second_factor_required: bool = False,
    ) -> None:
        self._database = database
        self._now = now
        self._required = second_factor_required

    def open(self, username: str, factor: str) -> tuple[str, SignedIn]:
        """Open a session for somebody who has proved who they are; gives its new token.

        It is kept in the trust's audit: to the minute, how, and from nowhere in particular. Raises
        Refusal account-suspended, by whatever way they came.
        """
        token, now = secrets.token_urlsafe(32), int(self._now())
        with self._database.write() as connection:
            rows = OpenRows(connection)
            rows.close_old(now - ABSOLUTE_SECONDS, now - IDLE_SECONDS)
            rows.add(_hash(token), username, factor, now)
            row = rows.find(_hash(token))
            assert row is not None  # noqa: S101 -- it was just put there
            if row.suspended:
                raise Refusal("account-suspended")
            at = datetime.fromtimestamp(now).isoformat(timespec="minutes")
            Audit(connection, row.organisation).add(username, f"signed in: {factor}", at)
            return token, self._signed_in(connection, row, now)

    def find(self, token: str) -> SignedIn | None:
        """Give the account of an open session, and keep it from going idle; None otherwise."""
        now, token_hash = int(self._now()), _hash(token)
        with self._database.read() as connection:
            row = OpenRows(connection).find(token_hash)
            found = None if row is None else self._signed_in(connection, row, now)
        if row is None or found is None:
            return None
        if row.suspended:  # also where it was opened in the very moment of suspending
            self.close(token)
            return None
        if now - row.started_at >= ABSOLUTE_SECONDS or now - row.seen_at >= IDLE_SECONDS:
            self.close(token)
            return None
        if now - row.seen_at >= _NOTICE_SECONDS:  # not a write for every click
            with self._database.write() as connection:
                OpenRows(connection).touch(token_hash, now)
        return found

    def look_at(self, token: str, organisation: str) -> None:
        """Look at another of the account's trusts from now on; raises Refusal not-permitted."""
        found = self.find(token)
        if found is None or organisation not in found.organisations:
            raise Refusal("not-permitted")
        with self._database.write() as connection:
            OpenRows(connection).look_at(_hash(token), organisation)

    def prove(self, token: str, factor: str) -> str:
        """Remember that the person has a second factor now; gives the session's new token.

        Whoever had the old one had it before there was as much to it. Their other sessions end.
        Raises Refusal signed-out where the session has ended meanwhile.
        """
        found, renewed = self.find(token), secrets.token_urlsafe(32)
        if found is None:
            raise Refusal("signed-out")
        with self._database.write() as connection:
            rows = OpenRows(connection)
            rows.prove(_hash(token), factor, _hash(renewed))
            rows.close_others(found.username, _hash(renewed))
        return renewed

    def change_password(self, username: str, token: str, former: str, password_hash: str) -> str:
        """Put one password hash in the place of another; gives the session's new token.

        Their other sessions end, and so does what a copy of the former token opened. It is kept
        in the trust's audit. Raises Refusal password-wrong where the account's hash is not
        ``former`` any more, signed-out where the session has ended meanwhile.
        """
        renewed, now = secrets.token_urlsafe(32), int(self._now())
        with self._database.write() as connection:
            accounts, rows = Accounts(connection), OpenRows(connection)
            if not accounts.replace_password(username, former, password_hash):
                raise Refusal("password-wrong", field="current")
            if not rows.renew(_hash(token), _hash(renewed)):
                raise Refusal("signed-out")
            rows.close_others(username, _hash(renewed))
            row = rows.find(_hash(renewed))
            assert row is not None  # noqa: S101 -- it was renewed just now
            at = datetime.fromtimestamp(now).isoformat(timespec="minutes")
            Audit(connection, row.organisation).add(username, "changed their password", at)
        return renewed

    def close(self, token: str) -> None:
        """End the session, if there is one."""
        with self._database.write() as connection:
            OpenRows(connection).close(_hash(token))

    def _signed_in(self, connection: Connection, row: Record, now: int) -> SignedIn:
        trusts = (row.organisation, *Accounts(connection).further(row.username))
        # What was taken from the account is gone from its open sessions too.
        looks_at = row.looks_at if row.looks_at in trusts else row.organisation
        return SignedIn(
            row.username,
            row.display_name,
            looks_at,
            Role(row.role),
            areas=tuple(json.loads(row.areas)),
            organisations=trusts,
            factor=row.factor,
            fresh=now - row.started_at < FRESH_SECONDS,
            held_up=self._required and row.factor == PASSWORD_ALONE,
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
