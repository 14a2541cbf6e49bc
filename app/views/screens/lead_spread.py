"""One theme across the groups or areas of a closed period: who says it most, and before."""

from urllib.parse import quote

import flet as ft

from app.domain.insight_figures import ClosedPeriod, HeatMap, ThemeCell, ThemeRow, Tree
from app.usecases.sign_in import READ_SUMMARIES
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.closed_choice import asked_tree, quarter_of, texts_tile
from app.views.components.frame import screen
from app.views.components.lead_way import WayUp
from app.views.components.text import body, section
from app.views.components.theme_cells import bar
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

_CHANCE = (
    "Two figures side by side are no change yet. Differences come and go by chance, large ones too "
    "where few people spoke. Open a group to see whether its own is more than chance."
)
_FEW = "Too few, or nearly all, to have a figure"

#: A period, the one before it, and all that have closed.
_Spread = tuple[HeatMap, HeatMap | None, tuple[ClosedPeriod, ...]]


@component
def LeadSpreadScreen() -> ft.View:
    """The groups in the order of their share, each with the period before and a way further."""
    services, session = use_session()
    params = ft.use_route_params()
    period, theme = params.get("period", ""), params.get("theme", "")
    only_areas = bool(session.lead and session.lead.areas)
    tree: Tree = asked_tree(params.get("tree", ""), only_areas=only_areas)

    may_read = session.lead is not None and session.lead.may(READ_SUMMARIES)

    async def read() -> _Spread:
        periods = await services.insights.periods()
        before = the_one_before(periods, period)
        now = await services.insights.heat(period, tree)
        return now, await services.insights.heat(before.id, tree) if before else None, periods

    asked = use_asked(read, period, tree)
    title = "One theme"
    if asked.found:
        labels = {one.code: one.label for row in asked.found[0].rows for one in row.themes}
        title = labels.get(theme, title)
    back = WayUp(key="up")

    def show(found: _Spread) -> list[ft.Control]:
        now, before, periods = found
        quarter = quarter_of(periods, period) if may_read else None
        texts = [texts_tile(quarter.id, quarter.words, theme)] if quarter else []
        return _rows(now, before, theme, tree, texts)

    return screen(title, asked.rows(show, [back]))


def the_one_before(periods: tuple[ClosedPeriod, ...], period: str) -> ClosedPeriod | None:
    """Give the newest closed period of the same kind before this one; periods come newest first."""
    kind = next((one.kind for one in periods if one.id == period), None)
    return next((one for one in periods if one.kind == kind and one.id < period), None)


def _rows(
    now: HeatMap, before: HeatMap | None, theme: str, tree: Tree, texts: list[ft.Control]
) -> list[ft.Control]:
    held = [(row, cell) for row in now.rows if (cell := _of(row, theme)) is not None]
    said = sorted(
        (pair for pair in held if pair[1].percent is not None),
        key=lambda pair: (pair[0].depth != 0, -(pair[1].percent or 0), pair[0].name),
    )
    earlier = {row.id: _of(row, theme) for row in before.rows} if before else {}
    rows: list[ft.Control] = [body(now.period.words, quiet=True)]
    if held:
        rows += [body(_CHANCE), *texts]
    for depth, title in _SECTIONS[tree]:
        some = [pair for pair in said if min(pair[0].depth, 2) == depth]
        if some:
            rows.append(section(title))
            rows += [_line(row, cell, earlier.get(row.id), before, tree) for row, cell in some]
    few = [row.name for row, cell in held if cell.percent is None]
    if few:
        rows += [section(_FEW), body(f"{', '.join(few)}.", quiet=True)]
    if not held:
        rows.append(body("It has no figure here in this period."))
    return [*rows, body(now.note, quiet=True)]


_SECTIONS: dict[Tree, list[tuple[int, str]]] = {
    "group": [(0, "Whole trust"), (1, "Staff groups, most often first"), (2, "Roles")],
    "area": [(0, "Whole trust"), (1, "Areas, most often first"), (2, "Within them")],
}


def _of(row: ThemeRow, theme: str) -> ThemeCell | None:
    return next((cell for cell in row.themes if cell.code == theme), None)


def _line(
    row: ThemeRow, cell: ThemeCell, earlier: ThemeCell | None, before: HeatMap | None, tree: Tree
) -> ft.Control:
    where = quote(row.id.replace("/", "~"), safe="~*")
    was = ""
    if before is not None:
        figure = "no figure" if earlier is None or earlier.percent is None else _percent(earlier)
        was = f" {before.period.words}: {figure}."
    tile = buttons.tile(
        f"{row.name}: {_percent(cell)}",
        f"{cell.words[:1].upper()}{cell.words[1:]}.{was}",
        lambda _: go(f"/lead/theme/{cell.code}/{tree}/{where}"),
        icon=ft.Icons.TIMELINE,
    )
    # The words say the figure: without this a screen reader would say it twice.
    drawn = ft.Semantics(exclude_semantics=True, content=bar(cell.percent or 0))
    return stack([tile, drawn], spacing=4)


def _percent(cell: ThemeCell) -> str:
    return f"{cell.percent}%"
