"""The outbox as its owner sees it: word for word what is sent, and why something waits."""

import flet as ft

from app.domain.errors import InputError
from app.domain.organisation import STAFF_GROUPS
from app.sync.outbox import OutboxItem, State, Told, wants_a_look
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.frame import screen
from app.views.components.second_look_card import SecondLook
from app.views.components.text import body, section
from app.views.services import go, use_session
from app.views.state.session import Session

_WORDS = {
    State.WAITING: "Waiting",
    State.HELD: "Needs a look",
    State.LOOK: "Needs another look",
    State.SENT: "Sent",
}


@component
def OutboxScreen() -> ft.View:
    """What waits, what is held, what the server has confirmed."""
    _, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return screen("Outbox", [body("Unlock your profile to see your outbox.")])
    items = workspace.outbox.items()
    waiting = sum(item.state is State.WAITING for item in items)
    controls: list[ft.Control] = []
    if waiting:
        controls.append(notice.note(f"{waiting} waiting. {_why(items)}"))
        controls.append(
            buttons.primary(
                "Try now", lambda _: workspace.outbox.poke(now=True), icon=ft.Icons.SEND
            )
        )
    elif any(wants_a_look(item) for item in items):
        controls.append(notice.note("Nothing is waiting to be sent. Something needs a look."))
    elif items:
        controls.append(notice.good("Nothing is waiting."))
    else:
        controls.append(body("Nothing here yet. Agreed summaries wait here until they are sent."))
    controls += [Card(item, session, key=item.id) for item in items]
    controls.append(buttons.secondary("Go to home", lambda _: go("/")))
    return screen("Outbox", controls)


def _why(items: list[OutboxItem]) -> str:
    trouble = next((item.trouble for item in items if item.state is State.WAITING), "")
    return trouble or "Sent as soon as there is a connection."


@component
def Card(item: OutboxItem, session: Session) -> ft.Control:
    """One summary: its words, where it stands, and what can be done about it."""

    async def take_back() -> None:
        if session.workspace is None:
            return
        conversation = await session.workspace.outbox.take_back(item)
        if conversation is None:
            raise InputError("Its conversation is no longer on this device.")
        session.conversation = conversation
        go("/talk/summary")

    group = STAFF_GROUPS.get(item.wire.staff_group, "")
    day = f"{item.queued_on.day} {item.queued_on:%B}"
    rows: list[ft.Control] = [
        section(_WORDS[State.LOOK if wants_a_look(item) else item.state]),
        body(item.wire.text),
        body(f"{group}, week {item.wire.week[-2:].lstrip('0')}. Agreed on {day}.", quiet=True),
    ]
    if item.state is State.SENT:
        rows.append(body(f"Receipt: your trust holds it once, under {item.id[:8]}.", quiet=True))
    elif item.state is State.HELD:
        rows.append(notice.trouble(item.trouble))
        rows.append(buttons.secondary("Back to its conversation", take_back))
    if item.state is State.LOOK or item.told is not Told.NOTHING:
        rows.append(SecondLook(item, session, key="second-look"))
    return card(rows, spacing=8)
