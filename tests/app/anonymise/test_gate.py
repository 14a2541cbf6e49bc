"""The gate: what the anonymiser reaches on notes and posts it never learnt from must not fall.

Own notes, test side, all rooms' rules together; and a frozen sample of two public sets. The
bounds stand a little below what was measured (tests/bench/anonymiser-record.md). Raise them with
it; a change that needs them lower makes the anonymiser worse.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from app.anonymise.policy import Anonymiser
from tests.bench import own_notes_score as own
from tests.bench.anonymiser_score import Mark, Score

SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "public_sample.jsonl"
KINDS = {"NAME": "PERSON", "PLACE": "LOC"}
NAMED = frozenset({"PERSON", "LOC"})


@pytest.fixture(scope="module")
def mark(anonymiser: Anonymiser) -> own.Marker:
    @cache
    def find(text: str) -> list[tuple[Mark, bool]]:
        return [
            ((s.start, s.end, KINDS.get(s.kind.value, s.kind.value)), s.level.value == "amber")
            for s in anonymiser.find(text)
        ]

    return find


def share(score: Score, kind: str) -> float:
    found, every = score.by_type[kind]
    return found / every


def test_direct_identifiers_in_own_notes_are_masked(mark: own.Marker) -> None:
    red, both = own.own_scores(mark, lambda note: "all")["all"]
    assert share(red, "direct") >= 0.965
    assert share(both, "direct") >= 0.99
    assert share(both, "quasi") >= 0.84
    assert red.precision >= 0.9


def test_little_is_marked_in_vain(mark: own.Marker) -> None:
    needless, _ = own.in_vain(mark, only_plain=False)
    in_plain, questions = own.in_vain(mark, only_plain=True)
    assert needless <= 1
    assert in_plain <= 1.3
    assert questions <= 2.5


def test_names_that_are_words_are_seen(mark: own.Marker) -> None:
    red, both = own.word_name_scores(mark, small=False, every=4)
    assert red.span_recall >= 0.85
    assert both.span_recall >= 0.95
    red, both = own.word_name_scores(mark, small=True, every=4)
    assert red.span_recall >= 0.72
    assert both.span_recall >= 0.87


@pytest.mark.parametrize(
    ("name", "recall", "asked", "precision"),
    [("btc-f", 0.95, 0.96, 0.8), ("wnut", 0.85, 0.9, 0.8)],
)
def test_people_and_places_in_public_posts_are_masked(
    mark: own.Marker, name: str, recall: float, asked: float, precision: float
) -> None:
    red, both = Score(), Score()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if document["set"] == name:
            text, gold = document["text"], [(s, e, k) for s, e, k in document["spans"]]
            marks = [m for m in mark(text) if m[0][2] in NAMED]
            red.add(text, gold, [m for m, amber in marks if not amber], NAMED)
            both.add(text, gold, [m for m, _ in marks], NAMED)
    assert red.span_recall >= recall
    assert red.precision >= precision
    assert both.span_recall >= asked
