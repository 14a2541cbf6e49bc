"""Quotes: the sentences that may be shown, and a way to take each back."""

import flet as ft

from app.usecases.read_texts import ShownQuote
from app.usecases.sign_in import CHECK_THEMES
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.sure import Sure
from app.views.components.text import body
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go, use_session

TITLE = "Quotes"

_WHAT = (
    "Sentences that people agreed to and a lead approved. Each is shown with its staff group or "
    "with its area, never with both, and without a week."
)
_NONE = "There are none yet. Find a text, and choose a sentence of it."


@component
def LeadQuotesScreen() -> ft.View:
    """Read them; take one back."""
    services, session = use_session()
    found = use_asked(services.texts.quotes)
    may = session.lead is not None and session.lead.may(CHECK_THEMES)

    def show(quotes: tuple[ShownQuote, ...]) -> list[ft.Control]:
        rows: list[ft.Control] = [body(_WHAT, quiet=True)]
        rows += [QuoteCard(quote, may, found.again, key=quote.id) for quote in quotes]
        return rows if quotes else [*rows, body(_NONE)]

    then = [
        buttons.tile(
            "Find in the texts",
            "Look for words; choose a sentence",
            lambda _: go("/lead/find"),
            icon=ft.Icons.SEARCH,
        ),
        to_figures(),
    ]
    return screen(TITLE, found.rows(show, then))


@component
def QuoteCard(quote: ShownQuote, may: bool, gone: buttons.OnClick) -> ft.Control:
    """One quote; ``gone`` looks anew once it was taken back."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")

    async def run() -> None:
        await services.texts.withdraw(quote)

    async def withdraw() -> None:
        await asking(session, run)
        await gone()

    rows: list[ft.Control] = [
        body(f"“{quote.words}”"),
        body(f"{quote.label}. {quote.name}.", quiet=True),
    ]
    if may:
        rows.append(
            Sure(
                "Take this quote back",
                ["It is shown nowhere from then on."],
                "Yes, take it back",
                "Keep it",
                guard(withdraw, set_problem),
                loud=False,
            )
        )
    return card([*rows, notice.trouble(problem)], spacing=6)
