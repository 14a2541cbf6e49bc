"""What sums tell of their parts when each is known only from, and up to. Pure.

Each cell has a smallest and a largest count. Along every family the parts add up to the whole, so
the bounds of one narrow those of the others, until they rest. Columns are reckoned side by side:
so many themes, or so many ways to say one, at once.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sync_server.analysis.disclosure import Family

#: Counts by cell (row) and by theme or way (column).
Counts = NDArray[np.int64]
#: For a cell of which nothing is known.
ENDLESS = 10**9
#: Bounds that contradict one another would go on for ever.
_ROUNDS = 100


@dataclass(frozen=True)
class _Layer:
    """Families in which no cell is a whole, and none a part, more than once.

    ``starts`` says where in ``parts`` each family's begin, ``owner`` whose each part is.
    """

    wholes: NDArray[np.int64]
    parts: NDArray[np.int64]
    starts: NDArray[np.int64]
    owner: NDArray[np.int64]


class Narrowing:
    """Passes bounds along families; ``place`` gives each cell its row."""

    def __init__(self, families: Sequence[Family], place: Mapping[Hashable, int]) -> None:
        layers: list[list[Family]] = []
        wholes: list[set[Hashable]] = []
        parts: list[set[Hashable]] = []
        for family in families:
            at = 0
            while at < len(layers) and (
                family.parent in wholes[at] or not parts[at].isdisjoint(family.children)
            ):
                at += 1
            if at == len(layers):
                layers, wholes, parts = [*layers, []], [*wholes, set()], [*parts, set()]
            layers[at].append(family)
            wholes[at].add(family.parent)
            parts[at].update(family.children)
        self._layers = [_layer(some, place) for some in layers]

    def rest(self, low: Counts, high: Counts) -> tuple[Counts, Counts]:
        """Give the bounds once they rest, or once they contradict one another in every column."""
        low, high = low.copy(), high.copy()
        for _ in range(_ROUNDS):
            before = low.sum() - high.sum()
            for layer in self._layers:
                _pass(layer, low, high)
            # Where bounds contradict one another they would grow for ever.
            np.minimum(low, ENDLESS, out=low)
            np.maximum(high, -1, out=high)
            if low.sum() - high.sum() == before or (low > high).any(axis=0).all():
                break
        return low, high


def _layer(families: Sequence[Family], place: Mapping[Hashable, int]) -> _Layer:
    sizes = [len(family.children) for family in families]
    return _Layer(
        np.array([place[family.parent] for family in families], np.int64),
        np.array([place[key] for family in families for key in family.children], np.int64),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64),
        np.repeat(np.arange(len(families)), sizes),
    )


def _pass(layer: _Layer, low: Counts, high: Counts) -> None:
    wholes, parts, owner = layer.wholes, layer.parts, layer.owner
    least = np.add.reduceat(low[parts], layer.starts, axis=0)
    most = np.add.reduceat(high[parts], layer.starts, axis=0)
    low[wholes] = np.maximum(low[wholes], least)
    high[wholes] = np.minimum(high[wholes], most)
    above, below = low[wholes][owner], high[wholes][owner]
    floor = above - (most[owner] - high[parts])
    top = below - (least[owner] - low[parts])
    low[parts] = np.maximum(low[parts], floor)
    high[parts] = np.minimum(high[parts], top)
