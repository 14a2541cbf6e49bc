"""The distributions against published values and exact sums."""

import math
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.distributions import (
    chi_square_tail,
    discoveries,
    fisher,
    hypergeometric_upper,
    wilson,
)


@pytest.mark.parametrize(
    ("statistic", "chance"), [(0.0, 1.0), (2.7055, 0.1), (3.8415, 0.05), (6.6349, 0.01)]
)
def test_chi_square_gives_the_printed_table(statistic: float, chance: float) -> None:
    assert math.isclose(chi_square_tail(statistic), chance, rel_tol=1e-3)


def test_the_lady_who_tasted_tea_is_right_by_chance_as_fisher_says() -> None:
    """Fisher (1935): all of 4 cups by chance 1 in 70; 3 or more 17 in 70."""
    assert math.isclose(hypergeometric_upper(4, 4, 4, 8), 1 / 70)
    assert math.isclose(hypergeometric_upper(3, 4, 4, 8), 17 / 70)
    assert math.isclose(fisher(3, 4, 4, 8), 34 / 70)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_tail_is_the_sum_of_its_terms(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 60))
    drawn, marked = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    found = data.draw(st.integers(0, min(drawn, marked) + 1))
    ways = sum(
        comb(marked, k) * comb(total - marked, drawn - k)
        for k in range(found, min(drawn, marked) + 1)
        if drawn - k <= total - marked
    )
    exact = float(Fraction(ways, comb(total, drawn)))
    assert math.isclose(
        hypergeometric_upper(found, drawn, marked, total), exact, rel_tol=1e-9, abs_tol=1e-12
    )


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_table(hits: int, trials: int, low: float, high: float) -> None:
    """Newcombe (Statistics in Medicine 17, 1998), table I, method 3."""
    assert [round(end, 4) for end in wilson(hits, trials)] == [low, high]


def test_the_example_of_benjamini_and_hochberg_keeps_its_first_four() -> None:
    """The fifteen p-values of their article's section 3.2 (1995)."""
    chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
        0.4262, 0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    assert discoveries(chances, 0.05) == [True] * 4 + [False] * 11
    assert discoveries(chances[::-1], 0.05) == [False] * 11 + [True] * 4
    assert discoveries([], 0.05) == []
