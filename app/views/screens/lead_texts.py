"""The agreed texts of one staff group in a quarter: the words, nothing else."""

from dataclasses import dataclass

import flet as ft

from app.domain.organisation import STAFF_GROUPS
from app.domain.periods import Quarter
from app.usecases.read_themes import LeadDesk, Quote, TextsView
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.long_list import Window, scrolls, use_window
from app.views.components.text import body
from app.views.screens.lead_asked import use_asked
from app.views.services import use_services
from app.views.theme import CORNER

#: No number of them: beside the rounded one it would narrow down how many people spoke.
_ORDER = "In no particular order. What could point to someone counts and is not shown."
#: What a lead may do about a text that worries, and what nobody can.
WORRYING = (
    "If what you read worries you: nobody can find out whose words they are, and Layby cannot "
    "reach that person. You can make help better known to everybody, in the list of support and "
    "under “You said, we did”."
)


@component
def LeadTextsScreen() -> ft.View:
    """Read what people agreed to say, in no particular order."""
    services = use_services()
    params = ft.use_route_params()
    group = params.get("group", "")
    quarter = params.get("quarter", "")

    async def read() -> TextsView:
        return await services.leads.texts(Quarter.parse(quarter), group)

    asked = use_asked(read, quarter, group)
    window = use_window(len(asked.found.texts) if asked.found else 0)
    reading = Reading(services.leads, quarter, group)
    back = to_figures()
    rows = asked.rows(
        lambda view: _texts(view, reading, window), [back], waits="Reading the summaries…"
    )
    return screen(STAFF_GROUPS.get(group, "Summaries"), rows, on_scroll=scrolls(window))


def _texts(view: TextsView, reading: "Reading", window: Window) -> list[ft.Control]:
    if view.withheld is not None:
        return [notice.note(f"Withheld. {view.withheld}")]
    return [
        body(_ORDER, quiet=True),
        *(Card(quote, reading, key=quote.handle) for quote in window.of(view.texts)),
        *window.rest(),
        body(WORRYING, quiet=True),
    ]


@dataclass(frozen=True)
class Reading:
    """Whose texts are on the screen, and who is asked to hide one."""

    leads: LeadDesk
    quarter: str
    group: str

    async def flag(self, quote: Quote, *, flagged: bool) -> None:
        """Hide a text everywhere, or show it again; raises SyncError."""
        quarter = Quarter.parse(self.quarter)
        await self.leads.flag(quarter, self.group, quote, flagged=flagged)


@component
def Card(quote: Quote, reading: Reading) -> ft.Control:
    """One text; who thinks that it could point to someone hides it, and can undo that here."""
    asking, set_asking = ft.use_state(False)
    hidden, set_hidden = ft.use_state(False)
    problem, set_problem = ft.use_state("")

    async def put(flagged: bool) -> None:
        set_problem("")
        await reading.flag(quote, flagged=flagged)
        set_asking(False)
        set_hidden(flagged)

    if hidden:
        rows: list[ft.Control] = [
            notice.good("Hidden for everybody. It still counts, once. Thank you."),
            buttons.quiet("Undo", guard(lambda: put(False), set_problem), icon=ft.Icons.UNDO),
        ]
    elif asking:
        rows = [
            body(quote.text),
            notice.note(
                "If you hide it, nobody sees it from then on, and it is deleted later. You can "
                "undo it while you are on this page. Its author is told, without a name or a "
                "reason."
            ),
            buttons.primary("Hide it", guard(lambda: put(True), set_problem)),
            buttons.secondary("Leave it", lambda _: set_asking(False)),
        ]
    else:
        rows = [
            body(quote.text),
            buttons.quiet(
                "This could point to someone",
                lambda _: set_asking(True),
                icon=ft.Icons.VISIBILITY_OFF,
            ),
        ]
    return ft.Container(
        stack([*rows, notice.trouble(problem)]),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        padding=16,
    )
