"""Find words in the texts that a lead may read, misspelt ones too."""

import flet as ft

from app.usecases.read_texts import FoundText, Search, TextDesk
from app.usecases.sign_in import CHECK_THEMES
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Line
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.skeleton import skeleton
from app.views.components.text import body
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking, gate
from app.views.services import go, use_session
from app.views.theme import FONT

TITLE = "Find in the texts"

_WHAT = "Type a word or two. All of them must stand in a text; other spellings are found too."

_OPEN = "It can be quoted once this quarter has closed."


@component
def LeadFindScreen() -> ft.View:
    """One field, and what was found; both are still there after a look elsewhere."""
    services, session = use_session()
    lead, desk = session.lead, services.texts
    if lead is not None:
        desk.belong_to(f"{lead.trust}: {lead.name}")
    rows = gate(lead is not None)
    if lead is not None:
        rows.append(Finding(desk, lead.may(CHECK_THEMES), key="finding"))
    # The way back is in the bar, in sight however far the texts go: one is enough.
    return screen(TITLE, rows)


@component
def Finding(desk: TextDesk, may_quote: bool) -> ft.Control:
    """The field and its answer."""
    services, session = use_session()
    form = use_form()
    found, set_found = ft.use_state(desk.search)

    def typed(words: str) -> None:
        desk.looked_for = words

    async def find() -> None:
        if not desk.looked_for.strip():
            form.say("words", "Type a word to look for.")
            return
        await asking(session, _run)

    async def _run() -> None:
        set_found(await desk.find())

    listed = use_asked(services.insights.periods)
    closed = None if listed.found is None else frozenset(one.id for one in listed.found)
    look = form.doing(find)
    rows: list[ft.Control] = [
        body(_WHAT),
        Line("Words to look for", desk.looked_for, typed, error=form.problem("words"),
             on_submit=look, key="words"),
        buttons.working("Find", "Looking…", look, busy=form.busy, icon=ft.Icons.SEARCH),
        notice.trouble(form.problem()),
    ]  # fmt: skip
    # What may be quoted is said of each text at once: a line more or less would move the others.
    known = closed is not None or bool(listed.problem)
    if found is not None:
        shown = _shown(found, desk, may_quote, closed) if known else [skeleton("Looking…")]
        rows += shown
    return stack(rows)


def _shown(
    found: Search, desk: TextDesk, may_quote: bool, closed: frozenset[str] | None
) -> list[ft.Control]:
    return [
        ft.Semantics(live_region=True, container=True, content=body(found.said)),
        *(_card(text, desk, may_quote, closed) for text in found.texts),
        body(found.note, quiet=True),
    ]


def _card(
    text: FoundText, desk: TextDesk, may_quote: bool, closed: frozenset[str] | None
) -> ft.Control:
    """Give a text; ``closed`` are the closed periods, None where that is not known (yet)."""

    def choose() -> None:
        desk.chosen = text
        go("/lead/quote")

    rows: list[ft.Control] = [
        _marked(text),
        body(f"{text.group_name}, {text.quarter_words}", quiet=True),
    ]
    if may_quote and closed is not None and text.quarter not in closed:
        rows.append(body(_OPEN, quiet=True))
    elif may_quote:
        rows.append(
            buttons.quiet(
                "Quote a sentence of it",
                lambda _: choose(),
                icon=ft.Icons.FORMAT_QUOTE,
                key=f"quote-{text.handle}",
            )
        )
    made = card(rows, spacing=6)
    made.key = text.handle
    return made


def _marked(text: FoundText) -> ft.Control:
    """Give the text with what was looked for in bold and underlined, never by colour alone."""
    spans: list[ft.TextSpan] = []
    at = 0
    strong = ft.TextStyle(
        weight=ft.FontWeight.W_700, decoration=ft.TextDecoration.UNDERLINE, font_family=FONT
    )
    for start, end in text.marks:
        spans += [ft.TextSpan(text.text[at:start]), ft.TextSpan(text.text[start:end], strong)]
        at = end
    spans.append(ft.TextSpan(text.text[at:]))
    words = ft.Text(spans=spans, size=17, color=ft.Colors.ON_SURFACE)
    # In pieces a reader would stop at every mark.
    return ft.Semantics(container=True, exclude_semantics=True, label=text.text, content=words)
