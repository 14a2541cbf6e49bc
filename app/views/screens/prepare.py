"""Prepare for a conversation: prompts, notes and the points to raise, for oneself alone."""

from collections.abc import Callable
from dataclasses import replace as changed
from functools import partial
from typing import Any

import flet as ft

from app.domain.errors import ContentError
from app.domain.guide import Guide, PromptArea
from app.domain.preparation import Preparation
from app.domain.wording import to_say, tr
from app.usecases.bring_back import Gone
from app.usecases.open_workspace import Workspace
from app.usecases.prepare import PrepareDesk
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Words
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.own_tiles import open_to_all, profile_first
from app.views.components.points import Points
from app.views.components.saved_sign import SavedLine
from app.views.components.text import body, bullet, section
from app.views.components.undo import Undoing, undo_earlier, undo_fresh
from app.views.services import go, use_session

_TITLE = to_say("Prepare for a conversation")
_KEPT = to_say(
    "What you write here is kept only in a profile, locked with a passphrase that only you know."
)
GUIDE = "my-preparation"


@component
def PrepareScreen() -> ft.View:
    """The preparation as it was left; without a profile there is nowhere safe to keep it."""
    services, session = use_session()
    workspace, guide = session.workspace, services.content.guides.get(GUIDE)
    if workspace is None:
        return screen(
            tr(_TITLE),
            [
                *profile_first(tr(_KEPT), session.profiles),
                *open_to_all(),
            ],
        )
    try:
        preparation = workspace.preparation.get()
    except ContentError as error:
        return screen(tr(_TITLE), [notice.trouble(error.message)])
    return screen(
        tr(_TITLE),
        [
            body(guide.purpose if guide else tr("Pick out what matters to you.")),
            Preparing(workspace, preparation, guide, key=workspace.profile.header.id),
        ],
    )


@component
def Preparing(workspace: Workspace, found: Preparation, guide: Guide | None) -> ft.Control:
    """Notes by area, the points, and what to do with them; every keystroke is kept."""
    preparation, set_preparation = ft.use_state(found)
    desk = workspace.preparation
    turn, set_turn = ft.use_state(0)

    look_again = _use_saved(preparation)

    def save() -> None:
        desk.save(preparation)
        look_again()

    def replace(kept: Preparation) -> None:
        set_preparation(kept)
        set_turn(turn + 1)

    def clear() -> None:
        desk.clear()
        replace(Preparation())

    def back(gone: Gone) -> Undoing:
        said = tr("It is all cleared from this device.")
        kept = partial(_bring_back, desk, gone, replace)
        return Undoing(gone, said, kept, workspace.deleted, lambda: set_turn(turn + 1))

    cleared = [back(gone) for gone in desk.cleared()]
    areas = _areas(guide, preparation)
    return stack(
        [
            *_to_read(guide),
            section(tr("My notes")),
            *[_area(area, preparation, save, f"{area.id}-{turn}") for area in areas],
            section(tr("Points I want to raise")),
            Points(preparation, save, key=f"points-{turn}"),
            SavedLine(partial(_is_any, preparation)),
            buttons.primary(
                tr("Show it large"), lambda _: go("/prepare/read"), icon=ft.Icons.FORMAT_SIZE
            ),
            body(tr("Only you see this. Layby never gives it to whoever you talk to."), quiet=True),
            *_if_needed(guide),
            buttons.quiet(tr("Ask for a conversation"), lambda _: go("/ask")),
            *undo_fresh(cleared),
            _clear(clear),
            *undo_earlier(cleared),
        ],
        spacing=12,
    )


def _is_any(preparation: Preparation) -> bool:
    """Tell whether anything stands here; what was chosen for a message is another screen's."""
    return not changed(preparation, ask={}).is_blank()


def _use_saved(preparation: Preparation) -> Callable[[], None]:
    """Give what draws anew once what says that it is saved comes, or goes; a hook."""
    _, redraw = ft.use_state(0)
    drawn: Any = ft.use_ref(False)
    drawn.current = _is_any(preparation)

    def look_again() -> None:
        if _is_any(preparation) is not drawn.current:
            redraw(lambda count: count + 1)

    return look_again


def _clear(clear: Callable[[], None]) -> ft.Control:
    """Give the way to clear it all: in one tap, for it comes back in one."""
    words = tr("Clear it after the talk")
    return buttons.quiet(words, lambda _: clear(), icon=ft.Icons.DELETE_OUTLINE)


def _bring_back(desk: PrepareDesk, gone: Gone, replace: Callable[[Preparation], None]) -> None:
    replace(desk.bring_back(gone))


def _areas(guide: Guide | None, preparation: Preparation) -> list[PromptArea]:
    """Give the guide's areas, and one for each note whose area a newer guide has not got."""
    areas = list(guide.areas) if guide else []
    known = {area.id for area in areas}
    for number, area_id in enumerate(sorted(preparation.notes.keys() - known), start=1):
        if preparation.notes[area_id].strip():
            areas.append(
                PromptArea(area_id, tr("Written before ({number})", number=number), "", ())
            )
    return areas


def _area(
    area: PromptArea, preparation: Preparation, save: Callable[[], None], key: str
) -> ft.Control:
    def noted(words: str) -> None:
        preparation.notes[area.id] = words
        save()

    def build() -> list[ft.Control]:
        further = [words for prompt in area.prompts for words in prompt.follow_ups]
        return [
            *[bullet(prompt.text) for prompt in area.prompts],
            *[body(words, quiet=True) for words in further],
            Words(
                tr("Notes: {title}", title=area.title), preparation.notes.get(area.id, ""), noted
            ),
        ]

    return Fold(  # type: ignore[no-any-return]
        area.title,
        area.about,
        build,
        noted=lambda: bool(preparation.notes.get(area.id, "").strip()),
        key=key,
    )


def _to_read(guide: Guide | None) -> list[ft.Control]:
    if guide is None:
        return []
    good = [fact.text for fact in guide.facts]
    return [
        _reading(tr("What stays private, and what cannot"), guide.limits),
        _reading(tr("Good to know"), [*guide.opening, *good]),
    ]


def _if_needed(guide: Guide | None) -> list[ft.Control]:
    if guide is None:
        return []
    ways = [(one.title, one.lines) for one in guide.in_the_moment]
    ways += [(one.title, one.lines) for one in guide.exits]
    return [_reading(title, lines) for title, lines in ways]


def _reading(title: str, lines: tuple[str, ...] | list[str]) -> ft.Control:
    return Fold(title, "", lambda: [bullet(line) for line in lines], key=title)  # type: ignore[no-any-return]
