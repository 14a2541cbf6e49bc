"""When a device may speak: pauses after failures, and a random gap between any two requests.

The gap keeps what belongs to one device from arriving in one breath. It holds after a request
of any kind, and after an outage, so that a hundred devices back on the network do not knock at
once. Randomness decides moments and order only; it protects no secret.
"""

import random
from collections.abc import Callable

from app.domain.server_meta import LEAST_GAP, USUAL_GAP

#: First pause after a failure, in seconds; doubles with each further one.
BASE_PAUSE = 2.0
#: The longest pause between two tries, in seconds.
LONGEST_PAUSE = 900.0
#: A server may ask for up to a day of patience.
LONGEST_RETRY_AFTER = 86_400
#: Seconds between one request and the next send, at least and, unless a trust says otherwise, at
#: most.
GAP = (float(LEAST_GAP), float(USUAL_GAP))


def pause_after(tries: int, chance: float) -> float:
    """Give a pause in seconds: ``chance`` (0 to 1) times a ceiling that doubles with each try."""
    ceiling: float = min(LONGEST_PAUSE, BASE_PAUSE * 2 ** min(tries, 16))
    return chance * ceiling


class Pace:
    """The moments of one device's requests.

    ``now`` gives POSIX seconds, ``longest`` the seconds of a gap at most.
    """

    def __init__(
        self,
        now: Callable[[], float],
        chance: random.Random,
        longest: Callable[[], float] = lambda: GAP[1],
    ) -> None:
        self._now = now
        self._chance = chance
        self.longest = longest
        self._free_at = 0.0
        self._out_until = 0.0
        self._failures = 0

    def spoke(self) -> None:
        """Note a request: the next send comes after a gap drawn at random."""
        self._free_at = self._now() + self._chance.uniform(GAP[0], self.longest())

    def gap(self) -> float:
        """Give the seconds still to wait before a send; a clock put back does not stretch them."""
        return min(max(0.0, self._free_at - self._now()), self.longest())

    def failed(self) -> None:
        """Note that there was no answer at all: then nothing else would get one either."""
        pause = pause_after(self._failures, self._chance.random())
        self._failures += 1
        self._out_until = self._now() + pause

    def answered(self) -> None:
        """Note that the server can be reached."""
        self._failures, self._out_until = 0, 0.0

    def outage(self) -> float:
        """Give the seconds still to wait because nothing answered."""
        return min(max(0.0, self._out_until - self._now()), LONGEST_PAUSE)

    def is_out(self) -> bool:
        """Say whether the last try had no answer at all; a pause that is over mends nothing."""
        return self._failures > 0

    def hurry(self) -> None:
        """Drop the wait after an outage; the next send still takes its gap.

        It is one until something answers: a wish, or a network, is no server yet.
        """
        if self._out_until:
            self._failures, self._out_until = 1, 0.0
            self.spoke()
