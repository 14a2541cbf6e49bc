"""A heat map: themes down, groups or areas across, for screens that are wide enough.

Every cell holds its figure, so that no shade has to be told from another, and reads aloud as a
whole sentence: a screen reader that goes from cell to cell is never lost in the table. What does
not fit beside the whole trust is turned to, not scrolled to: nothing is cut at the edge, and a
keyboard gets everywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.insight_figures import Node, ThemeCell, ThemeRow
from app.views.boundary import at_once, component, guard
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.grid_signs import MEANINGS, in_short
from app.views.components.text import body
from app.views.services import use_services
from app.views.theme import BODY, BOLD, COLUMN, FONT, GAP, ROOMY, SMALL, TAP

#: From this width on (logical pixels) there is room for a grid.
WIDE = 840
#: What a screen leaves free at both sides together.
SIDES = 36
_NAME, _CELL, _HEAD, _BETWEEN = 250, 108, 92, 3
_HEAD_LETTERS = 14
_WHOLE = "Whole trust"
_CHOOSE = "Choose a theme to see who says it most often, and whether it was so before."
_KEY = (
    "Each cell says what share of the summaries in its column speaks of the theme: the stronger "
    "its colour, the larger. Under each name stands about how many summaries it has."
)
#: What the columns of a tree are, by their depth.
_CALLED = {("group", 1): "Staff groups", ("group", 2): "Roles", ("organisation", 1): "Trusts"}


def use_room() -> tuple[float, ft.Control]:
    """Give the width of the screen in logical pixels; to be called like a hook.

    The control takes no room itself: it stands among a screen's rows and notices when a window
    grows or a tablet is turned.
    """
    measured, set_measured = ft.use_state(0.0)
    page_width = float(ft.context.page.width or 0)

    def hear(event: Any) -> None:  # noqa: ANN401 - Flet's event
        set_measured(float(event.width) + SIDES)

    ruler = ft.Container(height=0, on_size_change=at_once(hear), key="ruler")
    return measured or page_width, ruler


def fits(room: float, grown: float) -> bool:
    """Tell whether a screen so wide has room for the smallest grid: one column beside the whole.

    ``room`` in logical pixels; ``grown`` is by how much the letters are larger (1 for 100 %).
    """
    return room >= (_NAME + 2 * (_CELL + _BETWEEN)) * grown + SIDES


@dataclass(frozen=True)
class Turn:
    """The columns of one turn: all of one depth, ``first`` to ``last`` of ``of`` that there are."""

    columns: tuple[ThemeRow, ...]
    depth: int
    first: int
    last: int
    of: int


def turns(rows: Sequence[ThemeRow], fit: int) -> list[Turn]:
    """Share out what stands beside the whole trust, ``fit`` columns at a time.

    Groups come before the roles within them, and never stand among them.
    """
    fit, found = max(1, fit), []
    for depth in sorted({row.depth for row in rows}):
        there = [row for row in rows if row.depth == depth]
        for start in range(0, len(there), fit):
            some = tuple(there[start : start + fit])
            found.append(Turn(some, depth, start + 1, start + len(some), len(there)))
    return found


@component
def HeatGrid(
    rows: Sequence[ThemeRow], tree: str, room: float, choose: Callable[[str], None] | None
) -> ft.Control:
    """The grid of the nodes that are shown, with the key to it; ``choose`` takes a theme's id.

    Where a theme cannot be looked at by itself it is None.
    """
    at, set_at = ft.use_state(0)
    grown = use_services().shared.look.text / 100
    shown = [row for row in rows if row.shown is not None and row.themes]
    if not shown:
        return ft.Container(visible=False)
    whole = [row for row in shown if row.depth == 0]
    width = min(room - SIDES, ROOMY) / grown - _NAME - len(whole) * (_CELL + _BETWEEN)
    found = turns([row for row in shown if row.depth], int(width // (_CELL + _BETWEEN)))
    turn = found[min(at, len(found) - 1)] if found else None
    columns = [*whole, *(turn.columns if turn else ())]
    themes = {cell.code: cell.label for row in shown for cell in row.themes}
    lines: list[ft.Control] = [
        ft.Row([_corner(grown), *(_head(row, grown) for row in columns)], spacing=_BETWEEN)
    ]
    by_node = [{cell.code: cell for cell in row.themes} for row in columns]
    for code, label in themes.items():
        cells = [
            _cell(node, label, held.get(code), grown)
            for node, held in zip(columns, by_node, strict=True)
        ]
        lines.append(ft.Row([_name(code, label, choose, grown), *cells], spacing=_BETWEEN))
    key = readable([body(f"{_KEY} {_CHOOSE}" if choose else _KEY, quiet=True)])
    grid = ft.Column(lines, spacing=_BETWEEN, key="grid")
    return stack([key, *_turning(found, turn, tree, set_at), grid])


def _turning(
    found: Sequence[Turn], turn: Turn | None, tree: str, set_at: Callable[[int], None]
) -> list[ft.Control]:
    """Say which columns stand here, and give the way to the others."""
    if turn is None or len(found) < 2:
        return []
    called = _CALLED.get((tree, turn.depth), "Areas")
    whole = (turn.first, turn.last) == (1, turn.of)
    count = f"all {turn.of}" if whole else f"{turn.first} to {turn.last} of {turn.of}"
    at = found.index(turn)
    told = ft.Text(f"{called}: {count}", size=BODY, weight=BOLD)
    ways: list[ft.Control] = [
        ft.Semantics(live_region=True, container=True, content=told, key="told")
    ]
    if at:
        ways.append(
            buttons.quiet("The columns before", lambda _: set_at(at - 1), icon=ft.Icons.ARROW_BACK)
        )
    if at + 1 < len(found):
        coming = _CALLED.get((tree, found[at + 1].depth), "Areas").lower()
        ways.append(
            buttons.quiet(
                f"More columns: {coming}",
                lambda _: set_at(at + 1),
                icon=ft.Icons.ARROW_FORWARD,
                key="more",
            )
        )
    return [ft.Row(ways, spacing=GAP, wrap=True, key="turning")]


def readable(rows: Sequence[ft.Control]) -> ft.Control:
    """Give rows of words as wide as words should be, beside a grid that is wider."""
    return ft.Row([ft.Container(stack(rows, spacing=GAP), width=COLUMN)], key=f"words-{len(rows)}")


def _corner(grown: float) -> ft.Control:
    return ft.Container(width=_NAME * grown, height=_HEAD * grown)


def _head(node: Node, grown: float) -> ft.Control:
    said = f"{node.name}: about {node.shown:,} summaries"
    called = node.name if node.depth else _WHOLE
    words = ft.Column(
        [
            ft.Text(called, size=_HEAD_LETTERS, weight=BOLD, max_lines=3,
                    overflow=ft.TextOverflow.ELLIPSIS, text_align=ft.TextAlign.CENTER),
            ft.Text(f"{node.shown:,}", size=_HEAD_LETTERS, color=ft.Colors.ON_SURFACE_VARIANT),
        ],
        spacing=2,
        alignment=ft.MainAxisAlignment.END,
        # Over the figures, which stand in the middle of their cells.
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )  # fmt: skip
    return _said(said, ft.Container(words, width=_CELL * grown, height=_HEAD * grown), header=True)


def _name(code: str, label: str, choose: Callable[[str], None] | None, grown: float) -> ft.Control:
    if choose is None:
        words = ft.Text(label, size=SMALL, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
        held = ft.Container(
            words, width=_NAME * grown, height=TAP * grown, alignment=ft.Alignment.CENTER_LEFT
        )
        return _said(label, held, header=True)
    return ft.TextButton(
        label,
        on_click=guard(lambda _: choose(code)),
        width=_NAME * grown,
        height=TAP * grown,
        style=ft.ButtonStyle(
            alignment=ft.Alignment.CENTER_LEFT,
            padding=ft.Padding.symmetric(horizontal=8, vertical=4),
            text_style=ft.TextStyle(size=SMALL, font_family=FONT),
        ),
        key=code,
    )


def _cell(node: Node, label: str, cell: ThemeCell | None, grown: float) -> ft.Control:
    words = in_short(cell)
    said = f"{label}, {node.name}: {cell.words if cell else MEANINGS[words]}"
    if cell is not None and cell.percent is not None:
        said += f", {cell.percent}%"
    return _said(
        said,
        ft.Container(
            ft.Text(words, size=SMALL, color=ft.Colors.ON_SURFACE),
            width=_CELL * grown,
            height=TAP * grown,
            alignment=ft.Alignment.CENTER,
            bgcolor=_shade(cell),
            border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
            border_radius=6,
        ),
    )


def _shade(cell: ThemeCell | None) -> str | None:
    """Shade a cell by its share; never so dark that its figure would be hard to read."""
    if cell is None or cell.percent is None:
        return None
    return ft.Colors.with_opacity(0.04 + 0.36 * min(cell.percent, 100) / 100, ft.Colors.PRIMARY)


def _said(words: str, shown: ft.Control, *, header: bool = False) -> ft.Control:
    return ft.Semantics(
        container=True, exclude_semantics=True, header=header, label=words, content=shown
    )
