"""Lay summaries out by the words they share, and find those that lie together. Pure.

Latent semantic analysis (Deerwester et al., 1990): tf-idf, then the strongest directions by a
randomised decomposition (Halko, Martinsson and Tropp, SIAM Review 53, 2011). Then k-means on
the sphere with k-means++ seeding (Arthur and Vassilvitskii, 2007). Everything random comes from
one seed, so that a block's clusters are the same whenever they are looked at.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_Held = tuple[NDArray[np.intp], NDArray[np.intp], Numbers]

DIMENSIONS = 80
_SPARE, _PASSES = 10, 3
#: The square of what is too weak to be told from rounding.
_NOTHING = 1e-12
_STARTS, _ROUNDS = 3, 30
#: A word in fewer summaries than this joins nothing; one in more than half tells nothing apart.
_RAREST, _COMMONEST = 3, 0.5


class Space:
    """Documents as unit vectors: ``points[document, dimension]``; zero where nothing is known."""

    def __init__(self, documents: Sequence[Sequence[int]], width: int, seed: int) -> None:
        rows, columns, values = self._by_row = _weights(documents, width)
        order = np.argsort(columns, kind="stable")
        self._by_column = columns[order], rows[order], values[order]
        self._shape = len(documents), width
        self.points = self._decomposed(seed)

    def _decomposed(self, seed: int) -> Numbers:
        """Project on the strongest directions, each as strong as it is."""
        size = min(DIMENSIONS + _SPARE, *self._shape)
        start = np.random.default_rng(seed).standard_normal((self._shape[1], size))
        basis = _orthonormal(self._times(start))
        for _ in range(_PASSES):
            basis = _orthonormal(self._times(self._transposed_times(basis)))
        if not basis.shape[1]:  # no word joins any two of them
            return np.zeros((self._shape[0], 1))
        across = self._transposed_times(basis)
        strength, left = np.linalg.eigh(across.T @ across)
        # The strongest last; what rounding made negative is nothing.
        strongest = np.sqrt(np.maximum(strength[::-1][:DIMENSIONS], 0))
        points: Numbers = (basis @ left[:, ::-1][:, :DIMENSIONS]) * strongest
        lengths = np.linalg.norm(points, axis=1, keepdims=True)
        return np.asarray(points / np.maximum(lengths, 1e-9))

    def _times(self, dense: Numbers) -> Numbers:
        return _sums(self._by_row, dense, self._shape[0])

    def _transposed_times(self, dense: Numbers) -> Numbers:
        return _sums(self._by_column, dense, self._shape[1])


def _orthonormal(columns: Numbers) -> Numbers:
    """Give orthonormal columns that span the same directions.

    By way of the small product of the columns with themselves: a tenth of the work of a QR
    decomposition of all rows. Directions a millionth as strong as the
    strongest, or weaker, are left out.
    """
    strength, directions = np.linalg.eigh(columns.T @ columns)
    kept = strength > _NOTHING * max(float(strength.max(initial=0)), _NOTHING)
    return np.asarray(columns @ (directions[:, kept] / np.sqrt(strength[kept])))


def k_means(points: Numbers, number: int, seed: int) -> tuple[list[int], list[float]]:
    """Put points into ``number`` clusters: for each its label, and its cosine to the middle.

    The best of three seeded starts is given.
    """
    rng = np.random.default_rng(seed)
    best: tuple[float, NDArray[np.intp], Numbers] | None = None
    for _ in range(_STARTS):
        labels, nearness = _one_start(points, number, rng)
        if best is None or nearness.sum() > best[0]:
            best = float(nearness.sum()), labels, nearness
    assert best is not None  # noqa: S101 -- there is at least one start
    _, labels, nearness = best
    return labels.tolist(), nearness.tolist()


def _one_start(
    points: Numbers, number: int, rng: np.random.Generator
) -> tuple[NDArray[np.intp], Numbers]:
    middles = _seeds(points, number, rng)
    labels = np.full(len(points), -1)
    for _ in range(_ROUNDS):
        nearness = points @ middles.T
        now = nearness.argmax(axis=1)
        if np.array_equal(now, labels):
            break
        labels = now
        sums = np.zeros_like(middles)
        np.add.at(sums, labels, points)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.divide(sums, lengths, out=middles, where=lengths > 1e-9)
    return labels, nearness[np.arange(len(points)), labels]


def _seeds(points: Numbers, number: int, rng: np.random.Generator) -> Numbers:
    """Choose first middles far apart from each other (k-means++)."""
    chosen = [int(rng.integers(len(points)))]
    away = 1 - points @ points[chosen[0]]
    while len(chosen) < number:
        weights = np.maximum(away, 0)
        total = weights.sum()
        even = np.full(len(points), 1 / len(points))
        chosen.append(int(rng.choice(len(points), p=weights / total if total > 0 else even)))
        away = np.minimum(away, 1 - points @ points[chosen[-1]])
    return points[chosen].copy()


def _weights(documents: Sequence[Sequence[int]], width: int) -> _Held:
    """Give rows, columns and tf-idf values; each word counts once in a document."""
    words = [sorted(set(document)) for document in documents]
    rows = np.repeat(np.arange(len(words)), [len(held) for held in words])
    columns = np.asarray([term for held in words for term in held], dtype=np.intp)
    held_by = np.bincount(columns, minlength=width)
    useful = (held_by >= _RAREST) & (held_by <= _COMMONEST * len(words))
    kept = useful[columns]
    rows, columns = rows[kept], columns[kept]
    values = np.log((1 + len(words)) / (1 + held_by[columns])) + 1
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=len(words)))
    return rows, columns, values / lengths[rows]


def _sums(held: _Held, dense: Numbers, size: int) -> Numbers:
    """Add ``values * dense[source]`` up by row; ``held`` is in the order of its rows."""
    rows, source, values = held
    product = np.zeros((size, dense.shape[1]))
    if len(rows):
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        parts = values[:, None] * dense[source]
        product[rows[starts]] = np.add.reduceat(parts, starts, axis=0)
    return product
