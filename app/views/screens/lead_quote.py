"""Choose a sentence of a text, its theme, and what it is shown with."""

import flet as ft

from app.domain.errors import InputError
from app.domain.insight_figures import HeatMap
from app.usecases.read_texts import ShownQuote, TextDesk, sentences_of
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Choice
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go, use_session

TITLE = "Quote a sentence"

_GONE = "Choose a text first: find one, then come back here."
_OPEN = "Its quarter has not closed yet. Quotes stand with closed figures; wait until it has."
_SURE = (
    "Read it as a colleague of theirs would. If anybody could guess who said it, choose another."
)
_WITH = [
    ("group", "With its staff group", ""),
    ("area", "With its area", "Only where many of its group spoke there"),
]


@component
def LeadQuoteScreen() -> ft.View:
    """The sentences of the chosen text; the server looks at the chosen one once more."""
    services, _ = use_session()
    desk = services.texts
    chosen = desk.chosen

    async def read() -> HeatMap | None:
        periods = await services.insights.periods()
        closed = chosen is not None and any(one.id == chosen.quarter for one in periods)
        if chosen is None or not closed:
            return None
        return await services.insights.heat(chosen.quarter, "group")

    heat = use_asked(_answered(read), chosen.handle if chosen else "")
    back = buttons.quiet("Back to what was found", lambda _: go("/lead/find"))
    if chosen is None:
        return screen(TITLE, [body(_GONE), back])
    return screen(TITLE, heat.rows(lambda found: _rows(found[0], desk), [back]))


def _answered(read: buttons.OnClick) -> buttons.OnClick:
    """Tell "there is nothing" from "there is no answer yet"."""

    async def run() -> tuple[HeatMap | None]:
        return (await read(),)

    return run


def _rows(heat: HeatMap | None, desk: TextDesk) -> list[ft.Control]:
    if heat is None:
        return [notice.note(_OPEN)]
    themes = {cell.code: cell.label for row in heat.rows for cell in row.themes}
    return [Choosing(desk, tuple(themes.items()), key="choosing")]


@component
def Choosing(desk: TextDesk, themes: tuple[tuple[str, str], ...]) -> ft.Control:
    """Three choices and one button."""
    _, session = use_session()
    form = use_form()
    nothing: ShownQuote | None = None
    made, set_made = ft.use_state(nothing)
    parts = sentences_of(desk.chosen.text) if desk.chosen is not None else []
    picked = form.typed

    async def run() -> None:
        words = parts[int(picked["words"])]
        set_made(await desk.approve(words, picked["theme"], picked.get("tree", "group")))

    async def approve() -> None:
        if "words" not in picked or "theme" not in picked:
            raise InputError("Choose a sentence and a theme.")
        await asking(session, run)

    if made is not None:
        return stack(
            [
                notice.good(f"“{made.words}” may be shown with: {made.name}."),
                buttons.primary("See all quotes", lambda _: go("/lead/quotes")),
            ]
        )
    sentences = [(str(number), part, "") for number, part in enumerate(parts)]
    return stack(
        [
            section("Which sentence?"),
            Choice("Which sentence?", sentences, picked.get("words", ""), form.hear("words"),
                   key="which"),
            body(_SURE, quiet=True),
            section("Which theme is it about?"),
            Choice("Which theme is it about?", [(code, label, "") for code, label in themes],
                   picked.get("theme", ""), form.hear("theme"), key="theme"),
            section("What is it shown with?"),
            Choice("What is it shown with?", _WITH, picked.get("tree", "group"),
                   form.hear("tree"), key="with"),
            notice.trouble(form.problem()),
            buttons.working("Let it be shown", "Looking at it…", form.doing(approve),
                            busy=form.busy),
        ]
    )  # fmt: skip
