"""JSON from outside: all that is sound is read, nothing is parsed that nests too deep."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.json_text import DEEPEST, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
@settings(max_examples=100, deadline=None)
def test_whatever_is_sound_is_read(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert read_json(text) == value
    if ascii_only:
        assert read_json(text.encode()) == value


@pytest.mark.parametrize(("left", "right"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_depth_is_measured_before_parsing(left: str, right: str) -> None:
    levels = len(left.translate({ord(sign): None for sign in '"a:'}))
    rounds = DEEPEST // levels
    assert read_json(left * rounds + "1" + right * rounds)
    for deeper in (rounds + 1, 20_000):
        with pytest.raises(ValueError):
            read_json(left * deeper + "1" + right * deeper)


@pytest.mark.parametrize("text", ["", "[", "]", "[}", '["a', '"[[[', "nothing", "[" * 20_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_json(text)


def test_brackets_inside_strings_do_not_count() -> None:
    words = "[{" * 20_000 + '\\" ] }'
    assert read_json(json.dumps({"text": words})) == {"text": words}
    with pytest.raises(ValueError):
        read_json(b"\xff")
