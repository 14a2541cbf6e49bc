"""Measure the anonymiser: ``python -m tests.bench.bench_anonymiser FOLDER``.

One scorer for every system. Presidio is measured in the same run where it is installed
(``presidio-analyzer``, and a spaCy model named by the environment variable SPACY_MODEL), and
left out where it is not. ``--development`` measures the sets to tune by instead of those to
report; ``--record`` writes what is printed to anonymiser-record.md, with the date.
"""

import gzip
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.anonymise.lexicon import FILES, PACKED
from app.anonymise.policy import VERSION, load_anonymiser
from tests.bench import anonymiser_in_pyodide as in_pyodide
from tests.bench import own_notes_score as own
from tests.bench.anonymiser_score import DEVELOPMENT, TESTS, Corpus, Mark, Score

LISTS = Path(__file__).resolve().parents[2] / "assets" / "names"
RECORD = Path(__file__).with_name("anonymiser-record.md")
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


def measure(mark: Marker, corpus: Corpus, folder: Path) -> tuple[Score, Score, float]:
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
    return red, both, taken / max(1, words) * 1000


def public(systems: dict[str, Marker], corpora: tuple[Corpus, ...], folder: Path) -> Iterator[str]:
    """Give the rows of the annotated sets in the folder."""
    yield "| set | system | recall @ precision | F2 | with questions | F2 | s / 1,000 words |"
    yield "|---|---|---|---|---|---|---|"
    for corpus in corpora:
        for system, mark in systems.items():
            red, both, speed = measure(mark, corpus, folder)
            yield (
                f"| {corpus.name} | {system} | {_at(red)} | {red.f(2):.3f} | {_at(both)} "
                f"| {both.f(2):.3f} | {speed:.3f} |"
            )


def _at(score: Score) -> str:
    return f"{score.span_recall:.3f} @ {score.precision:.3f}"


def _by_type(score: Score, kind: str) -> str:
    found, every = score.by_type.get(kind, [0, 0])
    return f"{found / every:.3f} ({every})" if every else "–"


def own_notes(mark: Marker) -> Iterator[str]:
    """Give the rows of the project's own notes, test side."""
    yield "| own notes | direct | quasi | precision | direct, with questions | quasi | precision |"
    yield "|---|---|---|---|---|---|---|"
    groups = own.own_scores(mark, lambda note: "all") | own.own_scores(mark, lambda n: n.style)
    for name, pair in groups.items():
        cells = []
        for score in pair:
            cells += [_by_type(score, "direct"), _by_type(score, "quasi"), f"{score.precision:.3f}"]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""
    yield "| kind | recall | with questions | whole | how many |"
    yield "|---|---|---|---|---|"
    for name, (red, both) in own.by_kind(mark).items():
        whole = red.whole / max(1, red.spans)
        recalls = f"{red.span_recall:.3f} | {both.span_recall:.3f} | {whole:.3f}"
        yield f"| {name} | {recalls} | {red.spans} |"


def origins(mark: Marker) -> Iterator[str]:
    """Give the recall of names by origin, as typed and in lower case."""
    yield "| names by origin | as typed | with questions | lower case | with questions | names |"
    yield "|---|---|---|---|---|---|"
    small = own.names_by_origin(mark, small=True)
    for name, (red, both) in own.names_by_origin(mark, small=False).items():
        shares = [s.span_recall for s in (red, both, *small[name])]
        yield f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} | {red.spans} |"
    cells = [s for low in (False, True) for s in own.word_name_scores(mark, small=low)]
    shares = [score.span_recall for score in cells]
    name = "ordinary words put in (Will, Grace)"
    yield f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} | {cells[0].spans} |"


def costs(mark: Marker) -> Iterator[str]:
    """Give what is marked in vain, and what it costs to load and to carry."""
    yield "| what | figure |"
    yield "|---|---|"
    for name, plain in (("with nothing to hide", True), ("all", False)):
        needless, questions = own.in_vain(mark, only_plain=plain)
        yield f"| needless marks in 150 words, own notes {name} | {needless:.2f} |"
        yield f"| questions in 150 words, own notes {name} | {questions:.2f} |"
    begun = time.process_time()
    ours()
    yield f"| seconds to load | {time.process_time() - begun:.2f} |"
    inside = in_pyodide.seconds()
    if inside:
        yield f"| seconds to load, in Pyodide under Node | {inside['load']:.2f} |"
        yield f"| seconds for a first note of 190 words, in Pyodide | {inside['first_note']:.2f} |"
        yield f"| seconds for 1,000 words, in Pyodide | {inside['thousand_words']:.2f} |"
    size = sum(len(gzip.compress((LISTS / name).read_bytes(), 9)) for name in (*FILES, *PACKED))
    yield f"| compressed lists and model, kB | {size / 1000:.0f} |"


def table(arguments: list[str]) -> Iterator[str]:
    """Give the lines of the whole table."""
    folder = Path(arguments[0])
    theirs = presidio()
    systems = {"layby": ours()} | ({"presidio": theirs} if theirs else {})
    if "--development" in arguments:
        yield from public(systems, DEVELOPMENT, folder)
        for small in (False, True):
            needless, questions = own.in_vain_while_tuning(systems["layby"], small)
            typed = "lower case" if small else "as typed"
            yield f"notes to tune by, {typed}: {needless:.2f} needless, {questions:.2f} questions"
        return
    yield f"# The anonymiser measured, {datetime.now(UTC):%d %B %Y}, {VERSION}"
    yield ""
    yield from public(systems, TESTS, folder)
    for part in (own_notes, origins, costs):
        yield ""
        yield from part(systems["layby"])


def main(arguments: list[str]) -> None:
    """Print the table as it comes, and record it where that is asked for."""
    lines = []
    for line in table(arguments):
        lines.append(line)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    if "--record" in arguments:
        RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
