"""A pattern finds its codes however they are typed, and nothing that people write anyway."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.code_pattern import LONGEST, check_pattern, compiled
from app.domain.errors import ContentError

SOUND = ["RR ##", "RR##", "DEM-####-##", "H@##", "@@##", "#####", "CAD ####", "Delta ##", "X#/#"]


@pytest.mark.parametrize(
    ("pattern", "typed"),
    [
        ("RR ##", "RR12 rr-12 Rr 12"),
        ("RR##", "RR12 rr-12 rr 12"),
        ("DEM-####-##", "dem-1234-56 DEM123456 dem 1234 56"),
        ("H@##", "HA12 hz99"),
        ("EM#@", "em3b"),
    ],
)
def test_case_spaces_and_hyphens_do_not_matter(pattern: str, typed: str) -> None:
    check_pattern(pattern)
    found = compiled(pattern).findall(f"we were {typed}. then home")
    assert "".join(found).replace(" ", "") == typed.replace(" ", "")


@pytest.mark.parametrize("text", ["arr12", "rr123", "rr1", "rr 1 2", "rr_1", "r r12"])
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert not compiled("RR ##").search(text)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("R", "from 2 to 20 signs"),
        ("R#" * 11, "from 2 to 20 signs"),
        ("RR12", "put # for each digit"),
        ("@@@", "ordinary words"),
        ("FA@@@", "ordinary words"),
        ("@#", "ordinary numbers"),
        ("####", "ordinary numbers"),
        ("##:##", "ordinary numbers"),
        ("@@ ##", "“at 12”"),
        ("at ##", "“at 12”"),
        ("C#", "“c1”"),
        ("## hours", "“12 hours”"),
        ("(##)+RR", "plain letters"),
        ("RR\\d#", "plain letters"),
        ("RR\n##", "plain letters"),
        ("ŘR##", "plain letters"),
        ("   ", "put # for each digit"),
    ],
)
def test_a_pattern_that_would_hide_ordinary_words_is_refused(pattern: str, words: str) -> None:
    with pytest.raises(ContentError) as caught:
        check_pattern(pattern)
    assert words in caught.value.message


@settings(max_examples=60, deadline=None)
@given(st.text("RXY#@0579 -./:+*", max_size=LONGEST + 2))
def test_whatever_is_taken_finds_its_own_codes(pattern: str) -> None:
    try:
        check_pattern(pattern)
    except ContentError:
        return
    code = re.sub("[ -]+", "-", pattern.replace("#", "7").replace("@", "q")).strip("-")
    assert compiled(pattern).search(f"we were ({code}) again")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SOUND), st.text("RXADEMC0123 -–/\n", max_size=60))
def test_no_repetition_stands_in_the_expression(pattern: str, text: str) -> None:
    made = compiled(pattern).pattern
    # What may be there or not is never followed by what it could be itself.
    parts = re.sub(r"\[ \\-–\]\{0,3\}", "~", made)
    assert "~~" not in parts
    assert not re.search(r"(?<!\\)[*+?{|](?!<!|!)", parts.replace("(?", "("))
    for found in compiled(pattern).finditer(text):
        assert len(found.group()) <= 4 * len(pattern)
