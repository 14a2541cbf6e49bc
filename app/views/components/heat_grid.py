"""A heat map: themes down, groups or areas across, for screens that are wide enough.

Every cell holds its figure, so that no shade has to be told from another, and reads aloud as a
whole sentence: a screen reader that goes from cell to cell is never lost in the table.
"""

from collections.abc import Sequence
from typing import Any

import flet as ft

from app.usecases.insight_figures import Node, ThemeCell
from app.views.boundary import at_once
from app.views.components.cards import stack
from app.views.components.text import body
from app.views.theme import COLUMN, GAP

#: From this width on (logical pixels) there is room for a grid.
WIDE = 840
#: What a screen leaves free at both sides together.
SIDES = 36
_NAME, _CELL, _TALL, _HEAD = 250, 92, 46, 84
_KEY = (
    "Each cell says what share of the summaries in its column speaks of the theme: the darker, "
    "the larger. “<8” are fewer than 8 summaries, “most” nearly all of them, “?” one of the two in "
    "a small group."
)
Rows = Sequence[tuple[Node, Sequence[ThemeCell]]]


def use_wide() -> tuple[bool, ft.Control]:
    """Say whether there is room for a grid; to be called like a hook.

    The control takes no room itself: it stands among a screen's rows and notices when a window
    grows or a tablet is turned.
    """
    measured, set_measured = ft.use_state(0.0)
    page_width = float(ft.context.page.width or 0)

    def hear(event: Any) -> None:  # noqa: ANN401 - Flet's event
        set_measured(float(event.width) + SIDES)

    ruler = ft.Container(height=0, on_size_change=at_once(hear), key="ruler")
    return (measured or page_width) >= WIDE, ruler


def heat_grid(rows: Rows) -> list[ft.Control]:
    """Give the grid of the nodes that are shown, with the key to it; nothing where none is."""
    shown = [(node, cells) for node, cells in rows if node.shown is not None and cells]
    if not shown:
        return []
    by_node = [{cell.code: cell for cell in cells} for _, cells in shown]
    themes = {cell.code: cell.label for _, cells in shown for cell in cells}
    head = ft.Row([_corner(), *(_head(node) for node, _ in shown)], spacing=3)
    lines: list[ft.Control] = [head]
    for code, label in themes.items():
        cells = [
            _cell(node, label, held.get(code))
            for (node, _), held in zip(shown, by_node, strict=True)
        ]
        lines.append(ft.Row([_name(label), *cells], spacing=3))
    grid = ft.Column(lines, spacing=3)
    return [body(_KEY, quiet=True), ft.Row([grid], scroll=ft.ScrollMode.AUTO)]


def readable(rows: Sequence[ft.Control]) -> ft.Control:
    """Give rows of words as wide as words should be, beside a grid that is wider."""
    return ft.Row([ft.Container(stack(rows, spacing=GAP), width=COLUMN)], key=f"words-{len(rows)}")


def in_short(cell: ThemeCell) -> str:
    """Say a cell's figure in a few characters."""
    if cell.percent is not None:
        return f"{cell.percent}%"
    if "or nearly all" in cell.words:
        return "?"  # in a small group the two must read the same
    return "<8" if cell.words.startswith("fewer") else "most"


def _corner() -> ft.Control:
    return ft.Container(width=_NAME, height=_HEAD)


def _head(node: Node) -> ft.Control:
    said = f"{node.name}: about {node.shown:,} summaries"
    words = ft.Column(
        [
            ft.Text(node.name, size=13, weight=ft.FontWeight.W_600, max_lines=3,
                    overflow=ft.TextOverflow.ELLIPSIS),
            ft.Text(f"{node.shown:,}", size=13, color=ft.Colors.ON_SURFACE_VARIANT),
        ],
        spacing=2,
        alignment=ft.MainAxisAlignment.END,
    )  # fmt: skip
    return _said(said, ft.Container(words, width=_CELL, height=_HEAD), header=True)


def _name(label: str) -> ft.Control:
    words = ft.Text(label, size=15, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)
    held = ft.Container(words, width=_NAME, height=_TALL, alignment=ft.Alignment.CENTER_LEFT)
    return _said(label, held, header=True)


def _cell(node: Node, label: str, cell: ThemeCell | None) -> ft.Control:
    words = "–" if cell is None else in_short(cell)
    said = f"{label}, {node.name}: {cell.words if cell else 'not compared'}"
    if cell is not None and cell.percent is not None:
        said += f", {cell.percent}%"
    return _said(
        said,
        ft.Container(
            ft.Text(words, size=15, color=ft.Colors.ON_SURFACE),
            width=_CELL,
            height=_TALL,
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
