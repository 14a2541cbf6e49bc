"""Tokens by the calendar: of a quarter before, under clocks that are off, and when they go."""

from datetime import date, timedelta

import pytest

from app.domain.periods import Quarter
from sync_server.services.retention import Retention
from sync_server.services.spent_tokens import kept_until
from tests.sync_server.services.at_the_door import send, shifted, spent, stored
from tests.sync_server.trust import Server, summary


def test_tokens_of_a_quarter_before_are_taken_for_26_weeks_and_then_refused(
    server: Server,
) -> None:
    last = str(Quarter.of(date.today()).previous())
    first, second = server.token(quarter=last), server.token(quarter=last)
    assert send(server, summary(), first)["status"] == "stored"
    known = server.parts.issuer_keys.find(first.key)
    assert known is not None
    end = (date.fromisoformat(known.accepted_until) - date.today()).days
    for days, status in ((end, "stored"), (end + 1, "rejected")):
        shifted(server, days)
        here = summary(week=_week(days))
        receipt = send(server, here, server.token(quarter=last))
        assert receipt["status"] == status
    assert receipt["reason"] == "token-expired"
    # A repeat is known for what it is, however old its token.
    shifted(server, 0)
    wire = summary()
    assert send(server, wire, second)["status"] == "stored"
    shifted(server, end + 1)
    assert send(server, wire, second)["status"] == "duplicate"


def _week(days: int) -> str:
    from app.domain.periods import IsoWeek

    return str(IsoWeek.of(date.today() + timedelta(days=days)))


@pytest.mark.parametrize(("days", "reason"), [(366, "token-expired"), (-366, "week-ahead")])
def test_a_clock_that_is_a_year_off_stores_nothing_and_spoils_nothing(
    server: Server, days: int, reason: str
) -> None:
    kept, wire, token = summary(), summary(), server.token()
    assert server.send(kept)[0]["status"] == "stored"
    shifted(server, days)
    assert send(server, wire, token)["reason"] == reason
    assert server.send(kept)[0]["status"] == "duplicate"
    shifted(server, 0)
    assert send(server, wire, token)["status"] == "stored"
    assert stored(server) == 2


@pytest.mark.parametrize(
    ("quarter", "until"), [("2026-Q4", "2027-12-31"), ("2027-Q1", "2028-03-31")]
)
def test_spent_tokens_are_kept_for_a_year_after_their_quarter(
    server: Server, quarter: str, until: str
) -> None:
    assert kept_until(quarter) == until
    server.send(summary())
    last = date.fromisoformat(spent(server)[0].kept_until)
    day = date.today()
    while day <= last:
        Retention(server.parts.database, lambda day=day: day).tend()
        assert len(spent(server)) == 1
        day += timedelta(days=30)
    for later in (last, last + timedelta(days=1)):
        Retention(server.parts.database, lambda day=later: day).tend()
    assert spent(server) == []


def test_a_clock_that_leaps_removes_nothing_on_its_first_day(server: Server) -> None:
    server.send(summary())
    today = date.today()
    leap = today + timedelta(days=3_000)
    # Another process, or another life of the server, on the same day believes it no more.
    for day in (leap, leap, today, today + timedelta(days=1), leap, leap):
        Retention(server.parts.database, lambda day=day: day).tend()
    assert len(spent(server)) == 1
    Retention(server.parts.database, lambda: leap + timedelta(days=1)).tend()
    assert spent(server) == []
