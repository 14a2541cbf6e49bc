"""A field that outlives redraws; its label stands in it, or above where that is tight."""

from functools import partial
from typing import Any

import flet as ft

from app.views.components.resume import Mark
from app.views.components.room import Room
from app.views.theme import FONT, SECTION, SMALL

#: A raised label is drawn three quarters as large: 14 pixels.
_RAISED = 0.75
#: What a field's own edges and those of a card around it take of a line, and what its eye takes.
_EDGES, EYE = 58, 56


class Kept:
    """Remembers a component's text field across redraws, and so its words.

    ``takes_cursor`` is settled when the field first stands: a later redraw must not pull the
    cursor out of another field. So is ``roomy``, whether its label has room in it: a field that
    moved would lose the cursor.
    """

    def __init__(self, words: str, mark: Mark | None, *, roomy: bool) -> None:
        self._field = ft.TextField(value=words)
        self.takes_cursor = mark is not None and mark.here
        self._roomy = roomy

    @property
    def words(self) -> str:
        """What stands in the field now, handlers or not."""
        return self._field.value or ""

    def put(self, field: ft.TextField) -> ft.Control:
        """Take the redrawn field in the place of the last one, and give it with its label.

        Flutter draws a label over the edges of a field that it is too long for; such a one
        stands above, and the field's own is for those who listen.
        """
        self._field = field
        if self._roomy:
            field.label_style = ft.TextStyle(size=SECTION, font_family=FONT)
            return field
        field.label_style = ft.TextStyle(size=1, color=ft.Colors.TRANSPARENT)
        seen = ft.Text(str(field.label), size=SMALL, color=ft.Colors.ON_SURFACE_VARIANT)
        return ft.Column(
            [ft.Semantics(content=seen, exclude_semantics=True), field],
            spacing=4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )


def use_kept(words: str, mark: Mark | None = None, *, roomy: bool) -> Kept:
    """Give this component's field, begun with ``words``; to be called like any hook."""
    # Made once, by the hook itself; its stub does not know that it calls what it is given.
    make: Any = partial(Kept, words, mark, roomy=roomy)
    kept: Kept = ft.use_state(make)[0]
    return kept


def is_roomy(room: Room, label: str, lines: int = 1, taken: int = 0) -> bool:
    """Tell whether a label fits in its field: of several lines, as it stands on their edge.

    ``taken`` is what a button in it leaves less, in pixels.
    """
    return room.holds(label, SECTION * (_RAISED if lines > 1 else 1), _EDGES + taken)
