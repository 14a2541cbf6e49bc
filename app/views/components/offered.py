"""Which kinds of support were offered in this conversation: a few ticks that open in place."""

from collections.abc import Callable

import flet as ft

from app.domain.conversation import SELF_REFERRAL, Conversation
from app.domain.support import SERVICE_TYPES
from app.domain.wording import listed, to_say, tr
from app.usecases.find_support import likely_types, note_offered
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Tick
from app.views.components.text import body
from app.views.services import use_services
from app.views.state.session import Session

_WHAT_FOR = to_say(
    "Tick the kinds of help you pointed to. It goes into the summary as a kind, no more."
)
_HOW = to_say("How would they rather go there? Only if they say.")
_NOT_SAID = "not-said"


@component
def OfferedSupport(conversation: Conversation, session: Session) -> ft.Control:
    """A tile that says what was offered; opened, the likely kinds first and the rest on request.

    Each tick stands in ``conversation.support_offered`` at once. Only the kinds of support are
    noted, never which service, nor whether anybody went.
    """
    services = use_services()
    opened, set_opened = ft.use_state(False)
    every, set_every = ft.use_state(False)
    offered, set_offered = ft.use_state(tuple(conversation.support_offered))
    guide = services.content.guides.get(conversation.guide)
    # Ordered once each time it opens: a tick must not move the row under the thumb.
    first, rest = ft.use_memo(
        lambda: likely_types(conversation, guide.kind if guide else ""), [opened]
    )

    def tick(kind: str, on: bool) -> None:
        note_offered(conversation, kind, on)
        session.keep()
        set_offered(tuple(conversation.support_offered))

    tile = buttons.tile(
        tr("Support we talked about"),
        listed(tr(SERVICE_TYPES[kind]) for kind in offered) or tr("Nothing noted"),
        lambda _: set_opened(not opened),
        icon=ft.Icons.EXPAND_LESS if opened else ft.Icons.PLAYLIST_ADD_CHECK,
        opened=opened,
    )
    if not opened:
        return stack([tile])
    shown = [*first, *(rest if every else [])]
    rows = [_box(kind, kind in offered, tick) for kind in shown]
    if rest and not every:
        rows.append(buttons.quiet(tr("Show the other kinds"), lambda _: set_every(True)))
    if offered:
        rows.append(HowToGo(conversation, session, key="how"))
    return stack([tile, card([body(tr(_WHAT_FOR), quiet=True), *rows], spacing=4)])


@component
def HowToGo(conversation: Conversation, session: Session) -> ft.Control:
    """How they would rather go there, if they say so; noted here, or by them at their turn.

    So the note does not tell whether the screen was ever turned.
    """

    def choose(value: str) -> None:
        conversation.self_referral = "" if value == _NOT_SAID else value
        session.keep()

    options = [
        (key, tr(words), "")
        for key, words in (*SELF_REFERRAL.items(), (_NOT_SAID, to_say("Not said")))
    ]
    said = conversation.self_referral or _NOT_SAID
    return stack([body(tr(_HOW)), Choice(tr(_HOW), options, said, choose)], spacing=4)


def _box(kind: str, on: bool, tick: Callable[[str, bool], None]) -> ft.Control:
    box: ft.Control = Tick(tr(SERVICE_TYPES[kind]), on, lambda now: tick(kind, now), key=kind)
    return box
