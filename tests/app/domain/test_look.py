"""How Layby looks, read back from a shelf that anybody may have written to."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.domain.look import SCHEMES, TEXT_SIZES, Look, read_look

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.sampled_from(SCHEMES), st.sampled_from(TEXT_SIZES))
def test_what_was_chosen_is_read_back(scheme: str, text: int) -> None:
    look = read_look({"scheme": scheme, "text": text})
    assert (look.scheme, look.text) == (scheme, text)
    assert read_look(json.loads(json.dumps(look.held()))) == look


@given(ANYTHING | st.fixed_dictionaries({"scheme": ANYTHING, "text": ANYTHING}))
def test_whatever_lies_there_gives_a_look(held: object) -> None:
    look = read_look(held)
    assert look.scheme in SCHEMES
    assert look.text in TEXT_SIZES


def test_nothing_chosen_is_as_the_device() -> None:
    assert read_look(None) == Look("device", 100)
