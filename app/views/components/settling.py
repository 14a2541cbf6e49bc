"""What is settled before a conversation: the place, who holds it, the label, how much time."""

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from app.domain.conversation import Conversation, Holder
from app.domain.wording import to_say, tr
from app.usecases.keep_plans import person_of
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Line, Tick
from app.views.components.resume import mark
from app.views.components.text import body, bullet, section
from app.views.state.session import Session

_MOVE = to_say("Move: a parked car with the doors shut, a quiet room, a walk.")
_LATER = to_say("Agree a later time. Say when and where now, so that it happens.")
_SILENT = to_say("Type instead of talking. You turn the screen to them, and they write.")


@component
def PrivatePlace(
    conversation: Conversation, lines: tuple[str, ...], keep: Callable[[], None]
) -> ft.Control:
    """Is this place private enough? And what to do when it is not."""
    ideas, show_ideas = ft.use_state(conversation.silent)
    silent, set_silent = ft.use_state(conversation.silent)

    def private(on: bool) -> None:
        conversation.private_enough = on
        keep()

    def type_instead(on: bool) -> None:
        conversation.silent = on
        keep()
        set_silent(on)

    rows: list[ft.Control] = [
        section(tr("Is this place private enough?")),
        *[bullet(line) for line in lines],
        Tick(tr("This place is private enough"), conversation.private_enough, private),
    ]
    if not ideas:
        rows.append(buttons.quiet(tr("Not really: what to do"), lambda _: show_ideas(True)))
        return stack(rows)
    tick = Tick(tr("Use silent mode: we type instead of talking"), silent, type_instead)
    return stack([*rows, card([bullet(tr(_MOVE)), bullet(tr(_LATER)), bullet(tr(_SILENT)), tick])])


@component
def WhoHolds(conversation: Conversation, keep: Callable[[], None]) -> ft.Control:
    """Their line manager, or someone they chose; and what the second means."""
    chosen, set_chosen = ft.use_state(conversation.holder)

    def choose(value: str) -> None:
        conversation.holder = value
        keep()
        set_chosen(value)

    options = [(holder.value, holder.in_words(), "") for holder in Holder]
    rows: list[ft.Control] = [
        section(tr("Who are you to them?")),
        Choice(tr("Who are you to them?"), options, chosen, choose),
    ]
    if chosen == Holder.CHOSEN:
        rows.append(
            notice.note(
                tr(
                    "It is good that they chose you. Mostly only the line manager can change "
                    "someone's work. If they want a change, ask who should put it to the manager: "
                    "they themselves, you, or both together. Pass on only what they agree to."
                )
            )
        )
    return stack(rows)


@component
def LabelForYou(conversation: Conversation, session: Session, workspace: Workspace) -> ft.Control:
    """The holder's own word for the person; an earlier plan under it is offered, quietly."""
    # Who has a plan is looked up once: every key typed here would ask again.
    ask: Any = partial(_people, workspace)
    people: frozenset[str] = ft.use_state(ask)[0]
    linked = workspace.plans.get(conversation.plan_id)
    carried, set_carried = ft.use_state(linked is not None and bool(linked.versions))
    person, set_person = ft.use_state(person_of(conversation.label))

    def typed(words: str) -> None:
        conversation.label = words
        session.keep()
        set_person(person_of(words))

    def carry_on() -> None:
        earlier = workspace.plans.earlier(conversation)
        if earlier is not None:
            workspace.plans.carry_on(conversation, earlier)
            session.keep()
        set_carried(earlier is not None)

    def begin_anew() -> None:
        conversation.plan_id = ""
        session.keep()
        set_carried(False)

    offer: list[ft.Control] = []
    if carried:
        offer = _carried(begin_anew)
    elif person in people and (linked is None or linked.plan.is_empty()):
        offer = _earlier(carry_on)
    return stack(
        [
            section(tr("A label for you")),
            body(tr("Only for you, to find it again. It never leaves this device."), quiet=True),
            Line(
                tr("Label, such as a first name or initials"),
                conversation.label,
                typed,
                mark=mark(session, "label"),
            ),
            *offer,
        ]
    )


def _carried(begin_anew: buttons.OnClick) -> list[ft.Control]:
    return [
        notice.good(tr("This talk carries on the plan from last time.")),
        buttons.quiet(tr("Begin a new plan instead"), begin_anew),
    ]


def _earlier(carry_on: buttons.OnClick) -> list[ft.Control]:
    return [
        body(tr("There is an earlier plan under this label. Is it the same person?")),
        buttons.secondary(tr("Yes, carry on with that plan"), carry_on, icon=ft.Icons.HISTORY),
    ]


def _people(workspace: Workspace) -> frozenset[str]:
    found = (person_of(record.label) for record in workspace.plans.all() if not record.mine)
    return frozenset(person for person in found if person)


@component
def HowMuchTime(conversation: Conversation, keep: Callable[[], None], time: str) -> ft.Control:
    """Short or full: only how many prompts are shown, to be changed at any moment."""

    def choose(value: str) -> None:
        conversation.short = value == "short"
        keep()

    options = [
        ("full", tr("All the prompts"), time),
        (
            "short",
            tr("Only the short list"),
            tr("About 3 minutes. You can open the rest at any time."),
        ),
    ]
    chosen = "short" if conversation.short else "full"
    return stack(
        [section(tr("How much time?")), Choice(tr("How much time?"), options, chosen, choose)]
    )
