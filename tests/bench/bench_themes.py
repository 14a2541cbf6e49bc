"""How well and how fast summaries are coded: ``make bench-themes DATA=folder [RECORD=1]``.

DATA holds ``px_v6.jsonl`` (hand-coded patient comments; see the record for where they come
from); without it only the own gold set and the speed are measured. Prints JSON lines, then the
table; ``--record`` writes the table to ``themes-record.md`` with the day. What an engine does
with given labels is chosen on their left-out scores alone. Its margin and its kinds of features
were chosen by people who saw these test parts: other sets will do a little worse.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core is what is measured

import numpy as np

from app.domain.codebook import Codebook, parse_codebook
from sync_server.analysis.engine import Engine
from sync_server.analysis.labels import Label, f1_by_code, flags, micro_f1, read_labels
from tests.corpora.summaries_gold import gold

HERE = Path(__file__).parent
RECORD = HERE / "themes-record.md"
SEEDS = 3
SIZES = (50, 100, 300, 1000, 3000)
TRAIN = 3000
LONG = 86
Row = tuple[str, str, str, str]


def read_codebook(file: Path, *, whole: bool) -> Codebook:
    return parse_codebook(file.read_text(encoding="utf-8"), whole=whole)


SHIPPED = read_codebook(HERE.parents[1] / "assets" / "codebook.toml", whole=True)


def scored(engine: Engine, part: Sequence[Label]) -> tuple[float, float]:
    """Give macro and micro F1."""
    truth = flags(part, engine.codes)
    found = engine.code_many(label.text for label in part)
    said = flags([Label("", codes) for codes in found], engine.codes)
    return float(f1_by_code(truth, said).mean()), micro_f1(truth, said)


def first_day() -> Iterator[Row]:
    """The shipped phrases on the gold set."""
    engine = Engine(SHIPPED)
    for half in ("dev", "test"):
        part = [Label(one.text, one.codes) for one in gold() if one.half == half]
        macro, micro = scored(engine, part)
        what = f"Gold set, {half} half, no labels"
        yield what, f"{macro:.2f}/{micro:.2f}", "0.60/0.65", "0.70/0.75"


def with_labels(data: Path) -> Iterator[Row]:
    """PX v6 at several numbers of labels: engine against phrases alone on the same splits."""
    codebook = read_codebook(HERE / "px_codebook.toml", whole=False)
    with (data / "px_v6.jsonl").open(encoding="utf-8") as lines:
        labels, _ = read_labels(lines, codebook)
    phrases = Engine(codebook)
    worst, last = 1.0, (0.0, 0.0)
    for size in SIZES:
        rows = []
        for seed in range(SEEDS):
            order = np.random.default_rng(seed).permutation(len(labels))
            test = [labels[place] for place in order[TRAIN:]]
            engine = Engine(codebook, [labels[place] for place in order[:size]])
            rows.append((*scored(engine, test), *scored(phrases, test)))
            names = ("macro", "micro", "phrases_macro", "phrases_micro")
            told = dict(zip(names, rows[-1], strict=True))
            say({"set": "px_v6", "labels": size, "seed": seed} | told)
        mean = np.mean(rows, axis=0)
        last = (float(mean[0]), float(mean[1]))
        worst = min(worst, *(min(row[0] - row[2], row[1] - row[3]) for row in rows))
        if size != SIZES[-1]:
            yield (
                f"PX v6, {size} labels (phrases alone {mean[2]:.2f}/{mean[3]:.2f})",
                f"{last[0]:.3f}/{last[1]:.3f}",
                "",
                "",
            )
    yield f"PX v6, {TRAIN} labels", f"{last[0]:.3f}/{last[1]:.3f}", "0.60/0.72", "0.65/0.76"
    yield f"Worst against the phrases, {SIZES} labels", f"{worst:+.3f}", "-0.01", "0"


def speed() -> Iterator[Row]:
    """Texts of 86 words, shipped codebook, every code learnt; beside a plain loop's speed."""
    labels = [Label(one.text, one.codes) for one in gold()]
    engine = Engine(SHIPPED, labels)
    engine.learnt[:] = True
    texts = list(long_texts([label.text for label in labels], 2048))
    list(engine.code_many(texts[:512]))
    took = best(lambda: list(engine.code_many(texts)))
    loop = best(lambda: sum(range(20_000_000)))
    rate = len(texts) / took
    say({"texts_a_second": round(rate), "plain_loop_seconds": round(loop, 3)})
    yield f"Texts of {LONG} words a second, one core", f"{rate:,.0f}", "4,000", "8,000"
    yield "1.5 million, one core", f"{1.5e6 / rate / 60:.1f} min", "7 min", "3 min"


def long_texts(texts: Sequence[str], count: int) -> Iterator[str]:
    """Join summaries until they have as many words as a long one."""
    dice = np.random.default_rng(1)
    for _ in range(count):
        words: list[str] = []
        while len(words) < LONG:
            words += texts[int(dice.integers(len(texts)))].split()
        yield " ".join(words[:LONG])


def best(work: Callable[[], object]) -> float:
    """Give the processor's seconds of the quickest of five runs."""
    took = []
    for _ in range(5):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def say(found: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def table(rows: Sequence[Row]) -> str:
    lines = ["| Measure (macro/micro F1) | Found | Floor | Goal |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    rows = [*first_day(), *speed()]
    if asked.data is not None:
        rows += with_labels(asked.data)
    found = table(rows)
    sys.stdout.write(found + "\n")
    if asked.record:
        head = RECORD.read_text(encoding="utf-8").split("\n## ")[0].rstrip()
        RECORD.write_text(f"{head}\n\n## {date.today():%-d %B %Y}\n\n{found}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
