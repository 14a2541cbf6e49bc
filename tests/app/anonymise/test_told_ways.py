"""Who it is can be told in many ways, tidy or in a hurry: each is masked or asked about."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.detectors import tired
from app.anonymise.lexicon import Lexicon
from app.anonymise.policy import Anonymiser
from app.anonymise.reading import Reading
from app.anonymise.spans import Level
from app.anonymise.tokens import tokenise

LINES = Path(__file__).with_name("told_ways.txt").read_text(encoding="utf-8").splitlines()
WAYS = [line.split("|", 1) for line in LINES if not line.startswith("#")]
FLOOR = {True: 0.94, False: 0.9}
"""How many of the ways have to be found: by a mask where it is a number, else at least asked."""

SURE = {"CALL_SIGN", "INCIDENT", "REGISTRATION", "VEHICLE"}
KINDS = sorted({kind for kind, _ in WAYS})
WORDS = (
    "hsuband her wrks in contrl the yongest tecnician \n coahc bro . ' dpty stn mgr zzz is".split(
        " "
    )
)


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_every_way_is_found(anonymiser: Anonymiser, kind: str) -> None:
    lost, told = [], 0
    for _, marked in (way for way in WAYS if way[0] == kind):
        text, places = "", []
        for piece in re.split(r"(\[[^\]]+\])", marked):
            words = piece.strip("[]") if piece.startswith("[") else piece
            if piece.startswith("["):
                places.append((len(text), len(text) + len(words)))
            text += words
        spans = [s for s in anonymiser.find(text) if kind not in SURE or s.level is Level.RED]
        told += len(places)
        lost += [marked for place in places if not any(s.overlaps(*place) for s in spans)]
    # What is not found stays in the file and counts: how people tell has no end.
    assert len(lost) <= (1 - FLOOR[kind in SURE]) * told, lost


@given(st.lists(st.sampled_from(WORDS), max_size=14))
@settings(max_examples=60, deadline=None)
def test_what_is_found_once_slips_are_put_right_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    lists = Lexicon(ordinary=frozenset("her in the is".split()))
    for span in tired(Reading(tokenise(text), lists, text)):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("her hsuband works in contrl now", "hsuband works in contrl"),
        ("teh yongest tecnician on the watch", "yongest tecnician"),
    ],
)
def test_a_slip_is_found_where_it_was_typed(anonymiser: Anonymiser, text: str, found: str) -> None:
    at = text.index(found)
    (span, *_) = [s for s in anonymiser.find(text) if s.overlaps(at, at + len(found))]
    assert span.start <= at
    assert span.end >= at + len(found)
