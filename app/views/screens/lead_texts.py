"""The agreed texts of one staff group in a quarter: the words, nothing else."""

import flet as ft

from app.domain.organisation import STAFF_GROUPS
from app.domain.periods import Quarter
from app.usecases.read_themes import TextsView
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import go, use_session
from app.views.theme import CORNER

#: More than a person reads at a sitting, and few enough to scroll smoothly.
MOST_TEXTS = 200


@component
def LeadTextsScreen() -> ft.View:
    """Read what people agreed to say, in no particular order."""
    services, session = use_session()
    params = ft.use_route_params()
    group = params.get("group", "")
    nothing: TextsView | None = None
    view, set_view = ft.use_state(nothing)
    problem, set_problem = ft.use_state("")

    async def read() -> None:
        set_view(await services.leads.texts(Quarter.parse(params.get("quarter", "")), group))

    async def first() -> None:
        if session.lead is not None:
            await guard(read, set_problem)(None)

    ft.use_effect(first, [])
    return screen(
        STAFF_GROUPS.get(group, "Summaries"),
        [
            notice.trouble(problem),
            *(_texts(view) if session.lead else [body("Sign in to read the summaries.")]),
            buttons.secondary("Back to the figures", lambda _: go("/lead")),
        ],
    )


def _texts(view: TextsView | None) -> list[ft.Control]:
    if view is None:
        return [body("Reading the summaries…", quiet=True)]
    if view.withheld is not None:
        return [notice.note(f"Withheld. {view.withheld}")]
    count = len(view.texts)
    shown = view.texts[:MOST_TEXTS]
    words = f"{count} summaries" if count <= MOST_TEXTS else f"{MOST_TEXTS} of {count} summaries"
    return [body(f"{words}, in no particular order.", quiet=True), *map(_card, shown)]


def _card(text: str) -> ft.Control:
    return ft.Container(
        body(text),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        padding=16,
    )
