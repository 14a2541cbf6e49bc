"""Emptying SQLite's write-ahead log, which tells in which order summaries came.

Done after every hand-in it would cost as much as storing does. So it happens half a second after
the first one, for all that came meanwhile, and another half second later where somebody reads or
writes just then. The order of what came so lately may be read off the disk, and no other.
"""

import sqlite3
import threading
from collections.abc import Callable

#: How long an order may be there to be read, in seconds.
PAUSE = 0.5


class Forgetting:
    """Calls ``empty`` within ``pause`` of every ``soon``; it says whether all was emptied."""

    def __init__(self, empty: Callable[[], bool], pause: float = PAUSE) -> None:
        self._empty = empty
        self._pause = pause
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def soon(self) -> None:
        """Have it emptied, in a thread of its own."""
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self._pause, self._due)
                self._timer.daemon = True
                self._timer.start()

    def end(self) -> None:
        """Drop what is planned, or wait for what is under way.

        For closing the database: that empties the log too.
        """
        with self._lock:
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            timer.join()

    def _due(self) -> None:
        with self._lock:
            if self._timer is not threading.current_thread():
                return  # ended meanwhile
            self._timer = None
        try:
            done = self._empty()
        except sqlite3.Error:  # such as a full disk; what counts is stored
            done = False
        if not done:
            self.soon()
