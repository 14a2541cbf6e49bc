"""How the anonymiser does on the notes written for it: by kind, by origin, and how often in vain.

Only the test side is read: its authors, names and phrases are in nothing that was learnt from.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.anonymiser_score import Mark, Score
from tests.corpora.marked_notes import Note, notes

Marker = Callable[[str], list[tuple[Mark, bool]]]
BOTH = frozenset({"direct", "quasi"})
PER_WORDS = 150
WORD_NAMES = (
    "Will Grace May Hope Mark Rose Joy Faith Summer April June Bill Pat Sunny Chance Patience "
    "Charity Star Art Guy Grant Drew Sue Frank Rich Dawn Robin Jack Penny Ruby Amber Holly"
).split()
DEVELOPMENT = Path(__file__).resolve().parents[1] / "fixtures" / "development_notes.txt"
"""Ordinary notes with nothing to hide, one a line, to tune by."""

_ONE_WORD = re.compile(r"[^\W\d_]{2,}")


def lower(text: str) -> str:
    """Type it in lower case where that keeps the length."""
    return text.lower() if len(text.lower()) == len(text) else text


def _levels(mark: Marker, text: str) -> tuple[list[Mark], list[Mark]]:
    marks = mark(text)
    return [m for m, asked in marks if not asked], [m for m, _ in marks]


def own_scores(mark: Marker, kind: Callable[[Note], str]) -> dict[str, tuple[Score, Score]]:
    """Score red, and red with amber, in groups of notes; by weight, direct or quasi."""
    scores: dict[str, tuple[Score, Score]] = {}
    for note in notes("test"):
        pair = scores.setdefault(kind(note), (Score(), Score()))
        gold = [(start, end, weight) for start, end, _, weight in note.spans]
        for score, marks in zip(pair, _levels(mark, note.text), strict=True):
            score.add(note.text, gold, marks, BOTH)
    return dict(sorted(scores.items()))


def by_kind(mark: Marker) -> dict[str, tuple[Score, Score]]:
    """Score each kind of identifier by itself; precision has no meaning here."""
    scores: dict[str, tuple[Score, Score]] = {}
    for note in notes("test"):
        levels = _levels(mark, note.text)
        for start, end, kind, weight in note.spans:
            pair = scores.setdefault(f"{weight} {kind}", (Score(), Score()))
            for score, marks in zip(pair, levels, strict=True):
                score.add(note.text, [(start, end, kind)], marks, frozenset({kind}))
    return dict(sorted(scores.items()))


def names_by_origin(mark: Marker, small: bool) -> dict[str, tuple[Score, Score]]:
    """Score names by where the main name of their note comes from."""
    scores: dict[str, tuple[Score, Score]] = {}
    for note in notes("test"):
        named = [(s, e, "NAME") for s, e, kind, _ in note.spans if kind == "NAME"]
        if named and note.origin:
            text = lower(note.text) if small else note.text
            pair = scores.setdefault(note.origin, (Score(), Score()))
            for score, marks in zip(pair, _levels(mark, text), strict=True):
                score.add(text, named, marks, frozenset({"NAME"}))
    return dict(sorted(scores.items()))


def word_names(small: bool, every: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Put names that are words (Will, Grace) in place of the first one-word name of each note."""
    dice = random.Random(7)  # noqa: S311 - dice for measuring
    for note in notes("test")[::every]:
        for start, end, kind, _ in note.spans:
            if kind == "NAME" and _ONE_WORD.fullmatch(note.text, start, end):
                name = dice.choice(WORD_NAMES)
                name = name if note.text[start].isupper() else name.lower()
                text = note.text[:start] + name + note.text[end:]
                yield (lower(text) if small else text), (start, start + len(name))
                break


def word_name_scores(mark: Marker, small: bool, every: int = 1) -> tuple[Score, Score]:
    """Score those names in every so-manieth note."""
    pair = (Score(), Score())
    for text, (start, end) in word_names(small, every):
        for score, marks in zip(pair, _levels(mark, text), strict=True):
            score.add(text, [(start, end, "NAME")], marks, frozenset({"NAME"}))
    return pair


def in_vain(mark: Marker, only_plain: bool) -> tuple[float, float]:
    """Count needless marks, and questions of any sort, for each 150 words.

    ``only_plain``: in notes with nothing to hide. A mark is needless when it touches nothing
    that is annotated.
    """
    needless = questions = words = 0
    for note in notes("test"):
        if only_plain and note.spans:
            continue
        words += len(note.text.split())
        for (start, end, _), asked in mark(note.text):
            touched = any(s < end and start < e for s, e, _, _ in note.spans)
            questions += asked
            needless += not asked and not touched
    return needless / words * PER_WORDS, questions / words * PER_WORDS


def in_vain_while_tuning(mark: Marker, small: bool) -> tuple[float, float]:
    """Count marks and questions for each 150 words of the notes to tune by."""
    text = DEVELOPMENT.read_text(encoding="utf-8")
    found = [
        asked for note in text.splitlines() for _, asked in mark(lower(note) if small else note)
    ]
    words = len(text.split())
    return (len(found) - sum(found)) / words * PER_WORDS, sum(found) / words * PER_WORDS
