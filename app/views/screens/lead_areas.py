"""A lead edits the trust's areas: a tree, in which nothing that was used ever disappears."""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.domain.organisation import Area
from app.usecases.edit_trust import TrustDraft
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Line
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.text import body
from app.views.screens.lead_trust import use_trust

_RETIRED = "No longer offered. What was said about it stays in the figures."
_TOP = "top"
#: Logical pixels by which an area stands in from the one it lies in.
_INDENT = 20


@component
def LeadAreasScreen() -> ft.View:
    """The areas as they are being typed, and one button that saves them all."""
    form = use_trust()
    rows: list[ft.Control] = []
    if form.draft is not None:
        rows = [
            body("People choose the lowest area that fits. Figures are shown by these."),
            Tree(form.draft, key=f"tree-{form.turn}"),
        ]
    return screen("Areas", form.frame(rows))


@component
def Tree(draft: TrustDraft) -> ft.Control:
    """Every area under the one it lies in; the one that is tapped opens."""
    opened, set_opened = ft.use_state("")
    turn, set_turn = ft.use_state(0)

    def put(area: Area) -> None:
        draft.put(area)
        set_turn(turn + 1)

    def add(parent: str | None) -> None:
        area = Area(draft.new_id(), "", parent)
        draft.put(area)
        set_opened(area.id)

    def remove(area: Area) -> None:
        draft.areas = [
            replace(one, parent=area.parent) if one.parent == area.id else one
            for one in draft.areas
            if one.id != area.id
        ]
        set_opened("")

    def rename(area_id: str, words: str) -> None:
        area = next(one for one in draft.areas if one.id == area_id)
        draft.put(replace(area, name=words))

    def row(depth: int, area: Area) -> ft.Control:
        is_open = opened == area.id
        tile = buttons.tile(
            area.name.strip() or "New area",
            "No longer offered" if area.retired else "",
            lambda _: set_opened("" if is_open else area.id),
            icon=ft.Icons.EXPAND_LESS if is_open else ft.Icons.PLACE_OUTLINED,
            opened=is_open,
        )
        inside: list[ft.Control] = [tile]
        if is_open:
            name = Line(
                "Name of the area",
                area.name,
                lambda words: rename(area.id, words),
                key=f"name-{area.id}",
            )
            ways = _ways(draft, area, put, add, remove)
            inside.append(card([name, *_place(draft, area, put), *ways]))
        return ft.Container(stack(inside), padding=ft.Padding.only(left=_INDENT * depth))

    rows = [row(depth, area) for depth, area in draft.in_order()]
    rows.append(buttons.secondary("Add an area", lambda _: add(None), icon=ft.Icons.ADD))
    return stack(rows)


def _place(draft: TrustDraft, area: Area, put: Callable[[Area], None]) -> list[ft.Control]:
    others = draft.may_lie_in(area)
    options = [(_TOP, "At the top", ""), *((one.id, one.name, "") for one in others)]

    def move(parent: str) -> None:
        named = next(one for one in draft.areas if one.id == area.id)
        put(replace(named, parent=None if parent == _TOP else parent))

    def choice() -> list[ft.Control]:
        return [Choice("Where it lies", options, area.parent or _TOP, move)]

    return [Fold("Move it", "Where it lies", choice, key=f"move-{area.id}")] if others else []


def _ways(
    draft: TrustDraft,
    area: Area,
    put: Callable[[Area], None],
    add: Callable[[str | None], None],
    remove: Callable[[Area], None],
) -> list[ft.Control]:
    def retire(gone: bool) -> None:
        named = next(one for one in draft.areas if one.id == area.id)
        put(replace(named, retired=gone))

    if area.retired:
        again = buttons.secondary("Offer it again", lambda _: retire(False), icon=ft.Icons.UNDO)
        return [body(_RETIRED, quiet=True), again]
    inner = buttons.secondary("Add an area inside", lambda _: add(area.id), icon=ft.Icons.ADD)
    if draft.is_new(area.id):
        words, gone = "Leave this one out", remove
        return [inner, buttons.quiet(words, lambda _: gone(area), icon=ft.Icons.DELETE_OUTLINE)]
    return [
        inner,
        body("Retired, it is no longer offered. What was said stays in the figures.", quiet=True),
        buttons.quiet("Retire it", lambda _: retire(True), icon=ft.Icons.ARCHIVE_OUTLINED),
    ]
