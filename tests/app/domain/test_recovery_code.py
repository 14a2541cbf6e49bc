"""Recovery codes survive how people write them; slips of the fingers are caught."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import recovery_code
from app.domain.errors import RecoveryCodeMistyped

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_EXAMPLES = [bytes(20), bytes(range(20)), b"\xff" * 20, bytes.fromhex("8f1d" * 10)]


@given(st.binary(min_size=20, max_size=20))
def test_codes_round_trip(raw: bytes) -> None:
    code = recovery_code.write(raw)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert recovery_code.read(code) == raw


def test_a_code_on_paper_is_read_for_ever() -> None:
    """What was printed once must stay readable: this text may never change."""
    code = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-FQZK"
    assert recovery_code.write(bytes(range(20))) == code
    assert recovery_code.read(code) == bytes(range(20))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(min_size=20, max_size=20),
    st.lists(
        st.sampled_from(["", " ", "\n", "-", "–", " — ", ".", "\u00a0", "\t", "\u200e", "\u2069"]),
        min_size=36,
    ),
    st.randoms(use_true_random=False),
)
def test_however_it_is_typed_it_is_the_same(raw: bytes, gaps: list[str], chance) -> None:
    looks = {"0": "0oO", "1": "1iIlL"}
    bare = recovery_code.write(raw).replace("-", "")
    typed = "".join(
        chance.choice(looks.get(sign, sign + sign.lower())) + gap
        for sign, gap in zip(bare, gaps, strict=False)
    )
    assert recovery_code.read(f" {typed}\r\n") == raw


@pytest.mark.parametrize("raw", _EXAMPLES)
def test_every_single_wrong_character_is_caught(raw: bytes) -> None:
    bare = recovery_code.write(raw).replace("-", "")
    for place, right in enumerate(bare):
        for sign in _SIGNS:
            if sign != right:
                with pytest.raises(RecoveryCodeMistyped):
                    recovery_code.read(bare[:place] + sign + bare[place + 1 :])


@pytest.mark.parametrize("raw", _EXAMPLES)
def test_every_swap_of_neighbours_is_caught(raw: bytes) -> None:
    bare = recovery_code.write(raw).replace("-", "")
    for place in range(35):
        one, two = bare[place : place + 2]
        if one != two:
            with pytest.raises(RecoveryCodeMistyped):
                recovery_code.read(bare[:place] + two + one + bare[place + 2 :])


@pytest.mark.parametrize(
    "damage",
    [
        lambda code: "",
        lambda code: code[:-1],
        lambda code: code + "0",
        lambda code: code.replace("0", "U", 1),
        lambda code: code[:-1] + "é",
        lambda code: code[:-1] + "٣",
        lambda code: code * 20,
    ],
)
def test_what_is_no_code_is_a_slip_and_names_its_field(damage) -> None:
    with pytest.raises(RecoveryCodeMistyped) as slip:
        recovery_code.read(damage(recovery_code.write(bytes(range(20)))))
    assert slip.value.field == "code"


@given(st.text(max_size=80))
def test_any_other_text_is_a_slip(text: str) -> None:
    with pytest.raises(RecoveryCodeMistyped):
        recovery_code.read(text)


@pytest.mark.parametrize("length", [0, 19, 21])
def test_only_20_bytes_make_a_code(length: int) -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        recovery_code.write(bytes(length))
