"""One theme of one group or area over time: by four weeks, by quarter, beside a year before."""

from collections import Counter
from collections.abc import Sequence

import flet as ft

from app.domain.insight_figures import Tree
from app.domain.insight_trends import ThemeTrend, TrendPoint
from app.usecases.sign_in import READ_SUMMARIES
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.closed_choice import texts_tile
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.lead_way import WayUp
from app.views.components.text import body, section
from app.views.components.theme_cells import hidden_row, theme_cell
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

#: The last four-week blocks in which a mark still counts as recent: about a quarter.
_RECENT = 3
#: How a node that is the whole trust is called in addresses and answers.
WHOLE_TRUST = "*"
_NO_CHANGE = (
    "No change that counts: of late it moves up and down no more than chance would have it."
)
_BY_CHANCE = "For {when}, anything from {low}% to {high}% can be chance."
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
    back = WayUp(key="up")
    may_read = session.lead is not None and session.lead.may(READ_SUMMARIES)
    title = f"{trend.found.label}: {trend.found.name}" if trend.found else "A theme over time"
    return screen(
        title, trend.rows(lambda found: _shown(found, may_read), [*_ways_on(may_read), back])
    )


def _ways_on(may_read: bool) -> list[ft.Control]:
    """Give what somebody wants next who may read: other words, and doing something about it."""
    if not may_read:
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


def _shown(trend: ThemeTrend, may_read: bool) -> list[ft.Control]:
    return [
        *figures(trend, _texts(trend) if may_read else ()),
        Fold("How this is reckoned", "What is marked, and why", lambda: [body(trend.rules)]),
        body(trend.note, quiet=True),
    ]


def _texts(trend: ThemeTrend) -> list[ft.Control]:
    """Give the way to texts of the newest quarter with a figure; an area has none of its own."""
    shown = [one for one in trend.quarters if one.cell is not None and one.cell.percent is not None]
    if not shown:
        return []
    newest, group = shown[-1], ""
    if trend.tree == "group" and trend.node != WHOLE_TRUST:
        group = trend.node.partition("/")[0]
    return [texts_tile(newest.period, newest.words, trend.theme, group)]


def figures(trend: ThemeTrend, ways: Sequence[ft.Control] = ()) -> list[ft.Control]:
    """Give the verdict, then ``ways`` on, then the figures, with how sure they are said once."""
    return [
        *_answer(trend),
        *ways,
        *_series("By quarter", trend.quarters),
        *_series("By four weeks", trend.blocks),
    ]


def _answer(trend: ThemeTrend) -> list[ft.Control]:
    """Say first whether what is marked as more than chance is recent, then how it is now."""
    shown = [point for point in trend.quarters if point.cell is not None]
    if not shown:
        return []
    latest, recent = shown[-1], (*trend.quarters[-1:], *trend.blocks[-_RECENT:])
    share = latest.cell.percent if latest.cell is not None else None
    now = latest.year_words or ("" if share is None else f"{share}%")
    based = f" That is {latest.cell.words}." if latest.cell is not None else ""
    rows = [body(f"{latest.words}: {now}.{based}")] if now else []
    marked = dict.fromkeys(point.marks for point in recent if point.marks)
    said = [_mark(words) for words in marked] or [body(_unmarked(recent))]
    return [section("Is it changing?"), *said, *rows]


def _unmarked(recent: Sequence[TrendPoint]) -> str:
    """Say that nothing is marked, and between what a share may move by chance."""
    for point in recent:
        if point.low is not None and point.high is not None:
            limits = _BY_CHANCE.format(when=point.words, low=point.low, high=point.high)
            return f"{_NO_CHANGE} {limits}"
    # Without limits nothing can be marked, and nothing said.
    return _TOO_EARLY


def _series(title: str, points: Sequence[TrendPoint]) -> list[ft.Control]:
    if not points:
        return []
    unsure = Counter(point.cell.sure for point in points if point.cell and point.cell.sure)
    # What most of them rest on is said once for all.
    most = unsure.most_common(1)[0][0] if unsure else ""
    said = [body(most, quiet=True)] if most else []
    # The newest first: it is what one came for. Each nearer to its own than to the one before.
    rows = [stack(_point(point, most), spacing=4) for point in reversed(points)]
    return [section(title), *said, card(rows, spacing=18)]


def _point(point: TrendPoint, most: str) -> list[ft.Control]:
    """Give one period; ``most`` is said of them all, and not again."""
    before = [body(_RECODED, quiet=True)] if point.recoded else []
    if point.cell is None:
        return [hidden_row([f"{point.words}: withheld.", point.withheld or ""]), *before]
    own = point.cell.sure != most
    rows: list[ft.Control] = [theme_cell(point.cell, called=point.words, sure=own)]
    if point.year_words:
        rows.append(body(point.year_words, quiet=True))
    if point.marks:
        rows.append(_mark(point.marks))
    return [*rows, *before]


def _mark(words: str) -> ft.Control:
    icon = ft.Icon(ft.Icons.FLAG_OUTLINED, size=20, color=ft.Colors.PRIMARY)
    said = ft.Text(words, size=15, color=ft.Colors.PRIMARY, expand=True)
    return ft.Row([icon, said], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)
