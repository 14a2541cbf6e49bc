"""The sequence model: chances that add up, weights that survive packing, nothing remembered."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise import evidence
from app.anonymise.families import Families
from app.anonymise.features import Books
from app.anonymise.lanes import Lanes
from app.anonymise.letters import Letters
from app.anonymise.lexicon import FILES, PACKED, WEIGHTS, Lexicon
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import (
    LABELS,
    STEP,
    SequenceModel,
    Weights,
    pack_weights,
    unpack_weights,
)
from app.anonymise.sequence_names import SMALL, likely
from app.anonymise.spans import Kind, Level
from app.anonymise.tokens import tokenise
from app.anonymise.word_book import Entry, WordBook, pack_book

LISTS = Path(__file__).resolve().parents[3] / "assets" / "names"
BUDGET = 1_500_000
LANES = Lanes(len(LABELS))
ODDS_ALONE = tuple(float(name == "either") for name in evidence.NAMES)
NUMBER = st.floats(-2, 2)
ROW = st.lists(NUMBER, min_size=len(LABELS), max_size=len(LABELS))


def weights_of(total: int) -> list[float]:
    return [
        (raised - nought) * STEP for raised, nought in zip(*LANES.raised([total, 0]), strict=True)
    ]


@given(st.dictionaries(st.text("abc|.ł", min_size=1, max_size=9), ROW, min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_weights_survive_packing_to_half_a_step(rows: dict[str, list[float]]) -> None:
    named = {f"{side}{n}": tuple(r) for n, r in rows.items() for side in ("w", "R", "L")}
    again = unpack_weights(pack_weights(Weights(named, [(0.5,) * 5] * 5, (1.25, -0.5))))
    assert again.follow[0] == pytest.approx((0.5,) * 5)
    assert again.verdict == pytest.approx((1.25, -0.5))
    for name, row in rows.items():
        close = pytest.approx(row, abs=STEP / 2 + 1e-9)
        before, after = LANES.split(again.pairs.get(name, 0))
        for total in (again.single.get(f"w{name}", 0), before, after):
            assert weights_of(total) == close


def test_a_feature_without_a_weight_has_no_row() -> None:
    packed = unpack_weights(pack_weights(Weights({}, [(0.0,) * 5] * 5)))
    assert "wsarah" not in packed.single
    assert not packed.pairs


@pytest.fixture(scope="module")
def model() -> SequenceModel:
    book = WordBook.unpack(pack_book({"sarah": Entry(9, 0, 0, 9, 1)}))
    rows = {"b": (6.0, 0, 0, 0, 0), "wsarah": (0.0, 9.0, 0.0, 0.0, 0.0)}
    packed = unpack_weights(pack_weights(Weights(rows, [(0.0,) * 5] * 5)))
    return SequenceModel(packed, Books(book, Families(b""), Letters.learn({})))


def test_a_word_with_weights_is_found_and_its_neighbours_are_not(model: SequenceModel) -> None:
    tokens = tokenise("met sarah today")
    (span,) = likely(Reading(tokens, Lexicon()), model.marginals(tokens), ODDS_ALONE)
    assert (span.start, span.end, span.kind, span.level) == (4, 9, Kind.NAME, Level.RED)


def test_the_same_text_has_the_same_chances_twice(model: SequenceModel) -> None:
    tokens = tokenise("met sarah, Sarah and SARAH\nmet")
    assert model.marginals(tokens) == model.marginals(tokens)
    assert model.marginals([]) == []


def test_chances_choose_levels() -> None:
    reading = Reading(tokenise("azo bzo czo"), Lexicon())
    rows = [(1 - p, p, 0.0, 0.0, 0.0) for p in (SMALL.red, SMALL.amber, SMALL.amber / 2)]
    sure = [(a - 0.001, b + 0.001, *rest) for a, b, *rest in rows]
    levels = [s.level for s in likely(reading, sure, ODDS_ALONE)]
    assert levels == [Level.RED, Level.AMBER]


@pytest.mark.parametrize("word", ["station", "hospital", "dr", "42", "wales"])
def test_words_that_name_nobody_stay_whatever_the_model_says(word: str) -> None:
    reading = Reading(tokenise(f"the {word} was"), Lexicon())
    low, high = (1.0, 0.0, 0.0, 0.0, 0.0), (0.5, 0.5, 0.0, 0.0, 0.0)
    assert likely(reading, [low, high, low], ODDS_ALONE) == []


def test_each_word_has_a_number_for_each_piece_of_evidence() -> None:
    reading = Reading(tokenise("Will may call, said Grace"), Lexicon())
    rows = list(evidence.rows(reading, [(0.5, 0.5, 0.0, 0.0, 0.0)] * len(reading.tokens)))
    assert {len(row) for row in rows} == {len(evidence.NAMES)}


def test_words_that_nothing_speaks_for_cost_nothing() -> None:
    reading = Reading(tokenise("we had tea"), Lexicon())
    assert list(evidence.rows(reading, [(1.0, 0.0, 0.0, 0.0, 0.0)] * 3)) == [[], [], []]


def test_what_ships_fits_its_budget() -> None:
    sizes = [len(gzip.compress((LISTS / name).read_bytes(), 9)) for name in (*FILES, *PACKED)]
    assert sum(sizes) <= BUDGET


def test_what_ships_has_a_verdict_for_all_evidence() -> None:
    packed = unpack_weights((LISTS / WEIGHTS).read_bytes())
    assert len(packed.verdict) == len(evidence.NAMES)
