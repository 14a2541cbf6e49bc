"""How long things stay, and their removal: at the start, then once a day.

28 days is how long an author may be away and still be told that a text needs another look, and
may withdraw a summary. A flagged text is hidden at once and deleted once it was taken for the
trust's own test cases, or after 28 days: until then a wrong tap can be put right, and after
that nobody needs words that point to somebody. Texts are deleted after two years; figures
stay. Spent tokens stay until a year after their quarter.

A clock that goes wrong must not delete what is not due: after a leap of more than two months
nothing is removed before the next day, and the leap is forgotten when the clock is put right.
"""

import threading
from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import Connection

from app.domain.periods import IsoWeek, Quarter
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.second_looks import HeldLooks, drop_texts, flagged_before
from sync_server.db.server_state import ServerState
from sync_server.db.spent_tokens import SpentTokens
from sync_server.db.withdrawn import close_withdrawal, drop_texts_before

KEPT_DAYS = 28
#: Whole quarters that texts are kept beside the one of today.
TEXT_YEARS = 2
TEXT_QUARTERS = 4 * TEXT_YEARS
#: The longest time between two days of tending that is believed at once.
LEAP_DAYS = 60
_WEEK = 7


def kept_until(today: date) -> str:
    """Give the last day on which what comes today is kept, as an ISO date.

    Always the first Monday that is 28 days away or more: the day itself would say when a
    device was heard from.
    """
    earliest = today + timedelta(days=KEPT_DAYS)
    return (earliest + timedelta(days=-earliest.weekday() % _WEEK)).isoformat()


def withdrawable_until(today: date) -> str:
    """Give the last ISO week in which what is stored today may be withdrawn: in 28 days."""
    return str(IsoWeek.of(today + timedelta(days=KEPT_DAYS)))


def texts_since(today: date) -> str:
    """Give the first quarter whose texts are still kept."""
    quarter = Quarter.of(today)
    for _ in range(TEXT_QUARTERS):
        quarter = quarter.previous()
    return str(quarter)


class Retention:
    """Removes what has been kept long enough; ``daily`` follows, if the day is believed."""

    def __init__(
        self,
        database: Database,
        today: Callable[[], date] = date.today,
        daily: Callable[[], object] = list,
    ) -> None:
        self._database = database
        self._daily = daily
        self._today = today
        self._tended: date | None = None
        self._lock = threading.Lock()

    @property
    def tended(self) -> bool:
        """Whether that is done for today: then ``tend`` does nothing."""
        return self._tended == self._today()

    def tend(self, *, now: bool = False) -> None:
        """Remove what is due, at most once a day; to be called whenever somebody writes.

        ``now`` is for whoever runs the server and knows what day it is.
        """
        today = self._today()
        with self._lock:
            if self._tended == today and not now:
                return
            self._tended = today
        with self._database.write() as connection:
            if not _believed(ServerState(connection), today) and not now:
                return
            HeldLooks(connection).purge(today.isoformat())
            SpentTokens(connection).purge(today.isoformat())
            close_withdrawal(connection, str(IsoWeek.of(today)))
            oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
            due = flagged_before(connection, oldest)
            drop_texts(connection, due)
            dropped = _drop_old_texts(connection, today)
        if due or dropped:
            self._database.scrub()
        self._daily()


def _believed(state: ServerState, today: date) -> bool:
    """Say whether the clock may be trusted to delete; on a database's first day it is not."""
    before, doubt = state.read().tended_on, "?"
    days = (today - date.fromisoformat(before.strip(doubt))).days if before else -1
    believed = (1 if before.endswith(doubt) else 0) <= days <= LEAP_DAYS
    state.keep_tended_on(today.isoformat() + ("" if believed else doubt))
    return believed


def _drop_old_texts(connection: Connection, today: date) -> int:
    """Delete texts of old quarters, once a quarter; gives how many."""
    state, since = ServerState(connection), texts_since(today)
    if state.read().texts_since >= since:
        return 0
    trusts = Organisations(connection).all()
    dropped = sum(drop_texts_before(connection, trust, since) for trust in trusts)
    state.keep_texts_since(since)
    return dropped
