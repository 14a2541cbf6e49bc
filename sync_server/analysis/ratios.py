"""How many times as often, said no more firmly than rounded counts carry. Pure.

A count that is shown stands for several: two less and two more, and the size of a cell that just
reaches the minimum for up to four less. What is said of two shares is true of every pair of true
counts that round to the shown ones. "About" leaves a fifth on either side: "about 5 times" is
said of 4 to 6. Where no such word is true of them all, a bound is ("at least 3 times"), or only
which way; where not even that is, nothing. Counts that are said 5 off to keep a small one back
(``asides``) are taken as they are said: what is shown must not tell which they are.
"""

from dataclasses import dataclass

from sync_server.analysis.rounding import ROUNDING, SMALLEST_NUMERATOR, range_of

_HALF, _BELOW = ROUNDING // 2, ROUNDING - 1
#: How much more or less "about" may be, as a part.
_ABOUT = 0.2
_WORDS: dict[float, str] = {
    1 / 10: "a tenth",
    1 / 5: "a fifth",
    1 / 4: "a quarter",
    1 / 3: "a third",
    1 / 2: "half",
    3 / 4: "three quarters",
    1.5: "one and a half times",
    2: "twice",
}
_MANY = (*range(3, 11), 15, 20, 30, 40, 50, 60, 80, 100)
_LADDER: dict[float, str] = _WORDS | {many: f"{many} times" for many in _MANY}

#: A bound is said more coarsely still.
_BOUNDS = (1 / 10, 1 / 5, 1 / 3, 1 / 2, 3 / 4, 1.5, 2, 3, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Part:
    """A rounded count of a rounded whole. ``added``: of how many rounded figures each is made."""

    count: int
    of: int
    added: int = 1

    def shares(self, minimum: int) -> tuple[float, float]:
        """Give the smallest and the largest share that the true counts can have."""
        if self.added == 1:
            least, (fewest, most) = SMALLEST_NUMERATOR, range_of(self.of, minimum)
        else:
            off = _BELOW * self.added
            least, fewest, most = 1, max(1, self.of - off), self.of + off
        half = _HALF * self.added
        low = max(least, self.count - half) / most
        return min(1.0, low), min(1.0, (self.count + half) / fewest)


def as_often(here: Part, rest: Part, minimum: int) -> str:
    """Say how often against the rest: ``about 5 times as often``; "" where it is not clear.

    Both counts are above 0. ``minimum`` is the smallest cell that is shown.
    """
    (low, high), (rest_low, rest_high) = here.shares(minimum), rest.shares(minimum)
    least, most = low / rest_high, high / rest_low
    shown = here.count / here.of / (rest.count / rest.of)
    true = [step for step in _LADDER if _about(step, least, most)]
    if true:
        near = min(true, key=lambda step: max(step / shown, shown / step))
        return f"about {_LADDER[near]} as often"
    if least > 1:
        reached = [step for step in _BOUNDS if 1 < step <= least]
        return f"at least {_LADDER[max(reached)]} as often" if reached else "more often"
    if most < 1:
        reached = [step for step in _BOUNDS if most <= step < 1]
        return f"at most {_LADDER[min(reached)]} as often" if reached else "less often"
    return ""


def _about(step: float, least: float, most: float) -> bool:
    return step * (1 - _ABOUT) <= least and most <= step * (1 + _ABOUT)
