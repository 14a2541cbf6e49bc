"""Closed periods: the themes of every group or area, frozen, with the ways to look closer."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import flet as ft

from app.domain.insight_figures import ClosedPeriod, HeatMap, Node, ThemeCell, ThemeRow
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.closed_choice import (
    ACROSS,
    Periods,
    asked_tree,
    look_by,
    newest,
    nothing_closed,
)
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.grid_signs import key_below
from app.views.components.heat_grid import WIDE, HeatGrid, fits, readable, use_room
from app.views.components.lead_way import to_figures
from app.views.components.text import body, section
from app.views.components.theme_cells import theme_cell, withheld
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session
from app.views.theme import GAP, ROOMY

TITLE = "Closed periods"

_WHAT = (
    "A period closes a fortnight after its last week. Its figures then stay as they are: nothing "
    "that comes later moves them."
)
_NOT_CROSSED = (
    "Staff group and area are not shown crossed: most such groups would be too small to be shown."
)
#: Themes that a card shows at once; the others open under them.
FIRST = 5


@component
def LeadClosedScreen() -> ft.View:
    """Choose a period and a way to look; what was chosen stands in the address."""
    services, session = use_session()
    params = ft.use_route_params()
    several = session.lead is not None and len(session.lead.trusts) > 1
    only_areas = bool(session.lead and session.lead.areas)
    asked = params.get("tree", "")
    across = several and asked == ACROSS
    tree: str = ACROSS if across else asked_tree(asked, only_areas=only_areas)
    measured, ruler = use_room()
    # Where the letters leave no room for one column there is none for a grid.
    room = measured if fits(measured, services.shared.look.text / 100) else 0.0
    listed = use_asked(services.insights.periods)
    chosen = params.get("period", "") or newest(listed.found)

    async def read() -> HeatMap | None:
        return await services.insights.heat(chosen, tree) if chosen else None

    heat = use_asked(read, chosen, tree)
    back = to_figures()

    def show(periods: tuple[ClosedPeriod, ...]) -> list[ft.Control]:
        if not periods:
            return [body(nothing_closed(services.today())), back]
        pick = Periods(
            periods, chosen, lambda value: f"/lead/closed/{value}/{tree}", key=f"at-{chosen}"
        )
        ways = [] if only_areas else look_by("/lead/closed", chosen, tree, trusts=several)
        figures = heat.rows(lambda found: _figures(found, tree, room), [back])
        return [
            _side_by_side(pick, ways, _stands_out(chosen, tree)),
            *([body(_NOT_CROSSED, quiet=True)] if ways else []),
            *figures,
        ]

    # What is shown of the periods has the way back itself, below the figures.
    rows = listed.rows(show, [] if listed.found is not None else [back])
    grid = heat.found if room >= WIDE and _has_grid(heat.found) else None
    foot = key_below(grid.rows) if grid else None
    return screen(TITLE, [*rows, ruler], widest=ROOMY, foot=foot)


def _has_grid(heat: HeatMap | None) -> bool:
    return heat is not None and any(row.shown is not None and row.themes for row in heat.rows)


def _side_by_side(pick: ft.Control, ways: list[ft.Control], out: ft.Control) -> ft.Control:
    """Give what is chosen from in a row where there is room, so that figures begin higher up."""
    parts = [[pick], ways, [out]]
    columns = [
        ft.Container(stack(part), col={"xs": 12, "pane": 4}, key=f"part-{number}")
        for number, part in enumerate(parts)
        if part
    ]
    return ft.ResponsiveRow(
        [*columns], breakpoints={"xs": 0, "pane": WIDE}, spacing=GAP, run_spacing=GAP, key="choose"
    )


def _stands_out(period: str, tree: str) -> ft.Control:
    return buttons.tile(
        "What stands out",
        "What is said more by some than by others, and what is new",
        lambda _: go(f"/lead/findings/{period}/{tree}"),
        icon=ft.Icons.INSIGHTS,
    )


def _figures(heat: HeatMap, tree: str, room: float) -> list[ft.Control]:
    notes: list[ft.Control] = [body(heat.note, quiet=True), body(_WHAT, quiet=True)]
    themes = {cell.code: cell.label for row in heat.rows for cell in row.themes}
    nodes = [_node(row, tree, themes) for row in heat.rows if row.shown is not None]
    hidden = [row for row in heat.rows if row.shown is None]
    rest = [section("Not shown"), *withheld(hidden)] if hidden else []
    ways = _themes(heat, tree)
    if room < WIDE or not nodes:
        return [*ways, *nodes, *rest, *notes]
    words = Fold("The same in words", "Group by group", lambda: nodes, key="in-words")

    def choose(code: str) -> None:
        go(f"/lead/spread/{heat.period.id}/{tree}/{code}")

    grid = HeatGrid(
        heat.rows, tree, room, None if tree == ACROSS else choose,
        key=f"grid-{heat.period.id}-{tree}",
    )  # fmt: skip
    return [grid, readable([words, *rest, *notes])]


def _themes(heat: HeatMap, tree: str) -> list[ft.Control]:
    """Give the way to one theme across all groups, where there is no grid to choose it in."""
    themes = {cell.code: cell.label for row in heat.rows for cell in row.themes}
    if not themes or tree == ACROSS:
        return []
    where = f"/lead/spread/{heat.period.id}/{tree}"
    return [
        Fold(
            "Theme by theme",
            "Who says it most often, and was it so before",
            lambda: [
                buttons.quiet(label, lambda _, code=code: go(f"{where}/{code}"), key=code)
                for code, label in themes.items()
            ],
            key="themes",
        )
    ]


def _node(node: ThemeRow, tree: str, themes: Mapping[str, str]) -> ft.Control:
    """Give a group or area in words; of ``themes`` (labels by id) those it lacks are named, too."""
    rows: list[ft.Control] = [section(node.name), body(f"About {node.shown:,} summaries")]
    said = sorted((cell for cell in node.themes if cell.percent is not None), key=_by_share)
    same = {cell.sure for cell in said}
    shown = [theme_cell(cell, sure=len(same) > 1) for cell in said]
    rows += shown[:FIRST]
    if len(shown) > FIRST:
        rest = shown[FIRST:]
        rows.append(
            Fold(
                "More themes", f"{len(rest)} more", lambda: rest,
                key=f"more-{node.id}",
            )
        )  # fmt: skip
    rows += [body(words, quiet=True) for words in _in_words(node.themes, same)]
    lacks = themes.keys() - {cell.code for cell in node.themes}
    if lacks:
        named = ", ".join(label for code, label in themes.items() if code in lacks)
        rows.append(body(f"Not compared here: {named}.", quiet=True))
    rows += [_over_time(node, said, tree)] if said and tree != ACROSS else []
    return card(rows, spacing=8)


def _by_share(cell: ThemeCell) -> tuple[int, str]:
    """Sort by what is shown, then by name: the order must not tell what rounding hides."""
    return -(cell.percent or 0), cell.label


def _in_words(cells: tuple[ThemeCell, ...], same: set[str | None]) -> list[str]:
    """Say once what holds for several themes: too few to have a figure, and how sure they are."""
    few: dict[str, list[str]] = {}
    for cell in cells:
        if cell.percent is None:
            few.setdefault(cell.words, []).append(cell.label)
    said = [f"{words[:1].upper()}{words[1:]}: {', '.join(few[words])}." for words in few]
    return said + [one for one in same if one and len(same) == 1]


def _over_time(node: Node, cells: Sequence[ThemeCell], tree: str) -> ft.Control:
    """Give the way to how each theme moves."""
    where = quote(node.id.replace("/", "~"), safe="~*")
    return Fold(  # type: ignore[no-any-return]
        "Over time",
        "How a theme has moved",
        lambda: [
            buttons.quiet(
                f"{cell.label}: {node.name}",
                lambda _, code=cell.code: go(f"/lead/theme/{code}/{tree}/{where}"),
            )
            for cell in cells
        ],
        key=f"time-{node.id}",
    )
