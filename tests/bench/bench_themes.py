"""How well and how fast summaries are coded; ``themes_table`` makes a table of it.

    python -m tests.bench.bench_themes [DATA] [--only speed|quality]

DATA holds ``px_v6.jsonl`` (hand-coded patient comments; see the record for where they come
from); without it only the own gold set and the speed are measured. Prints JSON lines. What an
engine does with given labels is chosen on their left-out scores alone. Its margin and its kinds
of features were chosen by people who saw these test parts: other sets will do a little worse.
The optional language model is measured where it is installed.
"""

import argparse
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core is what is measured

import numpy as np

from app.domain.codebook import Codebook, parse_codebook
from sync_server.analysis.engine import Engine
from sync_server.analysis.labels import Label, f1_by_code, flags, micro_f1, read_labels
from sync_server.analysis.meaning import Floats, Meaning
from tests.corpora.summaries_gold import gold

HERE = Path(__file__).parent
SEEDS = 3
#: Small draws, where a wrong choice between phrases and model costs most; none was tuned on.
SMALL_DRAWS, SMALL_SIZES, SMALL_TEST = range(1000, 1016), (50, 100, 200), 700
SIZES = (50, 200, 1000, 3000)
TRAIN = 3000
LONG = 86
SEMANTIC = importlib.util.find_spec("onnxruntime") is not None


def read_codebook(file: Path, *, whole: bool) -> Codebook:
    return parse_codebook(file.read_text(encoding="utf-8"), whole=whole)


SHIPPED = read_codebook(HERE.parents[1] / "assets" / "codebook.toml", whole=True)


def scored(engine: Engine, part: Sequence[Label]) -> tuple[float, float]:
    """Give macro and micro F1."""
    truth = flags(part, engine.codes)
    found = engine.code_many(label.text for label in part)
    said = flags([Label("", codes) for codes in found], engine.codes)
    return float(f1_by_code(truth, said).mean()), micro_f1(truth, said)


class Kept(Meaning):
    """Reads each text once, however many engines ask."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, Floats] = {}

    def directions(self, texts: Iterable[str]) -> Floats:
        asked = list(texts)
        new = [text for text in dict.fromkeys(asked) if text not in self._read]
        self._read |= zip(new, super().directions(new), strict=True)
        return np.stack([self._read[text] for text in asked])


def first_day() -> None:
    """The shipped phrases on the gold set."""
    engine = Engine(SHIPPED)
    for half in ("dev", "test"):
        part = [Label(one.text, one.codes) for one in gold() if one.half == half]
        macro, micro = scored(engine, part)
        say({"name": f"gold {half}", "macro": macro, "micro": micro})


def grown(
    name: str, codebook: Codebook, labels: Sequence[Label], sizes: Sequence[int], most: int
) -> None:
    """Learn from more and more labels: against phrases alone, and with the language model.

    The first ``most`` of each shuffle are to learn from, the rest to test.
    """
    phrases, worst = Engine(codebook), 1.0
    meaning = Kept() if SEMANTIC else None
    for size in sizes:
        rows = []
        for seed in range(SEEDS):
            order = np.random.default_rng(seed).permutation(len(labels))
            test = [labels[place] for place in order[most:]]
            learnt = [labels[place] for place in order[:size]]
            row = (*scored(Engine(codebook, learnt), test), *scored(phrases, test))
            worst = min(worst, row[0] - row[2], row[1] - row[3])
            rows.append(
                (*row, *(scored(Engine(codebook, learnt, meaning), test) if meaning else ()))
            )
        mean = np.mean(rows, axis=0).tolist()
        found = dict(zip(("macro", "micro", "phrases_macro", "phrases_micro"), mean, strict=False))
        meant = "/".join(f"{figure:.3f}" for figure in mean[4:])
        say({"name": f"{name} {size}", **found, "meant": meant})
    say({"name": f"{name} worst", "value": worst})


def with_labels(data: Path) -> None:
    """PX v6 at several numbers of labels."""
    codebook = read_codebook(HERE / "px_codebook.toml", whole=False)
    with (data / "px_v6.jsonl").open(encoding="utf-8") as lines:
        labels, _ = read_labels(lines, codebook)
    grown("px_v6", codebook, labels, SIZES, TRAIN)
    small_draws(codebook, labels)


def small_draws(codebook: Codebook, labels: Sequence[Label]) -> None:
    """Learn from few labels, many times: the worst against the phrases, by macro and micro F1."""
    phrases, apart = Engine(codebook), []
    for seed in SMALL_DRAWS:
        order = np.random.default_rng(seed).permutation(len(labels))
        test = [labels[place] for place in order[-SMALL_TEST:]]
        floor = scored(phrases, test)
        for size in SMALL_SIZES:
            learnt = scored(Engine(codebook, [labels[place] for place in order[:size]]), test)
            apart.append(np.subtract(learnt, floor))
    macro, micro = np.min(apart, axis=0).tolist()
    mean = np.mean(apart, axis=0).tolist()
    say({"name": "px_v6 small draws", "draws": len(apart), "worst_macro": macro,
         "worst_micro": micro, "mean_macro": mean[0], "mean_micro": mean[1]})  # fmt: skip


def few_phrases() -> None:
    """The gold set by a codebook with four phrases a theme, as somebody's first one may have."""
    themes = (replace(one, include=one.include[:4], exclude=()) for one in SHIPPED.themes)
    labels = [Label(one.text, one.codes) for one in gold()]
    grown("few phrases", Codebook(1, tuple(themes)), labels, (50, 200, 400), 400)


def speed() -> None:
    """Texts of 86 words, shipped codebook, every code learnt; beside a plain loop's speed."""
    labels = [Label(one.text, one.codes) for one in gold()]
    engine = Engine(SHIPPED, labels)
    engine.learnt[:] = True
    texts = list(long_texts([label.text for label in labels], 2048))
    list(engine.code_many(texts[:512]))
    took = best(lambda: list(engine.code_many(texts)))
    say({"name": "texts_a_second", "value": round(len(texts) / took)})
    say({"name": "plain_loop_seconds", "value": best(lambda: sum(range(20_000_000)))})


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--only", choices=("speed", "quality"))
    asked = parser.parse_args()
    if asked.only != "quality":
        speed()
    if asked.only == "speed":
        return
    first_day()
    few_phrases()
    if asked.data is not None:
        with_labels(asked.data)


if __name__ == "__main__":
    main()
