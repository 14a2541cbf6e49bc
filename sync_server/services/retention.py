"""How long the second look's traces stay, and their removal: at the start, then once a day.

28 days is how long an author may be away and still be told. A flagged text is hidden at once
and deleted once it was taken for the trust's own test cases, or after 28 days: until then a
wrong tap can be put right, and after that nobody needs words that point to somebody.
"""

import threading
from collections.abc import Callable
from datetime import date, timedelta

from sync_server.db.engine import Database
from sync_server.db.second_looks import HeldLooks, drop_texts, flagged_before

KEPT_DAYS = 28
_WEEK = 7


def kept_until(today: date) -> str:
    """Give the last day on which what comes today is kept, as an ISO date.

    Always the first Monday that is 28 days away or more: the day itself would say when a
    device was heard from.
    """
    earliest = today + timedelta(days=KEPT_DAYS)
    return (earliest + timedelta(days=-earliest.weekday() % _WEEK)).isoformat()


class Retention:
    """Removes what has been kept long enough."""

    def __init__(self, database: Database, today: Callable[[], date] = date.today) -> None:
        self._database = database
        self._today = today
        self._tended: date | None = None
        self._lock = threading.Lock()

    def tend(self) -> None:
        """Remove what is due, at most once a day; to be called whenever somebody writes."""
        today = self._today()
        with self._lock:
            if self._tended == today:
                return
            self._tended = today
        with self._database.write() as connection:
            HeldLooks(connection).purge(today.isoformat())
            oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
            due = flagged_before(connection, oldest)
            drop_texts(connection, due)
        if due:
            self._database.scrub()
