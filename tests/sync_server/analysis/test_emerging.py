"""Bursts and clusters: planted ones are found, and quiet blocks stay quiet."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.clustering import Space, k_means
from sync_server.analysis.emerging import Burst, bursts, clusters, least_explained


def test_a_word_that_comes_up_is_found_and_the_others_are_not() -> None:
    now = {"radio": 40, "app + rota": 30, "rota": 32, "app": 90, "seldom": 9, "radio + rota": 12}
    before = {"radio": 118, "rota": 4, "app": 270}
    found = bursts(now, 1000, before, 3000)
    assert [burst.term for burst in found] == ["app + rota"]
    (burst,) = found
    assert (burst.count, burst.before, burst.times) == (30, 0, None)


def test_ten_summaries_are_too_few_and_eleven_are_not() -> None:
    assert bursts({"lift": 10}, 1000, {}, 3000) == []
    assert [b.term for b in bursts({"lift": 11}, 1000, {}, 3000)] == ["lift"]
    assert bursts({"lift": 10}, 10, {}, 3000) == []
    assert bursts({"lift": 14}, 1000, {}, 3000, minimum_group=15) == []


def test_a_burst_says_how_many_times_as_often() -> None:
    assert Burst("radio", 60, 1000, 60, 3000, 0.0).times == 3.0


def test_quiet_blocks_raise_no_alarm() -> None:
    rng = np.random.default_rng(5)
    shares = rng.uniform(0.005, 0.1, 300)
    alarms = 0
    for _ in range(20):
        now, before = rng.binomial(800, shares), rng.binomial(2400, shares)
        named = [f"word{n}" for n in range(len(shares))]
        found = bursts(dict(zip(named, now.tolist(), strict=True)), 800,
                       dict(zip(named, before.tolist(), strict=True)), 2400)  # fmt: skip
        alarms += bool(found)
    assert alarms <= 3


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text("abc ", min_size=1, max_size=5), st.integers(0, 100)))
def test_terms_may_come_in_any_order(now: dict[str, int]) -> None:
    backwards = dict(reversed(list(now.items())))
    assert bursts(now, 100, {}, 300) == bursts(backwards, 100, {}, 300)


TERMS = [f"term{number}" for number in range(60)]


def texts(seed: int = 2) -> tuple[list[list[int]], list[float], list[str]]:
    """300 summaries, of which 40 speak of terms 50 to 54, which no code explains."""
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    documents = [rng.sample(range(50), 6) for _ in range(260)]
    documents += [[*rng.sample(range(50), 2), *rng.sample(range(50, 55), 4)] for _ in range(40)]
    explained = [rng.uniform(0.2, 1) for _ in range(260)] + [rng.uniform(0, 0.3) for _ in range(40)]
    groups = ["04" if number % 2 else "07" for number in range(300)]
    return documents, explained, groups


def test_what_no_code_explains_surfaces_as_a_cluster() -> None:
    documents, explained, groups = texts()
    found = clusters(documents, explained, TERMS, groups)
    best = max(found, key=lambda cluster: sum(place >= 260 for place in cluster.members))
    hits = sum(place >= 260 for place in best.members)
    assert hits >= 20
    assert hits >= 0.8 * best.size
    assert set(best.words) <= {f"term{number}" for number in range(50, 55)}
    assert all(count >= 11 for count in best.groups.values())
    assert clusters(documents, explained, TERMS, groups) == found


def test_clusters_keep_the_minimum_group() -> None:
    documents, explained, groups = texts()
    for cluster in clusters(documents, explained, TERMS, groups, minimum_group=25):
        assert cluster.size >= 25
        assert all(count >= 25 for count in cluster.groups.values())
    assert clusters(documents, explained, TERMS, groups, minimum_group=120) == []


@pytest.mark.parametrize("documents", [[], [[0, 1]] * 20, [[]] * 200])
def test_nothing_to_group_gives_no_clusters(documents: list[list[int]]) -> None:
    assert clusters(documents, [0.5] * len(documents), TERMS) == []


def test_the_least_explained_half_is_half() -> None:
    assert least_explained([0.9, 0.1, 0.5, 0.2, 0.3]) == [1, 3, 4]
    assert least_explained([]) == []


def test_two_heaps_of_texts_become_two_clusters() -> None:
    rng = random.Random(3)  # noqa: S311 -- repeatable, not secret
    documents = [rng.sample(range(0, 8), 4) for _ in range(30)]
    documents += [rng.sample(range(8, 16), 4) for _ in range(30)]
    labels, near = k_means(Space(documents, 16, seed=1).points, 2, seed=1)
    assert len(set(labels[:30])) == len(set(labels[30:])) == 1
    assert labels[0] != labels[-1]
    assert sum(near) / len(near) > 0.4
    assert all(-1 <= cosine <= 1 + 1e-9 for cosine in near)
