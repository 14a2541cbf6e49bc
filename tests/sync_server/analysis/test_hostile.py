"""Texts and codebooks that mean harm, or were only copied from somewhere odd."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import parse_codebook
from app.domain.errors import ContentError
from sync_server.analysis.coding import PhraseCoder
from sync_server.analysis.engine import Engine
from sync_server.analysis.labels import Label
from sync_server.analysis.vocabulary import Vocabulary
from tests.sync_server.analysis.test_engine import BARE, tea_and_bus

CODEBOOK = parse_codebook(
    (Path(__file__).parents[3] / "assets" / "codebook.toml").read_text(encoding="utf-8")
)
CODER = PhraseCoder(CODEBOOK)
LEARNT = Engine(BARE, tea_and_bus())
PAY = PhraseCoder(
    parse_codebook('[[theme]]\nid = "pay"\ninclude = ["pay", "late finish*"]\n', whole=False)
)
#: A hundred kilobytes to a megabyte: every one was made to be slow for a careless reader.
HUGE = {
    "one letter": "a" * 1_000_000,
    "one phrase": "breaks " * 30_000,
    "apostrophes": "a'" * 100_000,
    "denials": "no problem with pay, or " * 8_000,
    "a list without an end": "no pay , or " * 15_000,
    "accents on one letter": "e" + "\u0301" * 100_000,
    "nothing to be seen": "\u200b".join("pay" * 100_000),
    "halves of pairs": "\ud800pay\udfff" * 100_000,
    "lines": "\n" * 150_000,
    "marks": "(" * 100_000 + ")" * 100_000,
    "letters that grow when folded": "ﷺ" * 50_000 + "İ" * 100_000,
    "underscores": "_" * 1_000_000 + "pay",
}
ODD = st.text(
    st.sampled_from(
        "abtea bus pay no'’\u0301\u200b\u200d\ufeff\u00ad\ud800\udfffİßﬁ漢🚑\x00\n.,-_"
    ),
    max_size=80,
)


@pytest.mark.parametrize("kind", HUGE)
def test_no_huge_text_is_too_much(kind: str):
    text = HUGE[kind]
    known = {theme.id for theme in CODEBOOK.live()}
    assert {match.code for match in CODER.code(text)} <= known
    (codes,) = LEARNT.code_many([text])
    assert codes == {coded.code for coded in LEARNT.code(text)}
    assert len(LEARNT.doubts([text])) == 1
    Vocabulary().numbers(text)


@pytest.mark.parametrize(
    "text", ["p\u200bay", "\ufeffpay", "pa\u00ady", "late\u200b fin\u2060ishes", "p\u200da\u200cy"]
)
def test_what_cannot_be_seen_hides_no_phrase(text: str):
    assert [match.code for match in PAY.code(text)] == ["pay"]


@settings(max_examples=100, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=12))
def test_odd_texts_are_coded_alike_alone_and_among_others(texts: list[str]):
    together = list(LEARNT.code_many(texts))
    assert together == [frozenset(coded.code for coded in LEARNT.code(text)) for text in texts]
    assert all(0 <= doubt <= 1 for doubt in LEARNT.doubts(texts))


@settings(max_examples=15, deadline=None)
@given(st.lists(ODD, min_size=20, max_size=40), st.randoms(use_true_random=False))
def test_odd_labels_teach_without_harm(texts: list[str], dice):
    codes = [frozenset(dice.sample(["tea", "bus"], dice.randrange(3))) for _ in texts]
    engine = Engine(BARE, [Label(text, some) for text, some in zip(texts, codes, strict=True)])
    assert all(found <= {"tea", "bus"} for found in engine.code_many([*texts, ""]))


@pytest.mark.parametrize(
    "phrase", ["(a+)+$", "(?:x*)*y", "[", "a|b", ".*", "\\b", "a{9999999}", "pay\x00", "\ud800"]
)
def test_a_phrase_is_words_and_never_a_pattern(phrase: str):
    literal = "".join(f"\\u{ord(sign):04X}" for sign in phrase)
    with pytest.raises(ContentError):
        parse_codebook(f'[[theme]]\nid = "a"\ninclude = ["{literal}"]\n', whole=False)


def test_phrases_that_begin_alike_again_and_again_are_found():
    # A reader that tries each of them anew at every word would take the square of their number.
    phrases = ", ".join(f'"{" ".join(["pay"] * length)}"' for length in range(1, 120))
    coder = PhraseCoder(
        parse_codebook(f'[[theme]]\nid = "pay"\ninclude = [{phrases}]\n', whole=False)
    )
    (found,) = coder.code("pay " * 119)
    assert found.phrase.split() == ["pay"] * 119
