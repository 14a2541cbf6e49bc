"""The calendar: read by another library, and telling nobody what it is about."""

from datetime import date, datetime, time, timedelta

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.plan import Action, Plan
from app.exports.plan_ics import Event, plan_events, write_calendar

PLAN = Plan(
    words={"keeps_well": "Swimming with Sam"},
    actions=(
        Action("Call Sam about the nights", due=date(2027, 1, 4)),
        Action("Rest", due=date(2026, 12, 24), done=True),
        Action("Some day"),
    ),
    review_on=date(2027, 2, 1),
)


def read(content: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0" and not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_days_still_to_come_are_whole_days_in_neutral_words() -> None:
    content = write_calendar(plan_events("plan-1", PLAN))
    step, review = read(content)
    assert (step["SUMMARY"], step["DTSTART"].dt) == ("A step from my plan", date(2027, 1, 4))
    assert (review["SUMMARY"], review["DTSTART"].dt) == ("Review my plan", date(2027, 2, 1))
    assert all(e["DTEND"].dt - e["DTSTART"].dt == timedelta(days=1) for e in (step, review))
    assert all(word not in content for word in (b"Sam", b"nights", b"Swimming", b"plan-1"))


def test_it_rings_at_nine_the_day_before_or_not_at_all() -> None:
    events = plan_events("plan-1", PLAN)
    for entry in read(write_calendar(events)):
        (alarm,) = entry.walk("VALARM")
        midnight = datetime.combine(entry["DTSTART"].dt, time())
        rings = midnight + alarm["TRIGGER"].dt
        assert rings == datetime.combine(entry["DTSTART"].dt - timedelta(days=1), time(9))
    assert b"VALARM" not in write_calendar(events, ring=False)


def test_a_time_stays_the_time_on_the_wall() -> None:
    (entry,) = read(write_calendar([Event("r", "Look again", date(2027, 1, 4), time(14, 30))]))
    assert entry["DTSTART"].dt == datetime(2027, 1, 4, 14, 30)
    assert entry["DTSTART"].dt.tzinfo is None


def test_a_later_file_changes_the_same_entries() -> None:
    first = {e["UID"] for e in read(write_calendar(plan_events("plan-1", PLAN)))}
    again = {e["UID"] for e in read(write_calendar(plan_events("plan-1", PLAN)))}
    other = {e["UID"] for e in read(write_calendar(plan_events("plan-2", PLAN)))}
    assert first == again and len(first) == 2
    assert not first & other


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_summary_is_folded_and_escaped(summary: str) -> None:
    content = write_calendar([Event("k", summary, date(2027, 1, 4))])
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (entry,) = read(content)
    kept = "".join(s for s in "\n".join(summary.splitlines()) if s.isprintable() or s in "\t\n")
    assert str(entry["SUMMARY"]) == kept
