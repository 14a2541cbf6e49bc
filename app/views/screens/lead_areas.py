"""A lead edits the trust's areas: a tree, in which nothing that was used ever disappears."""

from collections.abc import Callable
from dataclasses import dataclass, replace

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
            body("A new trust begins with examples: put your own in before you hand out codes."),
            Tree(form.draft, key=f"tree-{form.turn}"),
        ]
    return screen("Areas", form.frame(rows))


@dataclass(frozen=True)
class _Acts:
    """What can be done with the areas of a draft; ``open`` shows one, "" none."""

    draft: TrustDraft
    open: Callable[[str], None]
    redraw: Callable[[], None]

    def put(self, area: Area) -> None:
        """Have an area stand as it is given."""
        self.draft.put(area)
        self.redraw()

    def rename(self, identity: str, words: str) -> None:
        """Call an area something else; nothing is drawn anew while somebody types."""
        self.draft.put(replace(self.now(identity), name=words))

    def now(self, identity: str) -> Area:
        """Give an area as it stands by now."""
        return next(one for one in self.draft.areas if one.id == identity)

    def add(self, parent: str | None) -> None:
        """Begin a new area, inside another or at the top."""
        area = Area(self.draft.new_id(), "", parent)
        self.draft.put(area)
        self.open(area.id)

    def remove(self, area: Area) -> None:
        """Leave a new area out; what lies in it lies one up."""
        self.draft.areas = [
            replace(one, parent=area.parent) if one.parent == area.id else one
            for one in self.draft.areas
            if one.id != area.id
        ]
        self.open("")


@component
def Tree(draft: TrustDraft) -> ft.Control:
    """Every area under the one it lies in; the one that is tapped opens."""
    opened, set_opened = ft.use_state("")
    turn, set_turn = ft.use_state(0)
    acts = _Acts(draft, set_opened, lambda: set_turn(turn + 1))
    rows = [_row(acts, depth, area, area.id == opened) for depth, area in draft.in_order()]
    rows.append(buttons.secondary("Add an area", lambda _: acts.add(None), icon=ft.Icons.ADD))
    return stack(rows)


def _row(acts: _Acts, depth: int, area: Area, is_open: bool) -> ft.Control:
    tile = buttons.tile(
        area.name.strip() or "New area",
        "No longer offered" if area.retired else "",
        lambda _: acts.open("" if is_open else area.id),
        icon=ft.Icons.EXPAND_LESS if is_open else ft.Icons.PLACE_OUTLINED,
        opened=is_open,
    )
    inside: list[ft.Control] = [tile]
    if is_open:
        name = Line(
            "Name of the area",
            area.name,
            lambda words: acts.rename(area.id, words),
            key=f"name-{area.id}",
        )
        inside.append(card([name, *_place(acts, area), *_ways(acts, area)]))
    return ft.Container(stack(inside), padding=ft.Padding.only(left=_INDENT * depth))


def _place(acts: _Acts, area: Area) -> list[ft.Control]:
    others = acts.draft.may_lie_in(area)
    options = [(_TOP, "At the top", ""), *((one.id, one.name, "") for one in others)]

    def move(parent: str) -> None:
        acts.put(replace(acts.now(area.id), parent=None if parent == _TOP else parent))

    def choice() -> list[ft.Control]:
        return [Choice("Where it lies", options, area.parent or _TOP, move)]

    return [Fold("Move it", "Where it lies", choice, key=f"move-{area.id}")] if others else []


def _ways(acts: _Acts, area: Area) -> list[ft.Control]:
    def retire(gone: bool) -> None:
        acts.put(replace(acts.now(area.id), retired=gone))

    if area.retired:
        again = buttons.secondary("Offer it again", lambda _: retire(False), icon=ft.Icons.UNDO)
        return [body(_RETIRED, quiet=True), again]
    inner = buttons.secondary("Add an area inside", lambda _: acts.add(area.id), icon=ft.Icons.ADD)
    if acts.draft.is_new(area.id):
        out = "Leave this one out"
        return [
            inner,
            buttons.quiet(out, lambda _: acts.remove(area), icon=ft.Icons.DELETE_OUTLINE),
        ]
    return [
        inner,
        body("Retired, it is no longer offered. What was said stays in the figures.", quiet=True),
        buttons.quiet("Retire it", lambda _: retire(True), icon=ft.Icons.ARCHIVE_OUTLINED),
    ]
