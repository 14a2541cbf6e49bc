"""The heat map: every sign has its meaning in words, and none says what is not so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.insight_figures import ThemeCell, ThemeRow
from app.views.components.grid_signs import MEANINGS, in_short, key_below, signs_in
from sync_server.analysis.rounding import HELD_BACK, figure


def cell(code: str, words: str, percent: int | None) -> ThemeCell:
    return ThemeCell(code, code, words, percent, None, None)


def row(name: str, *cells: ThemeCell) -> ThemeRow:
    return ThemeRow(name, name, None, 1, 45, None, themes=cells)


@pytest.mark.parametrize(
    ("count", "of", "whole", "says", "sign"),
    [
        (60, 203, 205, None, "29%"),
        (7, 203, 205, None, "<8"),
        (203, 203, 205, None, "most"),
        (7, 44, 45, None, "?"),
        (44, 44, 45, None, "?"),
        (20, 44, 45, HELD_BACK, "held"),
    ],
)
def test_a_sign_says_what_the_figure_says_as_the_server_words_it(
    count: int, of: int, whole: int, says: int | None, sign: str
) -> None:
    said = figure(count, of, whole, says)
    assert in_short(cell("x", said.words, said.percent)) == sign


@given(st.integers(0, 300), st.integers(11, 300), st.booleans())
def test_every_sign_that_can_stand_in_a_cell_has_a_meaning(k: int, n: int, held: bool) -> None:
    whole = max(15, 5 * ((n + 2) // 5))
    said = figure(min(k, n), n, whole, HELD_BACK if held else None)
    sign = in_short(cell("x", said.words, said.percent))
    assert sign in MEANINGS or sign == f"{said.percent}%"


def test_the_key_names_the_signs_that_stand_in_the_grid_and_no_others() -> None:
    few = cell("a", "fewer than 8 of about 205", None)
    rows = [row("whole", few, cell("b", "about 60 of 205", 29)), row("group", few)]
    assert signs_in(rows) == ["<8", "–"]
    line = key_below(rows).content.content.controls[0]
    said = [one.label for one in line.controls]
    assert said == [
        "12%: the share of its column's summaries.",
        "<8: fewer than 8 summaries.",
        "–: not compared here.",
    ]
