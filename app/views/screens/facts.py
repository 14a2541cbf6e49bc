"""Good to know: what is so, who says it, and when they said it."""

import flet as ft

from app.domain.conversation import Step
from app.domain.days import date_words
from app.domain.guide import Guide, Source
from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.resume import route_of
from app.views.components.text import body, large, section
from app.views.screens.talk_steps import current, nothing_open
from app.views.services import go, use_session


@component
def FactsScreen() -> ft.View:
    """The guide's facts, each with its sources; at the foot the sources with their dates."""
    _, session = use_session()
    found = current(session, Step.BEFORE)
    if found is None:
        return nothing_open(session)
    conversation, guide = found
    return screen(
        tr("Good to know"),
        [
            body(tr("For this kind of talk: {title}.", title=guide.title)),
            *_facts(guide),
            section(tr("Where this comes from")),
            *[body(_in_full(source), quiet=True) for source in _cited(guide)],
            buttons.primary(
                tr("Back to the conversation"),
                lambda _: go(route_of(conversation)),
                icon=ft.Icons.ARROW_BACK,
            ),
        ],
        aside=True,
    )


def _facts(guide: Guide) -> list[ft.Control]:
    known = {source.id: source for source in guide.sources}
    rows: list[ft.Control] = []
    for fact in guide.facts:
        said = "; ".join(_in_short(known[found]) for found in fact.sources if found in known)
        rows.append(card([large(fact.text), body(said, quiet=True)]))
    return rows


def _cited(guide: Guide) -> list[Source]:
    wanted = {source for fact in guide.facts for source in fact.sources}
    return [source for source in guide.sources if source.id in wanted]


def _in_short(source: Source) -> str:
    return f"{source.organisation}, {source.dated}"


def _in_full(source: Source) -> str:
    looked = date_words(source.checked_on)
    return tr(
        "{title}. {organisation}, {dated}. We looked at it on {looked}.",
        title=source.title,
        organisation=source.organisation,
        dated=source.dated,
        looked=looked,
    )
