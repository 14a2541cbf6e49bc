"""A field that outlives redraws; its label stands in it, or above where that is tight."""

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from app.views.boundary import at_once
from app.views.components.resume import Mark
from app.views.components.room import Room, use_room
from app.views.state.late_keys import KeptTextField
from app.views.theme import CORNER, FONT, HEARD, SECTION, SMALL

#: A raised label is drawn three quarters as large: 14 pixels.
_RAISED = 0.75
#: How far its edge opens before and behind it, and how far it rises above what stands before.
_GAP, _RISES = 4, 4
#: What a field's own edges take of a line, what those of a card around it, and what its eye.
_EDGES, _CARD, EYE = 32, 26, 56


class Cursor:
    """Puts the cursor into one field of a form, as when what stands in it was wrong."""

    def __init__(self) -> None:
        self._field: KeptTextField | None = None

    def belongs_to(self, field: KeptTextField) -> None:
        """Remember the field as it stands now."""
        self._field = field

    async def enter(self) -> None:
        """Have the next key go into the field; nothing where it does not stand."""
        if self._field is not None:
            await self._field.focus()  # type: ignore[no-untyped-call]


def use_cursor() -> Cursor:
    """Give this component's cursor for one field; to be called like any hook."""
    make: Any = Cursor
    cursor: Cursor = ft.use_state(make)[0]
    return cursor


class Kept:
    """Remembers a component's text field across redraws, and so its words.

    ``takes_cursor`` is settled when the field first stands: a later redraw must not pull the
    cursor out of another field. ``redraw`` draws the component anew.
    """

    def __init__(self, words: str, mark: Mark | None) -> None:
        self._field = KeptTextField(value=words)
        self._on_words: Callable[[str], None] = lambda _: None
        self._taken: str | None = None
        self.takes_cursor = mark is not None and mark.here
        self.redraw: Callable[[], None] = lambda: None

    @property
    def words(self) -> str:
        """What stands in the field now, handlers or not."""
        return self._taken if self._taken is not None else self._field.value or ""

    def take(self, words: str) -> None:
        """Put other words into the field, as if they had been typed there."""
        self._taken = words
        self._on_words(words)
        self.redraw()

    def put(
        self,
        field: KeptTextField,
        on_words: Callable[[str], None],
        label: "Label",
        cursor: Cursor | None = None,
    ) -> ft.Control:
        """Take the redrawn field in the place of the last one, and give it with its label.

        ``on_words`` hears every change at once. Flutter draws a label over the edges of a field
        that it is too long for; such a one stands above, and the field's own is for those who
        listen.
        """
        self._field, self._on_words, self._taken = field, on_words, None
        field.data = self
        field.on_change = at_once(lambda _: on_words(self.words))
        if cursor is not None:
            cursor.belongs_to(field)
        seen = ft.Text(label.words, size=SMALL, color=ft.Colors.ON_SURFACE_VARIANT)
        field.label = label.words
        # The edge stays open where a raised label stands in it, and is whole where none is seen.
        field.border = ft.OutlineInputBorder(
            border_radius=ft.BorderRadius.all(CORNER), gap_padding=_GAP if label.roomy else 0
        )
        field.margin = ft.Margin.only(top=_RISES if label.roomy else 0)
        written = ft.TextStyle(size=SECTION, font_family=FONT)
        field.label_style = written if label.roomy else HEARD
        # In the same place either way: a field that moved would lose the cursor.
        return ft.Column(
            [ft.Semantics(content=seen, exclude_semantics=True, visible=not label.roomy), field],
            spacing=4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            on_size_change=label.measure,
        )


def use_kept(words: str, mark: Mark | None = None) -> Kept:
    """Give this component's field, begun with ``words``; to be called like any hook."""
    # Made once, by the hook itself; its stub does not know that it calls what it is given.
    make: Any = partial(Kept, words, mark)
    kept: Kept = ft.use_state(make)[0]
    drawn, draw = ft.use_state(0)
    kept.redraw = lambda: draw(drawn + 1)
    return kept


class Label:
    """A field's label: its words, whether it has room in the field, and who notices when not."""

    def __init__(self, words: str, roomy: bool, measure: Callable[[Any], Any]) -> None:
        self.words = words
        self.roomy = roomy
        self.measure = measure


def use_label(words: str, lines: int = 1, taken: int = 0) -> Label:
    """Give the label of a field of so many lines; to be called like any hook.

    ``taken`` is what a button in it leaves less, in pixels.
    """
    room, room_of = use_room()
    fits = partial(is_roomy, words=words, lines=lines, taken=_EDGES + taken)
    roomy, set_roomy = ft.use_state(fits(Room(max(0.0, room.width - _CARD), room.letters)))

    def hear(event: Any) -> None:  # noqa: ANN401 - Flet's event
        # A device may be turned, and the letters may have grown.
        set_roomy(fits(room_of(float(event.width))))

    return Label(words, roomy, at_once(hear))


def is_roomy(room: Room, words: str, lines: int, taken: int) -> bool:
    """Tell whether a label fits in its field: of several lines, as it stands on their edge."""
    return room.holds(words, SECTION * (_RAISED if lines > 1 else 1), taken)
