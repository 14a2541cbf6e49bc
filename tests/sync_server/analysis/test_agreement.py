"""Agreement and F1 against published examples."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.agreement import agreement, alpha, kappa, quality


def test_kappa_of_the_usual_example_is_two_fifths() -> None:
    """50 grant proposals, 20 twice yes, 15 twice no, 5 and 10 apart: kappa 0.40."""
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    found = agreement(one, other)
    assert (found.checked, found.percent) == (50, 70)
    assert found.kappa is not None
    assert math.isclose(found.kappa, 0.4)


def test_alpha_of_three_coders_with_gaps_is_as_published() -> None:
    """Krippendorff's example of three coders and fifteen units: nominal alpha 0.691."""
    a, b, c = "*****34121133*3", "1*213343*******", "**21344*21133*4"
    units = [[None if v == "*" else v for v in unit] for unit in zip(a, b, c, strict=True)]
    found = alpha(units)
    assert found is not None
    assert round(found, 3) == 0.691


def test_nothing_to_tell_apart_is_no_agreement_figure() -> None:
    same = agreement([False] * 9, [False] * 9)
    assert (same.percent, same.kappa, same.alpha) == (100, None, None)
    assert agreement([], []).percent is None
    assert kappa([], []) is None
    assert alpha([[None, "a"]]) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=80))
def test_agreement_does_not_ask_who_was_first(pairs: list[tuple[bool, bool]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assert agreement(one, other) == agreement(other, one)
    found = agreement(one, other)
    for figure in (found.kappa, found.alpha):
        assert figure is None or -1 - 1e-9 <= figure <= 1 + 1e-9


@pytest.mark.parametrize(
    ("hits", "wrong", "missed", "status"),
    [(45, 5, 5, "trusted"), (20, 8, 8, "check"), (3, 3, 3, "not-yet"), (0, 0, 0, "not-yet")],
)
def test_a_code_is_trusted_by_the_lower_end_of_its_f1(
    hits: int, wrong: int, missed: int, status: str
) -> None:
    found = quality(hits, wrong, missed, 100)
    assert found.status == status
    if found.f1 is not None:
        assert math.isclose(found.f1, 2 * hits / (2 * hits + wrong + missed))
        assert found.low <= found.f1 <= found.high


def test_more_verdicts_than_audits_are_refused() -> None:
    with pytest.raises(ValueError, match="verdicts"):
        quality(5, 5, 5, 10)
