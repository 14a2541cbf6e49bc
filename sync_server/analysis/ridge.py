"""Ridge regression on similarities, with exact leave-one-out, and thresholds by expected F1.

With K the similarities of n labelled texts (and a constant for the mean), the fitted weights
are a = (K + λI)⁻¹Y. The score that a text would have got, had it not been among the labels, is
y - a / diag((K + λI)⁻¹), exactly and without fitting again (Allen's PRESS). λ is chosen for each
code by the squared error of those scores, the threshold by their F1.

Each code may bring a feature of its own that weighs more, p: K + b pp'. Its inverse follows from
that of K (Sherman and Morrison, 1950), so b is chosen for each code as λ is.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

STRENGTHS = (0.25, 0.5, 1.0)
#: How much a code's own feature may weigh.
BOOSTS = (0.0, 0.02, 0.1, 0.3, 1.0)
#: Added to every similarity: what all texts share, in place of an intercept.
CONSTANT = 0.1

_GRID = np.linspace(0.05, 0.70, 66)
#: Scores are taken as this uncertain, so that no threshold hangs on a single label.
_BLUR = 0.03
#: A code's own threshold counts like the common one at this many labels that have it.
_COMMON = 10


@dataclass(frozen=True)
class Fit:
    """``weights`` and ``left_out`` scores, both labels x codes; ``boost`` by code."""

    weights: Floats
    left_out: Floats
    boost: Floats


def fit(similarity: Floats, truth: Flags, own: Floats) -> Fit:
    """Fit all codes; ``similarity`` is n x n with ones around its diagonal.

    ``own`` is labels x codes: each code's own feature.
    """
    wanted = truth.astype(np.float32)
    size = len(wanted)
    weights, left_out = np.zeros_like(wanted), np.zeros_like(wanted)
    boosts = np.zeros(wanted.shape[1], np.float32)
    best = np.full(wanted.shape[1], np.inf)
    # Small problems are solved to the last digit; large ones in half the time and memory.
    exact: type[np.floating[Any]] = np.float64 if size <= 1000 else np.float32
    for strength in STRENGTHS:
        system = np.asarray(similarity, exact) + exact(CONSTANT)
        np.fill_diagonal(system, system.diagonal() + strength)
        inverse = np.linalg.inv(system)
        plain, towards = inverse @ wanted, inverse @ own
        along, reach = (own * plain).sum(0), (own * towards).sum(0)
        for boost in BOOSTS:
            share = boost / (1 + boost * reach)
            found = plain - towards * (share * along)
            alone = wanted - found / (np.diag(inverse)[:, None] - share * towards**2)
            error = np.asarray(((alone - wanted) ** 2).mean(0), np.float64)
            better = error < best
            best[better], boosts[better] = error[better], boost
            weights[:, better] = found[:, better]
            left_out[:, better] = alone[:, better]
    return Fit(weights, left_out, boosts)


def thresholds(scores: Floats, truth: Flags) -> Floats:
    """Give per code the score above which it is said, by F1 over blurred scores.

    A code that few labels have leans towards the threshold that is best for all codes together.
    """
    positives = truth.sum(0)
    common_hits = np.zeros(len(_GRID))
    common_said = np.zeros(len(_GRID))
    own = np.zeros(truth.shape[1])
    for code in range(truth.shape[1]):
        near = (scores[:, code, None] - _GRID[None]) / _BLUR
        said = 1 / (1 + np.exp(-np.clip(near, -30, 30)))
        hits = said[truth[:, code]].sum(0)
        total = said.sum(0)
        common_hits += hits
        common_said += total
        own[code] = _GRID[int(np.argmax(2 * hits / (total + positives[code] + 1e-9)))]
    common = _GRID[int(np.argmax(2 * common_hits / (common_said + positives.sum() + 1e-9)))]
    share = positives / (positives + _COMMON)
    return np.asarray(share * own + (1 - share) * common, np.float32)


def honest_said(scores: Floats, truth: Flags, folds: int = 5) -> Flags:
    """Say codes from left-out scores by thresholds that other folds chose.

    A threshold chosen on the very labels it is judged by looks better than it is.
    """
    said = np.zeros_like(truth)
    fold = np.arange(len(truth)) % folds
    for number in range(folds):
        away, here = fold != number, fold == number
        if away.any() and here.any():
            said[here] = scores[here] > thresholds(scores[away], truth[away])
    return said
