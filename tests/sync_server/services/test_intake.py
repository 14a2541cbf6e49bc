"""Intake on both databases: stored once, judged alone, released in steps."""

import hashlib
import json
import threading
import uuid
from typing import Any

import pytest
from sqlalchemy import func, select, update

from sync_server.db.tables import summary as table
from sync_server.db.tables import summary_code
from tests.sync_server.trust import TRUST, Server, summary, this_week, week


def rows(server: Server) -> list[Any]:
    with server.parts.database.read() as connection:
        return list(connection.execute(select(table)))


def test_sending_again_is_a_duplicate_and_changes_nothing(either_server: Server) -> None:
    item = summary(themes=["workload"], helpful=4, role_family="paramedic")
    assert either_server.send(item) == [{"id": item["id"], "status": "stored"}]
    before = rows(either_server)
    assert either_server.send(item, item) == [{"id": item["id"], "status": "duplicate"}] * 2
    assert rows(either_server) == before


def test_the_schema_before_is_still_taken_and_its_digest_is_what_it_was(
    either_server: Server,
) -> None:
    item = summary(schema=2, id="3f1f6f6e-7a0b-4a39-8a4e-0d8f6b5c2d11", week=this_week())
    assert either_server.send(item) == [{"id": item["id"], "status": "stored"}]
    # As that version made it: all members in one canonical form, none that came later.
    before = hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()
    (row,) = rows(either_server)
    kept = either_server.parts.secret.digest(before)
    assert (row.digest, row.schema, row.withdrawal) == (kept, 2, None)
    assert either_server.send(item)[0]["status"] == "duplicate"
    assert either_server.send(item | {"helpful": 2})[0]["status"] == "conflict"
    assert either_server.send(item | {"withdrawal": "5a" * 32})[0]["field"] == "withdrawal"


def test_an_older_schema_is_told_so_and_a_newer_one_waits(server: Server) -> None:
    older, newer = summary(schema=1), summary(schema=4, something="new")
    told, later = server.send(older, newer)
    assert (told["status"], told["reason"]) == ("rejected", "app-too-old")
    assert (later["id"], later["status"], later["reason"]) == (
        newer["id"],
        "deferred",
        "server-too-old",
    )
    assert rows(server) == []
    # The token is still good: the app is brought up to date, and seals the summary anew.
    assert server.send(older | {"schema": 2})[0]["status"] == "stored"
    # What was stored before this version came is known for what it is.
    with server.parts.database.write() as connection:
        connection.execute(update(table).values(schema=1))
    assert server.send(older)[0]["status"] in ("duplicate", "conflict")


def test_the_second_schema_says_how_somebody_wants_to_reach_support(
    either_server: Server,
) -> None:
    item = summary(
        schema=2, support_offered=["money", "speak-up"], helpful=2, self_referral="referred"
    )
    assert either_server.send(item)[0]["status"] == "stored"
    (row,) = rows(either_server)
    assert (row.schema, row.helpful, row.self_referral) == (2, 2, "referred")
    assert json.loads(row.support_offered) == ["money", "speak-up"]
    odd = summary(schema=2, support_offered=["dr-smith"])
    assert either_server.send(odd)[0]["field"] == "support_offered"


def test_other_content_under_a_known_id_never_overwrites(either_server: Server) -> None:
    item = summary()
    either_server.send(item)
    before = rows(either_server)
    (receipt,) = either_server.send(item | {"text": "Something else."})
    assert receipt["status"] == "conflict"
    assert receipt["detail"]
    assert rows(either_server) == before


def test_a_repeat_within_one_request_is_seen(either_server: Server) -> None:
    item = summary()
    receipts = either_server.send(item, item, item | {"helpful": 3})
    assert [receipt["status"] for receipt in receipts] == ["stored", "duplicate", "conflict"]
    assert len(rows(either_server)) == 1


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"area": "nowhere"}, "area-unknown", None),
        ({"area": "north"}, "area-unknown", None),
        ({"role_family": "pilot"}, "role-family-unknown", None),
        ({"organisation": "another-trust"}, "wrong-organisation", None),
        ({"week": 2}, "week-ahead", None),
        ({"week": -27}, "week-past", None),
        ({"week": "0001-W01"}, "week-past", None),
        ({"week": "2026-W40\n"}, "invalid-summary", "week"),
        ({"week": "2026-W99"}, "invalid-summary", "week"),
        ({"text": "  "}, "invalid-summary", "text"),
        ({"text": "x" * 2001}, "invalid-summary", "text"),
        ({"text": "a\x00b"}, "invalid-summary", "text"),
        ({"text": None}, "invalid-summary", "text"),
        ({"staff_group": "11"}, "invalid-summary", "staff_group"),
        ({"author": "someone"}, "invalid-summary", None),
    ],
)
def test_each_misfit_has_its_reason_and_spares_its_neighbours(
    server: Server, changes: dict[str, Any], reason: str, field: str | None
) -> None:
    if isinstance(offset := changes.get("week"), int):
        changes = changes | {"week": week(offset)}
    misfit, sound = summary(**changes), summary()
    first, second = server.send(misfit, sound)
    assert (first["id"], first["status"], first["reason"]) == (misfit["id"], "rejected", reason)
    assert first.get("field") == field
    assert first["detail"].endswith(".")
    assert second["status"] == "stored"
    assert len(rows(server)) == 1


@pytest.mark.parametrize("offset", [1, -26])
def test_the_edges_of_the_week_range_are_inside(server: Server, offset: int) -> None:
    assert server.send(summary(week=week(offset)))[0]["status"] == "stored"


def test_unusable_ids_are_not_repeated_in_receipts(server: Server) -> None:
    ids: list[object] = ["", "x" * 500, None, 7, [], {}, str(uuid.uuid4()).upper()]
    receipts = server.send(*(summary() | {"id": bad} for bad in ids), "no object", None)
    bare = server.client.post("/api/v1/summaries", json={"items": ["no object", {}, None]})
    receipts += bare.json()["receipts"]
    assert {receipt["id"] for receipt in receipts} == {""}
    assert {receipt["status"] for receipt in receipts} == {"rejected"}


def test_texts_are_coded_and_picked_themes_kept_beside(either_server: Server) -> None:
    live = either_server.parts.coding.of(TRUST.id)
    (found,) = live.codes(["We missed meal breaks again."])
    picked = sorted(set(live.engine.codes) - found)[0]
    either_server.send(summary(text="We missed meal breaks again.", themes=[picked, "not-a-theme"]))
    with either_server.parts.database.read() as connection:
        rows = connection.execute(select(summary_code)).all()
    assert {row.code for row in rows} == {*found, picked}
    # No wording of a text stands beside its codes: it is found again when it is wanted.
    assert {row.phrase for row in rows} == {""}
    assert {row.codebook_version for row in rows} == {live.number}


def test_cells_are_released_in_steps_of_the_minimum(either_server: Server) -> None:
    def released() -> tuple[int, int]:
        with either_server.parts.database.read() as connection:
            counted = select(
                func.count().filter(table.c.released_staff_group),
                func.count().filter(table.c.released_area),
            )
            one, other = connection.execute(counted).one()
            return one, other

    seen = []
    for number in range(23):
        either_server.send(summary(area="quay" if number % 2 else "hill"))
        seen.append(released())
    assert [groups for groups, _ in seen] == [0] * 10 + [11] * 11 + [22] * 2
    assert [areas for _, areas in seen] == [0] * 20 + [11] + [22] * 2


def test_a_batch_is_released_in_whole_steps_and_its_rest_waits(either_server: Server) -> None:
    def released() -> list[tuple[bool, bool]]:
        return sorted((row.released_staff_group, row.released_area) for row in rows(either_server))

    either_server.send(*(summary() for _ in range(30)))
    assert [sum(column) for column in zip(*released(), strict=True)] == [22, 22]
    either_server.send(*(summary() for _ in range(3)))
    assert released() == [(True, True)] * 33


def test_twenty_at_once_store_each_summary_once(either_server: Server) -> None:
    items = [either_server.item(summary()) for _ in range(12)]
    statuses: list[str] = []

    def send() -> None:
        found = [r.status for r in either_server.parts.intake.receive(items).receipts]
        statuses.extend(found)

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ["duplicate"] * (19 * 12) + ["stored"] * 12
    assert len(rows(either_server)) == 12
    assert sum(row.released_staff_group for row in rows(either_server)) == 11


def test_arrivals_at_once_release_no_step_below_the_minimum(either_server: Server) -> None:
    steps: list[int] = []
    waiting = [either_server.item(summary()) for _ in range(48)]
    known = 0
    lock = threading.Lock()

    def send() -> None:
        nonlocal known
        for _ in range(8):
            either_server.parts.intake.receive([waiting.pop()])
            with lock, either_server.parts.database.read() as connection:
                now = connection.execute(
                    select(func.count()).where(table.c.released_staff_group)
                ).scalar_one()
                steps.append(now - known)
                known = now

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(step == 0 or step >= 11 for step in steps)
    assert sum(steps) == 44
