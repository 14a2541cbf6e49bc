"""Fit a linear-chain conditional random field by steps over small batches of texts.

FTRL-proximal (McMahan and others, 2013): each weight has its own pace and most stay at nought,
so the model is small. Forward and backward sums run over a whole batch at a time. Everything is
added up in one order, so the same texts give the same weights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any


@dataclass(frozen=True)
class Pace:
    """How to learn: rounds over the texts, step size, and the pull towards nought."""

    rounds: int = 6
    step: float = 0.15
    l1: float = 1.0
    l2: float = 0.5
    batch: int = 48


@dataclass
class Examples:
    """Texts as rows of feature numbers: token by token, one after the other."""

    features: Array  # all feature numbers, token after token
    bounds: Array  # where each token's features begin; one more at the end
    texts: Array  # where each text's tokens begin; one more at the end
    labels: Array  # one number a token
    held: Array  # whether a text is kept back from the first model


class Field:
    """Weights of the field while they are learnt."""

    def __init__(self, features: int, labels: int, pace: Pace) -> None:
        self.pace = pace
        self.z = np.zeros((features, labels), np.float32)
        self.n = np.zeros((features, labels), np.float32)
        self.follow_z = np.zeros((labels, labels))
        self.follow_n = np.zeros((labels, labels))

    def _weights(self, z: Array, n: Array, l1: float) -> Array:
        pace = self.pace
        slow = (0.1 + np.sqrt(n)) / pace.step + pace.l2
        return np.where(np.abs(z) > l1, -(z - np.sign(z) * l1) / slow, 0.0)

    def state(self) -> Array:
        """Give the weights of features as they stand."""
        return self._weights(self.z, self.n, self.pace.l1)

    def follow(self) -> Array:
        """Give the weights of a label after another."""
        return self._weights(self.follow_z, self.follow_n, 0.0)

    def learn(self, examples: Examples, chosen: Array) -> float:
        """Take one step by the texts ``chosen``; give how unlikely their labels were."""
        tokens, lengths, columns, owner = _gather(examples, chosen)
        active, local = np.unique(columns, return_inverse=True)
        old_z, old_n = self.z[active], self.n[active]
        weights = self._weights(old_z, old_n, self.pace.l1)
        scores = _sum_rows(weights, local, owner, len(tokens))
        follow = self.follow()
        gold = examples.labels[tokens]
        residue, follow_grad, loss = _residues(scores, gold, lengths, follow)
        grad = _spread(residue, local, owner, len(active))
        self.z[active], self.n[active] = self._moved(grad, weights, old_z, old_n)
        self.follow_z, self.follow_n = self._moved(
            follow_grad, follow, self.follow_z, self.follow_n
        )
        return loss

    def _moved(self, grad: Array, weights: Array, z: Array, n: Array) -> tuple[Array, Array]:
        squares = n + grad * grad
        pull = (np.sqrt(squares) - np.sqrt(n)) / self.pace.step
        return z + grad - pull * weights, squares


def _gather(examples: Examples, chosen: Array) -> tuple[Array, Array, Array, Array]:
    """Give the tokens of the texts, their number by text, and all features with their token."""
    starts, ends = examples.texts[chosen], examples.texts[chosen + 1]
    tokens = _ranges(starts, ends)
    first, last = examples.bounds[tokens], examples.bounds[tokens + 1]
    owner = np.repeat(np.arange(len(tokens)), last - first)
    return tokens, ends - starts, examples.features[_ranges(first, last)], owner


def _ranges(starts: Array, ends: Array) -> Array:
    """Put the numbers from each start up to its end one after the other."""
    sizes = ends - starts
    shift = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return np.arange(sizes.sum()) + shift


def _sum_rows(weights: Array, local: Array, owner: Array, size: int) -> Array:
    labels = weights.shape[1]
    sums = np.empty((size, labels))
    for k in range(labels):
        sums[:, k] = np.bincount(owner, weights[:, k][local], size)
    return sums


def _spread(residue: Array, local: Array, owner: Array, size: int) -> Array:
    grad = np.empty((size, residue.shape[1]), np.float32)
    for k in range(residue.shape[1]):
        grad[:, k] = np.bincount(local, residue[:, k][owner], size)
    return grad


def chances(scores: Array, lengths: Array, follow: Array) -> tuple[Array, Array, Array, Array]:
    """Weigh all paths; give chances and the parts they come from, padded text by text."""
    size, longest, labels = len(lengths), int(lengths.max()), scores.shape[1]
    rows = np.repeat(np.arange(size), lengths)
    at = _ranges(np.zeros(size, np.int64), lengths)
    padded = np.zeros((size, longest, labels))
    padded[rows, at] = np.exp(scores - scores.max(1, keepdims=True))
    step = np.exp(follow)
    ahead = np.zeros_like(padded)
    total = np.ones((size, longest))
    here = padded[:, 0]
    for t in range(longest):
        live = t < lengths
        if t:
            here = padded[:, t] * (ahead[:, t - 1] @ step)
        norm = np.where(live, here.sum(1), 1.0)
        total[:, t] = norm
        ahead[:, t] = np.where(live[:, None], here / norm[:, None], 0.0)
    behind = np.ones_like(padded)
    for t in range(longest - 2, -1, -1):
        inside = t + 1 < lengths
        value = ((padded[:, t + 1] * behind[:, t + 1]) @ step.T) / total[:, t + 1, None]
        behind[:, t] = np.where(inside[:, None], value, 1.0)
    both = ahead * behind
    both /= np.maximum(both.sum(2, keepdims=True), 1e-30)
    return both, padded, ahead, behind


def _residues(
    scores: Array, gold: Array, lengths: Array, follow: Array
) -> tuple[Array, Array, float]:
    """Give for tokens and for neighbours the difference between what is and what is expected."""
    both, padded, ahead, behind = chances(scores, lengths, follow)
    size = len(lengths)
    rows = np.repeat(np.arange(size), lengths)
    at = _ranges(np.zeros(size, np.int64), lengths)
    found = both[rows, at]
    residue = found.copy()
    residue[np.arange(len(gold)), gold] -= 1
    loss = -np.log(np.maximum(found[np.arange(len(gold)), gold], 1e-30)).sum()
    pair = ahead[:, :-1, :, None] * np.exp(follow) * (padded * behind)[:, 1:, None, :]
    pair /= np.maximum(pair.sum((2, 3), keepdims=True), 1e-30)
    inside = np.arange(1, padded.shape[1])[None, :] < lengths[:, None]
    grad = (pair * inside[:, :, None, None]).sum((0, 1))
    nexts = np.flatnonzero(at[1:] > 0)
    np.subtract.at(grad, (gold[nexts], gold[nexts + 1]), 1.0)
    return residue, grad, float(loss)


def batches(examples: Examples, used: Array, pace: Pace, seed: int) -> Iterator[Array]:
    """Give all texts in small batches of like length, in a drawn order."""
    dice = np.random.default_rng(seed)
    lengths = np.diff(examples.texts)
    order = np.lexsort((dice.random(len(lengths)), lengths))
    order = order[(lengths[order] > 0) & used[order]]
    cuts = [order[i : i + pace.batch] for i in range(0, len(order), pace.batch)]
    for number in dice.permutation(len(cuts)):
        yield cuts[number]


def fit(examples: Examples, features: int, labels: Sequence[str], pace: Pace, used: Array) -> Field:
    """Learn from the texts marked ``used``, ``rounds`` times over."""
    field = Field(features, len(labels), pace)
    for number in range(pace.rounds):
        drawn = batches(examples, used, pace, number)
        loss = sum(field.learn(examples, chosen) for chosen in drawn)
        kept = int((np.abs(field.state()).max(1) > 0.04).sum())
        print(f"round {number + 1}: {loss / len(examples.labels):.4f} a word, {kept} features")
    return field
