"""Chances of labels: those of every path through a text, each weighed by itself."""

import math
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.chances import chances

LABELS = 5
ROW = st.lists(st.floats(-2, 2), min_size=LABELS, max_size=LABELS)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[list[float]], list[list[float]]]:
    follow = [draw(ROW) for _ in range(LABELS)]
    return draw(st.lists(ROW, min_size=1, max_size=4)), follow


@given(chains())
@settings(max_examples=25, deadline=None)
def test_chances_are_those_of_all_paths_weighed(
    chain: tuple[list[list[float]], list[list[float]]],
) -> None:
    scores, follow = chain
    weight: dict[tuple[int, ...], float] = {}
    for path in product(range(LABELS), repeat=len(scores)):
        total = sum(scores[at][label] for at, label in enumerate(path))
        total += sum(follow[a][b] for a, b in pairwise(path))
        weight[path] = math.exp(total)
    every = sum(weight.values())
    found = chances(*[[[math.exp(w) for w in row] for row in rows] for rows in (scores, follow)])
    for at, row in enumerate(found):
        for label, value in enumerate(row):
            wanted = sum(w for path, w in weight.items() if path[at] == label) / every
            assert value == pytest.approx(wanted, abs=1e-9)


def test_no_words_have_no_chances() -> None:
    assert chances([], [[1.0] * LABELS] * LABELS) == []
