"""The whole support list on paper, for the mess room wall or a pocket."""

import flet as ft

from app.domain.wording import tr
from app.usecases.find_support import Support
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.services import go, use_services


@component
def SupportPrintScreen() -> ft.View:
    """What the paper will say, and the button that prints it."""
    services = use_services()
    problem, set_problem = ft.use_state("")
    lines = Support(services.content.services, services.today()).print_lines()

    async def print_it() -> None:
        set_problem("")
        if not await services.device.print_lines(tr("Where to get support"), lines):
            set_problem(tr("This device cannot print from here. The list stays in the app."))

    return screen(
        tr("Print the list"),
        [
            body(tr("One page for a wall or a pocket. Nothing about you is on it.")),
            notice.trouble(problem),
            buttons.primary(tr("Print"), guard(print_it, set_problem), icon=ft.Icons.PRINT),
            card([body(line, quiet=True) for line in lines]),
            buttons.secondary(tr("See all support"), lambda _: go("/support")),
        ],
        aside=True,
    )
