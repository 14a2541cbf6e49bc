"""How a share moves from period to period, and which moves are more than chance. Pure.

Limits are those of Laney's p' chart (Quality Engineering 14, 2002): the p chart's three sigma,
widened or narrowed by how much the points really vary from one to the next, because with
hundreds of summaries a plain p chart takes every ripple for news. Rules for special cause: one
point beyond three sigma and eight in a row on one side of the mean (Western Electric,
Statistical Quality Control Handbook, 1956); six in a row that rise, or fall (Nelson, Journal of
Quality Technology 16, 1984). A hidden period is a gap: it ends every run.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Signal = Literal["above", "below", "run-above", "run-below", "rising", "falling"]

#: Limits drawn from fewer periods would move with each new one.
FEWEST_POINTS = 8
SIGMAS = 3.0
RUN = 8
TREND = 6
#: Mean moving range to standard deviation, for two neighbours (Shewhart's d2).
_D2 = 1.128
_OPEN = (None, None)


@dataclass(frozen=True)
class Count:
    """A theme's ``count`` of ``of`` summaries in a period; None where it may not be shown.

    ``period`` is such as 2026-Q4-B1 or 2026-Q4; ``code_version`` that of the codes in force.
    """

    period: str
    count: int | None
    of: int | None
    code_version: int = 0


@dataclass(frozen=True)
class Point:
    """A period's share from 0 to 1 with the limits around it, None in a gap.

    ``year_before`` is the share of the same period a year earlier. ``recoded`` marks the first
    period whose codes are of another version than those before.
    """

    period: str
    share: float | None
    low: float | None
    high: float | None
    year_before: float | None
    signals: tuple[Signal, ...]
    recoded: bool


@dataclass(frozen=True)
class Limits:
    """The mean share, and the factor by which points vary more than chance alone."""

    mean: float
    factor: float

    def at(self, of: int) -> tuple[float, float]:
        """Give the lower and upper limit for a period of ``of`` summaries."""
        reach = SIGMAS * self.factor * math.sqrt(self.mean * (1 - self.mean) / of)
        return max(0.0, self.mean - reach), min(1.0, self.mean + reach)


def series(counts: Sequence[Count]) -> list[Point]:
    """Give the points of a trend, in the order of ``counts`` (oldest first)."""
    limits = laney(counts)
    shares = [_share(count) for count in counts]
    by_period = {count.period: share for count, share in zip(counts, shares, strict=True)}
    signals = special_cause(counts)
    points: list[Point] = []
    version = counts[0].code_version if counts else 0
    for count, share, signal in zip(counts, shares, signals, strict=True):
        low, high = limits.at(count.of) if limits and share is not None and count.of else _OPEN
        before = by_period.get(year_earlier(count.period))
        recoded, version = count.code_version != version, count.code_version
        points.append(Point(count.period, share, low, high, before, signal, recoded))
    return points


def laney(counts: Sequence[Count]) -> Limits | None:
    """Give the limits of a p' chart; None where fewer than ``FEWEST_POINTS`` are shown."""
    shown = [(count.count, count.of) for count in counts if _share(count) is not None]
    pairs = [(have, of) for have, of in shown if have is not None and of]
    if len(pairs) < FEWEST_POINTS:
        return None
    mean = sum(have for have, _ in pairs) / sum(of for _, of in pairs)
    if mean in (0.0, 1.0):
        return Limits(mean, 1.0)
    scores = [(have / of - mean) / math.sqrt(mean * (1 - mean) / of) for have, of in pairs]
    ranges = [abs(b - a) for a, b in pairwise(scores)]
    return Limits(mean, sum(ranges) / len(ranges) / _D2)


def special_cause(counts: Sequence[Count]) -> list[tuple[Signal, ...]]:
    """Say for each period which rules mark it; every point of a run or trend is marked."""
    limits = laney(counts)
    found: list[list[Signal]] = [[] for _ in counts]
    if limits is None:
        return [() for _ in counts]
    for stretch in _stretches(counts):
        shares = [_share(counts[index]) or 0.0 for index in stretch]
        for index, share in zip(stretch, shares, strict=True):
            low, high = limits.at(counts[index].of or 1)
            if share > high:
                found[index].append("above")
            elif share < low:
                found[index].append("below")
        sides = [_sign(share - limits.mean) for share in shares]
        for start, end, side in _runs(sides, RUN):
            for index in stretch[start:end]:
                found[index].append("run-above" if side > 0 else "run-below")
        steps = [_sign(b - a) for a, b in pairwise(shares)]
        # Six points make five steps.
        for start, end, side in _runs(steps, TREND - 1):
            for index in stretch[start : end + 1]:
                found[index].append("rising" if side > 0 else "falling")
    return [tuple(signals) for signals in found]


def year_earlier(period: str) -> str:
    """Give the id of the same block, quarter or year a year before."""
    return f"{int(period[:4]) - 1:04d}{period[4:]}"


def _share(count: Count) -> float | None:
    if count.count is None or not count.of:
        return None
    return min(1.0, count.count / count.of)


def _stretches(counts: Sequence[Count]) -> Iterator[list[int]]:
    """Give the indices of points between gaps."""
    stretch: list[int] = []
    for index, count in enumerate(counts):
        if _share(count) is not None:
            stretch.append(index)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _runs(signs: Sequence[int], length: int) -> Iterator[tuple[int, int, int]]:
    """Give (start, end, sign) of runs of one sign, not 0, of ``length`` or more."""
    start = 0
    for index in range(1, len(signs) + 1):
        if index == len(signs) or signs[index] != signs[start]:
            if signs[start] and index - start >= length:
                yield start, index, signs[start]
            start = index


def _sign(value: float) -> int:
    return (value > 1e-12) - (value < -1e-12)
