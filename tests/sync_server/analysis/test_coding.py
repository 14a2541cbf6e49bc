"""Coding: every theme finds its own examples, denials cancel, and no text can break it."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.codebook import Codebook, Theme, parse_codebook
from sync_server.analysis.coding import Match, PhraseCoder

CODEBOOK = parse_codebook(
    (Path(__file__).parents[3] / "assets" / "codebook.toml").read_text(encoding="utf-8")
)
CODER = PhraseCoder(CODEBOOK)


def theme(
    theme_id: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...] = (),
    status: str = "live",
    absence_counts: bool = False,
) -> Theme:
    return Theme(
        id=theme_id,
        label=theme_id,
        description="",
        include=include,
        exclude=exclude,
        examples=(),
        counter_examples=(),
        group="",
        hwb=(),
        hse=(),
        people_promise=(),
        owner="",
        status=status,
        since=1,
        absence_counts=absence_counts,
    )


def coder(*themes: Theme) -> PhraseCoder:
    return PhraseCoder(Codebook(1, themes))


def codes(text: str) -> set[str]:
    return {match.code for match in CODER.code(text)}


@pytest.mark.parametrize("shipped", CODEBOOK.live(), ids=lambda shipped: shipped.id)
def test_examples_code_to_their_theme_and_counter_examples_do_not(shipped: Theme):
    assert [text for text in shipped.examples if shipped.id not in codes(text)] == []
    assert [text for text in shipped.counter_examples if shipped.id in codes(text)] == []


def test_a_stem_matches_any_ending_and_a_whole_word_only_itself():
    late = coder(theme("late", ("late finish*", "rota")))
    assert late.code("Late finishes, late finishing.") == [
        Match("late", "Late finishes"),
        Match("late", "late finishing"),
    ]
    assert late.code("rotation") == []


def test_the_longest_phrase_wins_and_is_given_as_written():
    breaks = coder(theme("breaks", ("breaks", "no meal breaks")))
    assert breaks.code("There are No meal\tbreaks.") == [Match("breaks", "No meal breaks")]


def test_apostrophes_hyphens_accents_and_case_make_no_difference():
    one = coder(theme("one", ("12 hour*", "menopause cafe", "dont cope")))
    assert len(one.code("A 12-HOUR day; the Menopause Café; they don’t cope.")) == 3
    assert len(one.code("the menopause cafe\u0301 and they don´t cope")) == 2


def test_a_phrase_does_not_reach_over_the_end_of_a_clause():
    assert coder(theme("late", ("late finish*",))).code("It got late. Finish soon.") == []


def test_an_exclude_phrase_cancels_what_it_overlaps_in_its_own_theme_only():
    both = coder(
        theme("bullying", ("harass*",), ("sexual* harass*",)),
        theme("sexual", ("sexual*",)),
    )
    assert both.code("sexual harassment") == [Match("sexual", "sexual")]
    assert both.code("harassment") == [Match("bullying", "harassment")]


@pytest.mark.parametrize(
    "text",
    [
        "No problem with pay.",
        "no problems with their pay",
        "There aren't any issues with pay",
        "Has not had any trouble with pay",
        "without any worry about pay",
        "No problems with kit, pay or breaks",
        "Pay is no longer a worry",
        "pay isn’t a problem",
        "has not raised any pay",
        "neither stress nor pay",
    ],
)
def test_a_denial_before_or_after_the_phrase_cancels_it(text: str):
    assert coder(theme("pay", ("pay",))).code(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No time. Pay is late",
        "No sleep, pay is late",
        "Not only pay but hours",
        "no doubt stress or pay",
        "No help for debt or pay",
        "They did not report pay",
        "Cannot cope with rent or pay",
        "pay is not the only problem",
        "pay is a problem",
        "not much is said, but pay matters",
    ],
)
def test_what_only_looks_like_a_denial_does_not_cancel(text: str):
    assert coder(theme("pay", ("pay",))).code(text) == [
        Match("pay", "Pay" if "Pay" in text else "pay")
    ]


def test_a_phrase_that_is_itself_a_negative_stands():
    staff = coder(theme("staff", ("not enough staff", "never finish on time")))
    assert staff.code("There is not enough staff") == [Match("staff", "not enough staff")]
    assert staff.code("Crews never finish on time") == [Match("staff", "never finish on time")]


def test_lacking_the_thing_is_the_theme_where_absence_counts():
    breaks = coder(theme("breaks", ("break*",), absence_counts=True))
    assert breaks.code("no breaks") == [Match("breaks", "breaks")]
    assert breaks.code("no problem with breaks") == []


def test_only_live_themes_are_coded():
    mixed = coder(
        theme("draft", ("rent",), status="draft"), theme("gone", ("debt",), status="retired")
    )
    assert mixed.code("rent and debt") == []


def test_the_same_words_are_given_once():
    assert coder(theme("pay", ("pay",))).code("pay, pay and pay") == [Match("pay", "pay")]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_makes_it_raise(text: str):
    known = {shipped.id for shipped in CODEBOOK.live()}
    assert {match.code for match in CODER.code(text)} <= known


PLAIN = "no not pay pay's , . or nor without any problems with breaks late finishes don´t"
WORDS = st.sampled_from([*PLAIN.split(), "\ud800", "\x00", "İ"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30))
@example(["late", "\ud800", "finishes"])
def test_no_order_of_words_makes_it_raise_and_every_match_stands_in_the_text(words: list[str]):
    text = " ".join(words)
    for match in CODER.code(text):
        # What is no letter may stand between two words in place of the space.
        in_order = r"[\W_]+".join(re.escape(word) for word in match.phrase.split())
        assert re.search(in_order, text)
