"""One theme of one group or area over time: by four weeks, by quarter, beside a year before."""

from collections.abc import Sequence

import flet as ft

from app.domain.insight_figures import Tree
from app.domain.insight_trends import ThemeTrend, TrendPoint
from app.usecases.sign_in import READ_SUMMARIES, Lead
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.frame import screen
from app.views.components.text import body, section
from app.views.components.theme_cells import hidden_row, theme_cell
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

#: The last four-week blocks in which a mark still counts as recent: about a quarter.
_RECENT = 3
_NO_CHANGE = "No lasting change of late: it moves up and down no more than chance would have it."
_TOO_EARLY = "It is too early to tell: too few periods have closed."
_RECODED = "Before this another version of the codebook counted."


@component
def LeadThemeScreen() -> ft.View:
    """Read how it moves; figures in words, each with its bar."""
    services, session = use_session()
    params = ft.use_route_params()
    theme, node = params.get("theme", ""), params.get("node", "").replace("~", "/")
    tree: Tree = "area" if params.get("tree") == "area" else "group"

    async def read() -> ThemeTrend:
        return await services.insights.trend(theme, tree, node)

    trend = use_asked(read, theme, tree, node)
    back = buttons.quiet("Back to closed periods", lambda _: go("/lead/closed"))
    title = f"{trend.found.label}: {trend.found.name}" if trend.found else "A theme over time"
    return screen(title, trend.rows(_shown, [*_ways_on(session.lead), back]))


def _ways_on(lead: Lead | None) -> list[ft.Control]:
    """Give what somebody wants next who may read: what was said, and doing something about it."""
    if lead is None or not lead.may(READ_SUMMARIES):
        return []
    return [
        buttons.tile(
            "Find in the texts",
            "Look for words in agreed texts",
            lambda _: go("/lead/find"),
            icon=ft.Icons.SEARCH,
        ),
        buttons.tile(
            "Actions",
            "What you do about a theme, and what came of it",
            lambda _: go("/lead/actions"),
            icon=ft.Icons.TASK_ALT,
        ),
    ]


def _shown(trend: ThemeTrend) -> list[ft.Control]:
    return [
        *_answer(trend),
        *_series("By quarter", trend.quarters),
        *_series("By four weeks", trend.blocks),
        body(trend.rules, quiet=True),
        body(trend.note, quiet=True),
    ]


def _answer(trend: ThemeTrend) -> list[ft.Control]:
    """Say first how it is now, and whether what is marked as more than chance is recent."""
    shown = [point for point in trend.quarters if point.cell is not None]
    if not shown:
        return []
    latest, recent = shown[-1], (*trend.quarters[-1:], *trend.blocks[-_RECENT:])
    share = latest.cell.percent if latest.cell is not None else None
    now = latest.year_words or ("" if share is None else f"{share}%")
    rows: list[ft.Control] = [section("Is it changing?")]
    if now:
        rows.append(body(f"{latest.words}: {now}."))
    marked = dict.fromkeys(point.marks for point in recent if point.marks)
    if marked:
        return [*rows, *(_mark(words) for words in marked)]
    # Without limits nothing can be marked, and nothing said.
    tellable = any(point.high is not None for point in recent)
    return [*rows, body(_NO_CHANGE if tellable else _TOO_EARLY)]


def _series(title: str, points: Sequence[TrendPoint]) -> list[ft.Control]:
    if not points:
        return []
    rows: list[ft.Control] = []
    same = {point.cell.sure for point in points if point.cell is not None}
    # The newest first: it is what one came for.
    for point in reversed(points):
        # Nearer to each other than to what is said of the period before.
        rows.append(stack(_point(point, sure=len(same) > 1), spacing=4))
    said = [body(one, quiet=True) for one in same if one and len(same) == 1]
    return [section(title), *said, card(rows, spacing=18)]


def _point(point: TrendPoint, *, sure: bool) -> list[ft.Control]:
    before = [body(_RECODED, quiet=True)] if point.recoded else []
    if point.cell is None:
        return [hidden_row([f"{point.words}: withheld.", point.withheld or ""]), *before]
    rows: list[ft.Control] = [theme_cell(point.cell, called=point.words, sure=sure)]
    if point.year_words:
        rows.append(body(point.year_words, quiet=True))
    if point.marks:
        rows.append(_mark(point.marks))
    return [*rows, *before]


def _mark(words: str) -> ft.Control:
    icon = ft.Icon(ft.Icons.FLAG_OUTLINED, size=20, color=ft.Colors.PRIMARY)
    said = ft.Text(words, size=15, color=ft.Colors.PRIMARY, expand=True)
    return ft.Row([icon, said], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)
