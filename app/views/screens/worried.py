"""I am worried about someone: what to do now. Offline, one tap from the conversation."""

import flet as ft

from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import bullet, section
from app.views.services import go, use_session


@component
def WorriedScreen() -> ft.View:
    """The guide's help in the moment, its ways out, and the way to people who can help."""
    services, session = use_session()
    guides = services.content.guides
    under_way = guides.get(session.conversation.guide) if session.conversation else None
    guide = under_way or next(iter(guides.values()), None)
    rows: list[ft.Control] = [buttons.support(lambda _: go("/support"))]
    for found in guide.in_the_moment if guide else ():
        rows.append(section(found.title))
        rows += [bullet(line) for line in found.lines]
    for way in guide.exits if guide else ():
        rows.append(section(way.title))
        rows += [bullet(line) for line in way.lines]
    return screen("I am worried about someone", rows, support=False, aside=True)
