"""Growing delays after failed tries, in memory only: nothing about who tried is kept on disk."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

_MOST_KEYS = 10_000


@dataclass
class _Record:
    tries: int
    last: float
    closed_until: float


class Throttle:
    """Lets ``free`` tries per key pass, then asks for ``base`` seconds, doubling up to ``cap``.

    A try counts when it begins, so many at once cannot slip through; ``succeed`` takes the
    key's tries back. A key without tries for ``forget`` seconds starts afresh, and is forgotten.
    """

    def __init__(
        self,
        *,
        free: int,
        base: float,
        cap: float,
        forget: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._free, self._base, self._cap, self._forget = free, base, cap, forget
        self._clock = clock
        self._records: OrderedDict[str, _Record] = OrderedDict()
        self._lock = threading.Lock()

    def admit(self, key: str) -> int:
        """Give the whole seconds to wait; 0 admits the try and counts it."""
        with self._lock:
            now = self._clock()
            record = self._records.pop(key, None)
            if record is None or now - record.last > self._forget:
                record = _Record(0, now, 0.0)
            self._records[key] = record
            self._forget_old(now)
            if len(self._records) > _MOST_KEYS:
                self._records.popitem(last=False)
            if now < record.closed_until:
                return ceil(record.closed_until - now)
            record.tries += 1
            record.last = now
            if record.tries >= self._free:
                doublings = min(record.tries - self._free, 30)
                record.closed_until = now + min(self._cap, self._base * 2**doublings)
            return 0

    def _forget_old(self, now: float) -> None:
        """Drop the keys that were not asked about for long: those stand first."""
        while self._records:
            key, oldest = next(iter(self._records.items()))
            if now - oldest.last <= self._forget or now < oldest.closed_until:
                return
            del self._records[key]

    def succeed(self, key: str, *, all_tries: bool) -> None:
        """Take back the last try of ``key``, or all of them."""
        with self._lock:
            record = self._records.get(key)
            if record is None:
                return
            record.tries = 0 if all_tries else max(0, record.tries - 1)
            if record.tries < self._free:
                record.closed_until = 0.0
