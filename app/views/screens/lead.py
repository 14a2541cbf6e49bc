"""For wellbeing leads: sign in, choose a quarter, read themes by staff group or by area."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app.domain.errors import InputError, ServerRefused
from app.domain.periods import Quarter
from app.usecases.read_themes import GroupFigures, LeadDesk, ThemeShare, ThemesView
from app.usecases.sign_in import NEEDED, READ_THEMES, Lead
from app.views.boundary import component, guard, start
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Choice
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.lead_tiles import Trusts, lead_tiles
from app.views.components.sign_in import SignIn
from app.views.components.sign_in_care import SignInCare
from app.views.components.skeleton import skeleton
from app.views.components.text import body, section
from app.views.components.theme_cells import bar, hidden_row
from app.views.screens.lead_glance import Glance
from app.views.services import go, use_session
from app.views.state.session import Session
from app.views.theme import ROOMY, TWO_PANES

#: Themes that a card shows at once; the others open under them.
_FIRST = 5
_UNSAVED = "Some changes are not saved yet. Open the tile above to save them or leave them out."


@component
def LeadScreen() -> ft.View:
    """The lead's own screen: sign-in first, figures after."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")

    if session.lead is None:
        return screen("For wellbeing leads", [SignIn()])
    lead = session.lead
    if lead.factor == NEEDED:
        return screen("Your sign-in", [SignInCare(lead)])

    async def sign_out() -> None:
        if services.editing.unsaved():
            raise InputError(_UNSAVED)
        services.forget_lead()
        await services.leads.sign_out()
        session.lead = None
        await session.rearm(services)
        go("/")

    marked = [notice.note("Synthetic data for demonstration. No real people.")]
    # Another trust's figures are other figures: nothing of the last ones stays on the screen.
    shown = ft.Container(Figures(session, services.leads), key=f"figures-{lead.trust}")
    figures = [section("Group by group"), shown] if lead.may(READ_THEMES) else []
    glance = [Glance(lead, key=f"glance-{lead.trust}")] if figures else []
    return screen(
        "What people are telling us" if figures else "Your trust's Layby",
        [
            *(marked if lead.synthetic else []),
            Trusts(lead),
            *glance,
            *lead_tiles(lead),
            # Above the figures, which would push it away when they come.
            buttons.quiet("Sign out", guard(sign_out, set_problem), icon=ft.Icons.LOGOUT),
            notice.trouble(problem),
            *figures,
        ],
        widest=ROOMY,
    )


@dataclass(frozen=True)
class _Shown:
    """What is on the screen: the quarters to choose from and the figures of one of them."""

    quarters: tuple[Quarter, ...] = ()
    view: ThemesView | None = None
    loaded: bool = False


def _no_figures(problem: str, *, loaded: bool, again: buttons.OnClick) -> ft.Control:
    if problem:
        return ft.Column([notice.trouble(problem), buttons.secondary("Try again", again)])
    if loaded:
        return body("There is nothing to show yet.", quiet=True)
    return skeleton("Reading the figures of each group…")


_Ways = list[tuple[str, str, str]]


@component
def Figures(session: Session, leads: LeadDesk) -> ft.Control:
    """Choose a quarter and a way to look; read the groups."""
    shown, set_shown = ft.use_state(_Shown())
    problem, set_problem = ft.use_state("")
    tries, set_tries = ft.use_state(0)
    ways = _ways(session.lead)
    numbers: dict[str, int] = {}
    asked, _ = ft.use_state(numbers)

    async def load(quarter: Quarter | None, by: str) -> None:
        set_problem("")
        number = asked["number"] = asked.get("number", 0) + 1
        try:
            quarters, begin = (shown.quarters, quarter) if quarter else await leads.quarters()
            view = await leads.themes(begin, by)
        except ServerRefused as error:
            if error.problem == "signed-out":
                session.lead = None
            raise
        finally:
            set_tries(lambda count: count + 1)
        # Of two quick taps the later one counts, whichever answer comes first.
        if number == asked["number"]:
            set_shown(_Shown(quarters, view, loaded=True))

    async def first() -> None:
        await guard(lambda: load(None, ways[0][0]), set_problem)(None)

    ft.use_effect(first, [])
    view = shown.view
    if view is None:
        return _no_figures(problem, loaded=shown.loaded, again=first)

    def pick_quarter(value: str) -> None:
        start(lambda: load(Quarter.parse(value), view.by), set_problem)

    def pick_by(value: str) -> None:
        start(lambda: load(view.quarter, value), set_problem)

    return stack(
        [
            Quarters(shown.quarters, view.quarter, pick_quarter),
            *_look_by(ways, view.by, pick_by, f"by-{tries}"),
            notice.trouble(problem),
            *([body(view.note, quiet=True)] if view.note else []),
            _cards([_group_card(group, view) for group in view.groups if _is_shown(group)]),
            *_not_shown(view),
        ],
        spacing=12,
    )


def _look_by(ways: _Ways, now: str, pick: Callable[[str], None], key: str) -> list[ft.Control]:
    if len(ways) < 2:
        return []
    return [section("Look by"), Choice("Look by", ways, now, pick, key=key)]


_BY_GROUP, _BY_AREA = ("staff_group", "Staff group", ""), ("area", "Trust area", "")


def _ways(lead: Lead | None) -> _Ways:
    """Give the ways to look; staff groups are the whole trust's, not those of some areas."""
    return [_BY_AREA] if lead is not None and lead.areas else [_BY_GROUP, _BY_AREA]


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
    return ft.Column(
        [tile, *([Choice("Quarter", others, str(chosen), choose)] if opened else [])], spacing=4
    )


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
