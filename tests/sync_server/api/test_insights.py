"""Closed periods over the API: what a lead gets, what is withheld, and what is kept of a look."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from app.domain.periods import Block
from sync_server.db.tables import audit, summary_code
from sync_server.services.frozen import withheld
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.services.test_closing import FIRST, after, closing, put
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

CODE = "workload-demand"
BLOCK = str(FIRST)


def fill(server: Server, block: Block) -> None:
    """Two groups in two places each, of which one is often coded; one in one place; a few."""
    week = block.first_week
    coded = [*put(server, 30, week, "04", "quay")[:12], *put(server, 20, week, "04", "south")[:8]]
    for group, area, number in (("07", "hill", 25), ("07", "south", 13), ("08", "quay", 14)):
        put(server, number, week, group, area)
    put(server, 3, week, "09", "south")
    rows = [{"summary_id": one, "code": CODE, "phrase": "", "codebook_version": 1} for one in coded]
    with server.parts.database.write() as connection:
        connection.execute(insert(summary_code), rows)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three closed blocks, which are a quarter."""
    folder: Path = tmp_path_factory.mktemp("closed")
    with Server(folder) as server:
        block = FIRST
        for _ in range(3):
            fill(server, block)
            closing(server, after(block)).close_due()
            block = block.next()
        server.sign_in()
        server.parts.accounts.create("quay", "Q", TRUST.id, PASSWORD, areas=("quay",))
        yield server


def get(server: Server, address: str, **asked: str) -> Any:
    return server.get(f"insights/{address}", **asked)


def test_periods_come_newest_first(site: Server) -> None:
    found = get(site, "periods")
    assert [period["id"] for period in found["periods"]] == [
        "2026-Q1", "2026-Q1-B3", "2026-Q1-B2", "2026-Q1-B1",
    ]  # fmt: skip
    assert found["minimum_group"] == 11
    assert "closed periods only" in found["note"]


def test_a_heat_map_has_rounded_figures_and_reasons(site: Server) -> None:
    found = get(site, "heat", period=BLOCK, tree="group")
    rows = {row["id"]: row for row in found["rows"]}
    assert (rows["*"]["shown"], rows["04"]["shown"], rows["07"]["shown"]) == (105, 50, 40)
    assert (rows["09"]["shown"], rows["09"]["withheld"]) == (None, withheld(11))
    assert rows["09"]["themes"] == []
    assert rows["09"]["coarser"]["words"]
    (cell,) = (theme for theme in rows["04"]["themes"] if theme["code"] == CODE)
    assert (cell["words"], cell["percent"], cell["corrected"]) == ("about 20 of 50", 40, None)
    assert cell["sure"].startswith("How sure a share is, is said for the whole trust")
    (none,) = (theme for theme in rows["07"]["themes"] if theme["code"] == CODE)
    assert (none["words"], none["percent"]) == ("fewer than 8 or nearly all of about 40", None)


def test_the_other_answers_come_by_node(site: Server) -> None:
    found = get(site, "answers", period=BLOCK, tree="group")
    rows = {row["id"]: row for row in found["rows"]}
    said = {(one["question"], one["answer"]): one["words"] for one in rows["04"]["answers"]}
    assert said["plan_made", "yes"] == "nearly all of about 50"
    assert rows["09"]["answers"] == []


def test_a_trend_has_blocks_and_quarters(site: Server) -> None:
    found = get(site, "trend", theme=CODE, tree="group", node="04")
    assert [point["period"] for point in found["blocks"]] == [
        "2026-Q1-B1", "2026-Q1-B2", "2026-Q1-B3",
    ]  # fmt: skip
    assert {point["cell"]["percent"] for point in found["blocks"]} == {40}
    (quarter,) = found["quarters"]
    assert quarter["cell"]["words"] == "about 60 of 150"
    assert "Laney" in found["rules"]
    assert get(site, "trend", theme=CODE, tree="group")["name"] == TRUST.name


def test_what_is_distinctive_is_said_in_words(site: Server) -> None:
    found = get(site, "distinctive", period="2026-Q1", tree="group", node="04")
    assert [one["code"] for one in found["themes"]] in ([CODE], [])
    for one in found["themes"]:
        assert re.search(r"about \d+ of [\d,]+ against", one["words"])


def test_what_is_new_is_looked_for_in_blocks_alone(site: Server) -> None:
    found = get(site, "emerging", period="2026-Q1-B3")
    assert found["bursts"] == []
    assert found["limits"].startswith("New words are looked for once 3 blocks")
    asked = {"period": "2026-Q1"}
    assert_problem(site.client.get("/api/v1/insights/emerging", params=asked), 422)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("heat", {"period": "2026-Q3", "tree": "group"}),
        ("heat", {"period": "2026-W03", "tree": "group"}),
        ("heat", {"period": "x" * 40, "tree": "group"}),
        ("heat", {"period": BLOCK, "tree": "week"}),
        ("heat", {"period": BLOCK}),
        ("heat", {"tree": "area"}),
        ("answers", {"period": "", "tree": "group"}),
        ("trend", {"theme": "nothing", "tree": "group", "node": "04"}),
        ("trend", {"theme": CODE, "tree": "group", "node": "99"}),
        ("trend", {"theme": "", "tree": "group", "node": "04"}),
        ("distinctive", {"period": BLOCK, "tree": "group", "node": "quay"}),
        ("emerging", {"period": "2099-Q1-B1"}),
    ],
)
def test_other_questions_are_refused(site: Server, address: str, asked: dict[str, str]) -> None:
    answer = site.client.get(f"/api/v1/insights/{address}", params=asked)
    assert_problem(answer, 422)


def test_an_account_for_some_areas_has_those_alone(site: Server) -> None:
    them = {"username": "quay", "password": PASSWORD}
    assert site.client.post("/api/v1/session", json=them, headers=OWN).status_code == 200
    try:
        found = get(site, "heat", period=BLOCK, tree="area")
        assert [row["id"] for row in found["rows"]] == ["quay"]
        assert get(site, "trend", theme=CODE, tree="area", node="quay")["name"] == "Quay"
        everything = get(site, "distinctive", period=BLOCK, tree="area")
        assert {one["node"] for one in everything["themes"]} <= {"quay"}
        for address, asked in (
            ("heat", {"period": BLOCK, "tree": "group"}),
            ("trend", {"theme": CODE, "tree": "area", "node": "south"}),
            ("trend", {"theme": CODE, "tree": "area"}),
            ("distinctive", {"period": BLOCK, "tree": "area", "node": "south"}),
            ("answers", {"period": BLOCK, "tree": "group"}),
            ("emerging", {"period": BLOCK}),
        ):
            answer = site.client.get(f"/api/v1/insights/{address}", params=asked)
            assert_problem(answer, 403)
    finally:
        site.sign_in()


def test_every_look_is_kept_without_a_word_of_what_was_seen(site: Server) -> None:
    get(site, "heat", period="2026-Q1-B2", tree="area")
    get(site, "trend", theme=CODE, tree="group", node="07")
    with site.parts.database.read() as connection:
        kept = [row.what for row in connection.execute(select(audit).where(audit.c.who == "lead"))]
    assert "looked at themes by area in 2026-Q1-B2" in kept
    assert "looked at the trend of a theme by group" in kept
    assert not any(CODE in what for what in kept)


def test_no_answer_has_a_small_count_a_week_or_an_exact_figure(site: Server) -> None:
    answers = [get(site, "periods")]
    for period in ("2026-Q1", BLOCK):
        for tree in ("group", "area"):
            answers += [
                get(site, name, period=period, tree=tree)
                for name in ("heat", "answers", "distinctive")
            ]
    answers.append(get(site, "emerging", period=BLOCK))
    for answer in answers:
        for row in answer.get("rows", ()):
            assert row["shown"] is None or (row["shown"] >= 11 and row["shown"] % 5 == 0)
            assert (row["shown"] is None) == (row["withheld"] is not None)
            for cell in row.get("themes", []) + row.get("answers", []):
                for number in re.findall(r"\d+", cell["words"].replace("fewer than 8", "")):
                    assert int(number) % 5 == 0
        written = json.dumps(
            {key: answer[key] for key in answer if key not in ("period", "periods")}
        )
        assert "-W" not in written
