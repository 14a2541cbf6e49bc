"""When the job was, and what Layby will remind of because of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import flet as ft

from app.domain.conversation import Conversation
from app.domain.guide import Guide, Reminder
from app.domain.reminder import when, worth_setting
from app.domain.wording import tr
from app.usecases.note_incident import (
    DAY,
    TIME,
    incident_now,
    type_incident,
    typed_day,
    typed_time,
)
from app.usecases.open_workspace import Workspace
from app.usecases.set_reminders import is_wanted, want
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fields import Line, Tick
from app.views.components.resume import mark
from app.views.components.text import body, section
from app.views.state.session import Session


@component
def IncidentTime(
    conversation: Conversation, guide: Guide, session: Session, workspace: Workspace, error: str
) -> ft.Control:
    """Day and time of the job, both optional, and the reminders that follow from them."""
    moment, set_moment = ft.use_state(conversation.incident_at)
    serial, set_serial = ft.use_state(0)
    now = workspace.reminders.now

    def keep() -> None:
        session.keep()
        set_moment(conversation.incident_at)

    def typed(field: str, words: str) -> None:
        type_incident(conversation, field, words, now())
        keep()

    def just_now() -> None:
        incident_now(conversation, now())
        set_serial(lambda count: count + 1)
        keep()

    return stack(
        [
            section(tr("When was it?")),
            body(tr("Only for reminders, such as when TRiM can come. It stays on this device.")),
            Line(
                tr("Day of the job"),
                typed_day(conversation),
                partial(typed, DAY),
                hint=tr("today, yesterday or 5 Dec"),
                mark=mark(session, DAY),
                key=f"day-{serial}",
            ),
            Line(
                tr("Time of the job"),
                typed_time(conversation),
                partial(typed, TIME),
                hint=tr("such as 14:30"),
                error="" if moment else error,
                mark=mark(session, TIME),
                key=f"time-{serial}",
            ),
            buttons.quiet(tr("It was just now"), just_now, icon=ft.Icons.SCHEDULE),
            *reminder_ticks(conversation, guide, moment, now(), session.keep),
        ]
    )


def reminder_ticks(
    conversation: Conversation,
    guide: Guide,
    moment: datetime | None,
    now: datetime,
    keep: Callable[[], None],
) -> list[ft.Control]:
    """Give what will be reminded of and when, each a box to switch it off before it is set."""
    coming = [one for one in guide.reminders if moment and worth_setting(one, moment, now)]
    if moment is None or not coming:
        return []

    def switch(reminder: Reminder, on: bool) -> None:
        want(conversation, reminder, on)
        keep()

    rows: list[ft.Control] = [
        section(tr("Reminders for you")),
        body(tr("They stand on your home screen. Untick what you do not want."), quiet=True),
    ]
    for reminder in coming:
        tick = Tick(
            when(reminder.timing, reminder.due(moment)),
            is_wanted(conversation, reminder),
            partial(switch, reminder),
            key=f"reminder-{reminder.id}",
        )
        rows.append(stack([tick, body(reminder.text, quiet=True)], spacing=2))
    return rows
