"""The few distributions that the statistics here need, exact or to double precision. Pure.

Written out instead of brought along: normal, chi-square with one degree of freedom, the
hypergeometric tails behind Fisher's exact test, Wilson's interval and the
Benjamini-Hochberg procedure are a few lines each.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

#: Standard normal quantile of a two-sided 95 % interval.
Z95 = NormalDist().inv_cdf(0.975)


def chi_square_tail(statistic: float) -> float:
    """Give the chance of ``statistic`` or more under chi-square with 1 degree of freedom."""
    return math.erfc(math.sqrt(max(0.0, statistic) / 2))


def log_choose(n: int, k: int) -> float:
    """Give the natural logarithm of ``n`` over ``k``."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def hypergeometric_upper(found: int, drawn: int, marked: int, total: int) -> float:
    """Give the chance of ``found`` or more of ``marked`` among ``drawn`` out of ``total``.

    One side of Fisher's exact test (Fisher 1935). Summed from the smaller term on, with each
    term from the one before, so that thousands of tests cost little.
    """
    lowest, highest = max(0, drawn + marked - total), min(drawn, marked)
    if found <= lowest:
        return 1.0
    if found > highest:
        return 0.0
    # Sum the shorter way: the tail itself, or what is left of one.
    if found * total < drawn * marked:
        return max(0.0, 1.0 - _sum_down(found - 1, lowest, drawn, marked, total))
    return _sum_up(found, highest, drawn, marked, total)


def fisher(found: int, drawn: int, marked: int, total: int) -> float:
    """Give Fisher's exact p, two-sided as twice the smaller tail (at most 1)."""
    upper = hypergeometric_upper(found, drawn, marked, total)
    lower = hypergeometric_upper(drawn - found, drawn, total - marked, total)
    return min(1.0, 2 * min(upper, lower))


def wilson(successes: float, trials: float, z: float = Z95) -> tuple[float, float]:
    """Give Wilson's score interval of a proportion (Wilson 1927); (0, 1) without trials."""
    if trials <= 0:
        return 0.0, 1.0
    share = successes / trials
    spread = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    middle, scale = share + z * z / (2 * trials), 1 + z * z / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def discoveries(chances: Sequence[float], rate: float = 0.05) -> list[bool]:
    """Say which tests stand when at most ``rate`` of those that stand may be false.

    Benjamini and Hochberg (1995), step-up: all up to the largest rank k with p(k) <= rate k/m.
    """
    order = sorted(range(len(chances)), key=chances.__getitem__)
    standing = 0
    for rank, index in enumerate(order, 1):
        if chances[index] <= rate * rank / len(chances):
            standing = rank
    found = [False] * len(chances)
    for index in order[:standing]:
        found[index] = True
    return found


def _term(found: int, drawn: int, marked: int, total: int) -> float:
    return math.exp(
        log_choose(marked, found)
        + log_choose(total - marked, drawn - found)
        - log_choose(total, drawn)
    )


def _sum_up(start: int, end: int, drawn: int, marked: int, total: int) -> float:
    term = _term(start, drawn, marked, total)
    terms = [term]
    for k in range(start, end):
        term *= (marked - k) * (drawn - k) / ((k + 1) * (total - marked - drawn + k + 1))
        if term < 1e-18 * terms[0]:
            break
        terms.append(term)
    return min(1.0, math.fsum(terms))


def _sum_down(start: int, end: int, drawn: int, marked: int, total: int) -> float:
    term = _term(start, drawn, marked, total)
    terms = [term]
    for k in range(start, end, -1):
        term *= k * (total - marked - drawn + k) / ((marked - k + 1) * (drawn - k + 1))
        if term < 1e-18 * terms[0]:
            break
        terms.append(term)
    return min(1.0, math.fsum(terms))
