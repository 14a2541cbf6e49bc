"""A way out of a conversation to somebody else: around the manager, or to sexual safety help."""

from datetime import date

import flet as ft

from app.domain.guide import Exit
from app.domain.support import SERVICE_TYPES, Service
from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.service_card import service_card
from app.views.components.text import body, bullet
from app.views.screens.worried import guide_for_exits
from app.views.services import go, use_session


@component
def WorriedExitScreen() -> ft.View:
    """Plain words first, then the people who are there for this, ready to call."""
    services, session = use_session()
    wanted = ft.use_route_params().get("exit", "")
    guide = guide_for_exits(services, session)
    way = next((one for one in guide.exits if one.id == wanted), None) if guide else None
    if way is None:
        return screen(
            tr("Not here"),
            [body(tr("There is no such page.")), _back()],
            aside=True,
        )
    return screen(
        way.title,
        [
            *[bullet(line) for line in way.lines],
            *_cards(way, services.content.services, services.today()),
            _back(),
        ],
        aside=True,
    )


def _cards(way: Exit, services: list[Service], today: date) -> list[ft.Control]:
    """Give the services of the kinds that the exit names, in its order; say which are missing."""
    rows: list[ft.Control] = []
    for kind in way.services:
        found = [one for one in services if one.type == kind]
        rows += [service_card(one, today, compact=True) for one in found]
        if not found:
            rows.append(
                body(
                    tr(
                        "{service_types}: ask your trust how to reach them.",
                        service_types=tr(SERVICE_TYPES[kind]),
                    ),
                    quiet=True,
                )
            )
    return rows


def _back() -> ft.Control:
    return buttons.quiet(tr("Back to what to do now"), lambda _: go("/worried"))
