"""How far two people, or people and the coder, agree about a code. Pure.

Agreement of two people who code the same summaries is the ceiling: no coder can be held to
more. Percent agreement flatters rare codes, so Cohen's kappa (1960) and Krippendorff's alpha
(Content Analysis, 2004; nominal data, gaps allowed) stand beside it.

How well the coder does is its F1 on audits. F1 = 2j/(1+j) rises with Jaccard's
j = hits/(hits + wrong + missed), which is a plain proportion, so F1 has Wilson's interval of j
drawn through that curve: no resampling, and sensible for five hits.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from sync_server.analysis.distributions import wilson

Status = Literal["trusted", "check", "not-yet"]

#: The lower end of F1's interval from which a code is trusted, and from which it is shown
#: with a caution.
TRUSTED, CHECK = 0.6, 0.4


@dataclass(frozen=True)
class Agreement:
    """Two people over ``checked`` summaries: ``percent`` the same, kappa, alpha.

    Kappa and alpha are None where both gave everything one answer: there was nothing to tell
    apart.
    """

    checked: int
    percent: int | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True)
class CodeQuality:
    """F1 of a code on randomly drawn audits, with its 95 % interval and what follows."""

    f1: float | None
    low: float
    high: float
    checked: int
    status: Status


def agreement(one: Sequence[bool], other: Sequence[bool]) -> Agreement:
    """Compare two people who said of the same summaries whether they are about a code."""
    pairs = list(zip(one, other, strict=True))
    if not pairs:
        return Agreement(0, None, None, None)
    same = sum(a == b for a, b in pairs)
    return Agreement(len(pairs), round(100 * same / len(pairs)), kappa(one, other), alpha(pairs))


def kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float | None:
    """Give Cohen's kappa of two raters; None without data or without any difference."""
    n = len(one)
    same = sum(a == b for a, b in zip(one, other, strict=True))
    if not n:
        return None
    first, second = Counter(one), Counter(other)
    expected = sum(first[value] * second[value] for value in first) / (n * n)
    if expected >= 1:
        return None
    return (same / n - expected) / (1 - expected)


def alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Give Krippendorff's alpha for nominal values; None where it is not defined.

    Each unit holds one value for each rater, None where a rater gave none. Units with fewer
    than two values say nothing about agreement.
    """
    totals: Counter[Hashable] = Counter()
    apart = 0.0
    for unit in units:
        values = Counter(value for value in unit if value is not None)
        rated = values.total()
        if rated < 2:
            continue
        totals.update(values)
        apart += (rated * rated - sum(n * n for n in values.values())) / (rated - 1)
    n = totals.total()
    possible = n * n - sum(count * count for count in totals.values())
    if n < 2 or not possible:
        return None
    return 1 - (n - 1) * apart / possible


def quality(hits: int, wrong: int, missed: int, checked: int) -> CodeQuality:
    """Judge a code from audits: coded and right, coded wrongly, not coded but about it."""
    if min(hits, wrong, missed) < 0 or hits + wrong + missed > checked:
        raise ValueError("more verdicts than audits")
    told = hits + wrong + missed
    low, high = (2 * end / (1 + end) for end in wilson(hits, told))
    f1 = 2 * hits / (2 * hits + wrong + missed) if told else None
    status: Status = "trusted" if low >= TRUSTED else "check" if low >= CHECK else "not-yet"
    return CodeQuality(f1, low, high, checked, status)
