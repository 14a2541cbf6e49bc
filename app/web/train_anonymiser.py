"""Train the sequence model of the anonymiser: ``python -m app.web.train_anonymiser FOLDER``.

``FOLDER`` holds the annotated text and name lists that assets/models/README.md names. The word
book is made first, then the weights. The same folder makes the same files: texts are drawn with
a fixed seed and everything is sorted. Needs the packages of the extra ``train``.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite  # type: ignore[import-not-found]

from app.anonymise import features
from app.anonymise.features import Families
from app.anonymise.sequence_model import LABELS, Weights, pack_weights
from app.anonymise.tokens import tokenise
from app.anonymise.word_book import WordBook
from app.web.train_anonymiser_texts import Text, texts

NAMES_FOLDER = Path(__file__).resolve().parents[2] / "assets" / "names"
MODELS = NAMES_FOLDER.with_name("models")
SEED = 20261122
NAMES = {"PERSON": "PER", "LOC": "LOC", "ADDRESS": "LOC", "ORG": "ORG", "IGNORE": "MISC"}
LEARNING = {
    "c1": 0.6,
    "c2": 0.1,
    "max_iterations": 80,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
LEAST = 0.04


def example(text: Text, book: WordBook, families: Families) -> tuple[list[list[str]], list[str]]:
    """Turn a text into the features and the label of each of its words."""
    tokens = tokenise(text[0])
    known = [features.facts(token, book, families) for token in tokens]
    typed, places = features.manner(tokens), features.places(tokens, book)
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
    labels = ["O"] * len(tokens)
    for at, token in enumerate(tokens):
        for start, end, kind in text[1]:
            if token.start < end and start < token.end:
                labels[at] = NAMES.get(kind, "O")
                break
    return rows, labels


def learn(all_texts: Iterator[Text], book: WordBook, families: bytes) -> Weights:
    """Fit the weights; rows too small to matter are dropped."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=True)
    for text in all_texts:
        rows, labels = example(text, book, Families(families))
        if rows:
            trainer.append(rows, labels)
    trainer.set_params(LEARNING)
    target = MODELS / "training.crfsuite"
    trainer.train(str(target))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(target))
    learnt = tagger.info()
    target.unlink()
    place = {label: number for number, label in enumerate(LABELS)}
    rows_by_name: dict[str, list[float]] = {}
    for (name, label), weight in learnt.state_features.items():
        if abs(weight) >= LEAST:
            rows_by_name.setdefault(name, [0.0] * len(LABELS))[place[label]] = weight
    follow = [[0.0] * len(LABELS) for _ in LABELS]
    for (before, label), weight in learnt.transitions.items():
        follow[place[before]][place[label]] = weight
    return Weights(
        {name: tuple(row) for name, row in rows_by_name.items()},
        [tuple(row) for row in follow],
        families,
    )


def main(arguments: list[str]) -> None:
    """Write the weights and say how big they are."""
    folder = Path(arguments[0])
    book = WordBook.unpack((NAMES_FOLDER / "words.bin").read_bytes())
    families = (MODELS / "families.bin").read_bytes()
    weights = learn(texts(folder, SEED), book, families)
    packed = pack_weights(weights)
    (NAMES_FOLDER / "weights.bin").write_bytes(packed)
    print(f"weights.bin: {len(weights.rows)} features, {len(packed)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
