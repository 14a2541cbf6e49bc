"""One summary in the outbox: its very words, where it stands, and what can be done about it."""

import json
from collections.abc import Awaitable, Callable
from datetime import date

import flet as ft

from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.organisation import STAFF_GROUPS
from app.domain.wording import to_say, tr
from app.sync.moves import may_withdraw
from app.sync.outbox import ARRIVED, OutboxItem, State, Told, may_edit
from app.usecases.export_sent import fields_of
from app.usecases.open_workspace import Workspace
from app.usecases.read_content import Content
from app.views.boundary import component, guard
from app.views.components import buttons, notice, outbox_words
from app.views.components.cards import card
from app.views.components.fold import Fold
from app.views.components.leaving import exact_words
from app.views.components.second_look_card import SecondLook
from app.views.components.sure import Sure
from app.views.components.text import body, bullet, section
from app.views.services import go, use_services
from app.views.state.session import Session
from app.views.theme import SMALL

_GONE = to_say("Its conversation is no longer on this device.")
_ASKED = to_say(
    "Layby has begun to send it, so its words stand. Pausing stops further tries; it may have "
    "arrived all the same."
)
#: Gives a handler whose trouble is said in the card.
Safe = Callable[[Callable[[], Awaitable[None]]], buttons.OnClick]


@component
def OutboxCard(item: OutboxItem, session: Session, why: str) -> ft.Control:
    """The card of one item; ``why`` it has not gone yet, "" when it has or that is said above."""
    services = use_services()
    problem, set_problem = ft.use_state("")
    workspace = session.workspace
    if workspace is None:
        return ft.Column(visible=False)
    group = tr(STAFF_GROUPS.get(item.wire.staff_group, ""))
    week = tr("week {number}", number=int(item.wire.week[-2:]))
    said = outbox_words.receipt(item)
    rows: list[ft.Control] = [
        section(outbox_words.heading(item), first=True),
        exact_words(item.wire.text),
        body(f"{group}, {week}. {outbox_words.agreed(item, services.today())}", quiet=True),
        *([body(why)] if why else []),
        *([body(said, quiet=True)] if said else []),
    ]
    if item.state in ARRIVED and item.trouble:
        rows.append(notice.note(item.trouble))
    if item.state is State.LOOK or (item.state in ARRIVED and item.told is not Told.NOTHING):
        rows.append(SecondLook(item, session, key="second-look"))
    rows.append(
        Fold(
            tr("All that goes with it"),
            "",
            lambda: _along(item, session, services.content),
            key="along",
        )
    )
    acts = _actions(item, session, workspace, lambda do: guard(do, set_problem), services.today())
    return card([*rows, notice.trouble(problem), *acts], spacing=10)


def _along(item: OutboxItem, session: Session, content: Content) -> list[ft.Control]:
    found = fields_of(item.wire, session.organisation, content.codebook)
    wire = json.dumps(item.wire.to_wire(), ensure_ascii=False, indent=1, sort_keys=True)
    return [
        body(tr("With the words go these, and nothing else:"), quiet=True),
        *[bullet(f"{label}: {value}") for label, value in found],
        body(
            tr(
                "A stamp goes too. It shows that somebody enrolled sends this, and not who or from "
                "which device. The message is filled up with blanks, so that its length says "
                "little."
            ),
            quiet=True,
        ),
        Fold(
            tr("Letter for letter"),
            tr("As your trust's server reads it"),
            lambda: [ft.Text(wire, size=SMALL)],
            key="letters",
        ),
    ]


def _actions(
    item: OutboxItem, session: Session, workspace: Workspace, safe: Safe, today: date
) -> list[ft.Control]:
    """Give what can be done with it now; each button only where it would work."""
    steer = workspace.outbox.steer
    rows: list[ft.Control] = []
    if item.state is State.HELD:
        rows.append(notice.trouble(item.trouble))
        rows.append(buttons.secondary(tr("Back to its conversation"), safe(_back(item, session))))
    if may_edit(item) and steer.conversation_of(item) is not None:
        rows.append(
            Sure(
                tr("Change the words"),
                [
                    tr("It leaves the outbox and goes back to its check."),
                    tr("Your colleague reads the new words and agrees again before they can go."),
                ],
                tr("Yes, change the words"),
                tr("Leave it as agreed"),
                safe(_edit(item, session)),
                icon=ft.Icons.EDIT_OUTLINED,
                gone=False,
                key="change",
            )
        )
    if item.state is State.WAITING:
        rows.append(
            buttons.secondary(
                tr("Pause this one"),
                safe(lambda: steer.pause(item)),
                icon=ft.Icons.PAUSE,
                key="hold",
            )
        )
    if item.state is State.PAUSED:
        rows.append(
            buttons.primary(
                tr("Let it go on"), safe(lambda: steer.resume(item)), icon=ft.Icons.SEND, key="hold"
            )
        )
    if item.state in (State.WAITING, State.PAUSED) and item.requested:
        rows.append(body(tr(_ASKED), quiet=True))
    return rows + _ways_out(item, workspace, safe, today)


def _ways_out(item: OutboxItem, workspace: Workspace, safe: Safe, today: date) -> list[ft.Control]:
    steer = workspace.outbox.steer
    if may_edit(item) or item.state is State.HELD:
        return [
            Sure(
                tr("Do not send it"),
                [tr("Its words go from this device. Nothing of it is at your trust.")],
                tr("Yes, do not send it"),
                tr("Keep it here"),
                safe(lambda: steer.send_nothing(item)),
                loud=False,
                key="nothing",
            )
        ]
    if may_withdraw(item, today):
        return [
            Sure(
                tr("Take it back"),
                [
                    tr("Your trust's server empties its words. Nobody is told who took it back."),
                    tr("You can do this for 28 days after it was sent. It cannot be undone."),
                ],
                tr("Yes, take it back"),
                tr("Leave it"),
                safe(lambda: steer.withdraw(item)),
                loud=False,
                key="withdraw",
            )
        ]
    return []


def _back(item: OutboxItem, session: Session) -> Callable[[], Awaitable[None]]:
    async def back() -> None:
        workspace = session.workspace
        found = await workspace.outbox.steer.take_back_held(item) if workspace else None
        _carry_on(found, session)

    return back


def _edit(item: OutboxItem, session: Session) -> Callable[[], Awaitable[None]]:
    async def edit() -> None:
        workspace = session.workspace
        found = await workspace.outbox.steer.edit(item) if workspace else None
        _carry_on(found, session)

    return edit


def _carry_on(conversation: Conversation | None, session: Session) -> None:
    if conversation is None:
        raise InputError(tr(_GONE))
    session.conversation = conversation
    go("/talk/summary")
