"""The first thing a lead reads: what was said most in the last closed quarter, and ways further.

It holds its place from the first frame on. What a finger aims at below it does not move when the
figures come. Where there are none to come, it is as tall as what says so: empty ground would push
the ways further out of sight.
"""

from collections.abc import Sequence
from datetime import date

import flet as ft

from app.domain.insight_figures import HeatMap, ThemeCell
from app.usecases.sign_in import Lead
from app.views.boundary import at_once, component, guard
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.closed_choice import newest, nothing_closed
from app.views.components.room import Room, is_tight, use_room
from app.views.components.text import body, section
from app.views.components.theme_cells import bar
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_services
from app.views.theme import (
    BOLD,
    CORNER,
    GAP,
    ICON,
    NEAR,
    ROOMY,
    SIDE,
    SMALL,
    SMALL_CORNER,
    TWO_PANES,
)

#: Themes that are named at a glance.
_MOST = 5
#: In twelfths of the screen, where there is room beside the ways.
_SAID, _WAYS = 7, 5
#: What a card takes of its width, and what the arrow of a theme in it.
_EDGES, _ARROW = 32, 34
#: A theme's line is set in from the card's edge by as much, and is no lower than a thumb needs.
_SET_IN, _THUMB = 8, 48
#: As long as a theme's name and a period are; what is longer ends with dots, and is read aloud.
_NAME = "Physical and musculoskeletal health 99%"
_WHOLE = "October to December 2026: of about 99,999 summaries"
_BAR = 8
_BETWEEN = 4
_SO_FAR = (
    "The quarter so far stands below, group by group. A new trust begins with its areas, its "
    "headcount and enrolment codes: the ways to them are on this screen."
)
_NO_THEME = "No theme has a figure of its own in it."


@component
def Glance(lead: Lead) -> ft.Control:
    """The whole trust's most frequent themes, and the way to what stands out and what is new.

    It asks again for each trust.
    """
    services = use_services()
    room, room_of = use_room()
    measured, measure = ft.use_state(min(room.width or ROOMY, ROOMY))
    tree = "area" if lead.areas else "group"

    async def read() -> tuple[HeatMap | None]:
        chosen = newest(await services.insights.periods())
        return (await services.insights.heat(chosen, tree) if chosen else None,)

    asked = use_asked(read, lead.trust, tree)
    # Beside the ways where the whole screen has room for two.
    beside = measured + 2 * SIDE >= TWO_PANES
    column = (measured - GAP) * _SAID / 12 if beside else measured
    # Large letters on a narrow screen need all of it, as in a tile.
    arrow = 0 if is_tight() else _ARROW
    said = _Said(room_of(column - _EDGES), room_of(column - _EDGES - arrow), tree, services.today())
    if asked.found is not None:
        shown = said.of(asked.found[0])
    else:
        shown = said.nothing(asked.problem) if asked.problem else said.awaited()
    row = ft.ResponsiveRow(
        [
            ft.Container(shown, col={"xs": 12, "pane": _SAID}, key="said"),
            ft.Container(stack(_ways(tree)), col={"xs": 12, "pane": _WAYS}, key="ways"),
        ],
        breakpoints={"xs": 0, "pane": TWO_PANES},
        spacing=GAP,
        run_spacing=GAP,
    )
    # A device may be turned.
    return ft.Container(row, on_size_change=at_once(lambda event: measure(float(event.width))))


class _Said:
    """The card of what was said most, of one height while themes are awaited and with them."""

    def __init__(self, room: Room, beside_arrow: Room, tree: str, today: date) -> None:
        self._room = room
        self._today = today
        self._tree = tree
        self._high = beside_arrow.high(_NAME, SMALL)
        self._lines = beside_arrow.lines(_NAME, SMALL)
        self._whole = max(_THUMB, self._high + _BETWEEN + _BAR + 2 * _SET_IN)

    def of(self, heat: HeatMap | None) -> ft.Control:
        """Give the most frequent themes of a closed period, if there are any."""
        if heat is None:
            return self.nothing(f"{nothing_closed(self._today, 'quarter')} {_SO_FAR}")
        whole = next((row for row in heat.rows if row.depth == 0), None)
        if whole is None or not whole.themes:
            return self.nothing(_NO_THEME)
        cells = sorted(
            (cell for cell in whole.themes if cell.percent is not None),
            key=lambda cell: (-(cell.percent or 0), cell.label),
        )
        told = f"{heat.period.words}: of about {whole.shown:,} summaries"
        return self._card(told, [self._theme(cell, heat.period.id) for cell in cells[:_MOST]])

    def awaited(self) -> ft.Control:
        """Give the shape of it."""
        return self._card("Reading the figures…", [self._line(number) for number in range(_MOST)])

    def nothing(self, why: str) -> ft.Control:
        """Say why there is nothing."""
        return self._card(why, [])

    def _card(self, told: str, rows: Sequence[ft.Control]) -> ft.Control:
        words = ft.Semantics(live_region=True, container=True, content=body(told, quiet=True))
        set_in = ft.Padding.symmetric(horizontal=_SET_IN)
        high = self._room.high(_WHOLE, SMALL) if rows else None
        rows_of_it = [
            ft.Container(section("Said most"), padding=set_in),
            ft.Container(words, height=high, padding=set_in, key="told"),
        ]
        if rows:
            themes = _MOST * self._whole
            rows_of_it.append(ft.Container(stack(rows, spacing=0), height=themes, key="themes"))
        # A card whose edges are nearer, for what is set in lights up under a pointer.
        return ft.Container(
            stack(rows_of_it, spacing=_SET_IN),
            bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
            border_radius=CORNER,
            padding=ft.Padding.symmetric(horizontal=_EDGES / 2 - _SET_IN, vertical=_EDGES / 2),
        )

    def _theme(self, cell: ThemeCell, period: str) -> ft.Control:
        """Give a theme as the way to who says it, in the same period."""
        percent = cell.percent or 0
        name = ft.Text(
            cell.label,
            size=SMALL,
            expand=True,
            max_lines=self._lines,
            overflow=ft.TextOverflow.ELLIPSIS,
        )
        words = ft.Row(
            [name, ft.Text(f"{percent}%", size=SMALL, weight=BOLD)],
            spacing=NEAR,
            vertical_alignment=ft.CrossAxisAlignment.END,
        )
        held = ft.Container(words, height=self._high, alignment=ft.Alignment.BOTTOM_LEFT)
        drawn = ft.Column([held, bar(percent)], spacing=_BETWEEN, expand=True, tight=True)
        arrow = ft.Icon(
            ft.Icons.CHEVRON_RIGHT,
            color=ft.Colors.ON_SURFACE_VARIANT,
            size=ICON,
            visible=not is_tight(),
        )
        said = ft.Semantics(
            exclude_semantics=True,
            label=f"{cell.label}: {cell.words} ({percent}%)",
            content=ft.Row([drawn, arrow], spacing=_ARROW - ICON),
        )
        row = ft.Container(
            said,
            on_click=guard(lambda _: go(f"/lead/spread/{period}/{self._tree}/{cell.code}")),
            ink=True,
            height=self._whole,
            border_radius=CORNER,
            padding=ft.Padding.symmetric(horizontal=_SET_IN),
        )
        return ft.MergeSemantics(ft.Semantics(button=True, content=row), key=cell.code)

    def _line(self, number: int) -> ft.Control:
        """Give the quiet shape of one theme, each shorter than the one above."""
        drawn = ft.Row(
            [
                ft.Container(
                    height=_BAR,
                    expand=_MOST - number,
                    bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
                    border_radius=SMALL_CORNER,
                ),
                ft.Container(expand=1 + number),
            ]
        )
        held = ft.Container(height=self._high)
        lines = ft.Column([held, drawn], spacing=_BETWEEN, tight=True)
        place = ft.Container(
            lines,
            height=self._whole,
            alignment=ft.Alignment.CENTER_LEFT,
            padding=ft.Padding.symmetric(horizontal=_SET_IN),
        )
        return ft.Semantics(exclude_semantics=True, content=place)


def _ways(tree: str) -> list[ft.Control]:
    """Give ways that need no answer: the screens they lead to find the newest period."""
    ways: list[ft.Control] = [
        buttons.tile(
            "Closed periods",
            "Who says what, and how each theme moves",
            lambda _: go("/lead/closed"),
            icon=ft.Icons.GRID_ON_OUTLINED,
        ),
        buttons.tile(
            "What stands out",
            "Said more by some than by others",
            lambda _: go(f"/lead/findings/quarter/{tree}"),
            icon=ft.Icons.INSIGHTS,
        ),
    ]
    if tree == "group":
        ways.append(
            buttons.tile(
                "What is new",
                "Words that came up in the last four weeks that closed",
                lambda _: go(f"/lead/findings/block/{tree}"),
                icon=ft.Icons.FIBER_NEW_OUTLINED,
            )
        )
    return ways
