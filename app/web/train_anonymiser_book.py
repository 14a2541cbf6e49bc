"""Make the word book of the anonymiser: ``python -m app.web.train_anonymiser_book FOLDER VECTORS``.

``FOLDER`` holds the name lists with their classes; ``VECTORS`` is the ``vocab`` folder of a
spaCy model with word vectors. Words used alike are gathered into families by k-means, in several
ways, so that a word is told by a few numbers. Needs the packages of the extra ``train``.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import wordfreq
from spacy.strings import StringStore
from spacy.vectors import Vectors

from app.anonymise.families import pack_families
from app.anonymise.letters import Letters
from app.anonymise.word_book import Entry, pack_book
from app.web.names import classes
from app.web.names_additions import NICKNAMES, TOWNS
from app.web.names_origins import FIRST, LAST, WORDS_BORNE

TARGET = Path(__file__).resolve().parents[2] / "assets" / "names"
WORDS = 60_000
FINE, OTHER, GROUPS, KINDS = 900, 250, 140, 40
DIMENSIONS, ROUNDS = 100, 22
CROWDED = 25  # a vector that stands for more words than this says little about each
_PLAIN = re.compile(r"[a-z'\-]+")


def vector_rows(words: list[str], vectors: Vectors) -> dict[str, int]:
    """Find the vector of each word, as it is or with a capital."""
    strings = vectors.strings
    low = {word: vectors.key2row.get(strings.add(word)) for word in words}
    often = Counter(low.values())
    crowded = {row for row, number in often.items() if number > CROWDED}
    rows = {}
    for word, plain in low.items():
        capital = vectors.key2row.get(strings.add(word.capitalize()))
        forms = [plain, capital, vectors.key2row.get(strings.add(word.upper()))]
        there = [row for row in forms if row is not None]
        if there:
            telling = [row for row in there[:2] if row not in crowded]
            rows[word] = int((telling or there)[0])
    return rows


def k_means(points: Any, weights: Any, number: int, seed: int) -> tuple[Any, Any]:  # noqa: ANN401
    """Gather unit vectors around ``number`` directions; give each one's, and the directions."""
    dice = np.random.default_rng(seed)
    chosen = dice.choice(len(points), number, replace=False, p=weights / weights.sum())
    centres = points[chosen].copy()
    for _ in range(ROUNDS):
        nearest = (points @ centres.T).argmax(1)
        order = np.argsort(nearest, kind="stable")
        bounds = np.searchsorted(nearest[order], np.arange(number + 1))
        for k in range(number):
            mine = order[bounds[k] : bounds[k + 1]]
            pulled = (points[mine] * weights[mine, None]).sum(0)
            centres[k] = pulled if len(mine) else points[dice.integers(len(points))]
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-8
    return (points @ centres.T).argmax(1), centres


def _unit(points: Any) -> Any:  # noqa: ANN401
    return points / (np.linalg.norm(points, axis=1, keepdims=True) + 1e-8)


def families(rows: dict[str, int], vectors: Vectors) -> tuple[dict[str, int], list[Any]]:
    """Number the vectors in use from 1, and give each its family in four ways of gathering."""
    used = sorted(set(rows.values()))
    points = _unit(vectors.data[used].astype(np.float32))
    points -= points.mean(0)
    _, turned = np.linalg.eigh(points.T @ points)
    points = points @ turned
    near = _unit(points[:, -DIMENSIONS:])
    far = _unit(points / (points.std(0) + 1e-6))
    place = {row: number for number, row in enumerate(used)}
    weights = np.zeros(len(used), np.float32)
    for row in rows.values():
        weights[place[row]] += 1
    weights = np.sqrt(weights)
    fine, centres = k_means(near, weights, FINE, 0)
    heavy = np.bincount(fine, weights=weights, minlength=FINE).astype(np.float32) + 1e-3
    group, _ = k_means(centres, heavy, GROUPS, 1)
    kind, _ = k_means(centres, heavy, KINDS, 2)
    other, _ = k_means(far, weights, OTHER, 3)
    return {word: place[row] + 1 for word, row in sorted(rows.items())}, [
        fine + 1,
        group[fine] + 1,
        kind[fine] + 1,
        other + 1,
    ]


def main(arguments: list[str]) -> None:
    """Write the book and the table of families."""
    folder, vocabulary = map(Path, arguments)
    first = classes(folder / "uk_forenames.tsv")
    last, towns = classes(folder / "surnames.tsv"), classes(folder / "places.tsv")
    plain = [w for w in wordfreq.top_n_list("en", 80_000) if _PLAIN.fullmatch(w)][:WORDS]
    known = [w for w in first if first[w] >= 3] + [w for w in last if last[w] >= 2] + list(towns)
    vectors = Vectors(strings=StringStore())
    vectors.from_disk(vocabulary)
    words = [w for w in dict.fromkeys(plain + known) if _PLAIN.fullmatch(w)]
    row, table = families(vector_rows(words, vectors), vectors)
    first |= {word: max(first.get(word, 0), 3) for word in FIRST}
    first |= {word: max(first.get(word, 0), 4) for word in NICKNAMES + WORDS_BORNE}
    last |= {word: max(last.get(word, 0), 1) for word in LAST}
    towns |= {word: max(towns.get(word, 0), 2) for word in TOWNS}
    common = {word: max(1, round(2 * wordfreq.zipf_frequency(word, "en"))) for word in plain}
    everything = {*first, *last, *towns, *common, *row}
    entries = {
        word: Entry(
            first.get(word, -1) + 1,
            last.get(word, -1) + 1,
            towns.get(word, -1) + 1,
            common.get(word, 0),
            row.get(word, 0),
        )
        for word in everything
        if word and word[0] > " " and "\n" not in word
    }
    packed = pack_book(entries)
    (TARGET / "words.bin").write_bytes(packed)
    print(f"words.bin: {len(entries)} entries, {len(packed)} bytes")
    packed = pack_families(table)
    (TARGET / "families.bin").write_bytes(packed)
    print(f"families.bin: {len(table[0])} vectors, {len(packed)} bytes")
    packed = Letters.learn(entries).pack()
    (TARGET / "letters.bin").write_bytes(packed)
    print(f"letters.bin: {len(packed)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
