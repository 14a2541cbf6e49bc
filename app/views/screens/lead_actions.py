"""Actions: what the trust does about themes, and the same figure before and after."""

import flet as ft

from app.domain.days import day_words
from app.domain.theme_action import STATES, ThemeAction
from app.usecases.sign_in import ACT_ON_THEMES
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

TITLE = "Actions"
_WHAT = (
    "What you do about a theme, who looks after it, and from when it should be felt. Later its "
    "figure stands here again: the last quarter before that day, and the first whole one after."
)
_NONE = "There is no action yet."


@component
def LeadActionsScreen() -> ft.View:
    """Every action, the newest first."""
    services, session = use_session()
    desk, lead = services.actions, session.lead
    if lead is not None:
        desk.belong_to(f"{lead.trust}: {lead.name}")
    asked = use_asked(desk.all)
    may = lead is not None and lead.may(ACT_ON_THEMES)

    def show(actions: tuple[ThemeAction, ...]) -> list[ft.Control]:
        rows: list[ft.Control] = [body(_WHAT, quiet=True)]
        if may:
            new = "Act on a theme"
            rows.append(buttons.primary(new, lambda _: go("/lead/action/new")))
        return [*rows, *([] if actions else [body(_NONE)]), *(_card(one, may) for one in actions)]

    back = to_figures()
    return screen(TITLE, asked.rows(show, [back]))


def _card(one: ThemeAction, may: bool) -> ft.Control:
    rows: list[ft.Control] = [
        section(one.label),
        body(one.words),
        body(f"{one.owner}. {STATES.get(one.state, one.state)}, from {day_words(one.day)}."),
        *([body(one.name, quiet=True)] if one.node != "*" else []),
    ]
    for when, figure in (("Before", one.before), ("After", one.after)):
        if figure is not None:
            rows.append(body(f"{when}, {figure.words}: {figure.figure}"))
    rows.append(body(one.outcome))
    if may:
        change = f"Change “{one.words[:40]}”"
        rows.append(buttons.quiet(change, lambda _: go(f"/lead/action/{one.id}"), key=one.id))
    return card(rows, spacing=8)
