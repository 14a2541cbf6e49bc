"""Withdrawing: the words go at once, the figures stand still, and nobody sees one leave."""

import json
import secrets
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.domain.periods import IsoWeek
from sync_server.db.second_looks import Flags
from sync_server.db.tables import summary as table
from sync_server.db.tables import summary_code
from sync_server.errors import Refusal
from sync_server.services.retention import Retention, withdrawable_until
from sync_server.services.withdrawals import Pace
from sync_server.services.withdrawing import Withdrawing
from tests.sync_server.services.authored import authored, row_of, withdraw
from tests.sync_server.trust import TRUST, Server, summary


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


def test_answers_say_nothing_but_the_state(server: Server) -> None:
    code = secrets.token_hex(16)
    server.send(authored(code))
    answer = server.client.post("/api/v1/withdraw", json={"code": code})
    assert json.loads(answer.text) == {"state": "withdrawn"}
    assert "set-cookie" not in answer.headers
    with server.parts.database.write() as connection:
        connection.execute(update(table).values(withdrawn=False, withdraw_until=None))
    assert withdraw(server, code) == "too-late"
