"""An auditor reads the log by kind and day, checks its chain, and takes it as a file."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy import text

from sync_server.db.audit import Audit
from sync_server.permissions import Role
from sync_server.services.audit_chain import chain_ends, keep_ends
from sync_server.services.audit_reading import KINDS, kind_of
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

ACTS = (
    ("2026-11-01T09:00", "lead", "looked at themes by area in 2026-Q3"),
    ("2026-11-02T10:00", "boss", "invited alex: lead"),
    ("2026-11-02T23:59", "boss", "made enrolment code K7QF: 2 uses, all areas"),
    ("2026-11-03T00:00", "lead", "areas and roles version 3"),
    ("2026-11-04T08:00", "=cmd", "=1+1"),
)


@pytest.fixture
def audited(either_server: Server) -> Server:
    """A log of acts of every kind, and a signed-in auditor."""
    server = either_server
    with server.parts.database.write() as connection:
        for at, who, what in ACTS:
            Audit(connection, TRUST.id).add(who, what, at)
    server.parts.accounts.create("auditor", "A", TRUST.id, PASSWORD, Role.AUDITOR)
    body = {"username": "auditor", "password": PASSWORD}
    assert server.client.post("/api/v1/session", json=body, headers=OWN).is_success
    return server


def numbers(server: Server, **asked: Any) -> list[int]:
    return [act["number"] for act in server.get("audit", **asked)["acts"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"until": "2026-11-04"}, [5, 4, 3, 2, 1]),
        ({"kind": "looks"}, [1]),
        ({"kind": "accounts"}, [2]),
        ({"kind": "enrolment"}, [3]),
        ({"kind": "sign-ins"}, [6]),
        ({"kind": "other"}, [5, 4]),
        ({"since": "2026-11-02", "until": "2026-11-02"}, [3, 2]),
        ({"since": "2026-11-03", "until": "2026-11-03"}, [4]),
        ({"kind": "looks", "since": "2026-11-02"}, []),
    ],
    ids=str,
)
def test_acts_are_found_by_kind_and_day(
    audited: Server, asked: dict[str, str], found: list[int]
) -> None:
    assert numbers(audited, **asked) == found


def test_pages_of_a_filter_go_on_where_the_last_one_ended(audited: Server) -> None:
    asked = {"kind": "other", "most": "1"}
    first = audited.get("audit", **asked)
    assert ([one["number"] for one in first["acts"]], first["before"]) == ([5], 5)
    assert numbers(audited, **asked, before="5") == [4]


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"since": "soon"}, {"until": "2026-13-01"}])
def test_what_is_no_kind_or_day_is_refused(audited: Server, wrong: dict[str, str]) -> None:
    assert_problem(audited.client.get("/api/v1/audit", params=wrong), 422)


def test_the_chain_is_followed_and_a_break_is_named(audited: Server) -> None:
    whole = audited.get("audit/chain")
    assert (whole["acts"], whole["broken_at"], whole["cut"]) == (6, 0, False)
    with audited.parts.database.read() as connection:
        keep_ends(audited.settings.audit_ends_file, chain_ends(connection))
    assert audited.get("audit/chain") == whole
    database = audited.parts.database
    with database.write() as connection:
        for name in _triggers(connection) if database.is_sqlite else ():
            connection.execute(text(f"DROP TRIGGER {name}"))
        if not database.is_sqlite:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE audit SET what = 'nothing' WHERE number = 2"))
    broken = audited.get("audit/chain")
    assert (broken["broken_at"], broken["cut"]) == (2, False)
    with database.write() as connection:
        connection.execute(text("DELETE FROM audit WHERE number = 6"))
    assert audited.get("audit/chain")["cut"] is True


def _triggers(connection: Any) -> list[str]:
    found = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
    )
    return [row.name for row in found]


def test_the_file_holds_what_was_asked_for_and_no_formula_and_is_an_act(audited: Server) -> None:
    answer = audited.client.get("/api/v1/audit/file", params={"kind": "other"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["number"] for row in rows] == ["4", "5"]
    assert (rows[1]["who"], rows[1]["what"]) == ("'=cmd", "'=1+1")
    newest = audited.get("audit", most="1")["acts"][0]
    assert (newest["who"], newest["what"]) == ("auditor", "took 2 acts as a file")


def test_no_act_is_of_two_kinds() -> None:
    begins = [(kind, words) for kind, several in KINDS.items() for words in several]
    assert all(kind_of(words) == kind for kind, words in begins)
