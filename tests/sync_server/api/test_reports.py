"""Reports and actions over the API: issued once, fetched as files, kept from area leads."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync_server.db.audit import Audit
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.test_insights import FIRST, after, closing, fill
from tests.sync_server.trust import ASSETS, OWN, TRUST, Server

QUARTER = "2026-Q1"
TYPES = {
    "pdf": (b"%PDF-", "application/pdf"),
    "html": (b"<!doctype html>", "text/html; charset=utf-8"),
    "xlsx": (b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "zip": (b"PK", "application/zip"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("reports")
    with Server(folder, assets_dir=ASSETS) as server:
        block = FIRST
        for _ in range(3):
            fill(server, block)
            closing(server, after(block)).close_due()
            block = block.next()
        server.sign_in()
        yield server


def issue(server: Server, number: int, reason: str = "", period: str = QUARTER) -> Any:
    body = {"period": period, "number": number, "reason": reason}
    return server.client.post("/api/v1/reports", json=body, headers=OWN)


def refused(answer: Any, status: int, slug: str) -> None:
    assert assert_problem(answer, status)["type"] == f"/problems/{slug}"


def test_a_report_is_issued_once_and_fetched_as_every_kind(site: Server) -> None:
    (quarter,) = site.get("reports")["quarters"]
    assert quarter["lacks"] == [
        "There is no action in it yet.",
        "No percentage says how certain it is, as too few summaries are checked yet.",
    ]
    made = issue(site, 1)
    assert made.status_code == 200, made.text
    assert issue(site, 1).json() == made.json()
    refused(issue(site, 3), 409, "changed-meanwhile")
    refused(issue(site, 2), 422, "invalid-request")
    refused(issue(site, 2, "Because Margaret Thornley asked for it."), 422, "content-invalid")
    (quarter,) = site.get("reports")["quarters"]
    assert (quarter["period"], quarter["next"], quarter["lacks"]) == (QUARTER, 2, [])
    for kind, (first, said) in TYPES.items():
        answer = site.client.get(f"/api/v1/reports/{made.json()['id']}.{kind}")
        assert answer.status_code == 200, answer.text
        assert answer.content.startswith(first)
        assert answer.headers["content-type"] == said
        assert answer.headers["cache-control"] == "no-store"
        assert "attachment" in answer.headers["content-disposition"]
    assert site.client.get(f"/api/v1/reports/{QUARTER}-0.html").text.count("Not issued yet") == 1
    refused(site.client.get(f"/api/v1/reports/{QUARTER}-7.pdf"), 404, "not-found")
    with site.parts.database.read() as connection:
        acts = [row.what for row in Audit(connection, TRUST.id).rows()]
    assert f"issued the report of {QUARTER}, number 1" in acts
    assert f"looked at report 1 of {QUARTER}" in acts


def test_an_action_is_kept_and_names_nobody(site: Server) -> None:
    body = {
        "theme": "workload-demand",
        "words": "A relief rota for the three busiest stations",
        "owner": "Head of Operations, North",
        "from_day": "2026-05-01",
        "state": "planned",
        "if_version": 0,
    }
    address = f"/api/v1/actions/{uuid.uuid4()}"
    kept = site.client.put(address, json=body, headers=OWN)
    assert kept.json() == {"version": 1}, kept.text
    assert site.client.put(address, json=body, headers=OWN).json() == {"version": 1}
    named = body | {"owner": "Margaret Thornley", "if_version": 1}
    refused(site.client.put(address, json=named, headers=OWN), 422, "content-invalid")
    stale = body | {"state": "done"}
    refused(site.client.put(address, json=stale, headers=OWN), 409, "changed-meanwhile")
    (found,) = site.get("actions")["actions"]
    assert found["outcome"].startswith("Too early to tell")
    assert found["before"]["period"] == QUARTER
    assert (found["label"], found["name"]) == ("Workload and demand", "The whole trust")
