"""The first thing a lead reads: what was said most in the last closed quarter, and ways further."""

import flet as ft

from app.domain.insight_figures import ClosedPeriod, HeatMap, ThemeRow
from app.usecases.sign_in import Lead
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.closed_choice import newest
from app.views.components.skeleton import skeleton
from app.views.components.text import body, section
from app.views.components.theme_cells import theme_cell
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_services
from app.views.theme import GAP, TWO_PANES

#: Themes that are named at a glance.
_MOST = 5


@component
def Glance(lead: Lead) -> ft.Control:
    """The whole trust's most frequent themes, and the way to what stands out and what is new.

    It asks again for each trust. Where it cannot be read the figures below say why.
    """
    services = use_services()
    tree = "area" if lead.areas else "group"

    async def read() -> tuple[HeatMap | None, ClosedPeriod | None]:
        periods = await services.insights.periods()
        chosen = newest(periods)
        if not chosen:
            return None, None
        latest = next((one for one in periods if one.kind == "block"), None)
        return await services.insights.heat(chosen, tree), latest

    asked = use_asked(read, lead.trust, tree)
    if asked.found is None:
        return ft.Container(visible=False) if asked.problem else skeleton("Reading the figures…")
    heat, latest = asked.found
    if heat is None:
        return ft.Container(visible=False)
    whole = next((row for row in heat.rows if row.depth == 0), None)
    said = [_most(whole, heat.period.words)] if whole is not None and whole.themes else []
    ways = stack(_ways(heat, latest, tree))
    if not said:
        return ways
    return ft.ResponsiveRow(
        [
            ft.Container(said[0], col={"xs": 12, "pane": 7}, key="said"),
            ft.Container(ways, col={"xs": 12, "pane": 5}, key="ways"),
        ],
        breakpoints={"xs": 0, "pane": TWO_PANES},
        spacing=GAP,
        run_spacing=GAP,
    )


def _most(whole: ThemeRow, words: str) -> ft.Control:
    cells = sorted(
        (cell for cell in whole.themes if cell.percent is not None),
        key=lambda cell: (-(cell.percent or 0), cell.label),
    )
    return card(
        [
            section(f"Said most, {words}"),
            body(f"Of about {whole.shown:,} summaries in the whole trust:", quiet=True),
            *(theme_cell(cell, sure=False) for cell in cells[:_MOST]),
        ],
        spacing=8,
    )


def _ways(heat: HeatMap, latest: ClosedPeriod | None, tree: str) -> list[ft.Control]:
    ways: list[ft.Control] = [
        buttons.tile(
            "Who says what",
            "Every theme by group and by area, and how each moves",
            lambda _: go(f"/lead/closed/{heat.period.id}/{tree}"),
            icon=ft.Icons.GRID_ON_OUTLINED,
        ),
        buttons.tile(
            "What stands out",
            "Said more by some than by others",
            lambda _: go(f"/lead/findings/{heat.period.id}/{tree}"),
            icon=ft.Icons.INSIGHTS,
        ),
    ]
    if latest is not None and tree == "group":
        ways.append(
            buttons.tile(
                "What is new",
                f"Words that came up in the weeks {latest.words}",
                lambda _: go(f"/lead/findings/{latest.id}/{tree}"),
                icon=ft.Icons.FIBER_NEW_OUTLINED,
            )
        )
    return ways
