"""During the conversation: areas in any order, prompts when words run out, room to note."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.guide import Guide, PromptArea
from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.panes import Panes, use_two_panes
from app.views.components.prompt_area import (
    AreaRow,
    Beside,
    OpenArea,
    Opened,
    beginning,
    open_of,
)
from app.views.components.resume import close_card
from app.views.components.text import body
from app.views.screens.talk_steps import (
    back_button,
    current,
    enter,
    nothing_open,
)
from app.views.services import go, use_session
from app.views.state.session import Session
from app.views.theme import GAP


@component
def TalkScreen() -> ft.View:
    """One area open at a time; every one of them optional."""
    _, session = use_session()
    found = current(session, Step.TALK)
    _, redraw = ft.use_state(0)
    two = use_two_panes()
    # Held without being followed: a tap draws anew what opens beside the list, not this screen.
    held: Any = ft.use_ref(Beside)
    beside: Beside = held.current
    # Whoever came back here by the browser's own way has left the card behind.
    ft.use_effect(lambda: _leave_card(session), [])
    if found is None:
        return nothing_open(session)
    conversation, guide = found
    areas = (beginning(guide), *(guide.short_areas() if conversation.short else guide.areas))

    def mode_changed() -> None:
        session.keep()
        redraw(lambda count: count + 1)

    return screen(
        tr("The conversation"),
        [
            body(tr("Follow the person, not the list. Everything here is optional.")),
            *_silent(conversation),
            Areas(conversation, areas, session, beside if two else None, key=f"areas-{two}"),
        ],
        beside=[
            *_modes(conversation, mode_changed),
            *_asides(session, conversation, guide),
            back_button(session, tr("Back to the start"), Step.BEFORE),
        ],
        panes=Panes(after=OpenArea(conversation, areas, session, beside) if two else None),
        saves=True,
        foot=way_on("", tr("On to the plan"), lambda _: enter(session, Step.PLAN)),
    )


@component
def Areas(
    conversation: Conversation,
    areas: Sequence[PromptArea],
    session: Session,
    beside: Beside | None,
) -> ft.Control:
    """The guide's areas. A tap redraws the one it opens and the one it closes, and no more.

    With ``beside`` one of them is always open, in the pane beside its row.
    """
    none: dict[str, Opened] = {}
    rows, _ = ft.use_state(none)

    def is_open(area_id: str) -> bool:
        shown = conversation.open_area if beside is None else open_of(conversation, areas).id
        return area_id == shown

    def tapped(area: PromptArea) -> None:
        closes = beside is None and conversation.open_area == area.id
        conversation.open_area = "" if closes else area.id
        session.keep()
        for area_id, opened in rows.items():
            opened.here = is_open(area_id)
        if beside is not None:
            beside.area = area.id

    for area in areas:
        rows.setdefault(area.id, Opened(is_open(area.id)))
    return stack(
        [
            AreaRow(
                conversation,
                area,
                session,
                rows[area.id],
                partial(tapped, area),
                aside=beside is not None,
                key=f"{area.id}-{conversation.short}",
            )
            for area in areas
        ],
        spacing=GAP,
    )


def _leave_card(session: Session) -> None:
    # A card that a colleague has in hand stays theirs, wherever the browser's way back led.
    if session.workspace is not None and session.conversation is not None and not session.turned:
        close_card(session)


def _silent(conversation: Conversation) -> list[ft.Control]:
    if not conversation.silent:
        return []
    return [
        notice.note(
            tr(
                "Silent mode. Tap a prompt, turn the screen to them and let them type. They see "
                "that one prompt and nothing else."
            )
        )
    ]


def _modes(conversation: Conversation, changed: Callable[[], None]) -> list[ft.Control]:
    """Give the two switches of a talk; neither changes what was written."""

    def switch_short() -> None:
        conversation.short = not conversation.short
        changed()

    def switch_silent() -> None:
        conversation.silent = not conversation.silent
        changed()

    shorter, longer = tr("Only the short list: 3 minutes"), tr("Show all the prompts")
    quiet, aloud = tr("Others can hear: use silent mode"), tr("Leave silent mode")
    return [
        buttons.quiet(
            longer if conversation.short else shorter,
            switch_short,
            icon=ft.Icons.TIMER_OUTLINED,
            key="short",
        ),
        buttons.quiet(
            aloud if conversation.silent else quiet,
            switch_silent,
            icon=ft.Icons.KEYBOARD_OUTLINED,
            key="silent",
        ),
    ]


def _asides(session: Session, conversation: Conversation, guide: Guide) -> list[ft.Control]:
    rows: list[ft.Control] = []
    if guide.facts:
        rows.append(
            buttons.tile(
                tr("Good to know"),
                tr("Facts for this kind of talk, and where they come from"),
                lambda _: go("/talk/facts"),
                icon=ft.Icons.LIGHTBULB_OUTLINE,
            )
        )
    if guide.kind == "check" and conversation.incident_at is None:
        rows.append(
            back_button(
                session, tr("Say when the job was, to be reminded of what comes"), Step.BEFORE
            )
        )
    return rows
