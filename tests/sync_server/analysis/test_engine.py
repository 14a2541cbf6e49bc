"""The engine: phrases until a model beats them, exact, the same in any order, unbreakable."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import Codebook, parse_codebook
from sync_server.analysis import words as words_room
from sync_server.analysis.engine import Engine
from sync_server.analysis.labels import Label, f1_by_code, f1_interval, flags
from sync_server.analysis.ridge import BOOSTS, CONSTANT, STRENGTHS, fit, thresholds
from sync_server.analysis.saved_engine import packed, unpacked
from sync_server.analysis.statuses import better
from sync_server.errors import ServerError
from tests.corpora.summaries_gold import gold

CODEBOOK = parse_codebook(
    (Path(__file__).parents[3] / "assets" / "codebook.toml").read_text(encoding="utf-8")
)
#: With few phrases a theme, so that there is something to learn.
WEAK = Codebook(
    1, tuple(replace(theme, include=theme.include[:4], exclude=()) for theme in CODEBOOK.themes)
)
BARE = parse_codebook('[[theme]]\nid = "tea"\n[[theme]]\nid = "bus"\n', whole=False)
LABELS = [Label(one.text, one.codes) for one in gold()][::3]
TEXTS = [one.text for one in gold()][1::8]
TEA = ("tea {} hot", "the {} kettle is cold", "a cup of tea {}", "kettle and {} tea")
BUS = ("the {} bus is late", "missed my bus {}", "no bus on {} at night", "bus {} again")
FILLING = "monday today sadly always there here winter summer again early".split()


def tea_and_bus() -> list[Label]:
    return [
        Label(pattern.format(word), frozenset([code]))
        for code, patterns in (("tea", TEA), ("bus", BUS))
        for pattern in patterns
        for word in FILLING
    ]


@pytest.fixture(scope="module")
def learnt() -> Engine:
    return Engine(WEAK, LABELS)


def test_without_labels_the_phrases_answer():
    engine = Engine(CODEBOOK)
    (coded,) = engine.code("A hot meal is nowhere to be had, only a canteen that is shut.")
    assert (coded.code, coded.by, coded.score) == ("food-rest-places", "phrases", 1.0)
    assert coded.because == ("hot meal", "canteen")
    assert {(status.by, status.status, status.n) for status in engine.report()} == {
        ("phrases", "check", 0)
    }


def test_a_codebook_without_phrases_learns_from_labels():
    engine = Engine(BARE, tea_and_bus())
    assert {status.by for status in engine.report()} == {"model"}
    assert {status.status for status in engine.report()} == {"trusted"}
    (coded,) = engine.code("The kettle broke, so no more tea")
    assert (coded.code, coded.by) == ("tea", "model")
    assert {"tea", "kettle"} & set(coded.because)
    assert coded.score > 0.5
    # Misspelt words stand near the right ones.
    assert list(engine.code_many(["a kettel", "no buss"])) == [{"tea"}, {"bus"}]


def test_on_what_was_checked_no_code_is_worse_than_its_phrases(learnt: Engine):
    truth = flags(LABELS, learnt.codes)
    found = Engine(WEAK).code_many(label.text for label in LABELS)
    phrases = f1_by_code(truth, flags([Label("", codes) for codes in found], learnt.codes))
    assert any(status.by == "model" for status in learnt.report())
    for status, before in zip(learnt.report(), phrases, strict=True):
        assert status.f1 >= before - 1e-9, status.code
        assert status.low <= status.f1 <= status.high


def test_few_labels_change_nothing():
    assert Engine(WEAK, LABELS[:19]).model is None


def test_the_order_of_labels_does_not_matter(learnt: Engine):
    shuffled = [LABELS[place] for place in np.random.default_rng(3).permutation(len(LABELS))]
    other = Engine(WEAK, shuffled)
    assert other.report() == learnt.report()
    assert [other.code(text) for text in TEXTS] == [learnt.code(text) for text in TEXTS]


def test_a_text_is_coded_alike_alone_and_among_others(learnt: Engine):
    together = list(learnt.code_many(TEXTS))
    assert together == [frozenset(coded.code for coded in learnt.code(text)) for text in TEXTS]
    backwards = list(learnt.code_many(reversed(TEXTS)))
    assert backwards[::-1] == together


def test_words_that_no_label_has_can_be_forgotten(learnt: Engine, monkeypatch: pytest.MonkeyPatch):
    before = list(learnt.code_many(TEXTS))
    monkeypatch.setattr(words_room, "_STRANGERS", 1)
    assert list(learnt.code_many([*TEXTS, "qwxz " * 3]))[:-1] == before
    assert list(learnt.code_many(TEXTS)) == before


def test_an_engine_comes_back_from_its_bytes_as_it_was(learnt: Engine):
    again = unpacked(packed(learnt))
    assert again.codebook == learnt.codebook
    assert again.report() == learnt.report()
    assert [again.code(text) for text in TEXTS] == [learnt.code(text) for text in TEXTS]


def test_an_engine_without_labels_has_bytes_too():
    assert unpacked(packed(Engine(BARE))).model is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not an engine"])
def test_what_is_no_engine_is_refused(content: bytes):
    with pytest.raises(ServerError, match="cannot be used"):
        unpacked(content)


def test_what_nobody_was_asked_is_neither_learnt_nor_judged(learnt: Engine):
    code = learnt.codes[0]
    asked = frozenset(learnt.codes[1:])
    labels = [replace(one, codes=one.codes & asked, asked=asked) for one in LABELS]
    status = {one.code: one for one in Engine(WEAK, labels).report()}
    assert (status[code].n, status[code].by, status[code].status) == (0, "phrases", "check")
    others = {one.code: one.n for one in learnt.report() if one.code != code}
    assert {one: status[one].n for one in others} == others


def test_ticks_teach_and_never_judge(learnt: Engine):
    ticked = [Label(one.text, one.codes, "picked", one.codes) for one in LABELS if one.codes]
    assert Engine(WEAK, ticked).model is None, "ticks alone do not say what is not there"
    both = Engine(WEAK, [*LABELS, *ticked])
    assert [one.n for one in both.report()] == [one.n for one in learnt.report()]


def test_what_was_held_out_is_named_and_says_what_would_have_been_said(learnt: Engine):
    named = [replace(one, of=f"text {place}") for place, one in enumerate(LABELS)]
    held = Engine(WEAK, named).held_out
    assert held.keys() == {one.of for one in named}
    assert learnt.held_out == {}
    said = learnt.code_many(one.text for one in LABELS)
    wrong = sum(bool(held[one.of] ^ one.codes) for one in named)
    assert wrong >= sum(bool(now ^ one.codes) for now, one in zip(said, named, strict=True))


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_breaks_it(text: str):
    engine = SMALL
    (codes,) = engine.code_many([text])
    assert codes == {coded.code for coded in engine.code(text)} <= set(engine.codes)


SMALL = Engine(BARE, tea_and_bus())


def test_a_huge_text_and_pictures_alone_are_read():
    assert list(SMALL.code_many(["🚑" * 5, "", "tea " * 100_000]))[2] == {"tea"}


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(4, 20))
def test_left_out_scores_are_those_of_fitting_without(seed: int, size: int):
    dice = np.random.default_rng(seed)
    rows = dice.normal(size=(size, 5)).astype(np.float32)
    similarity = np.asarray(rows @ rows.T, np.float32)
    truth = dice.random((size, 2)) < 0.5
    own = dice.normal(size=(size, 2)).astype(np.float32)
    found = fit(similarity, truth, own)
    whole = similarity.astype(float) + CONSTANT
    for code in range(2):
        tried = {}
        for strength, boost in product(STRENGTHS, BOOSTS):
            more = whole + boost * np.outer(own[:, code], own[:, code])
            alone = []
            for out in range(size):
                rest = np.arange(size) != out
                system = more[np.ix_(rest, rest)] + strength * np.eye(size - 1)
                alone.append(more[out, rest] @ np.linalg.solve(system, truth[rest, code]))
            tried[strength, boost] = np.array(alone)
        errors = {by: ((alone - truth[:, code]) ** 2).mean() for by, alone in tried.items()}
        best = min(errors, key=errors.__getitem__)
        assert np.allclose(found.left_out[:, code], tried[best], atol=1e-3)


def test_a_threshold_lies_between_what_has_the_code_and_what_has_not():
    scores = np.array([[0.1]] * 50 + [[0.5]] * 50, np.float32)
    truth = np.array([[False]] * 50 + [[True]] * 50)
    assert 0.15 < thresholds(scores, truth)[0] < 0.45


def test_the_interval_of_f1_narrows_and_holds_it():
    few, many = f1_interval(6, 2, 2), f1_interval(600, 200, 200)
    assert few[0] < many[0] < 0.75 < many[1] < few[1]
    assert f1_interval(0, 0, 0) == (0, 1)


def told(pattern: str) -> np.ndarray:
    return np.array([[one == "x"] for one in pattern])


def test_what_may_be_luck_leaves_the_phrases_in_charge():
    """Each text: is the code there, do the phrases say it, does the model."""
    there = told("xxxxxxxxxx" + "." * 190)
    # The phrases miss much and are never wrong; the model finds two more and is wrong twice.
    phrases = told("xxxxx....." + "." * 190)
    traded = told("xxxxxxx..." + "xx" + "." * 188)
    assert f1_by_code(there, traded) > f1_by_code(there, phrases)
    assert not better(there, phrases, traded)
    # Five more and no fault is no luck; nor is the small gain where very many have the code.
    assert better(there, phrases, there)
    many = [np.repeat(one, 5, axis=0) for one in (there, phrases, traded)]
    assert better(*many)


def test_a_code_that_hardly_any_text_has_stays_with_the_phrases():
    there = told("x" * 7 + "." * 90)
    assert not better(there, told("." * 97), there)
