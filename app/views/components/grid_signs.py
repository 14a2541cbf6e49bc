"""The signs of the heat map and what each means, in words, in sight however far one scrolls."""

from collections.abc import Sequence

import flet as ft

from app.domain.insight_figures import ThemeCell, ThemeRow
from app.views.theme import BOLD, GAP, ROOMY, SIDE, SMALL, SMALL_CORNER

#: How a figure looks that is one, and what it says; the darker the larger, which the words say too.
_SHARE = ("12%", "the share of its column's summaries")
#: What stands where there is no figure, and its meaning, the most frequent first.
MEANINGS = {
    "<8": "fewer than 8 summaries",
    "?": "fewer than 8 or nearly all, and a small group must not say which",
    "most": "nearly all",
    "held": "held back, so that figures around it give no small one away",
    "–": "not compared here",
}


def in_short(cell: ThemeCell | None) -> str:
    """Say a cell's figure in a few characters; without one, with a sign of ``MEANINGS``."""
    if cell is None:
        return "–"
    if cell.percent is not None:
        return f"{cell.percent}%"
    if cell.words.startswith("held back"):
        return "held"
    if "or nearly all" in cell.words:
        return "?"  # in a small group the two must read the same
    return "<8" if cell.words.startswith("fewer") else "most"


def signs_in(rows: Sequence[ThemeRow]) -> list[str]:
    """Give the signs that the grid of these nodes holds, in the order of ``MEANINGS``."""
    shown = [row for row in rows if row.shown is not None and row.themes]
    codes = {cell.code for row in shown for cell in row.themes}
    held: set[str] = set()
    for row in shown:
        by_code = {cell.code: cell for cell in row.themes}
        held |= {in_short(by_code.get(code)) for code in codes}
    return [sign for sign in MEANINGS if sign in held]


def key_below(rows: Sequence[ThemeRow]) -> ft.Control:
    """Give the key to the signs in a grid, as the foot of its screen."""
    told = [_SHARE, *((sign, MEANINGS[sign]) for sign in signs_in(rows))]
    signs: list[ft.Control] = [_sign(sign, means) for sign, means in told]
    line = ft.Row(signs, spacing=GAP, run_spacing=4, wrap=True, width=ROOMY)
    return ft.Container(
        ft.SafeArea(
            ft.Column([line], tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
            avoid_intrusions_top=False,
        ),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(horizontal=SIDE, vertical=8),
        key="key",
    )


def _sign(sign: str, means: str) -> ft.Control:
    """Give one sign as its cell has it, then its meaning; read aloud as one sentence."""
    drawn = ft.Container(
        ft.Text(sign, size=SMALL, weight=BOLD),
        bgcolor=ft.Colors.SURFACE,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=SMALL_CORNER,
        padding=ft.Padding.symmetric(horizontal=8, vertical=2),
    )
    row = ft.Row([drawn, ft.Text(means, size=SMALL)], spacing=6, tight=True)
    return ft.Semantics(
        container=True, exclude_semantics=True, label=f"{sign}: {means}.", content=row
    )
