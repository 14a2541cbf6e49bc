"""After a hard job the days to look again come in plain words, and never too early."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import InputError
from app.domain.leaflet import parse_leaflet
from app.domain.wording import Catalogue, speak
from app.usecases.after_job import DAY, ENTRY, TIME, calendar, looks, read_when
from tests.app.domain.speaking import catalogue_of

NOW = datetime(2026, 11, 22, 7, 20, 31)
LEAFLET = parse_leaflet(
    (Path(__file__).parents[3] / "assets/leaflets/after-a-hard-job.toml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("day", "time", "read"),
    [
        ("yesterday", "14:30", datetime(2026, 11, 21, 14, 30)),
        ("", "2am", datetime(2026, 11, 22, 2, 0)),
        ("yesterday", "", datetime(2026, 11, 21, 23, 59)),
        ("today", " ", datetime(2026, 11, 22, 23, 59)),
        ("", "", datetime(2026, 11, 22, 23, 59)),
    ],
)
def test_a_moment_is_read_and_without_a_time_it_counts_from_the_days_end(
    day: str, time: str, read: datetime
) -> None:
    assert read_when(day, time, NOW) == read


@pytest.mark.parametrize(
    ("day", "time", "field"),
    [
        ("someday", "14:30", DAY),
        ("31/2", "", DAY),
        ("1/1/2020", "", DAY),
        ("yesterday", "25:00", TIME),
        ("today", "23:00", TIME),
    ],
)
def test_trouble_stands_by_its_field(day: str, time: str, field: str) -> None:
    with pytest.raises(InputError) as refused:
        read_when(day, time, NOW)
    assert refused.value.field == field


def test_the_days_are_told_soonest_first_and_the_peer_talk_to_the_hour() -> None:
    told = looks(LEAFLET.reminders, datetime(2026, 11, 21, 14, 30))
    assert [look.when for look in told] == [
        "At about Sunday 22 November 2026",
        "Not before Tuesday 24 November 2026, 14:30",
        "At about Saturday 5 December 2026",
        "At about Saturday 19 December 2026",
        "At about Monday 21 December 2026",
    ]


def test_where_no_time_was_typed_none_is_shown_and_the_peer_talk_still_waits() -> None:
    event = read_when("yesterday", "", NOW)
    first, trim, *_ = (look.when for look in looks(LEAFLET.reminders, event))
    assert (first, trim) == (
        "At about Sunday 22 November 2026",
        "Not before Wednesday 25 November 2026",
    )
    assert "DTSTART;VALUE=DATE:20261125" in calendar(LEAFLET.reminders, event, NOW).decode()


def test_not_before_is_a_whole_sentence_where_its_words_follow_the_day() -> None:
    speak(catalogue_of("ur"))
    try:
        (_, trim, *_) = (one.when for one in looks(LEAFLET.reminders, NOW - timedelta(days=1)))
    finally:
        speak(Catalogue())
    assert trim.endswith("سے پہلے نہیں")
    assert "،" in trim
    assert "," not in trim


def test_a_trim_talk_comes_no_earlier_than_72_hours_and_again_at_about_28_days() -> None:
    after = {one.id: (one.timing, one.after) for one in LEAFLET.reminders}
    assert after["trim-first"] == ("not-before", timedelta(hours=72))
    assert after["trim-second"] == ("about", timedelta(days=28))


def test_a_calendar_holds_the_days_to_come_and_no_word_of_what_for() -> None:
    event = datetime(2026, 11, 12, 14, 30)
    lines = calendar(LEAFLET.reminders, event, NOW).decode().split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART:20261115T143000",
        "DTSTART;VALUE=DATE:20261126",
        "DTSTART;VALUE=DATE:20261210",
        "DTSTART;VALUE=DATE:20261212",
    ]
    assert {line for line in lines if line.startswith("SUMMARY")} == {f"SUMMARY:{ENTRY}"}
    assert "TRiM" not in "".join(lines)
    assert "BEGIN:VALARM" not in lines
