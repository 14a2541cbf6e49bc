"""Two panes where a tablet or a window has the room: a list, and beside it the entry that is open.

Each scrolls by itself. On a phone the entry has the screen, and the list is one step back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.views.boundary import component
from app.views.components.cards import stack
from app.views.components.led_to import lead_to, place
from app.views.components.room import enlarged
from app.views.services import use_services
from app.views.theme import BELOW, COLUMN, GAP, LIST, NEAR

#: Rows of a list that are in sight on any tablet: to come to these nothing is scrolled.
_IN_SIGHT = 6
#: Each word of scrolling crosses from the page to Python; more would make scrolling stutter.
SCROLL_MILLISECONDS = 200
#: Where the lists are whose entries open beside them. In the way back one takes the place of the
#: other: see ``assets/shell/entries.js``.
NEEDS_LIST, SERVICES_LIST, PLANS_LIST = LISTS = ("/support/need", "/support/service", "/plans")


@dataclass(frozen=True)
class Panes:
    """What stands beside a screen's own column, if anything.

    ``before`` is the list that the screen shows one entry of; ``after`` is what is open of the
    list that the screen is. ``of`` names the list, the same for all its entries: the screen of
    another one takes the place of the last, and what is beside it stays.
    """

    of: str = ""
    before: ft.Control | None = None
    after: ft.Control | None = None

    def are_two(self) -> bool:
        """Tell whether anything is beside the screen's own column."""
        return self.before is not None or self.after is not None

    def lay_out(self, own: Sequence[ft.Control], key: str) -> ft.Control:
        """Give the screen's ``own`` rows and what is beside them, as high as the screen.

        Rows of another ``key`` begin at their top.
        """
        column = scrolled(own, key)
        listed, opened = (column, self.after) if self.before is None else (self.before, column)
        return ft.Row(
            [
                ft.Container(listed, expand=LIST, key="list"),
                ft.Container(opened, expand=COLUMN, key="open"),
            ],
            spacing=2 * GAP,
            # As many letters to a line, however large they are.
            width=(LIST + COLUMN) * enlarged() + 2 * GAP,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )


#: A screen in one column.
NO_PANES = Panes()


def use_two_panes() -> bool:
    """Tell whether there is room for two, and follow it; to be called like any hook."""
    shape, _ = ft.use_state(use_services().shape)
    return shape.two_panes


@component
def ListPane(
    name: str,
    rows: Sequence[tuple[str, ft.Control]],
    here: str,
    on_scroll: Callable[[Any], None] | None = None,
) -> ft.Control:
    """Rows by their ids, scrolled to the one that is open ``here`` when they first stand.

    ``name`` is what a screen reader calls the list.
    """
    first = ft.use_ref(here).current
    none_yet: ft.Column | None = None
    shown = ft.use_ref(none_yet)
    far = first in [row_id for row_id, _ in rows[_IN_SIGHT:]]

    async def follow() -> None:
        if far and shown.current is not None:
            await lead_to(shown.current, str(first), milliseconds=0)

    ft.use_effect(follow, [])
    # Flutter makes what is found by its place anew whenever its list changes: only that one is.
    placed = [place(row_id, row) if far and row_id == first else row for row_id, row in rows]
    shown.current = scrolled(placed, "rows", spacing=NEAR, on_scroll=on_scroll)
    return ft.Semantics(container=True, label=name, content=shown.current)


def scrolled(
    rows: Sequence[ft.Control],
    key: str,
    *,
    spacing: float = GAP,
    on_scroll: Callable[[Any], None] | None = None,
) -> ft.Column:
    """Give what scrolls by itself beside something else; another ``key`` begins at its top."""
    return ft.Column(
        [stack([*rows, ft.Container(height=BELOW, key="end")], spacing=spacing)],
        scroll=ft.ScrollMode.AUTO,
        scroll_interval=SCROLL_MILLISECONDS,
        on_scroll=on_scroll,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        key=key,
    )
