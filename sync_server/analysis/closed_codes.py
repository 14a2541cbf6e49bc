"""Codes of closed summaries under several releases, counted by cell. Pure.

Bits are numbered alike for all releases. A summary has a block, a group and an area, as numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.periods import blocks_in, parse_span
from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.nodes import TREES, Said, Tree, TreeName, leaf

Masks = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Places:
    """Where each closed summary counts: its block, and what it said of group and area."""

    blocks: tuple[str, ...]
    block: Numbers
    said: tuple[Said, ...]
    value: Numbers

    def within(self, some: Sequence[str]) -> NDArray[np.bool_]:
        """Say which summaries lie in some blocks."""
        return np.isin(self.block, [self.blocks.index(one) for one in some if one in self.blocks])

    def counted(self, cells: Sequence[FrozenCell], has: NDArray[np.bool_]) -> dict[Key, int]:
        """Count the summaries that ``has`` names, in each cell of one year."""
        size = len(self.said)
        table = np.bincount(
            self.block[has] * size + self.value[has], minlength=len(self.blocks) * size
        ).reshape(len(self.blocks), size)
        found: dict[Key, int] = {}
        for period in dict.fromkeys(cell.period for cell in cells):
            here = {str(block) for block in blocks_in(parse_span(period))}
            rows = [place for place, block in enumerate(self.blocks) if block in here]
            by_value = table[rows].sum(0)
            for name in TREES:
                found |= self._by_node(period, name, cells, by_value)
        return found

    def _by_node(
        self, period: str, name: TreeName, cells: Sequence[FrozenCell], by_value: Numbers
    ) -> dict[Key, int]:
        some = [cell for cell in cells if cell.period == period and cell.tree == name]
        tree = Tree({cell.node: cell.parent for cell in some})
        sums = dict.fromkeys(tree.parents, 0)
        for place in np.flatnonzero(by_value):
            there = leaf(tree, name, self.said[place])
            for node in tree.line(there) if there in tree.parents else ():
                sums[node] += int(by_value[place])
        return {cell.key: sums[cell.node] for cell in some}


def has_bit(masks: Masks, bit: int) -> NDArray[np.bool_]:
    """Say which masks have a bit."""
    return np.asarray((masks >> np.uint64(bit)) & np.uint64(1), bool)


def alike(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> bool:
    """Say whether two sets are nearly the same: their overlap is at least half of their union."""
    union = int((one | other).sum())
    return union > 0 and 2 * int((one & other).sum()) >= union
