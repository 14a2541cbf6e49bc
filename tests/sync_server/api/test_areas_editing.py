"""A trust edits its areas: old ids keep their meaning, summaries keep their place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.organisation import Organisation
from sync_server.db.audit import Audit
from tests.sync_server.api.content_texts import Desk, received, slug
from tests.sync_server.trust import TRUST, Server, summary, this_quarter


@pytest.fixture
def either(tmp_path: Path, server_url: str) -> Iterator[Desk]:
    with Server(tmp_path, server_url) as made:
        yield Desk(made)


@pytest.fixture
def desk(server: Server) -> Desk:
    return Desk(server)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which nothing is ever saved."""
    with Server(tmp_path_factory.mktemp("still")) as made:
        yield Desk(made)


def areas(*changes: tuple[str, dict[str, Any] | None], new: tuple[dict[str, Any], ...] = ()) -> Any:
    """Give the trust's areas with changes by id; None leaves the area out."""
    by_id = dict(changes)
    kept = [
        {"id": area.id, "name": area.name, "parent": area.parent} | (by_id.get(area.id) or {})
        for area in TRUST.areas
        if by_id.get(area.id, {}) is not None
    ]
    return [*kept, *new]


def save(desk: Desk, if_version: int, **parts: Any) -> Any:
    return desk.ask("PUT", "/organisation", {**parts, "if_version": if_version})


def test_areas_are_added_renamed_moved_and_retired(either: Desk) -> None:
    desk = either
    wanted = areas(
        ("hill", {"name": "Hill and dale", "parent": None}),
        ("south", {"retired": True}),
        new=({"id": "new-1", "name": "Café Sector"}, {"name": "Bay", "parent": "new-1"}),
    )
    saved = Organisation.from_document(save(desk, 1, areas=wanted))
    assert saved.version == 2
    assert [area.id for area in saved.areas][-2:] == ["cafe-sector", "bay"]
    assert saved.area_name("hill") == "Hill and dale"
    assert [area.id for area in saved.leaves()] == ["quay", "hill", "bay"]
    assert "south" in {area.id for area in saved.leaves(retired=True)}
    fetched = Organisation.from_document(received(desk.server)["organisation"])
    assert fetched.areas == saved.areas
    assert received(desk.server)["version"] == 2
    assert desk.ask("GET", "")["organisation"]["version"] == 2
    with desk.server.parts.database.read() as connection:
        acts = [what for _, _, what in Audit(connection, TRUST.id).all()]
    assert [what for what in acts if what.startswith("areas")] == ["areas and roles version 2"]


def test_an_area_with_summaries_is_retired_never_deleted(either: Desk) -> None:
    desk = either
    desk.server.fill([("04", "south", 11)])
    answer = save(desk, 1, areas=areas(("south", None)))
    assert slug(answer) == "content-invalid"
    assert "South" in answer["detail"]
    assert "Retire it" in answer["detail"]
    saved = save(desk, 1, areas=areas(("south", {"retired": True, "name": "South (closed)"})))
    assert saved["version"] == 2
    # One that waited in an outbox since before is still taken, and reports still name the area.
    (receipt,) = desk.server.send(summary(area="south"))
    assert receipt["status"] == "stored"
    groups = desk.server.get("themes", quarter=this_quarter(), by="area")["groups"]
    assert "South (closed)" in {group["name"] for group in groups}


def test_an_id_that_was_given_up_never_means_another_place(desk: Desk) -> None:
    item = desk.server.item(summary(area="south"))
    assert save(desk, 1, areas=areas(("south", None)))["version"] == 2
    answer = desk.server.client.post("/api/v1/summaries", json={"items": [item]})
    (receipt,) = answer.json()["receipts"]
    assert receipt["reason"] == "area-unknown"
    again = save(desk, 2, areas=areas(("south", None), new=({"name": "South"},)))
    assert again["areas"][-1] == {
        "id": "south-2",
        "name": "South",
        "parent": None,
        "retired": False,
    }


def test_roles_hints_and_groups_are_edited_alone(desk: Desk) -> None:
    saved = save(
        desk,
        1,
        role_families=[{"name": "Call handler", "staff_group": "07"}],
        staff_group_hints={"07": " crews and  call handlers ", "09": " "},
        staff_groups_offered=["07", "04"],
    )
    trust = Organisation.from_document(saved)
    assert trust.areas == TRUST.areas
    assert [family.id for family in trust.role_families] == ["call-handler"]
    assert trust.hint("07") == "crews and call handlers"
    assert trust.hint("09").startswith("fleet")
    assert list(trust.staff_groups()) == ["04", "07"]


def test_two_who_edit_at_once_lose_nothing(desk: Desk) -> None:
    mine = areas(("south", {"name": "South coast"}))
    assert save(desk, 1, areas=mine)["version"] == 2
    assert save(desk, 1, areas=mine)["version"] == 2, "the same again changes nothing"
    assert (
        slug(save(desk, 1, areas=areas(("south", {"name": "Deep south"})))) == "changed-meanwhile"
    )
    assert slug(save(desk, 1, areas=areas(("south", {"name": ""})))) == "changed-meanwhile"
    assert desk.ask("GET", "")["organisation"]["areas"][-1]["name"] == "South coast"


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"areas": areas(("quay", {"name": "  "}))}, "no name"),
        ({"areas": areas(("quay", {"name": "Q" * 81}))}, "80 characters"),
        ({"areas": areas(("quay", {"name": "hill"}))}, "twice in the same place"),
        ({"areas": areas(("north", {"parent": "quay"}))}, "lies in itself"),
        ({"areas": areas(("quay", {"parent": "moon"}))}, "not there"),
        ({"areas": areas(("north", {"retired": True}))}, "Move it first"),
        ({"areas": []}, "at least one"),
        ({"areas": areas(("quay", {"id": "hill"}))}, "twice"),
        ({"role_families": [{"name": "Pilot", "staff_group": "11"}]}, "staff groups"),
        ({"staff_group_hints": {"04": "x" * 201}}, "200 characters"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_what_cannot_be_is_named(still: Desk, parts: Any, place: str) -> None:
    answer = save(still, 1, **parts)
    assert slug(answer) == "content-invalid"
    assert place in answer["detail"]
    assert still.ask("GET", "")["organisation"]["version"] == 1
