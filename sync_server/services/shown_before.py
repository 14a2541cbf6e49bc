"""What earlier releases showed of closed summaries, read to hold a new one against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.codebook import Codebook
from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.closed_codes import Masks, Places, has_bit
from sync_server.analysis.nodes import ROOT, Said
from sync_server.db.shown_codes import ShownCodes

MOST_BITS = 64
#: Releases, the newest first, that a new one is held against.
MOST_HELD_AGAINST = 12
Has = NDArray[np.bool_]


@dataclass(frozen=True)
class Earlier:
    """A theme's summaries as one release showed them: in ``blocks``, and ``has`` says which."""

    number: int
    code: str
    blocks: frozenset[str]
    has: Has


@dataclass(frozen=True)
class Shown:
    """What a release has shown: its themes, and which summaries have each."""

    number: int
    names: Sequence[str]
    has: Sequence[Has]


class Bits:
    """Numbers for codes, alike for every release; those beyond the most share the last."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, code: str) -> int:
        """Give the bit of a code."""
        return min(self._known.setdefault(code, len(self._known)), MOST_BITS - 1)


def placed(shown: ShownCodes) -> tuple[Places, dict[str, int]]:
    """Give where each closed summary counts, and its number by its id."""
    rows = shown.closed()
    blocks = tuple(sorted({str(row.block) for row in rows}))
    said: dict[Said, int] = {}
    value = [
        said.setdefault(Said(str(r.staff_group), r.role_family, str(r.area), 1), len(said))
        for r in rows
    ]
    block = [blocks.index(str(row.block)) for row in rows]
    ids = {str(row.id): place for place, row in enumerate(rows)}
    return (
        Places(blocks, np.array(block, np.int64), tuple(said), np.array(value, np.int64)),
        ids,
    )


def coded_now(shown: ShownCodes, book: Codebook, ids: Mapping[str, int], bits: Bits) -> Masks:
    """Give the codes in use, as bits by summary."""
    masks = np.zeros(len(ids), np.uint64)
    for identity, code in shown.in_use():
        bit = bits.of(book.current(code) or code)
        masks[ids[identity]] |= np.uint64(1) << np.uint64(bit)
    return masks


def coded_by(
    shown: ShownCodes, number: int, book: Codebook, ids: Mapping[str, int], bits: Bits
) -> Masks:
    """Give the codes to be; of a text that is kept no more those that it has."""
    masks = coded_now(shown, book, ids, bits)
    for identity, codes in shown.found(number):
        masks[ids[identity]] = np.uint64(sum(1 << bit for bit in {bits.of(one) for one in codes}))
    return masks


def shown_earlier(shown: ShownCodes, places: Places, now: Shown | None) -> Iterator[Earlier]:
    """Give every theme of every release that was shown, as its summaries had it then."""
    if now is not None:
        for name, has in zip(now.names, now.has, strict=True):
            yield Earlier(now.number, name, frozenset(places.blocks), has)
    masks: dict[int, Masks] = {}
    blocks: dict[int, set[str]] = {}
    names: dict[int, list[str]] = {}
    for release, block, codes, theirs in shown.all():
        if block not in places.blocks or (now is not None and release == now.number):
            continue
        whole = masks.setdefault(release, np.zeros(len(places.block), np.uint64))
        whole[places.block == places.blocks.index(block)] = theirs
        blocks.setdefault(release, set()).add(block)
        names[release] = codes
    for release in sorted(masks, reverse=True)[:MOST_HELD_AGAINST]:
        for bit, code in enumerate(names[release]):
            has = has_bit(masks[release], bit)
            yield Earlier(release, code, frozenset(blocks[release]), has)


def kept_earlier(shown: ShownCodes, numbers: set[int]) -> frozenset[tuple[int, Key, str]]:
    """Give where earlier releases kept what still earlier ones had: they were not shown there."""
    return frozenset(
        (number, (one.period, ROOT if one.node == ROOT else f"{one.tree}:{one.node}"), one.code)
        for number in numbers
        for one in shown.kept(number)
    )


def was_whole(cell: FrozenCell, blocks: frozenset[str], places: Places) -> bool:
    """Say whether all of a cell's period was there to be shown."""
    theirs = [block for block in places.blocks if block.startswith(cell.period)]
    return bool(theirs) and blocks.issuperset(theirs)
