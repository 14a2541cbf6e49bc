"""What stands in place of what is hidden reads as English, means the same, and tells nobody who."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.masks import MASK
from app.anonymise.policy import Anonymiser
from app.anonymise.review import Review
from app.anonymise.spans import Level
from tests.corpora.marked_notes import notes


def masked(anonymiser: Anonymiser, text: str) -> str:
    return Review.start(text, anonymiser.find(text)).result()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a 52 year old man", "a [50-something] man"),
        ("an 81 year old lady", "an [80-something] lady"),
        ("a man aged 52 fell", "a man [in their 50s] fell"),
        ("she is 47 years old", "she is [40-something]"),
        ("he turned 60 today", "he turned [60-something] today"),
        ("at the age of 19", "at the age of [teenage]"),
        ("a 16 year old girl", "a [teenage] girl"),
        ("an 18 year old lad", "an [under-20] lad"),
        ("a 4 year old boy", "a [young] boy"),
        ("an 8 year old girl", "an [under-13] girl"),
        ("a 6 month old", "a [child]"),
        ("a 93 year old", "a [90-or-over]"),
        ("it was on 12 November", "it was on [a day in November]"),
        ("the 12th of November shift", "the [day in November] shift"),
        ("since march 2019", "since [March]"),
        ("back on the 22nd.", "back on the [date]."),
        ("off on tuesday", "off on [a weekday]"),
        ("last tuesday was hard", "last [weekday] was hard"),
        ("on saturday night", "on [weekend day] night"),
        ("at 14:35 we cleared", "at [a time in the afternoon] we cleared"),
        ("my crewmate dave is kind", "my crewmate [colleague] is kind"),
        ("her manager Priya rang", "her manager [manager] rang"),
        ("his wife sarah is ill", "his wife [family member] is ill"),
        ("patient Harold was rude", "patient [patient] was rude"),
        ("told Sarah, my mentor, all of it", "told [colleague], my mentor, all of it"),
        ("sarah's shift, SARAH is off", "[person]'s shift, [person] is off"),
        ("we waited at Leicester General Hospital", "we waited at [a hospital]"),
        ("lives in nottingham", "lives in [place]"),
        ("she is the only female paramedic here", "she is [a member of staff]"),
        ("our deputy said yes", "[a manager] said yes"),
        ("since the coach crash on tuesday", "since [a serious road collision]"),
        ("she has narcolepsy", "she has [a health condition]"),
        ("the colleague's narcolepsy", "the colleague's [health condition]"),
        ("my lupus is back", "my [health condition] is back"),
        ("she is bisexual", "she is [of a certain background]"),
        ("a bisexual colleague", "a [background] colleague"),
    ],
)
def test_a_sentence_still_reads(anonymiser: Anonymiser, text: str, left: str) -> None:
    assert masked(anonymiser, text) == left


def test_the_same_name_has_the_same_word_throughout(anonymiser: Anonymiser) -> None:
    text = (
        "I spoke to Sarah Okafor. sarah is well. Her manager Priya and Okafor's mentor Tom agreed."
    )
    left = masked(anonymiser, text)
    assert left.count("[person]") == 3
    assert "[manager]" in left
    assert "[colleague]" in left


def test_two_colleagues_are_told_apart_and_no_more(anonymiser: Anonymiser) -> None:
    text = "my crewmate Sarah and my crewmate Ngozi and my crewmate Tom. Ngozi said so, sarah too"
    left = masked(anonymiser, text)
    assert re.findall(r"\[[^\]]+\]", left) == [
        "[colleague]",
        "[another colleague]",
        "[another colleague]",
        "[another colleague]",
        "[colleague]",
    ]
    assert not re.search(r"\d", left)


def test_every_word_put_in_is_known_again(anonymiser: Anonymiser) -> None:
    for note in notes("train")[::7]:
        for span in anonymiser.find(note.text):
            assert MASK.fullmatch(span.replacement), span.replacement


def test_masking_what_is_masked_changes_nothing(anonymiser: Anonymiser) -> None:
    """Whole notes: nothing sure is found in what was hidden, and hiding again is hiding once."""
    for note in notes("train")[::7]:
        once = masked(anonymiser, note.text)
        again = [span for span in anonymiser.find(once) if span.level is Level.RED]
        assert Review.start(once, again).result() == once


WORDS = st.sampled_from(
    """
    sarah Ngozi okafor's told my crewmate her manager lives in leeds NG7 07700900123 jo@example.org
    943&476&5919 tuesday 12/11/2026 aged&47 a 52&year&old man the&only&female&paramedic lupus and
    with at 14:35 on PA12345 cad&4471 . , \n the deputy 12&Oak&Road hospital said was
    """.split(" ")
).map(lambda word: word.replace("&", " "))


@given(st.lists(WORDS, max_size=20).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_hiding_twice_is_hiding_once(anonymiser: Anonymiser, text: str) -> None:
    once = masked(anonymiser, text)
    again = [span for span in anonymiser.find(once) if span.level is Level.RED]
    assert Review.start(once, again).result() == once


@given(st.lists(WORDS, max_size=20).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_nothing_hidden_is_left_in_any_case_or_form(anonymiser: Anonymiser, text: str) -> None:
    left = masked(anonymiser, text).lower()
    # A word of plain English is followed only where it is not plainly used as that.
    plain = set("the a her my at on aged man hospital was said told 12".split())
    for span in anonymiser.find(text):
        words = text[span.start : span.end].lower()
        if words not in plain:
            assert not re.search(rf"(?<![\w\[]){re.escape(words)}(?!\w)", MASK.sub("", left)), words
