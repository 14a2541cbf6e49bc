"""What a device may ask with the code of one summary, and without saying who it is.

The code is looked up by its hash and kept nowhere. Whoever guesses at codes learns nothing: a
code has 128 random bits, and one that nobody made gets the same answer as one about which
there is nothing to say.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.second_look import FLAGGED, NEEDS_ANOTHER_LOOK, NOTHING, Place, hash_of
from sync_server.db.engine import Database
from sync_server.db.second_looks import HeldLooks, is_flagged
from sync_server.errors import Refusal


@dataclass(frozen=True)
class Said:
    """What there is to say: NOTHING, NEEDS_ANOTHER_LOOK with places, or FLAGGED."""

    state: str
    places: tuple[Place, ...] = ()


class Pace:
    """Admits so many requests a minute from everybody together; addresses are not looked at."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._most = float(per_minute)
        self._left, self._seen = self._most, clock()
        self._clock = clock
        self._lock = threading.Lock()

    def admit(self) -> bool:
        """Take one request's share of the minute; False when there is none left."""
        with self._lock:
            now = self._clock()
            self._left = min(self._most, self._left + (now - self._seen) * self._rate)
            self._seen = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


class Withdrawals:
    """Answers for one code at a time."""

    def __init__(
        self,
        database: Database,
        pace: Pace | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        # A trust of 500 managers asks about 10,000 times a day: 7 a minute. Only answers without
        # news are counted, so that no stranger's flood keeps an author from hers.
        self._pace = pace or Pace(per_minute=6000)
        self._today = today

    def tell(self, code: str) -> Said:
        """Say what there is about this code; raises Refusal invalid-request, too-many-tries."""
        try:
            withdrawal = hash_of(code)
        except ValueError as error:
            raise Refusal("invalid-request", field="code") from error
        with self._database.read() as connection:
            held = HeldLooks(connection).places([withdrawal], self._today().isoformat())
            flagged = is_flagged(connection, withdrawal)
        if flagged:
            return Said(FLAGGED)
        if withdrawal in held:
            return Said(NEEDS_ANOTHER_LOOK, held[withdrawal])
        if not self._pace.admit():
            raise Refusal("too-many-tries", retry_after=30)
        return Said(NOTHING)
