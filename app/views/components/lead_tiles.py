"""What a signed-in lead may go to, and which trust they look at."""

import flet as ft

from app.usecases.sign_in import (
    CHECK_THEMES,
    EDIT_CONTENT,
    MANAGE_ACCOUNTS,
    MANAGE_ENROLMENT,
    NONE,
    READ_AUDIT,
    READ_SUMMARIES,
    READ_THEMES,
    Lead,
)
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import side_by_side
from app.views.components.fields import Choice
from app.views.components.text import body, section
from app.views.services import go, use_session

#: Permission, words, what is behind it, address, icon; in the order of use. "" is for everybody.
#: Closed periods stand above all these, beside what was said most in the last.
_TILES: dict[str, tuple[tuple[str, str, str, str, ft.IconData], ...]] = {
    "Read": (
        (
            READ_THEMES,
            "Who is reached",
            "Conversations held against headcount",
            "reach",
            ft.Icons.GROUPS_OUTLINED,
        ),
        (
            READ_SUMMARIES,
            "Find in the texts",
            "Look for words in agreed texts",
            "find",
            ft.Icons.SEARCH,
        ),
        (
            READ_SUMMARIES,
            "Quotes",
            "Sentences that may be shown",
            "quotes",
            ft.Icons.FORMAT_QUOTE,
        ),
    ),
    "Act": (
        (
            READ_SUMMARIES,
            "Board report",
            "A closed quarter to read, print and pass on",
            "report",
            ft.Icons.SUMMARIZE_OUTLINED,
        ),
        (
            READ_SUMMARIES,
            "Actions",
            "What you do about a theme, and what came of it",
            "actions",
            ft.Icons.TASK_ALT,
        ),
    ),
    "Put the themes right": (
        (
            CHECK_THEMES,
            "Check the themes",
            "Twenty texts, about ten seconds each",
            "checks",
            ft.Icons.FACT_CHECK_OUTLINED,
        ),
        (
            CHECK_THEMES,
            "How well themes are told",
            "Trusted, check or not yet; learn from checks",
            "learning",
            ft.Icons.SCHOOL_OUTLINED,
        ),
        (
            EDIT_CONTENT,
            "Codebook",
            "The themes: their phrases and examples, merge and split",
            "codebook",
            ft.Icons.MENU_BOOK_OUTLINED,
        ),
    ),
    "Look after Layby": (
        (
            EDIT_CONTENT,
            "Guides, services and areas",
            "Change what your trust's devices show",
            "content",
            ft.Icons.EDIT_NOTE,
        ),
        (
            EDIT_CONTENT,
            "Headcount",
            "How many people work where",
            "headcount",
            ft.Icons.FORMAT_LIST_NUMBERED,
        ),
        (
            MANAGE_ENROLMENT,
            "Enrolment codes",
            "Let devices send, or end that",
            "codes",
            ft.Icons.QR_CODE_2,
        ),
        (
            MANAGE_ACCOUNTS,
            "People with an account",
            "Invite, suspend, help after a lost phone",
            "accounts",
            ft.Icons.MANAGE_ACCOUNTS_OUTLINED,
        ),
        (
            READ_AUDIT,
            "Who did what",
            "Looks, changes and sign-ins; nothing of what was said",
            "audit",
            ft.Icons.HISTORY,
        ),
        (
            "",
            "Your sign-in",
            "Password, codes from your phone, passkeys",
            "sign-in",
            ft.Icons.PHONELINK_LOCK,
        ),
    ),
}


def lead_tiles(lead: Lead) -> list[ft.Control]:
    """Give the tiles that this account may use, by what they are for; side by side with room.

    Without a second factor, its set-up comes first.
    """
    rows: list[ft.Control] = [] if lead.factor != NONE else [_alone()]
    for name, tiles in _TILES.items():
        mine = [one for one in tiles if not one[0] or lead.may(one[0])]
        if mine:
            rows.append(section(name))
            rows.append(side_by_side([_tile(*one[1:]) for one in mine], f"tiles-{name}"))
    return rows


def _alone() -> ft.Control:
    return buttons.tile(
        "Your password alone protects this",
        "Add a code from your phone",
        lambda _: go("/lead/sign-in"),
        icon=ft.Icons.GPP_MAYBE_OUTLINED,
    )


def _tile(words: str, detail: str, route: str, icon: ft.IconData) -> ft.Control:
    return buttons.tile(words, detail, lambda _: go(f"/lead/{route}"), icon=icon)


@component
def Trusts(lead: Lead) -> ft.Control:
    """The trust that is looked at; where there are several, a way to another."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    if len(lead.trusts) < 2:
        return body(lead.organisation)

    async def look(trust: str) -> None:
        session.lead = await services.sign_in.look_at(trust)

    def pick(trust: str) -> None:
        start(lambda: look(trust), set_problem)

    choices = [(trust, name, "") for trust, name in lead.trusts]
    choice = Choice("Trust", choices, lead.trust, pick, key=f"trust-{lead.trust}")
    return ft.Column([choice, notice.trouble(problem)], spacing=4)
