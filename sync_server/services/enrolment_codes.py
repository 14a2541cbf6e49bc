"""Enrolment codes as leads and admins see them: made once, listed without the code, revoked.

A code has 60 random bits and is kept as an HMAC under the server's own secret. With its first
group in the list, a bare hash could be turned back into the code in an hour; this one cannot be
without the secret, which is not in the database.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from app.domain.area_scope import leaves_in, unknown_areas
from app.domain.enrolment_link import code_of
from app.domain.listed_code import CodeState, ListedCode
from app.domain.organisation import Organisation
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.enrolment_codes import CodeRow, EnrolmentCodes
from sync_server.db.repositories import Record
from sync_server.errors import Refusal
from sync_server.services.device_book import DeviceBook
from sync_server.services.editing import Editor
from sync_server.services.organisations import organisations
from sync_server.services.server_secret import ServerSecret

MOST_DAYS = 365
#: Days for which a code that has ended stays in the list, and in the database.
SHOWN_DAYS = 28
#: As many signs of an id tell a code from others.
_ID_SHOWN = 8
OPEN: CodeState = "open"
USED: CodeState = "used"
EXPIRED: CodeState = "expired"
REVOKED: CodeState = "revoked"


@dataclass(frozen=True)
class Wanted:
    """A code to be made: ``areas`` empty for all, ``uses`` devices within ``days`` days."""

    uses: int
    days: int
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeCode:
    """A new code; ``code`` is shown now and never again."""

    code: str = field(repr=False)
    listed: ListedCode


class EnrolmentCodeBook:
    """Makes, lists and revokes; every change leaves an audit row."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        devices: DeviceBook,
        today: Callable[[], date],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database = database
        self._secret = secret
        self._devices = devices
        self._today = today
        self._now = now

    def make(
        self, maker: Editor, wanted: Wanted, attempt: str, within: tuple[str, ...] = ()
    ) -> MadeCode:
        """Make a code; the same ``attempt`` again gives the same code and makes no second.

        ``within`` are the areas that the maker may give, none for all. Raises Refusal
        invalid-request where an area is not one of the trust's, not-permitted where not theirs.
        """
        trust = organisations(self._database)[maker.organisation]
        if unknown_areas(trust, wanted.areas):
            raise Refusal("invalid-request", field="areas")
        if not _lies_within(trust, wanted.areas, within):
            raise Refusal("not-permitted")
        tied_to = f"{maker.organisation}\n{maker.username}\n{attempt}"
        code = code_of(self._secret.code_seed(tied_to))
        today = self._today()
        row = CodeRow(
            code_hash=self._secret.code_hash(code),
            organisation=maker.organisation,
            first_group=code.partition("-")[0],
            areas=tuple(sorted(set(wanted.areas))),
            uses=wanted.uses,
            expires_on=(today + timedelta(days=wanted.days)).isoformat(),
            made_by=maker.username,
            made_on=today.isoformat(),
        )
        with self._database.write() as connection:
            codes = EnrolmentCodes(connection)
            codes.forget((today - timedelta(days=SHOWN_DAYS)).isoformat())
            if codes.add(row):
                scope = ", ".join(row.areas) or "all areas"
                said = f"made enrolment code {row.first_group}: {row.uses} uses, {scope}"
                self._note(connection, maker, said)
            kept = codes.find([row.code_hash])
            assert kept is not None  # noqa: S101 - it was added or found just now
            return MadeCode(code, self._listed(kept))

    def all(self, organisation: str, within: tuple[str, ...] = ()) -> list[ListedCode]:
        """Give the trust's codes for ``within``, those that still work first, then the newest."""
        trust = organisations(self._database)[organisation]
        oldest = (self._today() - timedelta(days=SHOWN_DAYS)).isoformat()
        with self._database.read() as connection:
            rows = EnrolmentCodes(connection).of(organisation)
        shown = [self._listed(row) for row in rows if row.expires_on >= oldest]
        theirs = [code for code in shown if _lies_within(trust, code.areas, within)]
        return sorted(theirs, key=lambda code: code.state != OPEN)

    def revoke(
        self,
        maker: Editor,
        identity: str,
        *,
        devices: bool = False,
        within: tuple[str, ...] = (),
    ) -> ListedCode:
        """End a code, with ``devices`` also the enrolment of those it was used on.

        Again is no mistake. Raises Refusal not-found for a code that is not this trust's, or not
        ``within``.
        """
        trust = organisations(self._database)[maker.organisation]
        with self._database.write() as connection:
            codes = EnrolmentCodes(connection)
            row = self._named(codes.of(maker.organisation), identity)
            if not _lies_within(trust, tuple(json.loads(row.areas)), within):
                raise Refusal("not-found")
            known = codes.find([row.code_hash])
            codes.revoke(row.code_hash)
            ended = self._devices.end(connection, codes.tries(row.code_hash)) if devices else 0
            if known is not None and (ended or not known.revoked):
                also = f" and {ended} device{'' if ended == 1 else 's'}" if ended else ""
                self._note(connection, maker, f"revoked enrolment code {row.first_group}{also}")
            again = codes.find([row.code_hash])
            assert again is not None  # noqa: S101 - found above, in this transaction
            return self._listed(again)

    def _named(self, rows: Sequence[Record], identity: str) -> Record:
        for row in rows:
            if self._secret.handle(row.code_hash) == identity:
                return row
        raise Refusal("not-found")

    def _listed(self, row: Record) -> ListedCode:
        return ListedCode(
            self._secret.handle(row.code_hash),
            row.first_group,
            tuple(json.loads(row.areas)),
            max(row.uses, row.uses_left),
            row.uses_left,
            row.expires_on,
            state_of(row, self._today()),
            row.made_by,
            row.made_on,
        )

    def _note(self, connection: Connection, maker: Editor, said: str) -> None:
        at = self._now().isoformat(timespec="minutes")
        Audit(connection, maker.organisation).add(maker.username, said, at)


def _lies_within(trust: Organisation, areas: Collection[str], within: Collection[str]) -> bool:
    return not within or (bool(areas) and leaves_in(trust, areas) <= leaves_in(trust, within))


def state_of(row: Record, today: date) -> CodeState:
    """Say whether a code still works, and if not why."""
    if row.revoked:
        return REVOKED
    if row.expires_on < today.isoformat():
        return EXPIRED
    return OPEN if row.uses_left > 0 else USED


def found_by(codes: Collection[ListedCode], named: str) -> list[ListedCode]:
    """Give the codes that a person may mean: by first group, by whole code or by how ids begin."""
    bare = named.strip().upper()
    if len(bare) >= _ID_SHOWN and "-" not in bare:
        by_id = [code for code in codes if code.id.upper().startswith(bare)]
        if by_id:
            return by_id
    return [code for code in codes if code.first_group and bare.startswith(code.first_group)]
