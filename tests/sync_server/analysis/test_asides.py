"""A theme's small count does not follow from the figures around it, whatever is counted."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.asides import Spoken, YearFigures
from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.rounding import (
    HELD_BACK,
    NOT_TOLD,
    Figure,
    figure,
    meaning,
    range_of,
    rounded,
)
from tests.sync_server.replay.numerators import Numerators

LEAST = 11
BLOCKS = ("2026-Q1-B1", "2026-Q1-B2", "2026-Q1-B3")
QUARTER = "2026-Q1"
#: Blocks close one after another, the quarter with the last.
CLOSINGS = ((BLOCKS[0],), (BLOCKS[1],), (BLOCKS[2], QUARTER))
Numbers = Mapping[Key, int]


def key(period: str, area: str = ROOT) -> Key:
    return period, ROOT if area == ROOT else f"area:{area}"


def summed(leaves: Sequence[Sequence[int]]) -> dict[Key, int]:
    """Add up counts by block and area."""
    found = {
        key(block, area): number
        for block, row in zip(BLOCKS, leaves, strict=False)
        for area, number in zip("abcde", row, strict=False)
    }
    areas = "abcde"[: len(leaves[0])]
    blocks = BLOCKS[: len(leaves)]
    found |= {key(b): sum(found[key(b, area)] for area in areas) for b in blocks}
    if len(blocks) == len(BLOCKS):
        found |= {
            key(QUARTER, node): sum(found[key(b, node)] for b in blocks) for node in (ROOT, *areas)
        }
    return found


def cells_of(n: Numbers, periods: Sequence[str]) -> list[FrozenCell]:
    areas = sorted({node.removeprefix("area:") for _, node in n} - {ROOT})
    return [
        FrozenCell(
            period,
            "area",
            node,
            None if node == ROOT else ROOT,
            n[key(period, node)],
            masked=n[key(period, node)] < LEAST,
            said=rounded(n[key(period, node)], LEAST),
        )
        for period in periods
        for node in (ROOT, *areas)
    ]


def close(n: Numbers, k: Numbers) -> tuple[list[FrozenCell], dict[Key, Figure], dict[Key, int]]:
    """Close everything, one closing after another; give cells, figures and what is aside."""
    aside: dict[Key, int] = {}
    cells: list[FrozenCell] = []
    for periods in CLOSINGS:
        if key(periods[0]) not in n:
            break
        settled = {cell.key for cell in cells}
        cells = [*cells, *cells_of(n, periods)]
        said = {cell.key: cell.said for cell in cells if cell.said}
        spoken = Spoken(k, settled, says=dict(aside))
        aside |= YearFigures(cells, said, LEAST).aside({"theme": spoken}).get("theme", {})
    told = {
        cell.key: figure(k[cell.key], cell.n, cell.said, aside.get(cell.key))
        for cell in cells
        if cell.said
    }
    return cells, told, aside


def follows(cells: Sequence[FrozenCell], told: Mapping[Key, Figure], k: Numbers) -> list[Key]:
    n = {cell.key: cell.said for cell in cells if cell.said}
    words = {one: said.words for one, said in told.items()}
    return [one for one, _ in Numerators(cells, LEAST, n, words, k).exposed()]


@given(st.integers(11, 300), st.data())
def test_a_figure_can_stand_for_what_it_was_made_from(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    whole = rounded(n, LEAST)
    low, high = meaning(figure(k, n, whole), range_of(whole, LEAST))
    assert low <= k <= high


@pytest.mark.parametrize(
    ("counts", "small"),
    [((12, 12, 12, 7), "d"), ((13, 13, 13, 13, 0), "e")],
    ids=["of 43 at least, three areas have 12 at most", "of 52 at most, four have 13 at least"],
)
def test_rounded_figures_do_not_meet_in_one_small_count(
    counts: tuple[int, ...], small: str
) -> None:
    n, k = summed([[60] * len(counts)]), summed([counts])
    plain = {cell.key: figure(k[cell.key], cell.n, cell.said) for cell in cells_of(n, BLOCKS[:1])}
    cells, told, aside = close(n, k)
    assert follows(cells, plain, k) == [key(BLOCKS[0], small)], "as they round, they give it"
    assert follows(cells, told, k) == []
    ((one, says),) = aside.items()
    assert abs(says - (plain[one].rounded or 0)) == 5, "one figure is said one step aside"


def test_what_is_published_stays_and_the_quarter_gives_way() -> None:
    """Each block alone gives nothing; the quarter's figures would."""
    rows = [(4, 4, 4, 3), (4, 4, 4, 2), (4, 4, 4, 2)]
    n, k = summed([[60] * 4] * 3), summed(rows)
    cells, told, aside = close(n, k)
    assert follows(cells, told, k) == []
    assert {period for period, _ in aside} == {QUARTER}


def test_where_no_figure_will_do_some_are_held_back() -> None:
    """Nothing is left to say otherwise but a few: those who stand for nobody are many."""
    n, k = summed([[60] * 4]), summed([(12, 12, 12, 7)])
    cells = cells_of(n, BLOCKS[:1])
    settled = {cell.key for cell in cells if cell.node != "d"}
    said = {cell.key: cell.said for cell in cells}
    found = YearFigures(cells, said, LEAST).aside({"theme": Spoken(k, settled)})
    assert found == {"theme": {key(BLOCKS[0], "d"): HELD_BACK}}
    assert figure(7, 60, 60, HELD_BACK).words.startswith(NOT_TOLD)


#: Counts at the ends of what their figures can stand for, where bounds meet soonest.
_ENDS = st.sampled_from([0, 1, 2, 3, 7, 8, 12, 13, 17, 18, 22, 23])
_ROW = st.lists(_ENDS, min_size=4, max_size=4)
_SIZES = st.lists(st.sampled_from([0, 5, 12, 35, 60, 60, 60]), min_size=4, max_size=4)


@settings(deadline=None, max_examples=60)
@given(st.lists(_ROW, min_size=3, max_size=3), st.lists(_SIZES, min_size=3, max_size=3))
def test_nothing_small_follows_from_a_quarter_of_any_counts(
    rows: list[list[int]], sizes: list[list[int]]
) -> None:
    speaking = [
        [min(k, n) for k, n in zip(row, some, strict=True)]
        for row, some in zip(rows, sizes, strict=True)
    ]
    n, k = summed(sizes), summed(speaking)
    cells, told, _ = close(n, k)
    assert follows(cells, told, k) == []
