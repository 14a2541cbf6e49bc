"""Ask for a conversation: a short message in plain words, sent by the person, not by Layby."""

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from app.domain.ask import LONGEST_MESSAGE, message
from app.domain.errors import ContentError
from app.domain.leaflet import Leaflet
from app.domain.preparation import Preparation
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components.cards import stack
from app.views.components.fields import Choice, Words
from app.views.components.frame import screen
from app.views.components.hand_over import HandOver
from app.views.components.leaflet_parts import part_fold, sources_fold, unreadable
from app.views.components.saved_sign import SavedLine
from app.views.components.text import body, section
from app.views.services import use_session

_TITLE = to_say("Ask for a conversation")
LEAFLET = "ask-for-a-conversation"
#: What is chosen and written, by the names under which a profile keeps it.
WHOM, SAY, OWN = "whom", "say", "own"
#: The two choices of how much to say that are no topic of the leaflet.
JUST_TALK, OWN_WORDS = "just-talk", "own-words"


@component
def AskScreen() -> ft.View:
    """Choose whom and how much to say; open to anybody, kept only in a profile."""
    services, session = use_session()
    leaflet = services.content.leaflets.get(LEAFLET)
    if leaflet is None:
        return unreadable(tr(_TITLE))
    return screen(
        tr(_TITLE),
        [
            body(tr("Choose how much to say. A few words are enough.")),
            Asking(leaflet, session.workspace),
            *[part_fold(services, part) for part in leaflet.parts],
            sources_fold(leaflet),
        ],
    )


@component
def Asking(leaflet: Leaflet, workspace: Workspace | None) -> ft.Control:
    """The choices, the words they make, and the ways to send them."""
    make: Any = partial(_Kept, workspace)
    kept: _Kept = ft.use_state(make)[0]
    _, redraw = ft.use_state(0)
    chosen = kept.chosen

    def choose(name: str) -> Callable[[str], None]:
        def hear(value: str) -> None:
            kept.put(name, value)
            redraw(lambda count: count + 1)

        return hear

    whom, say = chosen.get(WHOM, ""), chosen.get(SAY, JUST_TALK)
    rows: list[ft.Control] = [
        section(tr("Who is it for?")),
        Choice(tr("Who is it for?"), _whom(leaflet), whom, choose(WHOM)),
        section(tr("What is it about?")),
        Choice(tr("What is it about?"), _how_much(leaflet), say, choose(SAY)),
    ]
    if say == OWN_WORDS:
        rows.append(
            Words(tr("My own words"), chosen.get(OWN, ""), choose(OWN), limit=LONGEST_MESSAGE)
        )
    if workspace is not None:
        rows.append(SavedLine(lambda: any(kept.chosen.values())))
    missing = tr("Choose above who it is for, and it stands here.") if say != OWN_WORDS else ""
    return stack([*rows, HandOver(words_of(leaflet, chosen), missing)], spacing=12)


class _Kept:
    """What is chosen: in the profile where one is open, else only while the screen stands."""

    def __init__(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._preparation = Preparation()
        try:
            if workspace is not None:
                self._preparation = workspace.preparation.get()
        except ContentError:
            self._workspace = None  # it is kept as it is: nothing is written over it

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen and written, by name."""
        return self._preparation.ask

    def put(self, name: str, value: str) -> None:
        """Keep one choice or what is written."""
        self._preparation.ask[name] = value
        if self._workspace is not None:
            self._workspace.preparation.save(self._preparation)


def words_of(leaflet: Leaflet, chosen: dict[str, str]) -> str:
    """Put the message together; "" until it is chosen whom it is for, or own words stand."""
    text = {phrase.id: phrase.text for phrase in leaflet.phrases}
    say = chosen.get(SAY, JUST_TALK)
    if say == OWN_WORDS:
        return chosen.get(OWN, "").strip()
    opening = text.get(chosen.get(WHOM, ""), "")
    return message(opening, text.get(say, ""), text.get("ending", "")) if opening else ""


def _whom(leaflet: Leaflet) -> list[tuple[str, str, str]]:
    return [(one.id, one.title, "") for one in leaflet.phrases if one.id.startswith("to-")]


def _how_much(leaflet: Leaflet) -> list[tuple[str, str, str]]:
    topics = [(one.id, one.title, "") for one in leaflet.phrases if one.id.startswith("topic-")]
    return [
        (JUST_TALK, tr("Just that I would like to talk"), ""),
        *topics,
        (OWN_WORDS, tr("In my own words"), ""),
    ]
