"""Patterns are looked for in small letters, and only where a text holds a cue: nothing is lost."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.cues import Cues, Shape, cued
from app.anonymise.detectors import DETECTORS, WITHOUT_DIGITS
from app.anonymise.tokens import in_small
from app.anonymise.windows import Late

TOLD = (Path(__file__).parent / "told_ways.txt").read_text(encoding="utf-8")
LINES = st.lists(st.sampled_from(TOLD.splitlines()), min_size=1, max_size=4).map(" ".join)
TYPED = st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase])
SIGNS = st.text("İıſ\u212aßΣŁł\u0301\n.-'’9 ", max_size=3)
NO_DIGITS = re.compile(r"\d")


@given(LINES, TYPED, SIGNS)
@settings(max_examples=20, deadline=None)
def test_a_pattern_finds_in_small_letters_what_it_finds_in_any(
    text: str, typed: type[str], signs: str
) -> None:
    text = signs + typed(text) + signs
    small = in_small(text)
    for pattern in Late.every:
        whole = re.compile(pattern.source, pattern.flags)
        spans = [m.span() for m in whole.finditer(text)]
        assert [m.span() for m in pattern.matches(text, small, 0, len(text))] == spans


@given(st.text() | SIGNS)
@settings(max_examples=60, deadline=None)
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    assert len(in_small(text)) == len(text)


@given(LINES, TYPED)
@settings(max_examples=40, deadline=None)
def test_rules_of_digits_find_nothing_without_one(text: str, typed: type[str]) -> None:
    plain = NO_DIGITS.sub("", typed(text))
    for detect in set(DETECTORS) - set(WITHOUT_DIGITS):
        assert not list(detect(plain))


def test_a_word_is_a_cue_for_what_lists_it_and_for_what_it_looks_like() -> None:
    listed, looks = Cues({"zebra", "gnu"}), Shape(lambda word: word.endswith("fish"))
    assert cued(["the", "gnu"]) & (listed.bit | looks.bit) == listed.bit
    assert cued(["goldfish", "zebra"]) & (listed.bit | looks.bit) == listed.bit | looks.bit
    assert not cued(["the"]) & (listed.bit | looks.bit)
