"""Headcount is used as a whole or not at all, and reach gives away nothing that it does not."""

import base64
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.periods import Block
from sync_server.analysis.coverage import FEW_PEOPLE, NO_HEADCOUNT
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.rounding import range_of, rounded
from sync_server.db.audit import Audit
from sync_server.errors import Refusal
from sync_server.services.frozen import Counts, Tree
from sync_server.services.headcounts import HeadcountDesk, people_along
from sync_server.services.insights import Insights
from sync_server.services.reach import NO_FILE, ReachDesk
from tests.sync_server.services.frozen_figures import FEW, Cell, FrozenFigures, period
from tests.sync_server.services.test_closing import FIRST, after, closing, figures, put
from tests.sync_server.services.test_insights import BOOK
from tests.sync_server.trust import OWN, TRUST, Server

Q4 = "2026-Q4"
FILE = b"group,area,headcount\n04,quay,200\n04,south,60\n07,hill,90\n07,south,6\n"


def desk(server: Server) -> HeadcountDesk:
    return HeadcountDesk(server.parts.database, lambda: date(2026, 11, 22))


def test_a_file_is_shown_first_and_then_used_as_a_whole(either_server: Server) -> None:
    headcounts = desk(either_server)
    shown = headcounts.preview(TRUST, FILE, "2026-09-30")
    assert (shown.total, shown.applied, shown.sheet.version) == (356, False, 0)
    assert headcounts.standing(TRUST).total == 0
    headcounts.apply(TRUST, "lead", FILE, "2026-09-30", 0)
    kept = headcounts.standing(TRUST)
    assert (kept.total, kept.sheet.version, kept.sheet.as_at) == (356, 1, "2026-09-30")
    assert {one.id: one.people for one in kept.groups if one.people} == {"04": 260, "07": 96}
    people = headcounts.people(TRUST, "area")
    assert people == {ROOT: 356, "north": 290, "quay": 200, "hill": 90, "south": 66}
    smaller = b"group;area;headcount\r\n04;Quay;60\r\n"
    again = headcounts.preview(TRUST, smaller, "2026-12-31")
    assert [one.before for one in again.groups if one.id == "04"] == [260]
    assert again.warnings[0].startswith("The file has no row for these staff groups: Medical")
    assert "areas: Hill, South." in again.warnings[1]
    assert again.warnings[2:] == (
        "The whole trust comes to 60 people; it was 356 before.",
        "The date is in the future.",
    )
    with either_server.parts.database.read() as connection:
        said = [what for _, _, what in Audit(connection, TRUST.id).all()]
    assert said == ["replaced the headcount as at 2026-09-30"]


def test_with_one_error_nothing_changes_and_nobody_is_overwritten(server: Server) -> None:
    headcounts = desk(server)
    headcounts.apply(TRUST, "lead", FILE, "2026-09-30", 0)
    found = headcounts.apply(TRUST, "lead", FILE + b"99,quay,5\n", "2026-10-31", 1)
    assert [(one.row, one.column) for one in found.errors] == [(6, "group")]
    assert (found.applied, found.groups, headcounts.standing(TRUST).total) == (False, (), 356)
    with pytest.raises(Refusal) as refused:
        headcounts.apply(TRUST, "other", FILE, "2026-10-31", 0)
    assert refused.value.slug == "changed-meanwhile"
    for wrong in ("", "30.9.2026", "20260930", "2026-02-30"):
        with pytest.raises(Refusal) as refused:
            headcounts.preview(TRUST, FILE, wrong)
        assert refused.value.field == "as_at"
    assert headcounts.standing(TRUST).sheet.as_at == "2026-09-30"


def test_half_a_denominator_is_none() -> None:
    assert people_along(TRUST, "area", {"quay": 200}) == {ROOT: 200, "quay": 200}
    assert people_along(TRUST, "group", {}) == {}


class Blind(FrozenFigures):
    """Figures as they are shown; exact counts only of answers, and none of summaries."""

    def counts(self, organisation: Any, period: str, tree: Tree) -> Counts:
        return Counts(period, tree, {}, {})


def reached(people: dict[str, int], *, only: tuple[str, ...] = (), **nodes: int) -> list[Any]:
    cells = {ROOT if name == "whole" else name.lstrip("g"): Cell(n) for name, n in nodes.items()}
    frozen = Blind({(Q4, "group"): cells})
    reading = ReachDesk(Insights(frozen, lambda _: BOOK), lambda *_: people)
    return reading.reached(TRUST, period(Q4), "group", only)


def test_the_least_reached_come_first_and_a_handful_is_not_spoken_of() -> None:
    people = {ROOT: 660, "04": 260, "07": 300, "08": 91, "09": 9}
    rows = reached(people, whole=140, g04=100, g07=15, g08=4, g09=20, g10=30)
    assert [row.id for row in rows] == [ROOT, "07", "04", "08", "09", "10"]
    said = {row.id: row for row in rows}
    assert (said["07"].per_hundred, said["07"].left_out) == (5, True)
    assert said["08"].said == f"About 90 people. {FEW}"
    assert (said["09"].said, said["09"].people, said["09"].per_hundred) == (FEW_PEOPLE, None, None)
    assert said["10"].said == NO_HEADCOUNT
    (alone,) = reached(people, only=("07",), whole=140, g07=15)
    assert (alone.per_hundred, alone.left_out) == (5, False)
    assert "whole trust" not in alone.said


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=4),
    st.lists(st.lists(st.integers(0, 70), min_size=4, max_size=4), min_size=1, max_size=4),
    st.data(),
)
def test_whoever_makes_up_headcounts_learns_nothing_that_is_not_shown(
    sizes: list[int], files: list[list[int]], data: st.DataObject
) -> None:
    """Two worlds that show the same figures answer the same to every headcount there is."""
    names = [f"g0{number}" for number in range(1, len(sizes) + 1)]
    others = []
    for size in sizes:
        low, high = (0, 10) if size < 11 else range_of(rounded(size, 11), 11)
        others.append(data.draw(st.integers(low, high)))
    whole = max(11, sum(sizes))
    for numbers in files:
        people = {f"0{place + 1}": number for place, number in enumerate(numbers)}
        people[ROOT] = sum(numbers)
        one, other = (
            reached(people, whole=whole, **dict(zip(names, world, strict=True)))
            for world in (sizes, others)
        )
        assert one == other


def test_where_fewer_people_work_than_the_minimum_a_close_withholds_and_nothing_gives_it_back(
    server: Server,
) -> None:
    """Thirteen conversations of five people whose number is public would be of each of them."""
    few = b"group,area,headcount\n04,quay,200\n04,south,60\n07,hill,3\n07,south,2\n08,quay,30\n"
    desk(server).apply(TRUST, "lead", few, "2026-01-01", 0)
    week = FIRST.first_week
    cells = [("04", "quay", 30), ("04", "south", 30), ("07", "hill", 7), ("07", "south", 6)]
    for group, area, number in [*cells, ("08", "quay", 20), ("08", "south", 20)]:
        put(server, number, week, group, area)
    closing(server, after(FIRST)).close_due()
    kept = figures(server, str(FIRST))
    assert kept["group", "07"] == (13, True)
    shown = {node for (tree, node), (_, masked) in kept.items() if tree == "group" and not masked}
    hidden = sum(n for (tree, node), (n, masked) in kept.items()
                 if tree == "group" and masked and len(node) == 2)  # fmt: skip
    assert "*" not in shown or hidden - 13 >= 11, "a second group hides beside it"


def test_contractors_whom_no_headcount_knows_still_show(server: Server) -> None:
    desk(server).apply(TRUST, "lead", FILE + b"10,quay,0\n", "2026-01-01", 0)
    for area in ("quay", "south"):
        for group in ("04", "07", "10"):
            put(server, 30, FIRST.first_week, group, area)
    closing(server, after(FIRST)).close_due()
    assert figures(server, str(FIRST))["group", "10"] == (60, False)


def ask(server: Server, **asked: Any) -> Any:
    body = {"file": base64.b64encode(FILE).decode(), "as_at": "2026-09-30", "if_version": 0}
    return server.client.put("/api/v1/headcount", json=body | asked, headers=OWN)


def test_over_the_api_a_file_is_previewed_applied_and_read_as_reach(server: Server) -> None:
    block: Block = FIRST
    for area in ("quay", "south"):
        put(server, 30, block.first_week, "04", area)
        put(server, 10, block.first_week, "07", area)
    closing(server, after(block)).close_due()
    server.sign_in()
    none = server.get("reach", period=str(block), tree="group")
    assert (none["about"], none["as_at"]) == (NO_FILE, "")
    assert {row["said"] for row in none["rows"]} == {NO_HEADCOUNT}
    assert ask(server).json()["applied"] is False
    assert server.get("headcount")["version"] == 0
    wrong = base64.b64encode("gruppe;ort\n".encode("utf-16")).decode()
    errors = ask(server, file=wrong, apply=True).json()["errors"]
    assert [(one["row"], one["column"]) for one in errors] == [(1, "")]
    assert all(name in str(errors[0]) for name in ("group", "area", "headcount"))
    done = ask(server, apply=True).json()
    assert (done["applied"], done["version"], done["total"]) == (True, 1, 356)
    assert ask(server, apply=True).json()["type"] == "/problems/changed-meanwhile"
    assert ask(server, file="%%%").json()["field"] == "file"
    found = server.get("reach", period=str(block), tree="group")
    rows = {row["id"]: row for row in found["rows"]}
    assert (rows["04"]["people"], rows["04"]["shown"], rows["04"]["per_hundred"]) == (260, 60, 23)
    assert found["rows"][0]["id"] == ROOT
    assert rows["04"]["answers"][0]["question"] == "language"
    assert found["as_at"] == "2026-09-30"
    said = "".join(what for _, _, what in audit_of(server))
    assert f"looked at reach by group in {block}" in said
    assert "looked at what a headcount file would change" in said


def audit_of(server: Server) -> list[tuple[str, str, str]]:
    with server.parts.database.read() as connection:
        return Audit(connection, TRUST.id).all()
