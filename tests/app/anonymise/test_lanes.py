"""Weights in lanes: many rows added up as single numbers give what adding each weight gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.lanes import Lanes, gather

LANES = 3
WEIGHTS = st.lists(st.integers(-128, 127), min_size=2 * LANES, max_size=2 * LANES)


@given(st.lists(WEIGHTS, min_size=1, max_size=100))
@settings(max_examples=60, deadline=None)
def test_sums_of_rows_are_sums_of_their_weights(rows: list[list[int]]) -> None:
    columns = [bytes(row[lane] & 255 for row in rows) for lane in range(2 * LANES)]
    lanes = Lanes(LANES)
    totals = [sum(column) for column in zip(*rows, strict=True)]
    low, high = lanes.split(sum(gather(columns)))
    nought, *halves = lanes.raised([0, low, high])
    found = [raised - nought[0] for half in halves for raised in half]
    assert found == totals
