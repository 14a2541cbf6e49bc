"""After a hard job: when was it, and so when to look again."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import flet as ft

from app.domain.guide import Reminder
from app.domain.wording import tr
from app.usecases.after_job import CALENDAR, DAY, TIME, calendar, keep, looks, read_when
from app.views.boundary import component, sound_alarm, start
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Line
from app.views.components.form import Form, use_form
from app.views.components.led_to import place
from app.views.components.text import body, section
from app.views.services import use_session
from app.views.theme import BODY, BOLD, GAP, NEAR

#: Where the days stand on their screen.
DAYS = "days"


@component
def LookAgain(reminders: Sequence[Reminder], to_days: Callable[[], Awaitable[None]]) -> ft.Control:
    """Two fields, or one tap for "just now"; then dates in plain words, kept if they like.

    ``to_days`` leads to DAYS: they open below what was tapped, mostly out of sight.
    """
    services, session = use_session()
    form = use_form()
    none_yet: datetime | None = None
    event, set_event = ft.use_state(none_yet)
    kept, set_kept = ft.use_state(False)
    saved, set_saved = ft.use_state("")

    def now() -> datetime:
        return datetime.fromtimestamp(services.opener.now()).replace(second=0, microsecond=0)

    def count_from(moment: datetime) -> None:
        set_kept(False)
        set_saved("")
        set_event(moment)

    async def read() -> None:
        count_from(read_when(form.typed.get(DAY, ""), form.typed.get(TIME, ""), now()))

    def keep_them() -> None:
        if session.workspace is not None and event is not None:
            keep(session.workspace.reminders, reminders, event)
            session.revision += 1
            set_kept(True)

    async def save_calendar() -> None:
        if event is not None:
            content = calendar(reminders, event, now())
            set_saved("saved" if await services.device.save_file(CALENDAR, content) else "not")

    ft.use_effect(lambda: start(to_days, sound_alarm) if event else None, [event])
    rows = _asking(form, lambda _: count_from(now()), form.doing(read))
    if event is not None:
        rows.append(place(DAYS, _days(reminders, event)))
        rows += _keeping(session.workspace is not None, kept, keep_them)
        rows += _calendar(saved, save_calendar)
    return stack(rows, spacing=12)


def _asking(form: Form, just_now: buttons.OnClick, read_typed: buttons.OnClick) -> list[ft.Control]:
    return [
        section(tr("When to look again")),
        body(tr("When was it? You get the days to look again, in plain words.")),
        buttons.secondary(tr("It was just now"), just_now),
        Line(
            tr("Which day"),
            "",
            form.hear(DAY),
            hint=tr("today, yesterday, 5 Dec"),
            error=form.problem(DAY),
        ),
        Line(
            tr("About what time, if you know"),
            "",
            form.hear(TIME),
            hint=tr("14:30 or 2pm"),
            error=form.problem(TIME),
        ),
        notice.trouble(form.problem()),
        buttons.secondary(tr("Show me the days"), read_typed, icon=ft.Icons.EVENT),
    ]


def _days(reminders: Sequence[Reminder], event: datetime) -> ft.Control:
    rows: list[ft.Control] = [
        # What to do stands nearer to its own day than to the next.
        stack([ft.Text(look.when, size=BODY, weight=BOLD), body(look.what)], spacing=4)
        for look in looks(reminders, event)
    ]
    return card(rows, spacing=GAP + NEAR)


def _keeping(may: bool, kept: bool, keep_them: buttons.OnClick) -> list[ft.Control]:
    if not may:
        return [
            body(
                tr(
                    "Without a profile Layby keeps nothing. Put the days in your own calendar, "
                    "or on paper."
                ),
                quiet=True,
            )
        ]
    if kept:
        return [notice.good(tr("Kept. They stand on your home screen."))]
    return [
        buttons.primary(tr("Keep these days for me"), keep_them, icon=ft.Icons.ALARM_ON),
        body(tr("On this device only. Nobody is told, and nothing rings."), quiet=True),
    ]


def _calendar(saved: str, save: buttons.OnClick) -> list[ft.Control]:
    said = {
        "saved": notice.good(tr("The file is saved. Open it to put the days in your calendar.")),
        "not": notice.trouble(tr("The file could not be saved here.")),
    }
    return [
        buttons.secondary(tr("A file for my calendar"), save, icon=ft.Icons.EVENT_AVAILABLE),
        said.get(saved) or body(tr("Its entries do not say what they are about."), quiet=True),
    ]
