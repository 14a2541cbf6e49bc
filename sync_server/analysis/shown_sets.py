"""Which figures may move when a release comes in: those by which only many summaries moved. Pure.

Whoever edits a codebook, publishes it and looks at the figures before and after asks a question:
how many summaries of a group hold these words? A figure that moves because of a few would speak
of those few. So each figure is held against every figure of that theme (and of themes that hold
nearly the same) that was ever shown in that cell. Where fewer than the minimum of summaries lie
between them, the figure stays as it was shown; and figures that add up are kept in company, as
cells are that are withheld, so that subtracting moved figures does not give away one that stayed.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from sync_server.analysis.blocks import FrozenCell, Key, families
from sync_server.analysis.disclosure import Cell, Masking


def stay(
    cells: Sequence[FrozenCell], apart: Mapping[Key, int], minimum: int, also: Iterable[Key] = ()
) -> frozenset[Hashable]:
    """Give the cells of one year that must stay as they were shown.

    ``apart`` says how many summaries of each cell lie between the figure that was shown and the
    one that is to be; ``also`` are cells that stay for another reason. Withheld cells are among
    what is given.
    """
    kept = set(also)
    known: dict[Hashable, Cell] = {
        cell.key: Cell(apart.get(cell.key, 0), masked=True if _hidden(cell, kept) else None)
        for cell in cells
    }
    if not any(n >= minimum for n in apart.values()):
        return frozenset(known)
    return Masking(known, list(families(cells)), minimum).decide()


def _hidden(cell: FrozenCell, kept: set[Key]) -> bool:
    return bool(cell.masked) or cell.key in kept
