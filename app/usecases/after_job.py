"""When to look again after a hard job: days in plain words, to keep here or in a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.days import day_words, read_past_moment
from app.domain.guide import Reminder
from app.domain.reminder import END_OF_DAY, TO_COME, as_firm, with_clock, worth_setting
from app.domain.wording import to_say, tr
from app.exports.plan_ics import Event, write_calendar
from app.usecases.set_reminders import Reminders

#: The field that trouble with a typed moment belongs to, by what was typed there.
DAY, TIME = "day", "time"

#: What the reminders are about, in the due list.
ABOUT = to_say("After a hard job")

#: The calendar file, and what an entry says: nothing about what it is for.
CALENDAR = "look-again.ics"
ENTRY = to_say("A time to look again")

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Look:
    """One time to look again: when, in plain words, and what to look at."""

    when: str
    what: str


def read_when(day: str, time: str, now: datetime) -> datetime:
    """Read when the job was, from the typed ``day`` and ``time``; ``now`` is local and naive.

    Without a time it counts from the end of that day, so that nothing that must not come
    earlier ever does. Raises InputError naming the field.
    """
    now = now.replace(second=0, microsecond=0)
    if time.strip():
        read_past_moment(day, "00:00", now, DAY)  # trouble with the day belongs to the day
        return read_past_moment(day, time, now, TIME)
    began = read_past_moment(day, "00:00", now, DAY)
    return datetime.combine(began, END_OF_DAY)


def looks(reminders: Iterable[Reminder], event: datetime) -> list[Look]:
    """Give the times to look again after ``event``, the soonest first."""
    ordered = sorted(reminders, key=lambda reminder: reminder.after)
    return [Look(_when(reminder, event), reminder.text) for reminder in ordered]


def keep(desk: Reminders, reminders: Iterable[Reminder], event: datetime) -> None:
    """Set them as the person's own reminders; done twice, each is there once."""
    desk.set_own(reminders, event, ABOUT)


def calendar(reminders: Iterable[Reminder], event: datetime, now: datetime) -> bytes:
    """Give a calendar file of the days still to come; it rings for none of them."""
    entries = []
    for reminder in reminders:
        if worth_setting(reminder, event, now):
            key = f"look-again/{event.isoformat()}/{reminder.id}"
            entries.append(Event(key, tr(ENTRY), *_moment(reminder, event)))
    return write_calendar(entries, ring=False)


def _moment(reminder: Reminder, event: datetime) -> tuple[date, time | None]:
    day, clock = as_firm(reminder.timing, reminder.due(event))
    # Later on, the hour of the day says nothing: only what must not come early needs it.
    return day, clock if reminder.after < _A_WEEK else None


def _when(reminder: Reminder, event: datetime) -> str:
    day, clock = _moment(reminder, event)
    return tr(TO_COME[reminder.timing], day=with_clock(day_words(day), clock))
