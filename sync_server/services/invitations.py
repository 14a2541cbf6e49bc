"""Invitations: an admin offers an account, and whoever has its code chooses the password.

The code is shown once to the admin, who hands it on by whatever way they trust: nothing is sent
from here. It has 60 random bits, is kept as a keyed hash, ends by itself and works once. Only
accounts for the admin's own trust can be offered; a lead for several trusts is made on the
server's command line, for no one trust can give away another's.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from app.domain.area_scope import unknown_areas
from app.domain.enrolment_link import code_of, read_code
from app.domain.errors import InputError
from sync_server.db.accounts import Accounts
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.invitations import Invitations
from sync_server.db.repositories import Record
from sync_server.errors import Refusal, ServerError
from sync_server.permissions import Role
from sync_server.services.accounts import AccountBook, checked_username
from sync_server.services.editing import Editor
from sync_server.services.organisations import organisations
from sync_server.services.server_secret import ServerSecret
from sync_server.services.throttle import Throttle
from sync_server.services.withdrawals import Pace

MOST_DAYS = 14
MOST_NAME = 120
#: Days for which an invitation that has ended stays in the list, and in the database.
SHOWN_DAYS = 28
#: What an admin may offer.
OFFERED = (Role.LEAD, Role.ADMIN, Role.AUDITOR)
_STRANGERS = 600


@dataclass(frozen=True)
class Offer:
    """An account to be offered for ``days`` days: ``areas`` empty for all."""

    username: str
    display_name: str
    role: Role
    areas: tuple[str, ...]
    days: int


@dataclass(frozen=True)
class ListedInvitation:
    """An invitation as it may be shown again. ``id`` names it and says nothing about its code."""

    id: str
    first_group: str
    username: str
    display_name: str
    role: Role
    areas: tuple[str, ...]
    expires_on: str
    made_by: str
    ended: bool


@dataclass(frozen=True)
class MadeInvitation:
    """A new invitation; ``code`` is shown now and never again."""

    code: str = field(repr=False)
    listed: ListedInvitation


class InvitationDesk:
    """Makes, lists, takes back and redeems; every act leaves an audit row."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        accounts: AccountBook,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database, self._secret, self._accounts = database, secret, accounts
        self._today, self._now = today, now
        self._throttle = Throttle(free=10, base=5, cap=300, forget=600)
        self._strangers = Pace(per_minute=_STRANGERS)

    def make(self, maker: Editor, offer: Offer, attempt: str) -> MadeInvitation:
        """Offer an account; the same ``attempt`` again gives the same code and makes no second.

        Raises Refusal invalid-request with the field, account-name-taken.
        """
        username, name = self._checked(maker, offer)
        code = code_of(self._secret.code_seed(f"invitation\n{maker}\n{username}\n{attempt}"))
        code_hash, today = self._secret.code_hash(code), self._today()
        row = {
            "code_hash": code_hash,
            "first_group": code.partition("-")[0],
            "organisation": maker.organisation,
            "username": username,
            "display_name": name,
            "role": offer.role.value,
            "areas": json.dumps(sorted(set(offer.areas))),
            "expires_on": (today + timedelta(days=offer.days)).isoformat(),
            "made_by": maker.username,
            "made_on": today.isoformat(),
        }
        with self._database.write() as connection:
            rows = Invitations(connection)
            rows.forget((today - timedelta(days=SHOWN_DAYS)).isoformat())
            if not rows.knows(code_hash) and Accounts(connection).find(username) is not None:
                raise Refusal("account-name-taken", field="username")
            if rows.add(row):
                scope = f" for {', '.join(sorted(set(offer.areas)))}" if offer.areas else ""
                said = f"invited {username}: {offer.role}{scope}"
                self._note(connection, maker.organisation, maker.username, said)
            kept = rows.find(code_hash)
            assert kept is not None  # noqa: S101 - it was added or found just now
            return MadeInvitation(code, self._listed(kept))

    def all(self, organisation: str) -> list[ListedInvitation]:
        """Give the trust's invitations that nobody took yet."""
        oldest = (self._today() - timedelta(days=SHOWN_DAYS)).isoformat()
        with self._database.read() as connection:
            rows = Invitations(connection).of(organisation)
        return [self._listed(row) for row in rows if row.expires_on >= oldest]

    def take_back(self, maker: Editor, identity: str) -> None:
        """End an invitation; again is no mistake."""
        with self._database.write() as connection:
            rows = Invitations(connection)
            for row in rows.of(maker.organisation):
                if self._secret.handle(row.code_hash) == identity:
                    rows.remove(row.code_hash)
                    said = f"took back the invitation of {row.username}"
                    self._note(connection, maker.organisation, maker.username, said)

    def redeem(self, code: str, password: str) -> str:
        """Make the account that was offered; gives its name. The same again changes nothing.

        Raises Refusal invitation-unknown, invitation-ended, account-name-taken, too-many-tries,
        and invalid-request for a password that cannot be one.
        """
        try:
            read = read_code(code)
        except InputError:
            raise self._unknown() from None
        code_hash = self._secret.code_hash(read)
        bucket = hashlib.sha256(read.partition("-")[0].encode()).hexdigest()
        if wait := self._throttle.admit(bucket):
            raise Refusal("too-many-tries", retry_after=wait)
        with self._database.read() as connection:
            if not Invitations(connection).knows(code_hash):
                raise self._unknown()
        try:
            kept = self._accounts.hashed(password)
        except ServerError as error:
            raise Refusal("invalid-request", error.message, field="password") from error
        username = self._take(code_hash, kept, password)
        self._throttle.succeed(bucket, all_tries=True)
        return username

    def _take(self, code_hash: str, kept: str, password: str) -> str:
        with self._database.write() as connection:
            row = Invitations(connection).find(code_hash)
            if row is None:
                raise self._unknown()
            known = Accounts(connection).find(row.username)
            if row.used and known and self._accounts.matches(known.password_hash, password):
                return str(row.username)
            if row.used or row.expires_on < self._today().isoformat():
                raise Refusal("invitation-ended")
            named = ("username", "display_name", "organisation", "role")
            values = {name: getattr(row, name) for name in named} | {"password_hash": kept}
            if not Accounts(connection).add(values, json.loads(row.areas)):
                raise Refusal("account-name-taken")
            Invitations(connection).use(code_hash)
            said = f"took an invitation of {row.made_by}: {row.role}"
            self._note(connection, row.organisation, row.username, said)
            return str(row.username)

    def _checked(self, maker: Editor, offer: Offer) -> tuple[str, str]:
        trust = organisations(self._database)[maker.organisation]
        name = " ".join(offer.display_name.split())
        try:
            username = checked_username(offer.username)
        except ServerError as error:
            raise Refusal("invalid-request", error.message, field="username") from error
        if not name or len(name) > MOST_NAME or not name.isprintable():
            raise Refusal("invalid-request", "Say who it is for.", field="display_name")
        if offer.role not in OFFERED:
            raise Refusal("invalid-request", field="role")
        if unknown_areas(trust, offer.areas) or (offer.areas and offer.role is not Role.LEAD):
            raise Refusal("invalid-request", "Only a lead is for some areas.", field="areas")
        return username, name

    def _unknown(self) -> Refusal:
        if self._strangers.admit():
            return Refusal("invitation-unknown")
        return Refusal("too-many-tries", retry_after=60)

    def _listed(self, row: Record) -> ListedInvitation:
        return ListedInvitation(
            self._secret.handle(row.code_hash),
            row.first_group,
            row.username,
            row.display_name,
            Role(row.role),
            tuple(json.loads(row.areas)),
            row.expires_on,
            row.made_by,
            row.expires_on < self._today().isoformat(),
        )

    def _note(self, connection: Connection, organisation: str, who: str, said: str) -> None:
        at = self._now().isoformat(timespec="minutes")[:16]
        Audit(connection, organisation).add(who, said, at)
