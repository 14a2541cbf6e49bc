"""The words that this device takes for nobody's name, each to be forgotten again."""

from collections.abc import Callable

import flet as ft

from app.domain.wording import to_say, tr
from app.usecases.own_words import OwnWords
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.long_list import scrolls, use_window
from app.views.components.text import body
from app.views.services import go, use_session

TITLE = to_say("Words that are not names")
_SAID = to_say(
    "You said of these words that they are nobody's name and no place. Layby does not mark them "
    "any more, on this device only. They are never sent."
)


@component
def OwnWordsScreen() -> ft.View:
    """List them; a forgotten one can be put back as long as the screen stands."""
    _, session = use_session()
    gone, set_gone = ft.use_state("")
    workspace = session.workspace
    words = sorted(workspace.own_words.all()) if workspace is not None else []
    window = use_window(len(words))
    if workspace is None:
        return unlock_first(tr(TITLE))
    own = workspace.own_words
    rows: list[ft.Control] = [
        *([body(tr(_SAID))] if words else []),
        *_gone(own, gone, set_gone),
        *[_word(own, word, set_gone) for word in window.of(words)],
        *window.rest(),
    ]
    if not words:
        rows.append(body(tr("There are none now."), quiet=True))
    rows.append(buttons.quiet(tr("Back to this profile"), lambda _: go("/profile")))
    return screen(tr(TITLE), rows, on_scroll=scrolls(window))


def _word(own: OwnWords, word: str, set_gone: Callable[[str], None]) -> ft.Control:
    def forget() -> None:
        own.remove(word)
        set_gone(word)

    return buttons.tile(
        word, tr("Forget this word"), lambda _: forget(), icon=ft.Icons.CLOSE, leads_on=False
    )


def _gone(own: OwnWords, word: str, set_gone: Callable[[str], None]) -> list[ft.Control]:
    if not word:
        return []

    def put_back() -> None:
        own.add(word)
        set_gone("")

    return [
        notice.good(tr("Forgotten: {word}. Layby asks about it again.", word=word)),
        buttons.secondary(tr("Put it back"), lambda _: put_back(), icon=ft.Icons.UNDO),
    ]
