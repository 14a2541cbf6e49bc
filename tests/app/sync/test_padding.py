"""Bodies are filled up to steps, and say the same as before."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.padding import STEP, padded


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=2000))
def test_every_body_is_as_long_as_a_step_and_loses_nothing(text: str) -> None:
    body = padded({"items": [text]})
    found = json.loads(body)
    assert len(body) % STEP == 0
    assert found["items"] == [text]
    assert len(found["pad"]) < STEP
    assert set(found) == {"items", "pad"}


def test_texts_of_much_the_same_length_look_the_same() -> None:
    assert len({len(padded({"items": ["x" * length]})) for length in range(100, 500)}) == 2
    assert len({len(padded({"items": ["x" * length]})) for length in range(10, 400)}) == 1
