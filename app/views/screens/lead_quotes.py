"""Quotes: the sentences that may be shown, and a way to take each back."""

import flet as ft

from app.usecases.read_texts import ShownQuote
from app.usecases.sign_in import CHECK_THEMES
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.frame import screen
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
    turn, set_turn = ft.use_state(0)
    found = use_asked(services.texts.quotes, turn)
    may = session.lead is not None and session.lead.may(CHECK_THEMES)

    def show(quotes: tuple[ShownQuote, ...]) -> list[ft.Control]:
        again = lambda: set_turn(lambda count: count + 1)  # noqa: E731 - one line, used once
        rows: list[ft.Control] = [body(_WHAT, quiet=True)]
        rows += [QuoteCard(quote, may, again, key=quote.id) for quote in quotes]
        return rows if quotes else [*rows, body(_NONE)]

    return screen(
        TITLE,
        [
            *found.rows(show),
            buttons.tile(
                "Find in the texts",
                "Look for words; choose a sentence",
                lambda _: go("/lead/find"),
                icon=ft.Icons.SEARCH,
            ),
            buttons.quiet("Back to the figures", lambda _: go("/lead")),
        ],
    )


@component
def QuoteCard(quote: ShownQuote, may: bool, gone: buttons.OnClick) -> ft.Control:
    """One quote."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")

    async def run() -> None:
        await services.texts.withdraw(quote)

    async def withdraw() -> None:
        await asking(session, run)
        gone()

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
