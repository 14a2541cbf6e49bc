"""A slow pace of breathing, told second by second for two minutes.

The pace itself comes from a leaflet with its source; here is only the counting.
"""

from dataclasses import dataclass

from app.domain.wording import tr

#: Bounds of one breath in or out, in seconds. Longer ones are for those who practise.
SHORTEST_BREATH = 2
LONGEST_BREATH = 8

#: A pause of two minutes, in seconds; it ends with the breath that is under way then.
PAUSE_SECONDS = 120


@dataclass(frozen=True)
class Pace:
    """Seconds for one breath in and one out."""

    seconds_in: int
    seconds_out: int

    @property
    def seconds(self) -> int:
        """The length of one whole breath."""
        return self.seconds_in + self.seconds_out

    def length(self) -> int:
        """Give the length of a whole pause in seconds: no breath is cut short."""
        breaths = -(-PAUSE_SECONDS // self.seconds)
        return breaths * self.seconds


@dataclass(frozen=True)
class Moment:
    """One second of a pause. ``count`` goes up from 1 within a breath in or out.

    ``begins`` is true in its first second; ``lasts`` is how long it takes altogether.
    """

    is_in: bool
    count: int
    lasts: int

    @property
    def begins(self) -> bool:
        """Whether this breath in or out has only now begun."""
        return self.count == 1

    def in_words(self) -> str:
        """Say what to do."""
        return tr("Breathe in") if self.is_in else tr("Breathe out")


def moment(pace: Pace, second: int) -> Moment | None:
    """Give what happens in this second, counted from 0; None when the pause is over."""
    if second >= pace.length():
        return None
    within = second % pace.seconds
    if within < pace.seconds_in:
        return Moment(True, within + 1, pace.seconds_in)
    return Moment(False, within - pace.seconds_in + 1, pace.seconds_out)
