"""A trust says what to hide: leads save it, devices fetch it, and no staff name is ever kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.roster import Roster
from app.domain.trust_content import TrustContent
from sync_server.db.audit import Audit
from sync_server.db.content import ROSTER, ContentItems
from tests.sync_server.api.content_texts import Desk, received, slug
from tests.sync_server.trust import TRUST, Server

NOTHING: dict[str, list[str]] = {
    "stations": [],
    "hospitals": [],
    "places": [],
    "call_signs": [],
    "incident_numbers": [],
}
WORDS = NOTHING | {"stations": ["Oakham", "Stow-on-the-Wold"], "call_signs": ["RR ##"]}
NAMES = Roster.of(["zsuzsika", "brondesbury"], bytes(16))
OTHERS = Roster.of(["okonjo"], bytes(range(16)))


@pytest.fixture
def either(tmp_path: Path, server_url: str) -> Iterator[Desk]:
    with Server(tmp_path, server_url) as made:
        yield Desk(made)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which nothing is ever saved."""
    with Server(tmp_path_factory.mktemp("still")) as made:
        yield Desk(made)


def save(desk: Desk, lists: Any, if_version: Any) -> Any:
    return desk.ask("PUT", "/lists", {"lists": lists, "if_version": if_version})


def save_roster(desk: Desk, roster: Roster | None, if_version: int) -> Any:
    document = roster.to_document() if roster is not None else None
    return desk.ask("PUT", "/roster", {"roster": document, "if_version": if_version})


def fetched(desk: Desk) -> TrustContent:
    return TrustContent.from_document(received(desk.server))


def test_lists_and_roster_reach_devices_and_are_audited(either: Desk) -> None:
    desk = either
    found = desk.ask("GET", "/lists")
    assert found == {"lists": NOTHING, "version": 0, "roster": None, "roster_version": 0}
    assert save(desk, WORDS, 0)["version"] == 1
    told = save_roster(desk, NAMES, 0)
    assert told["roster_version"] == 1
    assert told["roster"]["names"] == 2
    assert "bits" not in str(told)
    content = fetched(desk)
    assert content.version == 3
    assert content.lists.stations == ("Oakham", "Stow-on-the-Wold")
    assert content.lists.roster == NAMES
    assert [item for item in desk.ask("GET", "")["items"] if "list" in item["kind"]] == []
    assert save_roster(desk, None, 1)["roster"] is None
    assert fetched(desk).lists.roster is None
    with desk.server.parts.database.read() as connection:
        acts = [what for _, _, what in Audit(connection, TRUST.id).all()]
    assert [what for what in acts if " version " in what] == [
        "places and codes version 1",
        "staff names version 1",
        "staff names removed version 2",
    ]


def test_of_a_roster_that_was_replaced_nothing_stays(either: Desk) -> None:
    save_roster(either, NAMES, 0)
    save_roster(either, OTHERS, 1)
    with either.server.parts.database.read() as connection:
        rows = ContentItems(connection, TRUST.id).history(ROSTER)
    assert [bool(row.text) for row in rows] == [False, True]
    assert fetched(either).lists.roster == OTHERS


def test_the_second_of_two_is_told_and_a_repeat_changes_nothing(server: Server) -> None:
    desk = Desk(server)
    assert save(desk, WORDS, 0)["version"] == 1
    assert save(desk, WORDS, 0)["version"] == 1, "the same again, after an answer that got lost"
    assert save(desk, WORDS, 1)["version"] == 1, "nothing changed"
    assert slug(save(desk, NOTHING, 0)) == "changed-meanwhile"
    assert save(desk, NOTHING, 1)["version"] == 2
    assert save_roster(desk, NAMES, 0)["roster_version"] == 1
    assert save_roster(desk, NAMES, 0)["roster_version"] == 1
    assert slug(save_roster(desk, OTHERS, 0)) == "changed-meanwhile"
    assert fetched(desk).version == 4


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"call_signs": ["RR ##", "@@@"]}, "Call sign “@@@”: this would hide ordinary words"),
        ({"stations": ["x"]}, "Station “x”: a place has at least"),
        ({"hospitals": ["Oak", "oak"]}, "Hospital “oak”: this is there twice."),
        ({"stations": [f"Station {n}" for n in range(501)]}, "500 places are the most"),
        ({"places": ["\ud800abc"]}, "cannot be shown"),
    ],
    ids=["pattern", "short", "twice", "many", "half"],
)
def test_an_entry_that_does_not_fit_is_named(still: Desk, lists: Any, said: str) -> None:
    found = save(still, NOTHING | lists, 0)
    assert slug(found) == "content-invalid"
    assert said in found["detail"]
    assert still.ask("GET", "/lists")["version"] == 0


@pytest.mark.parametrize(
    ("address", "body", "problem"),
    [
        ("/lists", {"lists": {"stations": "x"}, "if_version": 0}, "invalid-request"),
        ("/lists", {"lists": {"vehicles": []}, "if_version": 0}, "invalid-request"),
        ("/lists", {"lists": {}, "if_version": -1}, "invalid-request"),
        ("/lists", {"lists": {"stations": ["x" * 700_000]}, "if_version": 0}, "too-large"),
        ("/roster", {"roster": {}, "if_version": 0}, "invalid-request"),
        ("/roster", {"roster": NAMES.to_document() | {"bits": "/" * 40}, "if_version": 0}, ""),
        ("/roster", {"roster": NAMES.to_document() | {"salt": "x"}, "if_version": 0}, ""),
        ("/roster", {"roster": NAMES.to_document() | {"name": "x"}, "if_version": 0},
         "invalid-request"),
    ],
    ids=["text", "unknown", "version", "large", "empty", "full", "salt", "extra"],
)  # fmt: skip
def test_what_is_no_list_is_refused(still: Desk, address: str, body: Any, problem: str) -> None:
    assert slug(still.ask("PUT", address, body)) == (problem or "content-invalid")
    assert still.ask("GET", "/lists")["roster_version"] == 0


def test_only_who_may_edit_sees_or_changes_them(server: Server) -> None:
    for method, address in (("GET", "lists"), ("PUT", "lists"), ("PUT", "roster")):
        answer = server.client.request(method, f"/api/v1/editing/{address}", json={})
        assert answer.status_code in (401, 400, 403), answer.text
