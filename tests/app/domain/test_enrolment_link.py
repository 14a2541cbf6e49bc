"""Codes and links are read as people and mail programs hand them on, and never by half."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.enrolment_link import (
    EnrolmentLink,
    code_of,
    fingerprint_words,
    new_code,
    read_code,
    read_enrolment,
)
from app.domain.errors import InputError

CODE = "K7QF-2M9X-TR4B"
TRUST = "00112233445566778899aabbccddeeff"
LINK = f"https://layby.test/#enrol={CODE}&trust={TRUST}"
SEEDS = st.binary(min_size=8, max_size=32)


@given(SEEDS, st.binary(min_size=16, max_size=16))
@settings(max_examples=60, deadline=None)
def test_what_a_link_says_is_read_back(seed: bytes, fingerprint: bytes) -> None:
    link = EnrolmentLink(code_of(seed), fingerprint.hex())
    written = link.write("https://layby.test/")
    assert read_enrolment(written) == link
    assert read_enrolment(written.partition("#")[2]) == link
    assert read_enrolment(f"  {written.replace('-', '%2D')}\n") == link
    before = written.partition("#")[0]
    assert before == "https://layby.test/"


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_code_survives_being_written_down(seed: bytes) -> None:
    code = code_of(seed)
    for typed in (code.lower(), code.replace("-", ""), code.replace("-", " – ")):
        assert read_code(typed) == code
    assert read_code(code.replace("0", "o").replace("1", "L")) == code


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_given_is_a_link_or_a_plain_no(text: str) -> None:
    for given_text in (text, f"#enrol={text}", f"{LINK}{text}"):
        try:
            link = read_enrolment(given_text)
        except InputError as error:
            assert error.message.startswith(("An enrolment code has", "This enrolment link is"))
        else:
            assert read_code(link.code) == link.code


@pytest.mark.parametrize(
    "given_text",
    [
        LINK[:-1],
        f"https://layby.test/#enrol={CODE}&trust=",
        f"https://layby.test/#enrol={CODE[:9]}&trust={TRUST}",
        "https://layby.test/#enrol=",
        LINK + "&x=" + "y" * 3000,
    ],
    ids=["fingerprint cut", "fingerprint gone", "code cut", "nothing", "endless"],
)
def test_a_link_that_did_not_arrive_whole_says_so(given_text: str) -> None:
    with pytest.raises(InputError, match="not whole"):
        read_enrolment(given_text)


@pytest.mark.parametrize("typed", ["", "K7QF", "https://layby.test/", "U" * 12, "K7QF-2M9X-TR4BX"])
def test_what_is_no_code_says_how_one_looks(typed: str) -> None:
    with pytest.raises(InputError, match="three groups"):
        read_enrolment(typed)


def test_codes_are_not_shown_by_accident_and_differ() -> None:
    assert CODE not in repr(EnrolmentLink(CODE, TRUST))
    assert len({new_code() for _ in range(50)}) == 50


def test_a_fingerprint_is_written_to_be_compared() -> None:
    assert fingerprint_words(TRUST) == "0011 2233 4455 6677 8899 AABB CCDD EEFF"
