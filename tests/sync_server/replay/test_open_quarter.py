"""What is not closed yet: no theme to subtract day by day; what is closed: the same everywhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync_server.analysis.nodes import ROOT
from sync_server.analysis.suppression import few
from sync_server.db.engine import Database
from sync_server.db.headcount import Sheet
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import Summaries
from sync_server.services.releasing import release
from tests.sync_server.api.test_insights import fill
from tests.sync_server.services.test_closing import FIRST, after, closing, put
from tests.sync_server.trust import OWN, TRUST, Server

QUARTER = "2026-Q1"
VIEWS = (("staff_group", "group"), ("area", "area"))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path) as made:
        made.sign_in()
        yield made


def let_out(database: Database, quarter: str = QUARTER) -> None:
    """Release what is due, as intake does with each arrival."""
    with database.write() as connection:
        Organisations(connection).lock(TRUST.id)
        release(Summaries(connection, TRUST.id), TRUST, {quarter}, 11)


def shown(server: Server) -> dict[str, Any]:
    return {by: server.get("themes", quarter=QUARTER, by=by) for by, _ in VIEWS}


def heads(server: Server, lines: str) -> None:
    body = {"file": "", "as_at": "2026-01-31", "if_version": 0, "apply": True}
    from base64 import b64encode

    body["file"] = b64encode(f"group,area,headcount\n{lines}".encode()).decode()
    answer = server.client.put("/api/v1/headcount", json=body, headers=OWN)
    assert answer.json()["applied"], answer.text


def test_day_by_day_an_open_quarter_tells_numbers_in_steps_and_no_theme(server: Server) -> None:
    looks = []
    for week in (FIRST.first_week, FIRST.last_week):
        for _ in range(7):
            put(server, 5, week, "04", "quay")
            put(server, 4, week, "07", "south")
            let_out(server.parts.database)
            looks.append(shown(server))
    numbers = [
        {group["id"]: group["summaries"] for group in look[by]["groups"]}
        for look in looks
        for by, _ in VIEWS
    ]
    assert {number for look in numbers for number in look.values() if number} > {11}
    assert all(not number or number % 11 == 0 for look in numbers for number in look.values())
    assert all(group["themes"] == [] for look in looks for by, _ in VIEWS
               for group in look[by]["groups"])  # fmt: skip


def test_a_codebook_that_is_published_meanwhile_moves_nothing_that_is_open(server: Server) -> None:
    put(server, 33, FIRST.first_week, "04", "quay")
    put(server, 33, FIRST.first_week, "07", "south")
    let_out(server.parts.database)
    before = shown(server)
    from tests.sync_server.replay.test_releases import bring_in, codebook

    bring_in(server, codebook(server, 2, asked=("meal breaks",)))
    assert json.dumps(shown(server)) == json.dumps(before)


def test_a_closed_quarter_is_shown_as_it_was_frozen_by_every_way(server: Server) -> None:
    block = FIRST
    for _ in range(3):
        fill(server, block)
        closing(server, after(block)).close_due()
        block = block.next()
    let_out(server.parts.database)
    assert server.get("quarters")["first"] == QUARTER
    for by, tree in VIEWS:
        rows = server.get("insights/heat", period=QUARTER, tree=tree)["rows"]
        frozen = {row["id"]: row for row in rows}
        for group in server.get("themes", quarter=QUARTER, by=by)["groups"]:
            row = frozen.get(group["id"], {"shown": None, "themes": []})
            assert group["summaries"] == row["shown"]
            told = {one["code"]: one["words"] for one in row["themes"]}
            assert all(told[one["code"]] == one["share_words"] for one in group["themes"])
            if tree == "group" and row["shown"] is None:
                asked = {"quarter": QUARTER, "staff_group": group["id"]}
                texts = server.get("summaries", **asked)
                assert texts["summaries"] == []
                assert texts["withheld"]
    assert frozen[ROOT]["shown"]


def test_a_group_that_spoke_in_one_place_alone_waits_for_another(server: Server) -> None:
    """As in closed periods: who knows the place knows of whom a number, or a text, can be."""
    for group in ("04", "07", "08"):
        put(server, 22, FIRST.first_week, group, "quay")
        if group != "04":
            put(server, 11, FIRST.first_week, group, "south")
    let_out(server.parts.database)

    def of(group: str) -> tuple[Any, Any, int]:
        (row,) = (one for one in shown(server)["staff_group"]["groups"] if one["id"] == group)
        texts = server.get("summaries", quarter=QUARTER, staff_group=group)
        return row["summaries"], row["withheld"], len(texts["summaries"])

    assert of("04") == (None, few(11), 0)
    assert of("07")[::2] == (33, 33)
    put(server, 11, FIRST.first_week, "04", "south")
    let_out(server.parts.database)
    assert of("04") == (33, None, 33)


def test_an_area_that_alone_has_spoken_is_the_whole_trust(server: Server) -> None:
    for group in ("04", "07"):
        put(server, 22, FIRST.first_week, group, "quay")
    let_out(server.parts.database)
    assert not any(one["summaries"] for by, _ in VIEWS for one in shown(server)[by]["groups"])


def test_a_handful_of_people_is_withheld_while_a_quarter_is_open_too(server: Server) -> None:
    heads(server, "04,quay,400\n07,quay,300\n08,south,5\n09,south,200\n")
    for group, area in (("04", "quay"), ("07", "quay"), ("08", "south"), ("09", "south")):
        put(server, 21, FIRST.first_week, group, area)
        put(server, 1, FIRST.first_week, group, "hill")
    let_out(server.parts.database)
    groups = {one["id"]: one for one in shown(server)["staff_group"]["groups"]}
    assert (groups["04"]["summaries"], groups["08"]["summaries"]) == (22, None)
    assert server.get("summaries", quarter=QUARTER, staff_group="08")["summaries"] == []
    assert Sheet().version == 0
