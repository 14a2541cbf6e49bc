"""Who looked at what: in the trust's audit, without a word of what was seen.

The same look of the same person is kept once an hour and not at every tap, so that the log can
be read. Each server process counts its own hours: a look is never missed, at most kept twice.
"""

import threading
from collections.abc import Callable
from datetime import datetime

from sync_server.db.audit import Audit
from sync_server.db.engine import Database

_MOST = 10_000


class LookLog:
    """Keeps the looks of people with an account."""

    def __init__(self, database: Database, now: Callable[[], datetime] = datetime.now) -> None:
        self._database = database
        self._now = now
        self._kept: dict[tuple[str, str, str], datetime] = {}
        self._lock = threading.Lock()

    def note(self, organisation: str, who: str, what: str) -> None:
        """Keep that somebody looked; ``what`` names a view and a quarter, never a text.

        It is kept before the answer is given: what cannot be kept is not shown.
        """
        now = self._now()
        hour = now.replace(minute=0, second=0, microsecond=0)
        look = (organisation, who, what)
        with self._lock:
            if self._kept.get(look) == hour:
                return
        with self._database.write() as connection:
            at = now.isoformat(timespec="minutes")[:16]
            Audit(connection, organisation).add(who, what, at)
        with self._lock:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[look] = hour
