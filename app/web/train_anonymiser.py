"""Train the sequence model of the anonymiser: ``python -m app.web.train_anonymiser FOLDER``.

``FOLDER`` holds the annotated text and name lists that assets/names/README.md names; the comments
of patients lie in the folder ``themes`` beside it. The word book is made before, by
app.web.train_anonymiser_book. The same folder makes the same files: texts are drawn with a fixed
seed and everything is sorted. Needs the packages of the extra ``train``.
"""

import sys
from array import array
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.anonymise import evidence, features
from app.anonymise.features import Books, Facts
from app.anonymise.lexicon import WEIGHTS, load_books, load_lexicon
from app.anonymise.sequence_model import (
    LABELS,
    SequenceModel,
    Weights,
    pack_weights,
    unpack_weights,
)
from app.anonymise.tokens import tokenise
from app.web.train_anonymiser_changes import Text
from app.web.train_anonymiser_fit import Examples, Field, Pace, fit
from app.web.train_anonymiser_texts import texts
from app.web.train_anonymiser_verdict import HELD_OUT, learn_verdict, unseen

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "names"
NOTES = ASSETS.parents[1] / "tests" / "corpora" / "notes"
SEED = 20261122
NAMES = {"PERSON": "PER", "LOC": "LOC", "ADDRESS": "LOC", "ORG": "ORG", "IGNORE": "MISC"}
LEAST_SEEN, LEAST = 2, 0.08
PACE = Pace(rounds=3, l1=3.0, l2=2.0)


def example(text: Text, books: Books, met: dict[str, Facts]) -> tuple[list[list[str]], list[int]]:
    """Turn a text into the features and the label of each of its words; ``met`` keeps facts."""
    tokens = tokenise(text[0])
    for token in tokens:
        if token.text not in met:
            met[token.text] = features.facts(token, books)
    known = [met[token.text] for token in tokens]
    typed, places = features.manner(tokens), features.places(tokens, books.words)
    rows: list[list[str]] = []
    for at in range(len(tokens)):
        row = features.alone(known[at], places[at], typed, features.opens(known, at))
        for where, there in (("p", at - 1), ("n", at + 1), ("q", at - 2), ("r", at + 2)):
            if 0 <= there < len(tokens):
                row += features.beside(known[there], places[there], where)
        rows.append(row + features.around(known, at))
    for at in range(len(tokens) - 1):
        both = features.pair(known[at], known[at + 1], places[at], places[at + 1])
        rows[at] += ["R" + name for name in both]
        rows[at + 1] += ["L" + name for name in both]
    labels = [0] * len(tokens)
    for at, token in enumerate(tokens):
        for start, end, kind in text[1]:
            if token.start < end and start < token.end:
                labels[at] = LABELS.index(NAMES.get(kind, "O"))
                break
    return rows, labels


def gather(all_texts: Iterable[tuple[Text, str]], books: Books) -> tuple[Examples, list[str]]:
    """Number the features that are seen often enough, and lay the texts out by them."""
    numbers: dict[str, int] = {}
    seen = array("i")
    found, bounds, labels = array("i"), array("q", [0]), array("b")
    starts, held = array("q", [0]), []
    met: dict[str, Facts] = {}
    for text, source in all_texts:
        rows, marks = example(text, books, met)
        for row in rows:
            for name in row:
                number = numbers.setdefault(name, len(seen))
                if number == len(seen):
                    seen.append(0)
                seen[number] += 1
                found.append(number)
            bounds.append(len(found))
        labels.extend(marks)
        starts.append(len(labels))
        held.append(source in HELD_OUT)
    often = np.array(seen) >= LEAST_SEEN
    ranks = np.cumsum(often) - 1
    every, edges = np.array(found), np.array(bounds)
    kept = often[every]
    edges = np.concatenate(([0], np.cumsum(kept)))[edges]
    examples = Examples(
        ranks[every[kept]].astype(np.int32),
        edges,
        np.array(starts),
        np.array(labels, np.int64),
        np.array(held),
    )
    return examples, [name for name, number in numbers.items() if often[number]]


def weights_of(field: Field, names: list[str]) -> Weights:
    """Keep the weights that matter."""
    state = field.state()
    large = np.flatnonzero(np.abs(state).max(1) >= LEAST)
    rows = {names[at]: tuple(map(float, state[at])) for at in large}
    return Weights(rows, [tuple(map(float, row)) for row in field.follow()])


def train(folder: Path, notes: Path) -> Weights:
    """Learn the verdict beside a model that has not seen all, then the model from everything."""
    lexicon, books = load_lexicon(_asset), load_books(_asset)
    examples, names = gather(texts(folder, notes, SEED, lexicon), books)
    print(f"{len(examples.held)} texts, {len(examples.labels)} words, {len(names)} features")
    first = weights_of(fit(examples, len(names), LABELS, PACE, ~examples.held), names)
    model = SequenceModel(unpack_weights(pack_weights(first)), books)
    verdict = learn_verdict(model, lexicon, unseen(folder, notes, lexicon))
    print(" ".join(f"{name}={w:.2f}" for name, w in zip(evidence.NAMES, verdict, strict=True)))
    every = fit(examples, len(names), LABELS, PACE, examples.held | True)
    return replace(weights_of(every, names), verdict=verdict)


def _asset(name: str) -> bytes:
    return (ASSETS / name).read_bytes()


def main(arguments: list[str]) -> None:
    """Write the weights and say how big they are."""
    weights = train(Path(arguments[0]), NOTES)
    packed = pack_weights(weights)
    (ASSETS / WEIGHTS).write_bytes(packed)
    print(f"{WEIGHTS}: {len(weights.rows)} features, {len(packed)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
