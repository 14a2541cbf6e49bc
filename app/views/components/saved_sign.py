"""Whether what was typed is safe, as a screen says it.

Of a conversation in the bar, in sight however far the screen is scrolled and while keys cover its
lower half; of a short form in a line below it.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.wording import tr
from app.usecases.keep_saved import SaveState
from app.views.boundary import component
from app.views.components import notice
from app.views.components.room import Room, use_room
from app.views.services import use_services
from app.views.state.saving import SaveStatus
from app.views.theme import SMALL, SMALL_ICON

_SPACING = 4
#: Whether a screen has told that it saves: not yet, as soon as it has, now, before.
_NEXT = {
    ("", SaveState.SAVING): "soon",
    ("soon", SaveState.SAVED): "now",
    ("now", SaveState.SAVING): "before",
    ("trouble", SaveState.SAVING): "soon",
    ("trouble", SaveState.SAVED): "now",
}
_ICONS = {
    SaveState.SAVED: ft.Icons.CHECK,
    SaveState.SAVING: ft.Icons.MORE_HORIZ,
    SaveState.TROUBLE: ft.Icons.ERROR_OUTLINE,
}


def _use_status() -> tuple[SaveStatus, bool]:
    """Follow whether all is saved, and tell whether that is to be said aloud now; a hook.

    Aloud the first time that something was saved on a screen, and after trouble; at every pause
    it would talk over the person.
    """
    status, _ = ft.use_state(use_services().saved)
    told: Any = ft.use_ref("")
    before = told.current
    trouble = status.state is SaveState.TROUBLE
    told.current = "trouble" if trouble else _NEXT.get((before, status.state), before)
    return status, told.current == "now"


def _words(status: SaveStatus) -> str:
    if status.state is SaveState.TROUBLE:
        return status.message
    saving = status.state is SaveState.SAVING
    return tr("Saving…") if saving else tr("Saved on this device")


def _colour(status: SaveStatus) -> str:
    trouble = status.state is SaveState.TROUBLE
    return ft.Colors.ERROR if trouble else ft.Colors.ON_SURFACE_VARIANT


@component
def SavedLine(is_any: Callable[[], bool] = lambda: True) -> ft.Control:
    """One quiet line that says whether what was typed is safe.

    Where ``is_any`` says that nothing of the screen is kept, there is nothing to say: only the
    line's place is held, so that the first key moves nothing below it. Trouble is always said.
    """
    status, aloud = _use_status()
    trouble = status.state is SaveState.TROUBLE
    if not trouble and not is_any():
        return ft.Container(ft.Text("", size=SMALL))
    colour = _colour(status)
    row = ft.Row(
        [
            ft.Icon(_ICONS[status.state], size=SMALL_ICON, color=colour),
            ft.Text(_words(status), size=SMALL, color=colour, expand=True),
        ],
        spacing=8,
    )
    return ft.Semantics(
        live_region=aloud or trouble,
        # Heard out of sight, too (``assets/shell/a11y.js``).
        identifier="trouble" if trouble else None,
        container=True,
        content=row,
    )


@component
def SavedSign(width: float) -> ft.Control:
    """The same as a sign in the bar, ``width`` pixels wide: a word where one has room.

    What is wrong when it could not save is said by ``NotSaved``.
    """
    status, aloud = _use_status()
    _, room_of = use_room()
    colour = _colour(status)
    row: list[ft.Control] = [ft.Icon(_ICONS[status.state], size=SMALL_ICON, color=colour)]
    short = _short(status.state, room_of(width))
    if short:
        row.append(ft.Text(short, size=SMALL, color=colour, expand=True))
    trouble = status.state is SaveState.TROUBLE
    return ft.Semantics(
        live_region=aloud,
        container=True,
        label=tr("Not saved") if trouble else _words(status),
        exclude_semantics=True,
        content=ft.Row(row, spacing=_SPACING),
    )


def _short(state: SaveState, room: Room) -> str:
    """Give the word of a sign that has this room, "" where it has none."""
    words = {
        SaveState.SAVED: tr("Saved"),
        SaveState.SAVING: tr("Saving…"),
        SaveState.TROUBLE: tr("Not saved"),
    }[state]
    return words if room.holds(words, SMALL, SMALL_ICON + _SPACING) else ""


@component
def NotSaved() -> ft.Control:
    """What keeps the device from saving, aloud too; nothing while it saves."""
    status, _ = ft.use_state(use_services().saved)
    return notice.trouble(status.message if status.state is SaveState.TROUBLE else "")
