"""Withdrawing: the words go at once, the figures stand still, and nobody sees one leave."""

import json
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek, Quarter
from app.domain.second_look import hash_of
from app.domain.token import Token
from sync_server.db.second_looks import Flags
from sync_server.db.server_state import ServerState
from sync_server.db.summaries import Summaries
from sync_server.db.tables import summary as table
from sync_server.db.tables import summary_code
from sync_server.db.views import VIEWS
from sync_server.errors import Refusal
from sync_server.services.retention import Retention, texts_since, withdrawable_until
from sync_server.services.spent_tokens import Shown, item_hash, token_hash
from sync_server.services.withdrawals import Pace
from sync_server.services.withdrawing import Withdrawing
from tests.sync_server.tokens import item
from tests.sync_server.trust import TRUST, Server, summary, this_quarter, week

MINIMUM = 11


def authored(code: str = "", **changes: Any) -> dict[str, Any]:
    """A summary that its author can withdraw."""
    own = {"schema": 3, "withdrawal": hash_of(code or secrets.token_hex(16)), "looked_again": False}
    return summary(**(own | changes))


def withdraw(server: Server, code: str, days: int = 0) -> str:
    withdrawing = Withdrawing(
        server.parts.database, today=lambda: date.today() + timedelta(days=days)
    )
    return withdrawing.withdraw(code)


def row_of(server: Server, wire: dict[str, Any]) -> Any:
    with server.parts.database.read() as connection:
        return connection.execute(select(table).where(table.c.id == wire["id"])).one_or_none()


def test_the_words_are_gone_from_the_row_and_from_every_file(
    server: Server, tmp_path: Path
) -> None:
    code = secrets.token_hex(16)
    wire = authored(code, text="We missed meal breaks again, blorpishly.")
    server.send(wire, *(authored() for _ in range(30)))
    sealed = row_of(server, wire).text
    assert server.parts.cipher.open(sealed, wire["id"]) == wire["text"]
    assert server.client.post("/api/v1/withdraw", json={"code": code}).json() == {
        "state": "withdrawn"
    }
    row = row_of(server, wire)
    assert (row.text, row.digest, row.withdrawn) == ("", "", True)
    with server.parts.database.read() as connection:
        phrases = select(summary_code.c.phrase).where(summary_code.c.summary_id == wire["id"])
        assert set(connection.execute(phrases).scalars()) <= {""}
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert sealed.encode() not in path.read_bytes(), path.name
    # A late request, and its author's own device after a restore, change nothing.
    assert server.send(wire)[0]["status"] == "duplicate"
    assert row_of(server, wire).text == ""


def test_it_may_be_asked_for_28_days_and_again_and_again(either_server: Server) -> None:
    code, later = secrets.token_hex(16), secrets.token_hex(16)
    either_server.send(authored(code), authored(later))
    assert withdraw(either_server, secrets.token_hex(16)) == "unknown"
    assert withdraw(either_server, later, days=36) == "too-late"
    for days in (28, 0, 28, 36):
        assert withdraw(either_server, code, days) == "withdrawn"
    with either_server.parts.database.read() as connection:
        left = connection.execute(select(table.c.withdrawn)).scalars().all()
    assert sorted(left) == [False, True]


def test_until_when_is_kept_as_a_week_and_forgotten_afterwards(either_server: Server) -> None:
    code = secrets.token_hex(16)
    kept, gone = authored(), authored(code)
    either_server.send(kept, gone)
    until = withdrawable_until(date.today())
    assert row_of(either_server, kept).withdraw_until == until
    assert IsoWeek.parse(until).weeks_after(IsoWeek.of(date.today())) == 4
    withdraw(either_server, code)
    for days in (14, 36):
        day = date.today() + timedelta(days=days)
        Retention(either_server.parts.database, lambda day=day: day).tend()
    assert row_of(either_server, kept).withdraw_until is None
    # It was counted nowhere, so nothing of it need stay. What its token was spent on is known.
    assert row_of(either_server, gone) is None
    assert either_server.send(gone)[0]["status"] == "duplicate"
    assert row_of(either_server, gone) is None
    assert withdraw(either_server, code, days=36) == "unknown"


def test_a_summary_of_the_version_before_has_no_code_and_stays(server: Server) -> None:
    wire = summary(schema=2)
    server.send(wire)
    assert row_of(server, wire).withdraw_until is None


def test_a_flag_goes_with_the_words_and_the_device_is_told_nothing_more(server: Server) -> None:
    code = secrets.token_hex(16)
    wire = authored(code)
    server.send(wire)
    with server.parts.database.write() as connection:
        Flags(connection, TRUST.id).add(wire["id"], "lead", "2026-11-22")
    assert withdraw(server, code) == "withdrawn"
    asked = server.client.post("/api/v1/second-look", json={"code": code}).json()
    assert asked == {"state": "nothing", "places": []}
    again = wire | {"text": "Other words.", "looked_again": True}
    assert server.send(again)[0]["status"] == "duplicate"
    assert row_of(server, wire).text == ""


def test_words_that_were_deleted_cannot_be_guessed_at(server: Server) -> None:
    old, named = authored(text="We are short of crews."), authored(text="Ask the duty officer.")
    server.send(old, named)
    with server.parts.database.write() as connection:
        Flags(connection, TRUST.id).add(named["id"], "lead", "2026-01-05")
    Retention(server.parts.database).tend(now=True)
    assert (row_of(server, named).text, row_of(server, named).digest) == ("", "")
    assert server.send(named)[0]["status"] == "duplicate"
    reworded = named | {"text": "Ask whoever is on duty.", "looked_again": True}
    assert server.send(reworded)[0]["status"] == "stored"
    years_on = date.today() + timedelta(days=3 * 366)
    Retention(server.parts.database, today=lambda: years_on).tend(now=True)
    for wire, sent in ((old, old), (named, reworded)):
        assert (row_of(server, wire).text, row_of(server, wire).digest) == ("", "")
        assert server.send(sent)[0]["status"] == "duplicate"


def test_made_up_codes_keep_no_author_waiting(server: Server) -> None:
    code = secrets.token_hex(16)
    server.send(authored(code))
    slow = Withdrawing(server.parts.database, Pace(per_minute=1, clock=lambda: 0.0))
    for _ in range(5):
        assert slow.withdraw(secrets.token_hex(16)) == "unknown"
    assert slow.withdraw(code) == "withdrawn"


def test_asking_has_a_pace_and_a_form(server: Server) -> None:
    slow = Withdrawing(server.parts.database, Pace(per_minute=1, clock=lambda: 0.0))
    code = secrets.token_hex(16)
    server.send(authored(code))
    assert slow.withdraw(code) == "withdrawn"
    with pytest.raises(Refusal) as caught:
        slow.withdraw(code)
    assert caught.value.slug == "too-many-tries"
    for odd in ("", "x" * 32, "00" * 17, None, 7, ["00" * 16]):
        answer = server.client.post("/api/v1/withdraw", json={"code": odd})
        assert answer.json()["type"] == "/problems/invalid-request"


# -- what a lead can see -----------------------------------------------------------------------


def seen(server: Server, trust: Organisation = TRUST) -> dict[str, Any]:
    """All figures that a lead is shown, in both views."""
    quarter = Quarter.parse(this_quarter())
    reporting = server.parts.reporting
    return {
        f"{by} {group.id}": (group.summaries, group.withheld, group.themes)
        for by in VIEWS
        for group in reporting.themes(trust, quarter, by)  # type: ignore[arg-type]
    }


def texts_seen(server: Server) -> set[str]:
    found: set[str] = set()
    for group in ("04", "07"):
        _, quotes = server.parts.reporting.texts(TRUST, Quarter.parse(this_quarter()), group)
        found |= {quote.text for quote in quotes}
    return found


def stock(server: Server) -> dict[str, tuple[int, int, int]]:
    with server.parts.database.read() as connection:
        summaries = Summaries(connection, TRUST.id)
        return {
            f"{name} {cell}": tuple(numbers)  # type: ignore[misc]
            for name, view in VIEWS.items()
            for cell, numbers in summaries.stock(view, this_quarter()).items()
        }


class Arrivals:
    """Summaries of this week that come and go; ``number`` makes their texts tell-tale."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.there: list[tuple[str, str]] = []
        self.gone: set[str] = set()
        self._number = 0

    def come(self, number: int, staff_group: str, area: str) -> None:
        items = []
        for _ in range(number):
            self._number += 1
            code = secrets.token_hex(16)
            text = f"Meal breaks are missed, said voice {self._number}."
            wire = authored(code, staff_group=staff_group, area=area, text=text, week=week(0))
            token = Token("00" * 16, secrets.token_bytes(64), bytes(384))
            items.append(item(wire, token))
            self.there.append((code, text))
        told = self.server.parts.intake.receive(items).receipts
        assert {receipt.status for receipt in told} == {"stored"}

    def go(self, pick: int) -> None:
        if self.there:
            code, text = self.there.pop(pick % len(self.there))
            assert withdraw(self.server, code) == "withdrawn"
            self.gone.add(text)


COMES = st.tuples(
    st.just("come"),
    st.integers(1, 25),
    st.sampled_from(["04", "07"]),
    st.sampled_from(["quay", "hill"]),
)
GOES = st.tuples(st.just("go"), st.integers(0, 999))


class OpenDoor:
    """Takes any token: here it is about figures."""

    def look(self, token: Token, summary_id: str, area: str = "") -> Shown:
        areas = frozenset({"quay", "hill"})
        return Shown(token_hash(token), item_hash(summary_id), "", TRUST.id, areas, "2099-12-31")


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(COMES | GOES | GOES, min_size=4, max_size=14))
def test_withdrawing_moves_no_figure_and_what_comes_moves_them_by_whole_groups(
    server: Server, acts: list[Any]
) -> None:
    server.parts.intake._gate = OpenDoor()  # type: ignore[assignment]
    server.look(lambda *_: ())
    with server.parts.database.write() as connection:
        connection.execute(delete(table))
    arrivals = Arrivals(server)
    for group, area, other in (("04", "quay", "hill"), ("07", "hill", "quay")):
        arrivals.come(23, group, area)
        arrivals.come(1, group, other)
    for act in acts:
        before, counts = seen(server), stock(server)
        if act[0] == "go":
            arrivals.go(act[1])
            assert seen(server) == before
            continue
        arrivals.come(*act[1:])
        for cell, (released, _, withdrawn) in stock(server).items():
            was, _, still = counts.get(cell, (0, 0, 0))
            assert released % MINIMUM == 0
            # Between steps nothing moves; at a step those who left are left out.
            assert withdrawn == (still if released == was else 0), cell
        assert not texts_seen(server) & arrivals.gone


def test_at_the_next_step_others_take_the_places_of_those_who_left(
    either_server: Server,
) -> None:
    either_server.parts.intake._gate = OpenDoor()  # type: ignore[assignment]
    arrivals = Arrivals(either_server)
    arrivals.come(21, "04", "quay")
    arrivals.come(1, "04", "hill")
    for _ in range(3):
        arrivals.go(0)
    assert stock(either_server)["staff_group 04"] == (22, 0, 3)
    arrivals.come(13, "04", "quay")
    # Thirteen wait: three places are free and ten are no whole step.
    assert stock(either_server)["staff_group 04"] == (22, 13, 3)
    before = seen(either_server)
    arrivals.come(1, "04", "quay")
    assert stock(either_server)["staff_group 04"] == (33, 0, 0)
    assert seen(either_server) != before
    with either_server.parts.database.read() as connection:
        live = select(func.count()).where(table.c.released_staff_group, ~table.c.withdrawn)
        assert connection.execute(live).scalar_one() == 33


def test_old_texts_are_deleted_by_quarters_and_the_figures_stay(either_server: Server) -> None:
    server = either_server
    areas = ["quay"] * 21 + ["hill"]
    server.send(*(summary(text="We missed meal breaks again.", area=area) for area in areas))
    before = seen(server)
    assert len(texts_seen(server)) == 1
    last = Quarter.parse(this_quarter()).first_day
    while texts_since(last) <= this_quarter():
        assert len(texts_seen(server)) == 1
        last += timedelta(days=50)
        Retention(server.parts.database, lambda day=last: day).tend(now=True)
    assert texts_seen(server) == set()
    assert seen(server) == before
    with server.parts.database.read() as connection:
        assert set(connection.execute(select(table.c.text)).scalars()) == {""}
        assert set(connection.execute(select(summary_code.c.phrase)).scalars()) == {""}
        assert ServerState(connection).read().texts_since > this_quarter()


def test_answers_say_nothing_but_the_state(server: Server) -> None:
    code = secrets.token_hex(16)
    server.send(authored(code))
    answer = server.client.post("/api/v1/withdraw", json={"code": code})
    assert json.loads(answer.text) == {"state": "withdrawn"}
    assert "set-cookie" not in answer.headers
    with server.parts.database.write() as connection:
        connection.execute(update(table).values(withdrawn=False, withdraw_until=None))
    assert withdraw(server, code) == "too-late"
