"""What the codebook as it is being edited would change, counted a moment after each edit."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import flet as ft

from app.domain.errors import InputError, LaybyError
from app.usecases.edit_codebook import CodebookDesk
from app.usecases.learn_coding import Change, Preview
from app.views.boundary import component
from app.views.components.heat_grid import WIDE
from app.views.components.room import Room, use_room
from app.views.components.text import body
from app.views.services import use_services
from app.views.theme import GAP, ROOMY, SMALL

#: Seconds without a further edit after which is counted: each count codes some hundred texts.
SETTLED_SECONDS = 2.0
_LONGEST = (
    "Fewer than 8 of 99,999 texts that may be read would gain this theme, "
    "about 9,999 would lose it."
)
_WAITS = "Layby counts as soon as everything fits."


@component
def LivePreview(
    desk: CodebookDesk,
    identity: str,
    edits: int,
    asking: Callable[[Callable[[], Awaitable[None]]], Awaitable[None]],
) -> ft.Control:
    """The sentence for one theme; ``edits`` counts what was changed. It saves the draft first."""
    services = use_services()
    said, say = ft.use_state(_standing(desk, identity))
    latest = ft.use_ref(edits)
    latest.current = edits

    async def count() -> None:
        if not edits:
            return
        await services.pause(SETTLED_SECONDS)
        if latest.current != edits or desk.held is None:
            return
        say("Counting…")

        async def look() -> None:
            await desk.look()

        try:
            await asking(look)
        except InputError:
            say(_WAITS)
        except LaybyError as error:
            say(f"Not counted: {error.message}")
        else:
            say(_standing(desk, identity))

    def gone() -> None:
        latest.current = -1

    ft.use_effect(count, [edits])
    ft.use_effect(lambda: None, [], gone)
    # It changes while somebody types below it: it keeps the place of the longest that it may say.
    held = ft.Container(body(said, quiet=True), height=_column(use_room()[0]).high(_LONGEST, SMALL))
    return ft.Semantics(live_region=True, container=True, content=held)


def _column(room: Room) -> Room:
    return room if room.width < WIDE else replace(room, width=min(room.width, ROOMY) / 2 - GAP)


def _standing(desk: CodebookDesk, identity: str) -> str:
    held = desk.held
    if held is None or held.preview is None:
        return "After an edit, Layby counts here what would change."
    return change_words(held.preview, held.preview.of(identity))


def change_words(preview: Preview, change: Change | None) -> str:
    """Say what would change for one theme, of so many texts."""
    of = f"of {preview.texts:,} texts that may be read"
    if change is None:
        return f"No summary would carry it after publishing, {of}."
    if not change.changed:
        return f"No change to speak of, {of}."
    gains = f"{change.gains[:1].upper()}{change.gains[1:]} {of}"
    return f"{gains} would gain this theme, {change.loses} would lose it."
