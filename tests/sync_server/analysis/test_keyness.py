"""What is distinctive: published strata, planted differences, and nothing where nothing is."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.keyness import Finding, Gates, Tally, themes, words
from sync_server.analysis.mantel_haenszel import compare

#: Admissions to six departments of Berkeley, 1973 (Bickel, Hammel and O'Connell, Science 187,
#: 1975): men admitted and refused, women admitted and refused.
BERKELEY = (
    (512, 313, 89, 19),
    (353, 207, 17, 8),
    (120, 205, 202, 391),
    (138, 279, 131, 244),
    (53, 138, 94, 299),
    (22, 351, 24, 317),
)


def test_berkeley_is_no_different_within_departments() -> None:
    """R's mantelhaen.test gives X-squared 1.4269 and p 0.2323 for these."""
    men, women = [[d[0]] for d in BERKELEY], [[d[2]] for d in BERKELEY]
    of_men, of_women = [d[0] + d[1] for d in BERKELEY], [d[2] + d[3] for d in BERKELEY]
    found = compare(men, of_men, women, of_women)
    assert round(float(found.chance[0]), 4) == 0.2323
    assert found.low[0] < 0 < found.high[0]
    assert found.ratio_low[0] < 1 < found.ratio_high[0]
    pooled = compare([np.sum(men, 0)], [sum(of_men)], [np.sum(women, 0)], [sum(of_women)])
    assert pooled.chance[0] < 1e-9


def test_one_stratum_gives_the_textbook_difference_and_ratio() -> None:
    found = compare([[40]], [100], [[60]], [300])
    error = 1.96 * math.sqrt(0.4 * 0.6 / 100 + 0.2 * 0.8 / 300)
    assert math.isclose(found.difference[0], 0.2)
    assert math.isclose(found.low[0], 0.2 - error, abs_tol=1e-3)
    assert math.isclose(found.high[0], 0.2 + error, abs_tol=1e-3)
    assert math.isclose(found.ratio[0], 2.0)
    # Katz, Baptista, Azen and Pike (1978): the error of a ratio's logarithm.
    log_error = math.sqrt(1 / 40 - 1 / 100 + 1 / 60 - 1 / 300)
    assert math.isclose(found.ratio_high[0], 2 * math.exp(1.96 * log_error), rel_tol=1e-3)


def found_in(
    sizes: list[list[int]], counts: list[list[list[int]]], **options: object
) -> list[Finding]:
    all_sizes, all_counts = np.sum(sizes, axis=1), np.sum(counts, axis=1)
    groups = [f"g{number}" for number in range(len(sizes[0]))]
    codes = [f"c{number}" for number in range(len(counts[0][0]))]
    places = options.pop("places", ())
    theirs, everyones = Tally(sizes, counts), Tally(all_sizes, all_counts, places)  # type: ignore[arg-type]
    return themes(groups, codes, theirs, everyones, **options)  # type: ignore[arg-type]


def test_a_planted_difference_is_found_in_both_groups_and_said_right() -> None:
    sizes = [[300, 1400], [300, 1400]]
    counts = [[[70, 30], [155, 140]], [[70, 30], [155, 140]]]
    first, second = found_in(sizes, counts)
    assert {first.group, second.group} == {"g0", "g1"}
    more = first if first.group == "g0" else second
    assert (more.item, more.more, more.count, more.of) == ("c0", True, 140, 600)
    assert (more.rest_count, more.rest_of) == (310, 2800)
    assert round(more.ratio, 1) == 2.1
    assert more.low < more.difference < more.high


@pytest.mark.parametrize(
    ("size", "count", "rest"), [(10, 9, 60), (200, 7, 4), (200, 60, 7), (0, 0, 60)]
)
def test_small_groups_and_small_counts_are_not_compared(size: int, count: int, rest: int) -> None:
    assert found_in([[size, 2000]], [[[count], [rest]]]) == []


def test_across_trusts_a_finding_needs_three_of_them() -> None:
    sizes, gates = [[200, 800]] * 3, Gates(organisations=3)
    spread = [[[60], [80]]] * 3
    assert len(found_in(sizes, spread, gates=gates, places=["a", "b", "c"])) == 2
    one_only = [[[180], [240]], [[0], [0]], [[0], [0]]]
    assert found_in(sizes, one_only, gates=gates, places=["a", "b", "c"]) == []
    assert found_in(sizes, spread, gates=gates, places=["a", "b", "b"]) == []


def shuffled(seed: int, *, confounded: bool) -> list[Finding]:
    """Groups without any difference of their own, spread unevenly over areas that differ."""
    rng = np.random.default_rng(seed)
    areas, groups, codes, people = 6, 6, 12, 1500
    shares = rng.uniform(0.03, 0.3, (1 if not confounded else areas, codes))
    shares = np.broadcast_to(shares, (areas, codes))
    mix = rng.dirichlet(np.full(groups, 0.8), areas)
    area = rng.integers(0, areas, people)
    group = (rng.random((people, 1)) > mix.cumsum(axis=1)[area, :-1]).sum(axis=1)
    about = rng.random((people, codes)) < shares[area]
    sizes, counts = np.zeros((areas, groups)), np.zeros((areas, groups, codes))
    np.add.at(sizes, (area, group), 1)
    np.add.at(counts, (area, group), about)
    return found_in(sizes.tolist(), counts.tolist())


@pytest.mark.parametrize("confounded", [False, True])
def test_groups_that_do_not_differ_are_left_alone(confounded: bool) -> None:
    pages = [shuffled(seed, confounded=confounded) for seed in range(40)]
    assert sum(bool(page) for page in pages) <= 3


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_order_and_empty_strata_change_nothing(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    sizes = [[rng.choice((0, 40, 300)) for _ in range(3)] for _ in range(3)]
    counts = [[[rng.randint(0, size) for _ in range(4)] for size in row] for row in sizes]
    found = found_in(sizes, counts)
    more = found_in([*sizes, [0, 0, 0]], [*counts, [[0] * 4] * 3])
    assert [(f.group, f.item, f.chance) for f in more] == [
        (f.group, f.item, f.chance) for f in found
    ]
    backwards = found_in(sizes[::-1], counts[::-1])
    assert {(f.group, f.item) for f in backwards} == {(f.group, f.item) for f in found}
    for finding in found:
        assert finding.low <= finding.difference <= finding.high
        assert min(finding.count, finding.rest_count) >= 8


def test_one_group_alone_has_nothing_to_be_compared_with() -> None:
    assert found_in([[500]], [[[100, 200]]]) == []


def test_words_are_ranked_by_what_they_tell_and_rare_ones_do_not_lead() -> None:
    terms = ["rota", "bariatric", "the", "rare"]
    theirs = Tally([400], [[120, 40, 390, 10]])
    everyones = Tally([3000], [[220, 45, 2930, 10]])
    found = words("04", terms, theirs, everyones)
    assert [finding.item for finding in found] == ["bariatric", "rota"]
    assert words("04", terms, Tally([10], [[10, 1, 1, 1]]), everyones) == []
    with pytest.raises(ValueError, match="dimensions"):
        words("04", terms, Tally(400, [1]), everyones)
