"""The part of a board report that says who talks about what: differences, and shaded tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.insight_figures import Difference
from sync_server.analysis.nodes import ROOT
from sync_server.reports.report import Cell, Exhibit, Table
from sync_server.services.frozen import Tree
from sync_server.services.insights import HeatRow, ThemeFigure
from sync_server.services.report_themes import SMALL, few

#: Columns of a printed table.
COLUMNS = 8


def by_node(rows: Sequence[HeatRow], tree: Tree, codes: Sequence[str]) -> tuple[Exhibit, ...]:
    """Give the themes of every group, or of every area, as tables that are shaded by share."""
    shown = [row for row in rows if row.node.shown is not None]
    depth = 1 if sum(row.node.depth == 1 for row in shown) > 1 else 2
    kept = [row for row in shown if row.node.depth == depth]
    hidden = [row.node.name for row in rows if row.node.depth == depth and row.node.shown is None]
    note = "“few” is fewer than 8 summaries. Shade follows the share."
    if any(few(one) == SMALL for row in kept for one in row.themes if one.percent is None):
        note += " In a small group “few or most” stands for both, so that neither is given away."
    if hidden:
        note += f" Withheld so that nobody can be singled out: {'; '.join(hidden)}."
    whole = [row for row in shown if row.node.id == ROOT]
    most = max((one.percent or 0 for row in kept for one in row.themes), default=0) or 1
    parts = [kept[start : start + COLUMNS] for start in range(0, len(kept), COLUMNS)]
    grid = _Grid(tree, codes, most, note)
    return tuple(
        Exhibit(_heat(grid, (*whole, *part), place)) for place, part in enumerate(parts, 1)
    )


@dataclass(frozen=True)
class _Grid:
    tree: Tree
    codes: Sequence[str]
    most: int
    note: str

    @property
    def name(self) -> str:
        return "staff group" if self.tree == "group" else "area"


def _heat(grid: _Grid, rows: Sequence[HeatRow], place: int) -> Table:
    columns = [{one.code: one for one in row.themes} for row in rows]
    labels = {one.code: one.label for row in rows for one in row.themes}
    cells = [
        (Cell(labels[code]), *(_shaded(column.get(code), grid.most) for column in columns))
        for code in grid.codes
        if code in labels
    ]
    about = (Cell("Summaries, about"), *(Cell(f"{r.node.shown:,}", r.node.shown) for r in rows))
    head = tuple("Whole trust" if row.node.id == ROOT else row.node.name for row in rows)
    caption = f"Themes by {grid.name}, share of summaries" + (
        f", part {place}" if place > 1 else ""
    )
    widths = (5, *(2 for _ in rows))
    head, body = ("Theme", *head), (about, *cells)
    return Table(f"{grid.tree}-{place}", caption, head, body, widths, grid.note, wide=True)


def _shaded(figure: ThemeFigure | None, most: int) -> Cell:
    if figure is None:
        return Cell("not told", hidden=True)
    if figure.percent is None:
        return Cell(few(figure), hidden=True)
    shade = min(100, round(100 * figure.percent / most))
    return Cell(f"{figure.percent}%", figure.percent, percent=True, shade=shade)


def differences(found: Callable[[Tree], list[Difference]]) -> tuple[Exhibit, ...]:
    """Say in what groups and areas differ from the rest of the trust."""
    made = []
    for tree, name in (("group", "staff groups"), ("area", "areas")):
        rows = tuple(
            (Cell(one.name), Cell(one.label), Cell("more" if one.more else "less"), Cell(one.words))
            for one in found("group" if tree == "group" else "area")
        )
        head = (name[:-1].capitalize(), "Theme", "Talked about", "Held against the rest")
        if rows:
            made.append(Exhibit(Table(f"differences-{tree}", f"How {name} differ", head, rows,
                                      (5, 4, 2, 8))))  # fmt: skip
    return tuple(made)
