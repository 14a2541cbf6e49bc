"""What the summary is about, in the codebook's words: a few ticks that open in place."""

from collections.abc import Callable
from itertools import groupby

import flet as ft

from app.domain.codebook import Codebook
from app.domain.conversation import MOST_THEMES, Conversation
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.fields import Tick
from app.views.components.text import body, section
from app.views.services import use_services
from app.views.state.session import Session

_WHAT_FOR = to_say(
    "Tick up to {most}, or none. It helps your trust to read the words as you meant them."
)
_ENOUGH = to_say("That is {most}. Take one away before you tick another.")


@component
def PickedThemes(conversation: Conversation, session: Session) -> ft.Control:
    """A tile that says what was ticked; opened, every theme under its heading.

    Each tick stands in ``conversation.themes`` at once. A theme that the trust has given up
    since is kept, and goes with the words as it was meant.
    """
    content = use_services().content
    opened, set_opened = ft.use_state(False)
    picked, set_picked = ft.use_state(tuple(conversation.themes))

    def tick(theme: str, on: bool) -> None:
        conversation.pick_theme(theme, on)
        session.keep()
        set_picked(tuple(conversation.themes))

    tile = buttons.tile(
        tr("What it is about"),
        content.codebook.names(picked) if picked else tr("Nothing ticked, and that is fine"),
        lambda _: set_opened(not opened),
        icon=ft.Icons.EXPAND_LESS if opened else ft.Icons.SELL_OUTLINED,
        opened=opened,
    )
    if not opened:
        return stack([tile])
    full = len(picked) >= MOST_THEMES
    about = body(tr(_ENOUGH if full else _WHAT_FOR, most=MOST_THEMES), quiet=True)
    return stack([tile, card([about, *_boxes(content.codebook, picked, tick)], spacing=4)])


def _boxes(
    codebook: Codebook, picked: tuple[str, ...], tick: Callable[[str, bool], None]
) -> list[ft.Control]:
    full = len(picked) >= MOST_THEMES
    rows: list[ft.Control] = []
    for group, themes in groupby(codebook.live(), key=lambda theme: theme.group):
        offered = [theme for theme in themes if theme.id in picked or not full]
        if offered:
            rows.append(section(group))
        rows += [_box(theme.id, theme.label, theme.id in picked, tick) for theme in offered]
    return rows


def _box(theme: str, label: str, on: bool, tick: Callable[[str, bool], None]) -> ft.Control:
    box: ft.Control = Tick(label, on, lambda now: tick(theme, now), key=theme)
    return box
