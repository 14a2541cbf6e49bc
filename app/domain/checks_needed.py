"""How many more checked texts would settle whether a theme is told well enough.

A theme is trusted from where the lower end of its F1's 95 % interval is at least 0.6. F1 is
2j/(1+j) of Jaccard's j, a plain proportion of the decisions (said, or there), so Wilson's interval
of j (Wilson 1927; Brown, Cai and DasGupta 2001) carries over. What is known of a theme is F1, its
interval and how many texts were checked; the number of decisions follows from how wide that is.
"""

from math import ceil, sqrt

#: The lower end of F1's interval from which a theme is trusted.
TRUSTED = 0.6
_Z = 1.959964
_MOST = 20_000
#: The interval comes with three digits.
_ROUNDED = 0.0006


def checks_needed(f1: float | None, low: float, checked: int) -> int | None:
    """Give about how many more checked texts would make a theme trusted, if it goes on like this.

    0 where it is trusted; None where more checks alone would never do it, or nothing is known.
    Of checked texts those count that were drawn at random.
    """
    if f1 is None or checked <= 0:
        return None
    if low >= TRUSTED:
        return 0
    share = f1 / (2 - f1)
    decisions = next((n for n in range(1, _MOST) if _lower(share, n) >= low - _ROUNDED), _MOST)
    if decisions >= _MOST or _lower(share, _MOST) < TRUSTED:
        return None
    wanted = _first(share, decisions)
    return ceil((wanted - decisions) * checked / decisions) if wanted > decisions else 0


def _first(share: float, low: int) -> int:
    """Give the first number of decisions with which the interval is above the mark."""
    high = _MOST
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _lower(share, middle) >= TRUSTED else (middle + 1, high)
    return low


def _lower(share: float, n: int) -> float:
    """Give the lower end of F1's interval for Jaccard's ``share`` of ``n`` decisions."""
    square = _Z * _Z
    spread = _Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    end = max(0.0, (share + square / (2 * n) - spread) / (1 + square / n))
    return 2 * end / (1 + end)
