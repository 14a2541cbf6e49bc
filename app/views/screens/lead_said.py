"""Texts behind a theme in a closed quarter: a few of each staff group, and the way to all."""

import flet as ft

from app.domain.organisation import STAFF_GROUPS
from app.domain.periods import Quarter
from app.domain.theme_texts import SaidByGroup, TextsOfTheme
from app.usecases.read_themes import Quote
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.lead_way import WayUp
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_texts import WORRYING, Card, Reading
from app.views.services import go, use_services

_WHICH = (
    "Up to {most} texts of each staff group that has a figure for this theme, always the same "
    "ones: they are examples. Which other texts speak of it is not told, and none is told by "
    "area, by role or by four weeks. Added up, that would give small numbers away."
)
_NO_FIGURE = (
    "No text is shown: no staff group by itself has a figure for this theme in this quarter. "
    "The texts of a group can be read as a whole."
)
_OTHERS = "{name} has no figure for this theme in this quarter, so none of its texts is shown here."
_GONE = "The texts that were chosen are hidden or taken back. No others are shown in their place."


@component
def LeadSaidScreen() -> ft.View:
    """Read what some people said about a theme; of one staff group first, where one is asked."""
    services = use_services()
    params = ft.use_route_params()
    period, theme = params.get("period", ""), params.get("theme", "")
    wanted = params.get("group", "")

    async def read() -> TextsOfTheme:
        return await services.insights.texts(period, theme)

    asked = use_asked(read, period, theme)
    back = WayUp(key="up")
    title = f"Texts: {asked.found.label}" if asked.found else "Texts that say this"

    def show(found: TextsOfTheme) -> list[ft.Control]:
        rows: list[ft.Control] = [body(found.period.words, quiet=True)]
        rows.append(body(_WHICH.format(most=found.most), quiet=True))
        rows += _without(found, wanted)
        for group in sorted(found.groups, key=lambda one: one.staff_group != wanted):
            rows += _group(group, Reading(services.leads, found.period.id, group.staff_group))
        return [*rows, body(found.note, quiet=True), body(WORRYING, quiet=True)]

    return screen(title, asked.rows(show, [back], waits="Reading the texts…"))


def _without(found: TextsOfTheme, wanted: str) -> list[ft.Control]:
    """Say why nothing is shown, or nothing of the staff group that was asked for."""
    if not found.groups:
        return [body(_NO_FIGURE)]
    if wanted and wanted not in {group.staff_group for group in found.groups}:
        return [body(_OTHERS.format(name=STAFF_GROUPS.get(wanted, "This group")))]
    return []


def _group(group: SaidByGroup, reading: Reading) -> list[ft.Control]:
    cards = [Card(Quote(text.handle, text.text), reading, key=text.handle) for text in group.texts]
    address = f"/lead/{Quarter.parse(reading.quarter)}/{group.staff_group}"
    return [
        section(group.name),
        body(f"{group.words[:1].upper()}{group.words[1:]} ({group.percent}%) speak of it."),
        *(cards or [body(_GONE, quiet=True)]),
        buttons.quiet(
            f"Read all that may be read: {group.name}",
            lambda _: go(address),
            key=f"all-{group.staff_group}",
        ),
    ]
