"""A theme of a group or area: in words, with a bar beside them and how sure it is."""

from collections.abc import Sequence

import flet as ft

from app.domain.insight_figures import Node, ThemeCell
from app.views.components.text import body


def theme_cell(cell: ThemeCell, *, called: str = "", sure: bool = True) -> ft.Control:
    """Give one theme; ``called`` stands in for its label, where that is the screen's own.

    Without ``sure`` it is said elsewhere what the share rests on.
    """
    share = f" ({cell.percent}%)" if cell.percent is not None else ""
    words = f"{called or cell.label}: {cell.words}{share}"
    rows: list[ft.Control] = [ft.Text(words, size=15)]
    if cell.percent is not None:
        rows.append(bar(cell.percent))
    rests_on = " ".join(filter(None, (_corrected(cell), cell.sure if sure else "")))
    if rests_on:
        rows.append(ft.Text(rests_on, size=14, color=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Semantics(
        container=True,
        exclude_semantics=True,
        label=f"{words}. {rests_on}".strip(),
        content=ft.Column(rows, spacing=4),
    )


def bar(percent: int) -> ft.Control:
    """Give a share as a bar; its figure always stands beside it in words."""
    return ft.ProgressBar(
        value=percent / 100,
        bar_height=8,
        border_radius=4,
        color=ft.Colors.PRIMARY,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
    )


def withheld(nodes: Sequence[Node]) -> list[ft.Control]:
    """Name the nodes that show nothing, with why and where to look instead, each said once."""
    names: dict[tuple[str, str], list[str]] = {}
    for node in nodes:
        why = node.withheld or "", node.coarser.words if node.coarser else ""
        names.setdefault(why, []).append(node.name)
    return [hidden_row([f"{', '.join(named)}.", *why]) for why, named in names.items()]


def hidden_row(said: Sequence[str]) -> ft.Control:
    """Give sentences about what is withheld, with a picture that says so too."""
    return ft.Row(
        [
            ft.Icon(ft.Icons.VISIBILITY_OFF_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
            ft.Container(body(" ".join(said), quiet=True), expand=True),
        ],
        spacing=10,
    )


def _corrected(cell: ThemeCell) -> str:
    if cell.corrected is None:
        return ""
    one = cell.corrected
    return f"Corrected by checks: {one.percent}%, between {one.low}% and {one.high}%."
