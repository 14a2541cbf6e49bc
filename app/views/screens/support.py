"""Support directory: reachable without a profile, without a signal, in one tap from anywhere."""

import flet as ft

from app.domain.support import Service
from app.domain.wording import left_to_right, tr
from app.usecases.find_support import Support, need_tiles
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.frame import screen
from app.views.components.need_tile import need_tile
from app.views.components.panes import NEEDS_LIST, SERVICES_LIST, ListPane, Panes, use_two_panes
from app.views.components.search_support import SearchSupport
from app.views.components.service_card import line_card
from app.views.components.text import body, section
from app.views.services import go, use_services

#: Tiles that stand at once; the rest is built when somebody asks for it.
FIRST_TILES = 12


@component
def SupportScreen() -> ft.View:
    """Numbers to call at once, then a search, needs to choose from, and the whole list."""
    services = use_services()
    desk = Support(services.content.services, services.today())
    return screen(
        tr("Get support now"),
        [
            body(tr("You do not need a reason, a profile or a signal to look here.")),
            section(tr("Right now")),
            line_card(desk.urgent()),
            section(tr("Look for something")),
            SearchSupport(desk),
        ],
        beside=[
            section(tr("What is it about?")),
            stack([need_tile(need, words) for need, words in need_tiles()]),
            section(tr("Everything in the list")),
            Everything(desk),
            buttons.secondary(
                tr("Print the list"), lambda _: go("/support/print"), icon=ft.Icons.PRINT
            ),
        ],
        support=False,
        aside=True,
    )


def use_needs(here: str) -> Panes:
    """Give the needs beside the one that is open ``here``; to be called like any hook."""
    tiles = need_tiles() if use_two_panes() else []
    rows = [(need, need_tile(need, words, need == here)) for need, words in tiles]
    pane = ListPane(tr("What is it about?"), rows, here, key="needs") if rows else None
    return Panes(NEEDS_LIST, before=pane)


def use_every_service(desk: Support, here: str) -> Panes:
    """Give every service beside the one that is open ``here``; to be called like any hook."""
    every = desk.every() if use_two_panes() else []
    rows = [(one.id, _service_tile(one, one.id == here)) for one in every]
    pane = ListPane(tr("Everything in the list"), rows, here, key="services") if rows else None
    return Panes(SERVICES_LIST, before=pane)


@component
def Everything(desk: Support) -> ft.Control:
    """Every service as a tile; of a long list only the beginning until more is asked for."""
    whole, set_whole = ft.use_state(False)
    every = desk.every()
    shown = every if whole else every[:FIRST_TILES]
    rows = [_service_tile(service) for service in shown]
    if len(shown) < len(every):
        rows.append(
            buttons.secondary(tr("Show all {number}", number=len(every)), lambda _: set_whole(True))
        )
    return stack(rows)


def _service_tile(service: Service, current: bool | None = None) -> ft.Control:
    def open_it(_: object) -> None:
        go(f"/support/service/{service.id}")

    return buttons.tile(
        left_to_right(service.name),
        service.provided,
        open_it,
        icon=ft.Icons.INFO_OUTLINE,
        current=current,
    )
