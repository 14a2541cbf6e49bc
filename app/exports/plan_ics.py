"""The days of a plan for a calendar (RFC 5545), in words that tell nobody what they are about.

A small writer of our own: all-day events and local times need no time zones. What is looked at
over a shoulder, or lies on a calendar's server, says "A step from my plan" and no more. Ids
follow from Layby's own random ids by hash, so that a later file changes the same entries.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.plan import Plan
from app.domain.wording import to_say, tr

STEP = to_say("A step from my plan")
REVIEW = to_say("Review my plan")
NAME = "plan.ics"

#: RFC 5545, 3.1: lines of at most 75 octets, the line break apart.
_LINE_MAX = 75
#: DTSTAMP must be there and is when the entry was written; that is nobody's business.
_STAMP = "20200101T000000Z"
#: A day's reminder rings at nine in the morning of the day before.
_DAY_BEFORE = "-PT15H"


@dataclass(frozen=True)
class Event:
    """One entry: ``on`` a day, or ``at`` a local time of it. ``key`` tells it from others."""

    key: str
    summary: str
    on: date
    at: time | None = None


def plan_events(plan_id: str, plan: Plan) -> list[Event]:
    """Give an entry for each step still to do that has a day, and for the review."""
    found = [
        Event(f"{plan_id}/{action.id}", tr(STEP), action.due)
        for action in plan.actions
        if action.due is not None and not action.done
    ]
    if plan.review_on is not None:
        found.append(Event(f"{plan_id}/review", tr(REVIEW), plan.review_on))
    return sorted(found, key=lambda event: (event.on, event.key))


def write_calendar(events: Iterable[Event], *, ring: bool = True) -> bytes:
    """Give the calendar file; with ``ring`` each entry has an alarm.

    A whole day rings at nine the day before, a time when it has come.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Layby//Plan//EN",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        lines += _entry(event, ring)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _entry(event: Event, ring: bool) -> list[str]:
    if event.at is None:
        when = [
            f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
        ]
        trigger = _DAY_BEFORE
    else:
        # No zone: the time on the clock wherever the person is.
        when = [
            f"DTSTART:{datetime.combine(event.on, event.at):%Y%m%dT%H%M%S}",
            "DURATION:PT15M",
        ]
        trigger = "PT0S"
    uid = hashlib.sha256(f"layby calendar 1\0{event.key}".encode()).hexdigest()[:32]
    summary = f"SUMMARY:{_escaped(event.summary)}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@layby.invalid",
        f"DTSTAMP:{_STAMP}",
        *when,
        summary,
    ]
    lines += ["CLASS:PRIVATE", "TRANSP:TRANSPARENT"]
    if ring:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(event.summary)}",
        ]
        lines += [f"TRIGGER:{trigger}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11); control characters have no place in one."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = "\\n".join(text.splitlines())
    return "".join(sign for sign in text if sign.isprintable() or sign == "\t")


def _folded(line: str) -> bytes:
    """End a line, folded between characters where it is too long."""
    out, length = bytearray(), 0
    for sign in line:
        encoded = sign.encode("utf-8", "replace")
        if length + len(encoded) > _LINE_MAX:
            out += b"\r\n "
            length = 1
        out += encoded
        length += len(encoded)
    return bytes(out) + b"\r\n"
