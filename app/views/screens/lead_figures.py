"""The quarter so far: its themes by staff group or by area, and ways to the texts."""

from collections.abc import Callable

import flet as ft

from app.domain.periods import Quarter
from app.usecases.read_themes import GroupFigures, LeadDesk, ThemeShare, ThemesView
from app.usecases.sign_in import Lead
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, in_a_column, stack
from app.views.components.closed_choice import weeks
from app.views.components.fields import Choice
from app.views.components.fold import Fold
from app.views.components.text import body, section
from app.views.components.theme_cells import bar, hidden_row
from app.views.screens.lead_asked import use_asked
from app.views.services import go
from app.views.theme import TWO_PANES

#: Themes that a card shows at once; the others open under them.
_FIRST = 5
_WAITS = "Reading the figures of each group…"

_Ways = list[tuple[str, str, str]]


@component
def Figures(lead: Lead, leads: LeadDesk) -> ft.Control:
    """Choose a quarter and a way to look; read the groups."""
    ways = _ways(lead)
    none: Quarter | None = None
    picked, pick = ft.use_state(none)
    by, look_by = ft.use_state(ways[0][0])
    listed = use_asked(leads.quarters)
    quarter = picked or (listed.found[1] if listed.found else None)

    async def read() -> ThemesView | None:
        return await leads.themes(quarter, by) if quarter else None

    themes = use_asked(read, quarter, by)

    def show(found: tuple[tuple[Quarter, ...], Quarter]) -> list[ft.Control]:
        return [
            *_still_open(*found),
            Quarters(found[0], quarter, lambda value: pick(Quarter.parse(value))),
            *_look_by(ways, by, look_by),
            *themes.rows(_groups, waits=_WAITS),
        ]

    return stack(listed.rows(show, waits=_WAITS), spacing=12)


def _still_open(quarters: tuple[Quarter, ...], first: Quarter) -> list[ft.Control]:
    """Name the quarters that are not closed yet; ``first`` is the newest closed one, if any is."""
    later = [one.in_words() for one in reversed(quarters) if one > first]
    if not later:
        return []
    said = f"Still open: {' and '.join(later)}. A quarter closes a fortnight after its last week."
    return [body(said, quiet=True)]


def _look_by(ways: _Ways, now: str, pick: Callable[[str], None]) -> list[ft.Control]:
    if len(ways) < 2:
        return []
    return [section("Look by"), Choice("Look by", ways, now, pick, key=f"by-{now}")]


def _groups(view: ThemesView) -> list[ft.Control]:
    return [
        *([in_a_column([body(view.note, quiet=True)], "note")] if view.note else []),
        _cards([_group_card(group, view) for group in view.groups if _is_shown(group)]),
        *_not_shown(view),
    ]


_BY_GROUP, _BY_AREA = ("staff_group", "Staff group", ""), ("area", "Trust area", "")


def _ways(lead: Lead) -> _Ways:
    """Give the ways to look; staff groups are the whole trust's, not those of some areas."""
    return [_BY_AREA] if lead.areas else [_BY_GROUP, _BY_AREA]


@component
def Quarters(
    quarters: tuple[Quarter, ...], chosen: Quarter, pick: Callable[[str], None]
) -> ft.Control:
    """The quarter that is shown; the others open under it."""
    opened, set_opened = ft.use_state(False)

    def choose(value: str) -> None:
        set_opened(False)
        pick(value)

    tile = buttons.tile(
        chosen.in_words(),
        "Choose another quarter",
        lambda _: set_opened(not opened),
        icon=ft.Icons.CALENDAR_MONTH,
        opened=opened,
    )
    others = [(str(quarter), quarter.in_words(), "") for quarter in quarters]
    inside = [weeks(str(chosen)), Choice("Quarter", others, str(chosen), choose)] if opened else []
    return ft.Column([tile, *inside], spacing=4)


def _group_card(group: GroupFigures, view: ThemesView) -> ft.Control:
    rows: list[ft.Control] = [section(group.name), body(f"{group.summaries} summaries")]
    themes = [_theme_row(theme) for theme in group.themes]
    rows += themes[:_FIRST]
    if rest := themes[_FIRST:]:
        more = f"{len(rest)} more"
        rows.append(Fold("More themes", more, lambda: rest, key=f"more-{view.quarter}-{group.id}"))
    if view.by == "staff_group":
        rows.append(
            buttons.quiet(
                f"Read the summaries: {group.name}",
                lambda _: go(f"/lead/{view.quarter}/{group.id}"),
            )
        )
    return card(rows, spacing=8)


def _is_shown(group: GroupFigures) -> bool:
    return group.withheld is None and group.summaries is not None


def _cards(cards: list[ft.Control]) -> ft.Control:
    """Give the cards, two in a row where there is room."""
    columns = [ft.Container(one, col={"xs": 12, "pane": 6}) for one in cards]
    return ft.ResponsiveRow(
        [*columns], breakpoints={"xs": 0, "pane": TWO_PANES}, spacing=12, run_spacing=12
    )


def _not_shown(view: ThemesView) -> list[ft.Control]:
    """Name the groups that are withheld, each reason once."""
    names: dict[str, list[str]] = {}
    for group in view.groups:
        if not _is_shown(group):
            names.setdefault(group.withheld or "", []).append(group.name)
    return [hidden_row([f"{', '.join(named)}: withheld.", why]) for why, named in names.items()]


def _theme_row(theme: ThemeShare) -> ft.Control:
    # Where only words are given, as for "nearly all of 11", an empty bar would say "none".
    bars = [] if theme.share is None else [bar(theme.share)]
    share = f" ({theme.share}%)" if theme.share is not None else ""
    words = f"{theme.label}: {theme.words}{share}"
    return ft.Semantics(
        container=True,
        exclude_semantics=True,
        label=words,
        content=ft.Column([ft.Text(words, size=15), *bars], spacing=4),
    )
