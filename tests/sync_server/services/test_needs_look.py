"""A summary that could name someone: told, not stored, taken once its author looked again."""

import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.domain.second_look import Place, hash_of
from sync_server.db.second_looks import Flags, HeldLooks
from sync_server.db.tables import held_look, summary_code
from sync_server.db.tables import summary as table
from sync_server.errors import Refusal, ServerError
from sync_server.services.retention import KEPT_DAYS, Retention, kept_until
from sync_server.services.withdrawals import Pace, Withdrawals
from tests.sync_server.trust import TRUST, Server, summary, this_quarter

NAMING = "Priya Natarajan says that missed meal breaks wear people down."
MASKED = "[colleague] says that missed meal breaks wear people down."


def third(text: str = NAMING, *, code: str = "", **changes: Any) -> dict[str, Any]:
    """A summary of the third schema."""
    code = code or secrets.token_hex(16)
    given = {"schema": 3, "text": text, "withdrawal": hash_of(code), "looked_again": False}
    return summary(**{**given, **changes})


def counted(server: Server, where: Any = table) -> int:
    with server.parts.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(where)).scalar_one())


def test_the_places_are_told_and_nothing_is_stored(either_server: Server) -> None:
    item = third()
    (receipt,) = either_server.send(item)
    assert (receipt["id"], receipt["status"]) == (item["id"], "needs-another-look")
    assert receipt["places"] == [{"start": 0, "end": 15, "kind": "NAME"}]
    assert "natarajan" not in str(receipt).lower()
    assert counted(either_server) == 0
    assert counted(either_server, summary_code) == 0
    with either_server.parts.database.read() as connection:
        (row,) = connection.execute(select(held_look)).mappings().all()
    assert set(row) == {"withdrawal", "places", "reason", "kept_until"}
    assert row["withdrawal"] == item["withdrawal"]
    assert item["id"] not in str(row)
    # A lost answer is told again.
    assert either_server.send(item) == [receipt]
    assert counted(either_server, held_look) == 1


def test_no_byte_of_such_a_text_is_left_in_any_file(server: Server, tmp_path: Path) -> None:
    item = third("Blorptown Zebulon Natarajan-Quux, 07700 900123, was kind to me.")
    for _ in range(3):
        server.send(item, third("Zebulon Natarajan-Quux rang p.quux@example.org.", schema=3))
    old = {k: v for k, v in item.items() if k not in ("withdrawal", "looked_again")}
    server.send(old | {"schema": 2})
    left = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    data = {path: content for path, content in left.items() if "data" in path.parts}
    assert any(path.suffix == ".db-wal" or path.name.endswith("-wal") for path in data)
    assert any(item["withdrawal"].encode() in content for content in data.values())
    for path, content in data.items():
        for needle in ("atarajan", "uux", "07700", "900123", "Blorptown", "was kind", item["id"]):
            assert needle.encode() not in content, (needle, path.name)


def test_looked_over_again_it_is_stored_counted_and_never_quoted(either_server: Server) -> None:
    either_server.sign_in()
    items = [third(area="quay" if n else "hill") for n in range(11)]
    for item in items:
        assert either_server.send(item)[0]["status"] == "needs-another-look"
    for item in items:
        again = item | {"text": MASKED, "looked_again": True}
        assert either_server.send(again) == [{"id": item["id"], "status": "stored"}]
        assert either_server.send(again)[0]["status"] == "duplicate"
        # Its first wording, late or from a restored device, is neither stored nor counted again.
        assert either_server.send(item)[0]["status"] == "duplicate"
        other = item | {"withdrawal": hash_of(secrets.token_hex(16))}
        assert either_server.send(other)[0]["status"] == "conflict"
    assert counted(either_server, held_look) == 0
    groups = either_server.get("themes", quarter=this_quarter(), by="staff_group")["groups"]
    (shown,) = (group for group in groups if group["withheld"] is None)
    assert shown["summaries"] == 11
    texts = either_server.get("summaries", quarter=this_quarter(), staff_group="04")
    assert (texts["withheld"], texts["summaries"]) == (None, [])
    with either_server.parts.database.read() as connection:
        phrases = set(connection.execute(select(summary_code.c.phrase)).scalars())
    assert phrases == {""}, "its themes are counted, and none of its words is kept"


def test_a_person_who_insists_is_heard_and_not_quoted(server: Server) -> None:
    item = third("Grace and favour: Grace Mbeki says thank you.")
    assert server.send(item)[0]["status"] == "needs-another-look"
    assert server.send(item | {"looked_again": True})[0]["status"] == "stored"
    with server.parts.database.read() as connection:
        row = connection.execute(select(table)).one()
    assert row.looked_again
    assert server.parts.cipher.open(row.text, row.id) == item["text"]


def test_the_first_answer_stands_until_its_author_has_looked(server: Server) -> None:
    item = third()
    (first,) = server.send(item)
    server.look(lambda *_: ())
    assert server.send(item) == [first]
    short = item | {"text": "Late."}
    (receipt,) = server.send(short)
    assert (receipt["status"], receipt.get("places")) == ("needs-another-look", None)
    assert counted(server) == 0


def test_the_version_before_is_told_in_a_word_that_it_knows(server: Server) -> None:
    item = summary(text=NAMING, schema=2)
    (receipt,) = server.send(item)
    assert (receipt["status"], receipt["reason"]) == ("rejected", "needs-another-look")
    assert receipt["detail"].endswith(".")
    assert receipt["places"] == [{"start": 0, "end": 15, "kind": "NAME"}]
    assert counted(server) == counted(server, held_look) == 0


def test_what_is_stored_already_is_a_duplicate_whatever_the_rules_have_learnt(
    server: Server,
) -> None:
    put_back = server.look(lambda *_: ())
    item = third()
    assert server.send(item)[0]["status"] == "stored"
    put_back()
    assert server.send(item)[0]["status"] == "duplicate"


def test_a_server_that_cannot_look_just_now_stores_nothing_and_says_so(server: Server) -> None:

    def broken(*_: object) -> tuple[Place, ...]:
        raise ServerError("The lists cannot be read.")

    put_back = server.look(broken)
    item, looked = third(), third(looked_again=True)
    waits, stored = server.send(item, looked)
    assert (waits["status"], waits["reason"]) == ("deferred", "no-second-look")
    assert waits["detail"].endswith(".")
    assert stored["status"] == "stored"
    assert (counted(server), counted(server, held_look)) == (1, 0)
    put_back()
    assert server.send(item)[0]["status"] == "needs-another-look"


def test_a_trusts_own_staff_are_looked_for_as_soon_as_they_are_listed(server: Server) -> None:
    from sync_server.services.editing import Editor

    text = "It was kiosk/42x that night."
    assert server.send(third(text))[0]["status"] == "stored"
    words = {"stations": [], "hospitals": [], "call_signs": ["kiosk/##@"], "incident_numbers": []}
    server.parts.own_lists.save(Editor("lead", TRUST.id), words, 0)
    assert server.send(third(text))[0]["places"][0]["kind"] == "CALL_SIGN"


LOOKED = (Place(0, 15, "NAME"),)
STEPS = ("naming", "clean", "looked", "other", "flag", "purge")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=2, max_size=9))
def test_in_whatever_order_each_is_counted_once_and_a_named_one_never(
    server: Server, steps: list[str]
) -> None:
    server.look(lambda text, _trust: LOOKED if "Priya" in text else ())
    naming = third()
    sent = {
        "naming": naming,
        "clean": naming | {"text": "Breaks."},
        "looked": naming | {"text": MASKED, "looked_again": True},
        "other": naming | {"text": "Something else.", "looked_again": True},
    }
    stands: dict[str, Any] | None = None
    asked = flagged = False
    for step in steps:
        if step == "purge":
            with server.parts.database.write() as connection:
                HeldLooks(connection).purge("9999-12-31")
            asked = False
            continue
        if step == "flag":
            if stands is not None and not flagged:
                with server.parts.database.write() as connection:
                    flagged = Flags(connection, TRUST.id).add(naming["id"], "lead", "2026-11-22")
            continue
        item = sent[step]
        status = server.send(item)[0]["status"]
        if stands == item:
            assert status == "duplicate"
        elif stands is not None and not (flagged and item["looked_again"]):
            looked = stands["looked_again"] or item["looked_again"]
            assert status == ("duplicate" if looked else "conflict")
        elif step == "naming" or (asked and not item["looked_again"]):
            assert status == "needs-another-look"
            asked = True
        else:
            assert status == "stored"
            stands, asked, flagged = item, False, False
        with server.parts.database.read() as connection:
            found = connection.execute(select(table).where(table.c.id == naming["id"])).all()
        texts = [server.parts.cipher.open(row.text, row.id) for row in found]
        assert texts == ([stands["text"]] if stands else [])


def test_a_device_asks_with_its_code_alone(either_server: Server) -> None:
    code = secrets.token_hex(16)
    either_server.send(third(code=code))
    either_server.client.cookies.clear()

    def ask(given: object) -> Any:
        return either_server.client.post("/api/v1/second-look", json={"code": given})

    told = ask(code)
    assert told.status_code == 200
    assert told.json() == {
        "state": "needs-another-look",
        "places": [{"start": 0, "end": 15, "kind": "NAME"}],
    }
    nobodys = ask(secrets.token_hex(16))
    assert (nobodys.status_code, nobodys.json()) == (200, {"state": "nothing", "places": []})
    assert told.headers["cache-control"] == nobodys.headers["cache-control"] == "no-store"
    for odd in ("", code.upper(), code + "\n", hash_of(code), None, 7):
        assert ask(odd).json()["type"] == "/problems/invalid-request"
    assert "set-cookie" not in told.headers


def test_asking_without_news_has_a_pace_and_keeps_no_author_from_hers(server: Server) -> None:
    now = 0.0
    pace = Pace(per_minute=3, clock=lambda: now)
    asked = Withdrawals(server.parts.database, pace)
    code = secrets.token_hex(16)
    server.send(third(code=code))
    for _ in range(3):
        asked.tell("00" * 16)
    with pytest.raises(Refusal) as caught:
        asked.tell("00" * 16)
    assert (caught.value.slug, caught.value.retry_after) == ("too-many-tries", 30)
    assert {asked.tell(code).state for _ in range(9)} == {"needs-another-look"}
    now = 20.0
    assert asked.tell("00" * 16).state == "nothing"


def test_what_was_told_goes_after_28_days_and_does_not_say_which_day_it_came(
    server: Server,
) -> None:
    first = date(2026, 11, 22)
    for days in range(15):
        day = first + timedelta(days=days)
        until = date.fromisoformat(kept_until(day))
        assert until.weekday() == 0
        assert KEPT_DAYS <= (until - day).days < KEPT_DAYS + 7
    code = secrets.token_hex(16)
    server.send(third(code=code))
    today = date.today()
    for days, state, rows in ((KEPT_DAYS, "needs-another-look", 1), (KEPT_DAYS + 7, "nothing", 0)):
        day = today + timedelta(days=days)
        Retention(server.parts.database, lambda day=day: day).tend()
        said = Withdrawals(server.parts.database, today=lambda day=day: day).tell(code)
        assert (said.state, counted(server, held_look)) == (state, rows)
