"""One area of a guide, open: its prompts, large enough for arm's length, and room for notes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft

from app.domain.conversation import Conversation
from app.domain.guide import Guide, Prompt, PromptArea
from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fields import Words
from app.views.components.panes import scrolled
from app.views.components.resume import mark, open_card
from app.views.components.suggestions import Suggestions
from app.views.components.text import body, large, section
from app.views.services import go
from app.views.state.session import Session
from app.views.theme import CORNER, GAP, SMALL_ICON

#: The ways to begin are kept under this id, like an area.
_BEGIN = "begin"


def beginning(guide: Guide) -> PromptArea:
    """Give the guide's ways to begin the same shape as its areas."""
    prompts = tuple(
        Prompt(f"begin-{number}", words, (), (), ())
        for number, words in enumerate(guide.opening, start=1)
    )
    return PromptArea(
        _BEGIN, tr("Ways to begin"), tr("Words to open with, if you want some."), prompts
    )


def find_prompt(guide: Guide, area_id: str, prompt_id: str) -> tuple[PromptArea, Prompt] | None:
    """Find a prompt of the guide, its ways to begin included; None when it is not there."""
    for area in (beginning(guide), *guide.areas):
        for prompt in area.prompts:
            if (area.id, prompt.id) == (area_id, prompt_id):
                return area, prompt
    return None


def own_words_key(area: PromptArea, prompt: Prompt) -> str:
    """Name the note that holds what the colleague typed themselves under a prompt."""
    return f"{area.id}/{prompt.id}"


def is_noted(conversation: Conversation, area: PromptArea) -> bool:
    """Tell whether anything was written in this area, by either of the two."""
    keys = (area.id, *(own_words_key(area, prompt) for prompt in area.prompts))
    return any(conversation.notes.get(key, "").strip() for key in keys)


@ft.observable
@dataclass
class Opened:
    """Whether one area is open; its own observable, so that only its own row redraws."""

    here: bool


@component
def AreaRow(
    conversation: Conversation,
    area: PromptArea,
    session: Session,
    opened: Opened,
    tapped: Callable[[], None],
    *,
    aside: bool = False,
) -> ft.Control:
    """The row that opens and closes an area, and the area below it while it is open.

    ``aside`` is True where the area opens beside the row, in a pane of its own.
    """
    noted = is_noted(conversation, area)
    if aside:
        return buttons.tile(
            area.title,
            tr("Noted") if noted else area.about,
            tapped,
            icon=ft.Icons.CHECK if noted else ft.Icons.CHAT_OUTLINED,
            current=opened.here,
        )
    icon = ft.Icons.CHECK if noted else ft.Icons.EXPAND_MORE
    tile = buttons.tile(
        area.title,
        tr("Noted") if noted and not opened.here else area.about,
        tapped,
        icon=ft.Icons.EXPAND_LESS if opened.here else icon,
        opened=opened.here,
    )
    within = [Area(conversation, area, session)] if opened.here else []
    return stack([tile, *within], spacing=GAP)


@ft.observable
@dataclass
class Beside:
    """Which area was opened last in the pane beside the list; it is drawn anew alone."""

    area: str = ""


@component
def OpenArea(
    conversation: Conversation,
    areas: Sequence[PromptArea],
    session: Session,
    beside: Beside,  # noqa: ARG001 - its change is what redraws the area
) -> ft.Control:
    """The area that is open in a pane of its own."""
    area = open_of(conversation, areas)
    rows = [section(area.title), Area(conversation, area, session, key=area.id)]
    return scrolled(rows, area.id)


def open_of(conversation: Conversation, areas: Sequence[PromptArea]) -> PromptArea:
    """Give the area that has the pane: the open one, or the first while none of these is open."""
    return next((area for area in areas if area.id == conversation.open_area), areas[0])


@component
def Area(conversation: Conversation, area: PromptArea, session: Session) -> ft.Control:
    """Prompts of one area, each a card to open, and a field that keeps every keystroke."""

    def noted(words: str) -> None:
        conversation.notes[area.id] = words
        session.keep()

    return ft.Container(
        stack(
            [
                *[_prompt(conversation, area, prompt, session) for prompt in area.prompts],
                Words(
                    tr("Notes: {title}", title=area.title),
                    conversation.notes.get(area.id, ""),
                    noted,
                    hint=tr("Only what you both want written down"),
                    mark=mark(session, f"notes/{area.id}"),
                ),
                # In the area, so that who could help is about what is being talked of just now.
                *([] if area.id == _BEGIN else [Suggestions(conversation)]),
            ]
        ),
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=CORNER,
        padding=12,
    )


def _prompt(
    conversation: Conversation, area: PromptArea, prompt: Prompt, session: Session
) -> ft.Control:
    words: list[ft.Control] = [large(prompt.text)]
    own = conversation.notes.get(own_words_key(area, prompt), "").strip()
    if own:
        words.append(body(tr("In their own words: {own}", own=own), quiet=True))
    shown = ft.Row(
        [
            ft.Column(words, spacing=4, expand=True, tight=True),
            ft.Icon(ft.Icons.OPEN_IN_FULL, size=SMALL_ICON, color=ft.Colors.ON_SURFACE_VARIANT),
        ],
        spacing=12,
    )
    return buttons.pressable(
        shown, lambda _: go(open_card(session, area.id, prompt.id)), key=prompt.id
    )
