"""Choose the language: each is named in itself, and the next word is in it already."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component, start
from app.views.components import notice
from app.views.components.fields import Choice
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.language import show_in
from app.views.services import use_services


@component
def LanguageScreen() -> ft.View:
    """Every language that Layby speaks; one tap is enough, and it lasts on this device."""
    services = use_services()
    problem, set_problem = ft.use_state("")
    page = ft.context.page
    desk = services.languages
    now = desk.spoken

    def choose(code: str) -> None:
        async def keep() -> None:
            await desk.choose(code)
            show_in(page, services)

        set_problem("")
        start(keep, set_problem)

    options = [(one.code, one.name, "") for one in desk.languages]
    unread = tr(
        "No native speaker has read this translation yet. If something reads wrongly, tell your "
        "wellbeing lead. English is the one to rely on."
    )
    return screen(
        tr("Language"),
        [
            Choice(tr("Language"), options, now.code, choose),
            notice.trouble(problem),
            *([notice.note(unread)] if not now.reviewed else []),
            body(
                tr(
                    "It lasts on this device, for everyone who opens it. What you write stays in "
                    "the language you write it in."
                ),
                quiet=True,
            ),
        ],
    )
