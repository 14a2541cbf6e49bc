"""When Layby locks itself, how wrong tries are slowed, and which PINs may be chosen.

Nothing is ever wiped for a wrong try: what a colleague was told in confidence is worth more
than what a lost tablet can be guessed out of. A PIN only lifts the screen lock, while the
profile's key is still in memory; it opens nothing from cold.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from app.domain.errors import PinRefused

#: Seconds to wait after the first, second, ... wrong try in a row; the last goes on.
DELAYS = (0, 0, 1, 5, 30, 60)
#: So many wrong PINs, and the passphrase is asked for.
PIN_TRIES = 5
#: The longest and the shortest a trust or a person may choose, in seconds.
LONGEST_IDLE = 300.0
LONGEST_HIDDEN = 120.0
SHORTEST = 15.0

_PIN = re.compile(r"[0-9]{4,8}")


def seconds_left(tries: int, tried_at: float, now: float) -> float:
    """Give the seconds before the next try; 0 when it may be made.

    ``tries`` counts the wrong ones in a row, ``tried_at`` and ``now`` are POSIX seconds. A
    clock that reads earlier than the last try was set back since: then nobody waits, for
    there is no telling how long they have waited already.
    """
    if tries < 1:
        return 0.0
    delay = DELAYS[min(tries, len(DELAYS)) - 1]
    passed = now - tried_at
    return delay - passed if 0 <= passed < delay else 0.0


@dataclass(frozen=True)
class LockTimes:
    """After how many idle and how many hidden seconds the profile locks.

    May be shorter than the defaults, never longer, and never so short (15 s) that nobody
    could write a sentence; anything outside is brought to the nearer bound.
    """

    idle_seconds: float = LONGEST_IDLE
    hidden_seconds: float = LONGEST_HIDDEN

    def __post_init__(self) -> None:
        """Bring both into their bounds."""
        object.__setattr__(self, "idle_seconds", _bounded(self.idle_seconds, LONGEST_IDLE))
        object.__setattr__(self, "hidden_seconds", _bounded(self.hidden_seconds, LONGEST_HIDDEN))

    def shortened(self, other: "LockTimes | None") -> "LockTimes":
        """Give the shorter of both, for each time by itself."""
        if other is None:
            return self
        return LockTimes(
            min(self.idle_seconds, other.idle_seconds),
            min(self.hidden_seconds, other.hidden_seconds),
        )


def _bounded(seconds: float, longest: float) -> float:
    # What is no number at all is not "at most the longest" either.
    return float(max(seconds, SHORTEST)) if seconds <= longest else longest


def check_new_pin(pin: str) -> None:
    """Refuse a PIN that is not 4 to 8 digits, or is a run or a repetition: PinRefused.

    Runs go up or down by one, past 9 to 0 as well (``1234``, ``4321``, ``7890``);
    repetitions are of one digit or of a group (``1111``, ``1212``, ``123123``).
    """
    if not _PIN.fullmatch(pin):
        raise PinRefused(field="pin")
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    if steps in ({1}, {9}):
        raise PinRefused(field="pin")
    if any(pin.startswith(pin[size:]) for size in range(1, len(pin) // 2 + 1)):
        raise PinRefused(field="pin")
