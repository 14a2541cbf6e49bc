"""Days and moments as people type and say them, in British order."""

from calendar import isleap
from datetime import date, datetime, time, timedelta

from app.domain.errors import InputError
from app.domain.wording import in_digits, to_say, tr

#: A day further away than this is almost always a slip of the finger in the year.
FURTHEST = timedelta(days=366 * 2)
#: A hard job longer ago than this needs no check of today and no reminders.
LONGEST_AGO = timedelta(days=60)

#: As they are said within a date: in some languages a month's name changes there.
MONTHS = (
    to_say("January"),
    to_say("February"),
    to_say("March"),
    to_say("April"),
    to_say("May"),
    to_say("June"),
    to_say("July"),
    to_say("August"),
    to_say("September"),
    to_say("October"),
    to_say("November"),
    to_say("December"),
)
WEEKDAYS = (
    to_say("Monday"),
    to_say("Tuesday"),
    to_say("Wednesday"),
    to_say("Thursday"),
    to_say("Friday"),
    to_say("Saturday"),
    to_say("Sunday"),
)

_LEAP_DAY = (2, 29)
_SEPARATORS = str.maketrans("/.-", "   ")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_DAYS_AGO = {"today": 0, "tonight": 0, "now": 0, "yesterday": 1}


def day_words(day: date) -> str:
    """Say a day for a person: ``Monday 4 January 2027``."""
    return tr(
        "{weekday} {day} {month} {year}",
        weekday=tr(WEEKDAYS[day.weekday()]),
        day=day.day,
        month=tr(MONTHS[day.month - 1]),
        year=day.year,
    )


def weekday_words(day: date) -> str:
    """Say a day that is near: ``Monday 4 January``."""
    weekday = tr(WEEKDAYS[day.weekday()])
    return tr(
        "{weekday} {day} {month}", weekday=weekday, day=day.day, month=tr(MONTHS[day.month - 1])
    )


def short_day_words(day: date) -> str:
    """Say a day of this year: ``4 January``."""
    return tr("{day} {month}", day=day.day, month=tr(MONTHS[day.month - 1]))


def date_words(day: date) -> str:
    """Say a date without its weekday: ``4 January 2027``."""
    return tr("{day} {month} {year}", day=day.day, month=tr(MONTHS[day.month - 1]), year=day.year)


def clock_words(at: time | datetime) -> str:
    """Say a time of day to the minute: ``14:30``."""
    return in_digits(f"{at:%H:%M}")


def read_day(text: str, *, today: date, field: str) -> date:
    """Read a typed day such as ``5/12``, ``5 Dec`` or ``05/12/2026``; no year means the next one.

    Raises InputError, with a sentence that says what would work, for days that do not exist,
    lie in the past or are more than two years away.
    """
    day, month, year = _parts(text, field)
    named = None if year is None else _date(year, month, day, field)
    found = named or _next(month, day, today, field)
    if found < today:
        raise InputError(tr("That day has passed. Choose a day from today on."), field=field)
    if found - today > FURTHEST:
        raise InputError(tr("That is more than two years away. Check the year."), field=field)
    return found


def read_past_moment(day_words: str, time_words: str, now: datetime, field: str) -> datetime:
    """Read when something happened: ``yesterday`` or ``5 Dec``, and ``14:30``, ``2pm`` or ``1430``.

    Nothing for the day means today. ``now`` and what is given are naive local times, to the
    minute. Raises InputError, with a sentence that says what would work, for what cannot be
    read, lies ahead, or is more than ``LONGEST_AGO`` back.
    """
    day = _past_day(day_words, now.date(), field)
    moment = datetime.combine(day, _time(time_words, field))
    if moment > now:
        raise InputError(tr("That has not happened yet. Check the day and the time."), field=field)
    if now.date() - day > LONGEST_AGO:
        raise InputError(tr("That is more than 60 days ago. Check the day."), field=field)
    return moment


def read_past_day(text: str, *, today: date, field: str) -> date:
    """Read a typed day that is over or is today: ``today``, ``5 Dec`` or ``05/12/2026``.

    Raises InputError, with a sentence that says what would work, for what cannot be read or
    lies ahead.
    """
    if not text.strip():
        raise InputError(tr("Write a day, such as 5 December 2026, or today."), field=field)
    found = _past_day(text, today, field)
    if found > today:
        raise InputError(tr("That day is still to come. Check the day and the year."), field=field)
    return found


def _past_day(words: str, today: date, field: str) -> date:
    said = words.strip().lower() or "today"
    spoken = {tr("today").lower(): 0, tr("yesterday").lower(): 1}
    ago = spoken.get(said, _DAYS_AGO.get(said))
    if ago is not None:
        return today - timedelta(days=ago)
    day, month, year = _parts(words, field)
    if year is not None:
        return _date(year, month, day, field)
    # Without a year it is the last such day.
    return _last(month, day, today, field)


def _time(words: str, field: str) -> time:
    said = words.strip().lower().replace(" ", "").replace(".", ":")
    half = said[-2:] if said.endswith(("am", "pm")) else ""
    hours, colon, minutes = said.removesuffix(half).partition(":")
    if not colon and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    elif not colon and half:
        minutes = "00"
    if not (_is_number(hours) and _is_number(minutes) and len(minutes) == 2):
        raise InputError(tr("Write a time such as 14:30 or 2pm."), field=field)
    hour, minute = int(hours), int(minutes)
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise InputError(tr("There is no such time. Try 14:30 or 2pm."), field=field)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


def _next(month: int, day: int, today: date, field: str) -> date:
    """Give the next such day; the next 29 February may be some years ahead."""
    if (month, day) == _LEAP_DAY:
        years = range(today.year, today.year + 9)
        leap = next(date(y, 2, 29) for y in years if isleap(y) and date(y, 2, 29) >= today)
        if leap - today > FURTHEST:
            said = tr(
                "The next 29 February is in {year}. Try 28 February or 1 March.", year=leap.year
            )
            raise InputError(said, field=field)
        return leap
    found = _date(today.year, month, day, field)
    return found if found >= today else _date(today.year + 1, month, day, field)


def _last(month: int, day: int, today: date, field: str) -> date:
    """Give the last such day; in January "28 Dec" was last year."""
    if (month, day) == _LEAP_DAY:
        years = range(today.year, today.year - 9, -1)
        return next(date(y, 2, 29) for y in years if isleap(y) and date(y, 2, 29) <= today)
    ahead = (month, day) > (today.month, today.day)
    found = _date(today.year - ahead, month, day, field)
    # Tomorrow is a slip, not a year ago.
    return _date(today.year, month, day, field) if today - found > LONGEST_AGO else found


def _date(year: int, month: int, day: int, field: str) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        message = tr("There is no such day. Try 5 December or 05/12.")
        raise InputError(message, field=field) from None


def _month(name: str) -> int:
    """Give a month's number by its name, in English or as it is said within a date; 0 if none."""
    spoken = {tr(month).lower(): number for number, month in enumerate(MONTHS, start=1)}
    return spoken.get(name, _MONTHS.get(name, 0))


def _parts(text: str, field: str) -> tuple[int, int, int | None]:
    parts = text.lower().replace(",", " ").replace("\u060c", " ").translate(_SEPARATORS).split()
    if len(parts) not in (2, 3) or not _is_number(parts[0].rstrip("stndrh")):
        raise InputError(tr("Write a day and a month, such as 5 December or 05/12."), field=field)
    day = int(parts[0].rstrip("stndrh"))
    month = int(parts[1]) if _is_number(parts[1]) else _month(parts[1])
    if len(parts) == 2:
        return day, month, None
    if not parts[2].isdecimal() or len(parts[2]) not in (2, 4):
        raise InputError(tr("Write the year with four digits, such as 2027."), field=field)
    year = int(parts[2])
    return day, month, year + 2000 if len(parts[2]) == 2 else year


def _is_number(text: str) -> bool:
    # Pasted thousands of digits are no number here: Python refuses to read so many.
    return text.isdecimal() and len(text) <= 20
