"""When to look again after a hard job: days in plain words, to keep here or in a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.days import clock_words, day_words, read_past_moment
from app.domain.guide import TIMINGS, Reminder
from app.domain.reminder import worth_setting
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
    return min(began.replace(hour=23, minute=59), now)


def looks(reminders: Iterable[Reminder], event: datetime) -> list[Look]:
    """Give the times to look again after ``event``, the soonest first."""
    ordered = sorted(reminders, key=lambda reminder: reminder.after)
    return [Look(_when(reminder, reminder.due(event)), reminder.text) for reminder in ordered]


def keep(desk: Reminders, reminders: Iterable[Reminder], event: datetime) -> None:
    """Set them as the person's own reminders; done twice, each is there once."""
    desk.set_own(reminders, event, tr(ABOUT))


def calendar(reminders: Iterable[Reminder], event: datetime, now: datetime) -> bytes:
    """Give a calendar file of the days still to come; it rings for none of them."""
    entries = []
    for reminder in reminders:
        due = reminder.due(event)
        if worth_setting(reminder, event, now):
            at = due.time() if _is_exact(reminder) else None
            key = f"look-again/{event.isoformat()}/{reminder.id}"
            entries.append(Event(key, tr(ENTRY), due.date(), at))
    return write_calendar(entries, ring=False)


def _is_exact(reminder: Reminder) -> bool:
    # Later on, the hour of the day says nothing: only what must not come early needs it.
    return reminder.timing == "not-before" and reminder.after < _A_WEEK


def _when(reminder: Reminder, due: datetime) -> str:
    at = f", {clock_words(due)}" if _is_exact(reminder) else ""
    return f"{tr(TIMINGS[reminder.timing])} {day_words(due.date())}{at}"
