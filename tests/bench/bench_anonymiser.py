"""Measure the anonymiser: ``python -m tests.bench.bench_anonymiser FOLDER [--development]``.

One scorer for every system. Prints a JSON line for each set and system; Presidio is measured in
the same run where it is installed (``presidio-analyzer`` and a spaCy model named by the
environment variable SPACY_MODEL), and left out where it is not.
"""

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.anonymise.policy import load_anonymiser
from tests.bench.anonymiser_score import DEVELOPMENT, TESTS, Corpus, Mark, Score

LISTS = Path(__file__).resolve().parents[2] / "assets" / "names"
KINDS = {"NAME": "PERSON", "PLACE": "LOC", "POSTCODE": "ADDRESS"}
Marker = Callable[[str], list[tuple[Mark, bool]]]


def ours() -> Marker:
    """Mark with the app's anonymiser; True: asked about only."""
    anonymiser = load_anonymiser(lambda name: (LISTS / name).read_bytes())

    def mark(text: str) -> list[tuple[Mark, bool]]:
        return [
            ((s.start, s.end, KINDS.get(s.kind.value, s.kind.value)), s.level.value == "amber")
            for s in anonymiser.find(text)
        ]

    return mark


def presidio() -> Marker | None:
    """Mark with Presidio, spaCy and its British recognisers, or None where it is missing."""
    model = os.environ.get("SPACY_MODEL", "en_core_web_md")
    if importlib.util.find_spec("presidio_analyzer") is None:
        return None
    from tests.bench.presidio_marker import build

    return build(model)


def measure(mark: Marker, corpus: Corpus, folder: Path) -> Iterator[tuple[str, Score, float]]:
    """Score what is masked, and what is masked or asked about; seconds for 1,000 words."""
    red, both, words, taken = Score(), Score(), 0, 0.0
    for text, gold in corpus.read(folder):
        begun = time.process_time()
        marks = mark(text)
        taken += time.process_time() - begun
        words += len(text.split())
        counted = [m for m in marks if not corpus.marks or m[0][2] in corpus.marks]
        red.add(text, gold, [m for m, asked in counted if not asked], corpus.scored)
        both.add(text, gold, [m for m, _ in counted], corpus.scored)
    speed = taken / max(1, words) * 1000
    yield "red", red, speed
    yield "red + amber", both, speed


def main(arguments: list[str]) -> None:
    """Print one JSON line for each set, system and level."""
    folder = Path(arguments[0])
    systems = {"layby": ours(), "presidio": presidio()}
    for corpus in DEVELOPMENT if "--development" in arguments else TESTS:
        for system, mark in systems.items():
            for level, score, speed in measure(mark, corpus, folder) if mark else ():
                line = {
                    "set": corpus.name,
                    "system": system,
                    "level": level,
                    "spans": score.spans,
                    "recall": round(score.span_recall, 3),
                    "precision": round(score.precision, 3),
                    "word_recall": round(score.recall, 3),
                    "f2": round(score.f(2), 3),
                    "seconds_per_1000_words": round(speed, 3),
                }
                sys.stdout.write(json.dumps(line) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
