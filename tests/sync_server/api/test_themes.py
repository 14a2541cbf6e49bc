"""What leads get: gated by a session, above the minimum group, in steps, by one dimension."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from app.domain.organisation import STAFF_GROUPS
from sync_server.analysis.suppression import HELD_BACK, few
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.tokens import item as with_token
from tests.sync_server.trust import TRUST, Server, summary, this_quarter, week


def test_what_a_device_shows_opens_no_lead_route(server: Server) -> None:
    headers = {"Layby-Device": "A" * 43}
    answer = server.client.get(
        "/api/v1/themes",
        params={"quarter": this_quarter(), "by": "area", "staff_group": "04"},
        headers=headers,
    )
    assert_problem(answer, 401)


def test_an_empty_trust_lists_every_group_as_withheld(server: Server) -> None:
    server.sign_in()
    assert server.get("quarters") == {"quarters": [this_quarter()], "first": this_quarter()}
    by_group = server.get("themes", quarter=this_quarter(), by="staff_group")
    assert [group["id"] for group in by_group["groups"]] == list(STAFF_GROUPS)
    assert {group["withheld"] for group in by_group["groups"]} == {few(11)}
    by_area = server.get("themes", quarter=this_quarter(), by="area")
    assert [group["name"] for group in by_area["groups"]] == ["Quay", "Hill", "South"]
    assert by_area["shown"] == 0
    texts = server.get("summaries", quarter=this_quarter(), staff_group="04")
    assert texts["withheld"] == few(11)
    assert texts["summaries"] == []


def test_a_group_appears_with_its_eleventh_summary(either_server: Server) -> None:
    server = either_server
    server.sign_in()
    server.fill([("04", "quay", 10)])
    assert server.get("themes", quarter=this_quarter(), by="staff_group")["shown"] == 0
    server.fill([("04", "hill", 1)])
    answer = server.get("themes", quarter=this_quarter(), by="staff_group")
    (shown,) = (group for group in answer["groups"] if group["withheld"] is None)
    assert (shown["id"], shown["name"]) == ("04", "Allied Health Professionals")
    assert (shown["summaries"], answer["shown"]) == (11, 11)
    assert shown["themes"] == [], "what they speak of is told once the period has closed"
    assert answer["quarter_words"].endswith(this_quarter()[:4])
    assert "small-number protected" in answer["note"]
    server.fill([("04", "quay", 10)])
    assert server.get("themes", quarter=this_quarter(), by="staff_group")["shown"] == 11


def test_texts_come_by_staff_group_without_anything_that_places_them(server: Server) -> None:
    server.sign_in()
    areas = ["quay"] * 10 + ["hill"]
    sent = [
        summary(text=f"Missed meal breaks, variant {n}.", area=area) for n, area in enumerate(areas)
    ]
    for item in sent:
        server.send(item)
    answer = server.get("summaries", quarter=this_quarter(), staff_group="04")
    assert answer["withheld"] is None
    assert sorted(text["text"] for text in answer["summaries"]) == sorted(
        item["text"] for item in sent
    )
    for text in answer["summaries"]:
        # Theme codes per text, added up, would give what rounding and the smallest figure hide.
        assert set(text) == {"text", "handle"}
        assert not any(item["id"][:8] in text["handle"] for item in sent)
    order = [text["text"] for text in answer["summaries"]]
    assert order != [item["text"] for item in sent]
    again = server.get("summaries", quarter=this_quarter(), staff_group="04")["summaries"]
    assert [text["text"] for text in again] == order
    refused = server.client.get(
        "/api/v1/summaries", params={"quarter": this_quarter(), "area": "quay"}
    )
    assert_problem(refused, 422)


@pytest.mark.parametrize(
    ("address", "question"),
    [
        ("themes", {"quarter": "2026-Q5", "by": "area"}),
        ("themes", {"quarter": "2026-Q4\n", "by": "area"}),
        ("themes", {"quarter": "٢٠٢٦-Q4", "by": "area"}),
        ("themes", {"quarter": "0000-Q1", "by": "area"}),
        ("themes", {"quarter": "2026-Q4", "by": "week"}),
        ("themes", {"by": "area"}),
        ("themes", {}),
        ("summaries", {"quarter": "2026-Q4", "staff_group": "11"}),
        ("summaries", {"quarter": "2026-Q4"}),
        ("summaries", {"quarter": "9999-Q4", "staff_group": "04"}),
    ],
)
def test_other_questions_are_refused(
    server: Server, address: str, question: dict[str, str]
) -> None:
    server.sign_in()
    assert_problem(server.client.get(f"/api/v1/{address}", params=question), 422)


def test_a_trust_sees_its_own_summaries_only(server: Server) -> None:
    from dataclasses import replace

    from sync_server.services.organisations import add_organisation

    other = replace(TRUST, id="other-trust")
    add_organisation(server.parts.database, other)
    items = [summary(organisation=other.id) for _ in range(12)]
    theirs = [with_token(wire, server.token(organisation=other.id)) for wire in items]
    told = server.parts.intake.receive(theirs).receipts
    assert {receipt.status for receipt in told} == {"stored"}
    server.sign_in()
    assert server.get("themes", quarter=this_quarter(), by="staff_group")["shown"] == 0
    (receipt,) = server.send(items[0] | {"organisation": TRUST.id})
    assert receipt["status"] == "conflict"


def test_a_raised_minimum_holds_and_a_lowered_one_is_refused(tmp_path: Path) -> None:
    from sync_server.errors import ServerError
    from sync_server.settings import read_settings

    with Server(tmp_path, minimum_group=15) as server:
        server.sign_in()
        server.fill([("04", "quay", 14)])
        assert server.get("themes", quarter=this_quarter(), by="staff_group")["shown"] == 0
        server.fill([("04", "hill", 1)])
        answer = server.get("themes", quarter=this_quarter(), by="staff_group")
        assert (answer["shown"], answer["minimum_group"]) == (15, 15)
    with pytest.raises(ServerError, match="minimum_group"):
        read_settings(minimum_group=10)


def every_answer(server: Server) -> dict[str, Any]:
    """Ask every lead route every question there is."""
    answers: dict[str, Any] = {}
    for quarter in server.get("quarters")["quarters"]:
        for by in ("staff_group", "area"):
            answers[f"{quarter} {by}"] = server.get("themes", quarter=quarter, by=by)
        for group in STAFF_GROUPS:
            answers[f"{quarter} texts {group}"] = server.get(
                "summaries", quarter=quarter, staff_group=group
            )
    return answers


@pytest.mark.parametrize("seed", range(4))
def test_every_lead_answer_keeps_the_minimum_group(server: Server, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    server.sign_in()
    groups = rng.sample(list(STAFF_GROUPS), 5)
    former: dict[str, Any] = {}
    for _ in range(4):
        items = [
            summary(
                staff_group=rng.choices(groups, (20, 8, 4, 2, 1))[0],
                area=rng.choices(("quay", "hill", "south"), (8, 3, 1))[0],
                week=week(-rng.choice((0, 0, 13))),
                text=rng.choice(("No meal breaks.", "Pay is poor.", "All is well.")),
            )
            for _ in range(rng.randint(5, 40))
        ]
        server.send(*items)
        answers = every_answer(server)
        for name, answer in answers.items():
            check_answer(answer, former.get(name))
        check_nothing_else(answers)
        former = answers


def check_answer(answer: dict[str, Any], former: dict[str, Any] | None) -> None:
    if "groups" not in answer:
        count = len(answer["summaries"])
        assert (count >= 11) == (answer["withheld"] is None)
        assert count == 0 or count >= 11
        before = len(former["summaries"]) if former else 0
        assert count in (0, before) or count - before >= 11
        return
    shown = [group for group in answer["groups"] if group["withheld"] is None]
    assert answer["shown"] == sum(group["summaries"] for group in shown)
    for group in answer["groups"]:
        if group["withheld"] is None:
            assert group["summaries"] >= 11
        else:
            assert group["withheld"] in (few(11), HELD_BACK)
            assert group["summaries"] is None
            assert group["themes"] == []
    assert len(answer["groups"]) - len(shown) != 1
    for number, group in enumerate(answer["groups"]):
        before = former["groups"][number]["summaries"] if former else None
        if before is not None and group["summaries"] is not None:
            step = group["summaries"] - before
            assert step == 0 or step >= 11


def check_nothing_else(answers: dict[str, Any]) -> None:
    """Neither weeks nor ids stand anywhere, and no theme has a figure in an open quarter."""
    written = json.dumps(answers)
    assert "-W" not in written
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-4", written)
    for answer in answers.values():
        for group in answer.get("groups", ()):
            assert group["themes"] == []
