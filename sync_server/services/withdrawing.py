"""Withdrawing: an author takes a summary back, by its code alone and unseen by anybody.

Its words are gone at once. Were its place in the figures empty at once too, a lead who looks
before and after would see whose it was; so it keeps that place until its cell's next step,
when others come and nobody can tell that one has left.
"""

from collections.abc import Callable
from datetime import date

from app.domain.periods import IsoWeek
from app.domain.second_look import hash_of
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.withdrawn import of_code, withdraw
from sync_server.errors import Refusal
from sync_server.services.withdrawals import Pace
from sync_server.services.withdrawn_list import WithdrawnList

WITHDRAWN, TOO_LATE, UNKNOWN = "withdrawn", "too-late", "unknown"


class Withdrawing:
    """Withdraws one summary at a time."""

    def __init__(
        self,
        database: Database,
        pace: Pace | None = None,
        today: Callable[[], date] = date.today,
        listed: WithdrawnList | None = None,
    ) -> None:
        self._listed = listed
        self._database = database
        # One count for everybody: addresses are not looked at. Codes that nobody made do not
        # count, so that no stranger keeps an author waiting; nobody guesses one of 128 bits.
        self._pace = pace or Pace(per_minute=120)
        self._today = today

    def withdraw(self, code: str) -> str:
        """Say withdrawn, too-late or unknown; the same again when asked again.

        Raises Refusal invalid-request, too-many-tries.
        """
        try:
            withdrawal = hash_of(code)
        except ValueError as error:
            raise Refusal("invalid-request", field="code") from error
        with self._database.read() as connection:
            trusts = sorted({row.organisation for row in of_code(connection, withdrawal)})
        if not trusts:
            return UNKNOWN
        if not self._pace.admit():
            raise Refusal("too-many-tries", retry_after=30)
        state, emptied = self._withdraw(withdrawal, trusts)
        if emptied:
            self._database.scrub()
        return state

    def _withdraw(self, withdrawal: str, trusts: list[str]) -> tuple[str, bool]:
        week = str(IsoWeek.of(self._today()))
        state, emptied = UNKNOWN, False
        with self._database.write() as connection:
            for trust in trusts:
                # A step of release must see it before or after, not in between.
                Organisations(connection).lock(trust)
            for row in of_code(connection, withdrawal):
                if row.withdrawn:
                    state = WITHDRAWN
                elif row.withdraw_until is not None and week <= row.withdraw_until:
                    if self._listed is not None:
                        # First: were it missing there, an older backup would bring it back.
                        self._listed.add([(row.withdrawal, row.quarter)])
                    withdraw(connection, row.id)
                    state, emptied = WITHDRAWN, True
                elif state == UNKNOWN:
                    state = TOO_LATE
        return state, emptied
