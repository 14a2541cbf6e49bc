"""One theme of one group or area over time: by four weeks, by quarter, beside a year before."""

from collections.abc import Sequence

import flet as ft

from app.usecases.insight_figures import ThemeTrend, Tree, TrendPoint
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.text import body, section
from app.views.components.theme_cells import hidden_row, theme_cell
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

_RECODED = "From here on another version of the codebook counts."


@component
def LeadThemeScreen() -> ft.View:
    """Read how it moves; figures in words, each with its bar."""
    services, _ = use_session()
    params = ft.use_route_params()
    theme, node = params.get("theme", ""), params.get("node", "").replace("~", "/")
    tree: Tree = "area" if params.get("tree") == "area" else "group"

    async def read() -> ThemeTrend:
        return await services.insights.trend(theme, tree, node)

    trend = use_asked(read, theme, tree, node)
    back = buttons.quiet("Back to closed periods", lambda _: go("/lead/closed"))
    title = f"{trend.found.label}: {trend.found.name}" if trend.found else "A theme over time"
    return screen(title, [*trend.rows(_shown), back])


def _shown(trend: ThemeTrend) -> list[ft.Control]:
    return [
        *_series("By quarter", trend.quarters),
        *_series("By four weeks", trend.blocks),
        body(trend.rules, quiet=True),
        body(trend.note, quiet=True),
    ]


def _series(title: str, points: Sequence[TrendPoint]) -> list[ft.Control]:
    if not points:
        return []
    rows: list[ft.Control] = []
    same = {point.cell.sure for point in points if point.cell is not None}
    for point in points:
        rows += _point(point, sure=len(same) > 1)
    said = [body(one, quiet=True) for one in same if one and len(same) == 1]
    return [section(title), *said, card(rows, spacing=10)]


def _point(point: TrendPoint, *, sure: bool) -> list[ft.Control]:
    rows: list[ft.Control] = []
    if point.recoded:
        rows.append(body(_RECODED, quiet=True))
    if point.cell is None:
        return [*rows, hidden_row([f"{point.words}: withheld.", point.withheld or ""])]
    rows.append(theme_cell(point.cell, called=point.words, sure=sure))
    if point.year_words:
        rows.append(body(point.year_words, quiet=True))
    if point.marks:
        rows.append(_mark(point.marks))
    return rows


def _mark(words: str) -> ft.Control:
    icon = ft.Icon(ft.Icons.FLAG_OUTLINED, size=20, color=ft.Colors.PRIMARY)
    said = ft.Text(words, size=15, color=ft.Colors.PRIMARY, expand=True)
    return ft.Row([icon, said], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)
