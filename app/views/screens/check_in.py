"""A private check-in: a few plain questions, all optional, for nobody else."""

from typing import Any

import flet as ft

from app.domain.check_in import CheckIn, Prompt
from app.domain.days import day_words
from app.domain.wording import to_say, tr
from app.usecases.check_in import what_helped
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.felt import felt
from app.views.components.fields import Line, Words
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.own_tiles import open_to_all, profile_first
from app.views.components.saved_sign import SavedLine
from app.views.components.text import body
from app.views.services import go, use_session

_TITLE = to_say("Private check-in")
_KEPT = to_say("A check-in is kept only in a profile, locked with a passphrase that only you know.")


@component
def CheckInScreen() -> ft.View:
    """Write, or look back; without a profile there is nowhere safe to keep it."""
    _, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return screen(
            tr(_TITLE),
            [
                *profile_first(tr(_KEPT), session.profiles),
                *open_to_all(),
            ],
        )
    return screen(
        tr(_TITLE),
        [
            body(tr("In your own words, for you alone. Leave out what you like.")),
            Writing(workspace, key=workspace.profile.header.id),
            buttons.tile(
                tr("My check-ins"),
                tr("What you wrote before, to read or to delete"),
                lambda _: go("/check-in/history"),
                icon=ft.Icons.HISTORY,
            ),
            body(
                tr(
                    "It stays on this device, locked with your passphrase. Nothing reads it and "
                    "nothing follows from it. It is no score."
                ),
                quiet=True,
            ),
        ],
    )


@component
def Writing(workspace: Workspace) -> ft.Control:
    """The check-in under way; every keystroke is kept."""
    services, _ = use_session()
    make: Any = workspace.check_ins.current
    held: CheckIn = ft.use_state(make)[0]
    _, redraw = ft.use_state(0)
    desk = workspace.check_ins

    def hear(prompt: Prompt, words: str) -> None:
        was_blank = held.is_blank()
        held.words[prompt.value] = words
        desk.save(held)
        if held.is_blank() is not was_blank:
            redraw(lambda count: count + 1)  # what says that it is saved comes, or goes

    def done() -> None:
        if held.is_blank():
            go("/")
            return
        desk.close(held)
        felt(services)
        go("/check-in/history")

    rows: list[ft.Control] = []
    if held.written_on != services.today():
        rows.append(notice.note(tr("You began this on {day}.", day=day_words(held.written_on))))
    rows += [_field(prompt, held, hear) for prompt in Prompt]
    return stack(
        [
            *rows,
            SavedLine(lambda: not held.is_blank()),
            buttons.primary(tr("Done for now"), done, icon=ft.Icons.CHECK),
            buttons.support(lambda _: go("/support")),
            _what_helped([one for one in desk.history() if one.id != held.id]),
        ],
        spacing=14,
    )


def _field(prompt: Prompt, held: CheckIn, hear: Any) -> ft.Control:  # noqa: ANN401
    value = held.words.get(prompt.value, "")
    if prompt is Prompt.WORD:
        return Line(prompt.question, value, lambda words: hear(prompt, words))  # type: ignore[no-any-return]
    return Words(prompt.question, value, lambda words: hear(prompt, words), lines=2)  # type: ignore[no-any-return]


def _what_helped(history: list[CheckIn]) -> ft.Control:
    found = what_helped(history)[:_MOST_HELPED]
    if not found:
        return ft.Container(visible=False)

    def build() -> list[ft.Control]:
        rows: list[ft.Control] = []
        for one in found:
            rows += [body(one.said(Prompt.HELPED)), body(day_words(one.written_on), quiet=True)]
        return rows

    return Fold(  # type: ignore[no-any-return]
        tr("What helped before"), tr("In your own words"), build, icon=ft.Icons.LIGHTBULB_OUTLINE
    )


#: More would be a list to read, not a hand to take.
_MOST_HELPED = 8
