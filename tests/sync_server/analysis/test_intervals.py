"""Intervals of shares: the published example, and that they hold the truth often enough."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.intervals import NO_AUDITS, Audits, share


def test_two_polls_of_the_same_people_differ_as_published() -> None:
    """Agresti, Categorical Data Analysis: approval fell by 4 points, 95 % from 6 to 2."""
    change = share(944, 1600, Audits(1600, missed=86, wrong=150))
    # All 1,600 were asked: nothing is left to be unsure of. Out of very many:
    assert change.percents == (55, 55)
    of = 100_000_000
    estimate = share(of * 944 // 1600, of, Audits(1600, missed=86, wrong=150))
    assert estimate.low is not None and estimate.high is not None
    assert round(estimate.share, 4) == round(880 / 1600, 4)
    assert math.isclose(estimate.low, 0.59 - 0.059, abs_tol=0.001)
    assert math.isclose(estimate.high, 0.59 - 0.021, abs_tol=0.001)


def test_without_audits_there_is_no_interval_and_a_sentence_says_so() -> None:
    nothing = share(30, 120, Audits())
    assert (nothing.percent, nothing.percents, nothing.note) == (25, None, NO_AUDITS)
    few = share(30, 120, Audits(3))
    assert few.percents is None
    assert few.note.startswith("Only 3 summaries have")
    assert share(30, 120, Audits(1)).note.startswith("Only 1 summary has")


def test_audits_add_up_and_cannot_hold_more_mistakes_than_checks() -> None:
    assert Audits(10, 1, 2) + Audits(20, 0, 1) == Audits(30, 1, 3)
    for wrong in ((5, 3, 3), (5, -1, 0)):
        with pytest.raises(ValueError, match="mistakes"):
            Audits(*wrong)
    for coded, of in ((3, 2), (-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="share"):
            share(coded, of, Audits())


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3000), st.data())
def test_an_interval_holds_its_share_within_0_and_1(of: int, data: st.DataObject) -> None:
    coded = data.draw(st.integers(0, of))
    checked = data.draw(st.integers(10, max(10, of)))
    missed = data.draw(st.integers(0, checked))
    wrong = data.draw(st.integers(0, checked - missed))
    found = share(coded, of, Audits(checked, missed, wrong))
    blurred = share(coded, of, Audits(checked, missed, wrong), rounded_to=5)
    assert found.low is not None and found.high is not None
    assert blurred.low is not None and blurred.high is not None
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert blurred.high - blurred.low >= found.high - found.low - 1e-12


CASES = [
    (of, checked, part, hit, slip)
    for of, checked in ((80, 60), (200, 60), (1200, 60), (1200, 20))
    for part, hit, slip in ((0.03, 0.6, 0.01), (0.12, 0.8, 0.03), (0.4, 0.7, 0.08))
]


@pytest.mark.parametrize(("of", "checked", "part", "hit", "slip"), CASES)
def test_the_interval_holds_the_truth(
    of: int, checked: int, part: float, hit: float, slip: float
) -> None:
    """Coded with mistakes, 200 times over: at 95 % no fewer than 181 hold (3 sigma)."""
    rng = np.random.default_rng([of, checked, round(100 * part)])
    held = 0
    for _ in range(200):
        about = int(rng.binomial(of, part))
        right, slips = int(rng.binomial(about, hit)), int(rng.binomial(of - about, slip))
        kinds = [0] * (about - right) + [1] * slips + [2] * (of - about + right - slips)
        drawn = rng.choice(kinds, checked, replace=False).tolist()
        found = share(right + slips, of, Audits(checked, drawn.count(0), drawn.count(1)))
        assert found.low is not None and found.high is not None
        held += found.low - 1e-9 <= about / of <= found.high + 1e-9
    assert held >= 181


def test_sixty_audits_of_a_usual_code_give_ten_points_either_way() -> None:
    """One coded wrongly and three missed in sixty: F1 is about 0.8 at a share of 15 %."""
    found = share(90, 600, Audits(60, missed=3, wrong=1))
    assert found.percents is not None
    assert found.percents[1] - found.percents[0] <= 20
