"""During the conversation: areas in any order, prompts when words run out, room to note."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.guide import Guide, Prompt, PromptArea
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.fields import Words
from app.views.components.frame import screen
from app.views.components.text import body, bullet
from app.views.screens.talk_steps import (
    back_button,
    current,
    nothing_open,
    saved_line,
    step_button,
)
from app.views.services import go, use_session
from app.views.state.session import Session
from app.views.theme import CORNER


@component
def TalkScreen() -> ft.View:
    """One area open at a time; every one of them optional."""
    services, session = use_session()
    found = current(services, session, Step.TALK)
    opened, set_opened = ft.use_state(found[0].open_area if found else "")
    if found is None:
        return nothing_open(session)
    conversation, guide = found

    def open_area(area: PromptArea) -> None:
        conversation.open_area = "" if opened == area.id else area.id
        session.keep()
        set_opened(conversation.open_area)

    rows: list[ft.Control] = []
    for area in (_beginning(guide), *guide.areas):
        rows.append(_area_tile(conversation, area, opened == area.id, open_area))
        if opened == area.id:
            rows.append(Area(conversation, area, session, key=area.id))
    return screen(
        "The conversation",
        [
            body("Follow the person, not the list. Everything here is optional."),
            buttons.tile(
                "I am worried about someone",
                "What to do now, whom to call",
                lambda _: go("/worried"),
                icon=ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
            ),
            *rows,
            saved_line(),
            step_button(session, "On to the plan", Step.PLAN),
            back_button(session, "Back to the start", Step.BEFORE),
        ],
    )


def _beginning(guide: Guide) -> PromptArea:
    """Give the guide's ways to begin the same shape as its areas."""
    prompts = tuple(
        Prompt(f"begin-{number}", words, (), (), ())
        for number, words in enumerate(guide.opening, start=1)
    )
    return PromptArea("begin", "Ways to begin", "Words to open with, if you want some.", prompts)


def _area_tile(
    conversation: Conversation,
    area: PromptArea,
    is_open: bool,
    open_area: Callable[[PromptArea], None],
) -> ft.Control:
    noted = bool(conversation.notes.get(area.id, "").strip())
    detail = "Noted" if noted else area.about
    return buttons.tile(
        area.title,
        "Open" if is_open else detail,
        lambda _: open_area(area),
        icon=_area_icon(is_open, noted),
        leads_on=False,
    )


def _area_icon(is_open: bool, noted: bool) -> ft.IconData:
    if is_open:
        return ft.Icons.EXPAND_LESS
    return ft.Icons.CHECK if noted else ft.Icons.EXPAND_MORE


@component
def Area(conversation: Conversation, area: PromptArea, session: Session) -> ft.Control:
    """Prompts of one area and a field for notes that keeps every keystroke."""

    def noted(words: str) -> None:
        conversation.notes[area.id] = words
        session.keep()

    further = [follow_up for prompt in area.prompts for follow_up in prompt.follow_ups]
    return ft.Container(
        ft.Column(
            [
                *[bullet(prompt.text) for prompt in area.prompts],
                Words(
                    f"Notes: {area.title}",
                    conversation.notes.get(area.id, ""),
                    noted,
                    hint="Only what you both want written down",
                ),
                *([body("To go further, if they want to", quiet=True)] if further else []),
                *[body(follow_up, quiet=True) for follow_up in further],
            ],
            spacing=10,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=CORNER,
        padding=16,
    )
