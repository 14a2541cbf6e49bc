"""A leaflet on a screen: its parts to open, who can help, and where it all comes from."""

from collections.abc import Sequence

import flet as ft

from app.domain.days import date_words
from app.domain.directory import suggest
from app.domain.leaflet import Leaflet, Part
from app.domain.wording import tr
from app.views.components import buttons, notice
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.service_card import service_card
from app.views.components.text import body, bullet
from app.views.services import Services, go


def part_fold(services: Services, part: Part, *, opened: bool = False) -> ft.Control:
    """Give a part as a fold; where it names needs, the services for them stand in it."""
    return Fold(  # type: ignore[no-any-return]
        part.title,
        "",
        lambda: [*[bullet(line) for line in part.lines], *who_helps(services, part)],
        opened=opened,
        key=part.id,
    )


def who_helps(services: Services, part: Part) -> list[ft.Control]:
    """Give at most three services for what the part is about, each with why and its buttons."""
    if not part.needs:
        return []
    today = services.today()
    found = suggest(services.content.services, part.needs, today)
    cards = [service_card(one.service, today, compact=True, reason=one.reason) for one in found]
    return [*cards, buttons.quiet(tr("See everyone who can help"), lambda _: go("/support"))]


def sources_fold(leaflet: Leaflet) -> ft.Control:
    """Give the fold that says what the leaflet rests on, each source with its dates."""
    lines = [
        tr(
            "{title}. {organisation}, {dated}. Checked on {day}.",
            title=source.title,
            organisation=source.organisation,
            dated=source.dated,
            day=date_words(source.checked_on),
        )
        for source in leaflet.sources
    ]
    return Fold(  # type: ignore[no-any-return]
        tr("Where this comes from"),
        tr("Version {version}", version=leaflet.version),
        lambda: [body(line, quiet=True) for line in lines],
        icon=ft.Icons.MENU_BOOK_OUTLINED,
        key="sources",
    )


def unreadable(title: str, ways_on: Sequence[ft.Control] = ()) -> ft.View:
    """Say that the leaflet could not be read; the way to support is there all the same."""
    return screen(
        title,
        [
            notice.trouble(tr("This page could not be read. Update Layby.")),
            buttons.support(lambda _: go("/support")),
            *ways_on,
        ],
    )
