"""I am worried about someone: what to do now. Offline, one tap from the conversation."""

import flet as ft

from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import bullet, section
from app.views.services import go, use_services


@component
def WorriedScreen() -> ft.View:
    """The guide's help in the moment, and the way to people who can help."""
    services = use_services()
    guide = next(iter(services.content.guides.values()), None)
    rows: list[ft.Control] = [buttons.support(lambda _: go("/support"))]
    for title, lines in guide.in_the_moment if guide else ():
        rows.append(section(title))
        rows += [bullet(line) for line in lines]
    return screen("I am worried about someone", rows, support=False, aside=True)
