"""A token has one wire form; everything else is named and refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.base64url import write_bytes
from app.domain.errors import InputError
from app.domain.token import Token, finished, new_blinded
from tests.contracts.blind_signatures import spare_signers

SIGNER, OTHER = spare_signers()[:2]
KEY = SIGNER.public
BLINDED = new_blinded(KEY)
TOKEN = finished(KEY, BLINDED, SIGNER.raw(BLINDED.blinded))


def test_it_is_the_keys_and_no_others() -> None:
    assert TOKEN.fits(KEY)
    assert not TOKEN.fits(OTHER.public)
    assert not Token(OTHER.public.key_id, TOKEN.prepared, TOKEN.signature).fits(OTHER.public)
    assert not Token(KEY.key_id, TOKEN.prepared[::-1], TOKEN.signature).fits(KEY)


def test_it_shows_nothing_where_it_is_printed() -> None:
    assert repr(TOKEN) == f"Token(key='{KEY.key_id}')"


def test_no_two_are_alike() -> None:
    made = [new_blinded(KEY) for _ in range(20)]
    for part in ("blinded", "inverse", "prepared"):
        assert len({getattr(one, part) for one in made}) == 20


WIRE = TOKEN.to_wire()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": KEY.key_id.upper()}, "key"),
        ({"key": KEY.key_id[:-1]}, "key"),
        ({"key": KEY.key_id + "\n"}, "key"),
        ({"key": 7}, "key"),
        ({"prepared": WIRE["prepared"] + "="}, "prepared"),
        ({"prepared": WIRE["prepared"][:-1] + "_"}, "prepared"),
        ({"prepared": write_bytes(bytes(63))}, "prepared"),
        ({"prepared": None}, "prepared"),
        ({"signature": write_bytes(bytes(385))}, "signature"),
        ({"signature": "ü" * 512}, "signature"),
        ({"signature": ["a"] * 512}, "signature"),
        ({"more": 1}, "token"),
    ],
    ids="upper short line number pad bits few none many letters list more".split(),
)
def test_another_form_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        Token.from_wire({**WIRE, **change})
    assert caught.value.field == field


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["key", "prepared", "signature", "x"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )
)
def test_anything_else_is_refused(wire: object) -> None:
    with pytest.raises(InputError):
        Token.from_wire(wire)


def test_it_survives_json() -> None:
    assert Token.from_wire(json.loads(json.dumps(WIRE))) == TOKEN
