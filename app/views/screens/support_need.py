"""Support for one need: at most three suggestions at a time, each with its reason."""

import flet as ft

from app.domain.support import NEEDS
from app.domain.wording import tr
from app.usecases.find_support import Support
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.frame import screen
from app.views.components.service_card import service_card
from app.views.components.text import body
from app.views.screens.support import use_needs
from app.views.services import go, use_services

_HOW_MANY = {1: "one", 2: "two", 3: "three"}
#: Needs beside which the help in the moment stands.
_WORRYING = frozenset({"danger-now", "suicidal-thoughts"})


@component
def SupportNeedScreen() -> ft.View:
    """The suggestions, what the trust has not added yet, and the way back to the list."""
    services = use_services()
    need = ft.use_route_params().get("need", "")
    desk = Support(services.content.services, services.today())
    panes = use_needs(need)
    back = buttons.secondary(tr("See all support"), lambda _: go("/support"))
    if need not in NEEDS:
        return screen(
            tr("Not here"), [body(tr("There is no such list.")), back], aside=True, panes=panes
        )
    rows: list[ft.Control] = [_worried()] if need in _WORRYING else []
    rows += [Suggested(desk, need, key=need), *_missing(desk, need), back]
    return screen(tr(NEEDS[need]), rows, aside=True, panes=panes)


@component
def Suggested(desk: Support, need: str) -> ft.Control:
    """Three suggestions, and a button for the next three."""
    after, set_after = ft.use_state(0)
    found = desk.for_need(need, after)
    rows: list[ft.Control] = []
    if not found:
        rows.append(body(tr("Nothing in the list is only for this. These listen, whatever it is:")))
        found = desk.listeners()
    rows += [
        service_card(one.service, desk.today, compact=True, reason=one.reason) for one in found
    ]
    step = len(found)
    left = min(desk.count(need) - after - step, len(_HOW_MANY))
    if left > 0:
        words = tr("Show {how_many} more", how_many=_HOW_MANY[left])
        rows.append(buttons.secondary(words, lambda _: set_after(after + step)))
    if after:
        rows.append(buttons.quiet(tr("Back to the first three"), lambda _: set_after(0)))
    return stack(rows)


def _worried() -> ft.Control:
    return buttons.tile(
        tr("I am worried about someone"),
        tr("What to do now, and what to say"),
        lambda _: go("/worried"),
        icon=ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
    )


def _missing(desk: Support, need: str) -> list[ft.Control]:
    """Say in one quiet card what a trust usually has and nobody has added."""
    names = desk.missing(need)
    if not names:
        return []
    words = tr(" or ").join(f"“{name}”" for name in names)
    said = tr(
        "Your trust may have its own here: {words}. It is not in this list yet. Ask your "
        "wellbeing lead to add it.",
        words=words,
    )
    return [card([body(said, quiet=True)])]
