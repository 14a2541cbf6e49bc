"""A lead hides a text: at once, everywhere, counted as before, and told to its author alone."""

import json
import secrets
import stat
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.periods import Quarter
from app.domain.second_look import hash_of
from sync_server.db.audit import Audit
from sync_server.db.tables import flag as table
from sync_server.db.tables import summary as summaries
from sync_server.db.tables import summary_code
from sync_server.errors import Refusal, ServerError
from sync_server.permissions import Role
from sync_server.services.flagging import Flagging, Where, tried
from sync_server.services.retention import KEPT_DAYS, Retention
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.stock import words
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server, summary, this_quarter

#: What no rule finds, and yet points to somebody.
POINTED = "The one who keeps bees missed her meal breaks again."
CODE = secrets.token_hex(16)


@pytest.fixture
def filled(either_server: Server) -> Iterator[Server]:
    """A group of eleven, one of whose texts points to someone; a lead is signed in."""
    yield fill(either_server)


@pytest.fixture
def small(server: Server) -> Iterator[Server]:
    """The same on SQLite alone."""
    yield fill(server)


def fill(server: Server) -> Server:
    later = {"schema": 3, "looked_again": False}
    for number in range(10):
        hashed = hash_of(secrets.token_hex(16))
        server.send(summary(text=f"Missed breaks, {number}.", withdrawal=hashed, **later))
    server.send(summary(text=POINTED, area="hill", withdrawal=hash_of(CODE), **later))
    server.sign_in()
    return server


def quotes(server: Server) -> dict[str, str]:
    found = server.get("summaries", quarter=this_quarter(), staff_group="04")
    return {quote["text"]: quote["handle"] for quote in found["summaries"]}


def flag(server: Server, handle: str, **changes: Any) -> Any:
    body = {"quarter": this_quarter(), "staff_group": "04", **changes}
    return server.client.post(f"/api/v1/texts/{handle}/flag", json=body, headers=OWN)


def acts(server: Server) -> list[tuple[str, str]]:
    with server.parts.database.read() as connection:
        rows = Audit(connection, TRUST.id).all()
    return [(who, what) for _, who, what in rows if not what.startswith(("signed in", "looked at"))]


def test_it_is_hidden_at_once_counts_as_before_and_leaves_no_word(filled: Server) -> None:
    before = filled.get("themes", quarter=this_quarter(), by="staff_group")
    handle = quotes(filled)[POINTED]
    for _ in range(2):
        answer = flag(filled, handle)
        assert (answer.status_code, answer.json()) == (200, {"flagged": True})
    assert POINTED not in quotes(filled)
    assert len(quotes(filled)) == 10
    assert filled.get("themes", quarter=this_quarter(), by="staff_group") == before
    assert acts(filled) == [("lead", f"flagged a text of staff group 04 in {this_quarter()}")]
    told = filled.client.post("/api/v1/second-look", json={"code": CODE})
    assert told.json() == {"state": "flagged", "places": []}


def test_who_hid_it_may_undo_it_on_the_same_day_and_nobody_else(filled: Server) -> None:
    handle = quotes(filled)[POINTED]
    flag(filled, handle)
    for _ in range(2):
        assert flag(filled, handle, flagged=False).json() == {"flagged": False}
    assert POINTED in quotes(filled)
    assert [what.split()[0] for _, what in acts(filled)] == ["flagged", "unflagged"]
    flag(filled, handle)
    where = Where(TRUST.id, Quarter.parse(this_quarter()), "04", handle)
    tomorrow = Flagging(
        filled.parts.database, filled.parts.secret, lambda: datetime.now() + timedelta(days=1)
    )
    for flagging, who in ((filled.parts.flagging, "other"), (tomorrow, "lead")):
        with pytest.raises(Refusal) as caught:
            flagging.take_back(where, who)
        assert caught.value.slug == "flag-stays"
    assert POINTED not in quotes(filled)


def test_only_a_lead_may_and_only_of_what_a_lead_can_read(small: Server) -> None:
    handle = quotes(small)[POINTED]
    for changes, slug in (
        ({"staff_group": "07"}, "text-unknown"),
        ({"quarter": "2020-Q1"}, "text-unknown"),
        ({"staff_group": "x"}, "staff-group-unknown"),
        ({"quarter": "2026-Q9"}, "quarter-unknown"),
        ({"flagged": "maybe"}, "invalid-request"),
        ({"text": POINTED}, "invalid-request"),
    ):
        answer = assert_problem(flag(small, handle, **changes))
        assert answer["type"] == f"/problems/{slug}"
    assert_problem(flag(small, "0" * 32), 404)
    bare = small.client.post(f"/api/v1/texts/{handle}/flag", json={})
    assert assert_problem(bare, 403)["type"] == "/problems/missing-header"
    small.parts.accounts.create("admin", "An Admin", TRUST.id, PASSWORD, Role.ADMIN)
    who = {"username": "admin", "password": PASSWORD}
    small.client.post("/api/v1/session", json=who, headers=OWN)
    assert assert_problem(flag(small, handle), 403)["type"] == "/problems/not-permitted"
    assert acts(small) == []


def test_its_author_may_put_other_words_in_its_place_and_nobody_is_shown_them(
    filled: Server,
) -> None:
    with filled.parts.database.read() as connection:
        opened = words(filled.parts.database, filled.parts.cipher)
        (pointed,) = (identity for identity, text in opened.items() if text == POINTED)
        row = connection.execute(select(summaries).where(summaries.c.id == pointed)).one()
    again = summary(
        id=row.id,
        schema=3,
        text="Meal breaks are missed.",
        withdrawal=hash_of(CODE),
        looked_again=True,
    )
    # Nobody hides it, or not any more: told of a conflict, its author would send it under
    # another number, and it would count twice.
    assert filled.send(again)[0]["status"] == "duplicate"
    assert POINTED in quotes(filled)
    flag(filled, quotes(filled)[POINTED])
    stranger = again | {"withdrawal": hash_of(secrets.token_hex(16))}
    assert filled.send(stranger)[0]["status"] == "conflict"
    before = filled.get("themes", quarter=this_quarter(), by="staff_group")
    assert [filled.send(again)[0]["status"] for _ in range(2)] == ["stored", "duplicate"]
    assert filled.get("themes", quarter=this_quarter(), by="staff_group") == before
    assert len(quotes(filled)) == 10
    with filled.parts.database.read() as connection:
        texts = set(words(filled.parts.database, filled.parts.cipher).values())
        assert connection.execute(select(table)).all() == []
    assert again["text"] in texts
    assert POINTED not in texts


def left(server: Server) -> tuple[list[str], list[bool]]:
    with server.parts.database.read() as connection:
        texts = list(words(server.parts.database, server.parts.cipher).values())
        return texts, list(connection.execute(select(table.c.text_there)).scalars())


def test_a_flagged_text_is_deleted_after_28_days_and_stays_hidden(
    filled: Server, tmp_path: Path
) -> None:
    flag(filled, quotes(filled)[POINTED])
    today = date.today()
    Retention(filled.parts.database, lambda: today + timedelta(days=KEPT_DAYS)).tend()
    assert POINTED in left(filled)[0]
    Retention(filled.parts.database, lambda: today + timedelta(days=KEPT_DAYS + 1)).tend()
    texts, there = left(filled)
    assert POINTED not in texts
    assert len(texts) == 11
    assert there == [False]
    assert len(quotes(filled)) == 10
    with filled.parts.database.read() as connection:
        coded = connection.execute(select(summary_code)).all()
    assert coded
    told = filled.client.post("/api/v1/second-look", json={"code": CODE})
    assert told.json()["state"] == "flagged"
    for path in tmp_path.rglob("layby.db*"):
        assert b"keeps bees" not in path.read_bytes(), path.name


def test_cases_are_moved_into_a_file_for_the_trust_alone(small: Server, tmp_path: Path) -> None:
    file, look = tmp_path / "cases.jsonl", small.parts.second_look
    assert small.parts.flagging.cases(TRUST.id, file, look) == 0
    assert not file.exists()
    flag(small, quotes(small)[POINTED])
    file.write_text("not ours")
    with pytest.raises(ServerError, match="exists"):
        small.parts.flagging.cases(TRUST.id, file, look)
    with pytest.raises(ServerError, match="cannot be written"):
        small.parts.flagging.cases(TRUST.id, tmp_path / "no" / "folder.jsonl", look)
    assert POINTED in left(small)[0]
    file.unlink()
    assert small.parts.flagging.cases(TRUST.id, file, look) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (case,) = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert (case["text"], case["marks"]) == (POINTED, [])
    assert set(case) == {"text", "marks", "anonymiser", "taken_on"}
    assert POINTED not in left(small)[0]
    for path in (tmp_path / "data").iterdir():
        assert b"keeps bees" not in path.read_bytes(), path.name
    assert small.parts.flagging.cases(TRUST.id, tmp_path / "more.jsonl", look) == 0
    assert assert_problem(flag(small, quotes(small).get(POINTED, "0" * 32), flagged=False), 404)


def test_cases_can_be_tried_again_without_showing_them(tmp_path: Path, server: Server) -> None:
    file, look = tmp_path / "cases.jsonl", server.parts.second_look
    found = {"text": "Priya Natarajan said so.", "marks": [], "anonymiser": "1", "taken_on": ""}
    missed = {**found, "text": POINTED, "marks": [{"start": 0, "end": 3, "kind": "NAME"}]}
    file.write_text("".join(json.dumps(case) + "\n" for case in (found, missed)))
    assert tried(file, look) == (2, 1, 1)
    for damage in ("{", "[]", '{"text": "x"}', '{"marks": []}'):
        file.write_text(damage)
        with pytest.raises(ServerError) as caught:
            tried(file, look)
        assert "Natarajan" not in str(caught.value)
