"""One action: its theme, what is done, who looks after it, from when, and how far it is."""

from collections.abc import Callable

import flet as ft

from app.domain.insight_figures import ClosedPeriod
from app.domain.theme_action import STATES, ThemeAction
from app.usecases.open_item import begin_answer
from app.usecases.theme_actions import Typed
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Choice, Line, OnWords, Words
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go, use_session

TITLE = "Action"
_FOR_CREWS = (
    "Crews read what you publish under “You said, we did”. That is written apart, in words for "
    "them."
)
#: What the fields are called where trouble may stand by them, out of sight of the button.
_PLACES = {
    "theme": "Theme",
    "words": "What you do about it",
    "owner": "Who looks after it",
    "day": "From when it should be felt",
    "from_day": "From when it should be felt",
}
_NO_PERIOD = "A theme can become an action once a first period has closed."
_GONE = "There is no such action."
#: Periods that are looked through for themes.
_LOOKED_AT = 4

#: Theme ids and labels, and the action that is open, if any.
_Known = tuple[list[tuple[str, str]], ThemeAction | None, bool]


@component
def LeadActionScreen() -> ft.View:
    """A new action, or one that is there."""
    services, session = use_session()
    desk, lead = services.actions, session.lead
    asked_for = ft.use_route_params().get("action", "new")
    if lead is not None:
        desk.belong_to(f"{lead.trust}: {lead.name}")

    async def read() -> _Known:
        found = await desk.all()
        one = next((each for each in found if each.id == asked_for), None)
        periods = await services.insights.periods()
        themes = await _themes(periods)
        return themes, one, asked_for == "new" or one is not None

    async def _themes(periods: tuple[ClosedPeriod, ...]) -> list[tuple[str, str]]:
        # The newest period may show nobody; themes are those that some period has figures of.
        for period in sorted(periods, key=lambda one: one.kind == "block")[:_LOOKED_AT]:
            heat = await services.insights.heat(period.id, "group")
            for row in heat.rows:
                if row.themes:
                    named = ((cell.code, cell.label) for cell in row.themes)
                    return sorted(named, key=lambda pair: pair[1])
        return []

    asked = use_asked(read, asked_for)

    def show(known: _Known) -> list[ft.Control]:
        themes, one, there = known
        if not there:
            return [body(_GONE)]
        if not themes and one is None:
            return [body(_NO_PERIOD)]
        typed = desk.new() if one is None else desk.opened(one)
        offered = themes if one is None else [(one.theme, one.label)]
        return [ActionForm(typed, offered, key=f"form-{typed.id}")]

    back = buttons.quiet("Back to the actions", lambda _: go("/lead/actions"))
    return screen(TITLE, asked.rows(show, [back]))


@component
def ActionForm(typed: Typed, themes: list[tuple[str, str]]) -> ft.Control:
    """What is typed, kept at every letter; saved when all of it fits."""
    services, session = use_session()
    form = use_form()
    _, redraw = ft.use_state(0)

    def hear(name: str, *, draw: bool = False) -> OnWords:
        return _hearing(typed, name, (lambda: redraw(lambda count: count + 1)) if draw else None)

    async def save() -> None:
        async def ask() -> None:
            await services.actions.save(typed, services.today())
            go("/lead/actions")

        await asking(session, ask)

    async def tell() -> None:
        answer = await services.editing.open("action", "new")
        theme = typed.theme, dict(themes).get(typed.theme, "")
        begin_answer(answer, theme, typed.owner, typed.state)
        go("/lead/content/action/new")

    def leave() -> None:
        services.actions.leave(typed)
        go("/lead/actions")

    states = [(state, words, "") for state, words in STATES.items()]
    rows: list[ft.Control] = [
        section("Theme"),
        *_theme(typed, themes, hear("theme", draw=True)),
        notice.trouble(form.problem("theme")),
        Words("What you do about it", typed.words, hear("words"), error=form.problem("words")),
        Line("Who looks after it", typed.owner, hear("owner"), hint="A post or a team, no name",
             error=form.problem("owner")),
        Line("From when it should be felt", typed.day, hear("day"), hint="1 December 2026",
             error=form.problem("day") or form.problem("from_day")),
        section("How far it is"),
        Choice("How far it is", states, typed.state, hear("state", draw=True),
               key=f"state-{typed.state}"),
        buttons.primary("Save", form.doing(save), disabled=form.busy),
        notice.trouble(form.problem() or form.told(_PLACES, "Not saved yet. See above: {place}.")),
        body(_FOR_CREWS, quiet=True),
        buttons.secondary("Tell crews: You said, we did", form.doing(tell),
                          icon=ft.Icons.CAMPAIGN),
        Sure("Leave out what I typed", ["What was saved before stays."], "Yes, leave it out",
             "Keep it", leave, loud=False),
    ]  # fmt: skip
    return stack(rows)


def _hearing(typed: Typed, name: str, redraw: Callable[[], None] | None) -> OnWords:
    def keep(words: str) -> None:
        setattr(typed, name, words)
        if redraw is not None:
            redraw()

    return keep


def _theme(typed: Typed, themes: list[tuple[str, str]], pick: OnWords) -> list[ft.Control]:
    if len(themes) == 1:
        return [body(themes[0][1])]
    return [Themes(typed.theme, themes, pick, key=f"theme-{typed.theme}")]


@component
def Themes(chosen: str, themes: list[tuple[str, str]], pick: OnWords) -> ft.Control:
    """The theme that was chosen; all of them open under it, and close once one is."""
    opened, set_opened = ft.use_state(False)
    label = dict(themes).get(chosen, "")
    tile = buttons.tile(
        label or "Choose a theme",
        "Choose another theme" if label else "What the action is about",
        lambda _: set_opened(not opened),
        icon=ft.Icons.SELL_OUTLINED,
        opened=opened,
    )
    offered = [(code, words, "") for code, words in themes]
    choice = [Choice("Theme", offered, chosen, pick)] if opened else []
    return stack([tile, *choice], spacing=4)
