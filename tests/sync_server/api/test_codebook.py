"""The codebook edited over the API: a draft, a preview, published to devices; history is kept."""

from typing import Any

import pytest

from app.domain.codebook import parse_codebook
from app.domain.codebook_writer import write_codebook
from sync_server.services.codebook_editing import MOST_THEMES
from tests.sync_server.api.second_factors import slug
from tests.sync_server.api.test_coding import coded, compose
from tests.sync_server.trust import OWN, TRUST, Server

_KETTLE = {
    "label": "Kettles",
    "description": "Kettles and teapots.",
    "include": ["kettle*", "teapot*"],
    "examples": ["The kettle broke."],
    "group": "Places",
    "owner": "Estates",
    "status": "live",
}


class Desk:
    """A lead at the codebook."""

    def __init__(self, server: Server) -> None:
        self.server = server
        server.sign_in()
        self.seen = self.look()["if_version"]

    def look(self) -> Any:
        return self.server.get("codebook")

    def call(self, method: str, path: str, **body: Any) -> Any:
        given = {"if_version": self.seen} | body
        return self.server.client.request(
            method, f"/api/v1/codebook/{path}", json=given, headers=OWN
        )

    def save(self, themes: list[dict[str, Any]]) -> Any:
        answer = self.call("PUT", "draft", themes=themes)
        if answer.status_code == 200:
            self.seen = answer.json()["if_version"]
        return answer

    def themes(self) -> list[dict[str, Any]]:
        found = self.look()["themes"]
        assert isinstance(found, list)
        return found

    def publish(self, themes: list[dict[str, Any]]) -> Any:
        assert self.save(themes).status_code == 200
        answer = self.call("POST", "publish")
        if answer.status_code == 202:
            self.seen = answer.json()["if_version"]
            self.server.parts.coding_work.settle()
        return answer


@pytest.fixture
def desk(either_server: Server) -> Desk:
    return Desk(either_server)


@pytest.fixture
def lead(server: Server) -> Desk:
    return Desk(server)


def on_devices(server: Server) -> str:
    return server.parts.content.content(TRUST).codebook


def test_a_theme_is_drafted_tried_published_and_reaches_devices(desk: Desk) -> None:
    server = desk.server
    compose(server, 66)
    before = desk.look()
    assert (before["own"], before["codebook_version"], before["draft"]) == (False, 1, None)
    assert desk.save([*before["themes"], {"id": "kettles", **_KETTLE}]).status_code == 200
    assert desk.look()["draft"]["themes"][-1]["label"] == "Kettles"
    assert [one["id"] for one in desk.look()["themes"]] == [one["id"] for one in before["themes"]]
    tried = desk.call("POST", "preview").json()
    (change,) = [one for one in tried["themes"] if one["changed"]]
    assert (change["code"], change["gains"], change["loses"]) == (
        "kettles",
        "about 35",
        "fewer than 8",
    )
    assert coded(server) == set()
    assert on_devices(server) == ""
    answer = desk.call("POST", "publish")
    assert answer.status_code == 202, answer.text
    server.parts.coding_work.settle()
    number = answer.json()["number"]
    assert coded(server) == {("kettles", number)}
    published = parse_codebook(on_devices(server))
    assert published.version == 2
    theme = published.theme("kettles")
    assert theme is not None
    assert theme.since == 2
    after = desk.look()
    assert (after["own"], after["codebook_version"], after["draft"]) == (True, 2, None)
    assert after["code_version"] == number

    rolled = server.client.post(f"/api/v1/coding/releases/{number}/rollback", json={}, headers=OWN)
    assert rolled.status_code == 202
    server.parts.coding_work.settle()
    assert on_devices(server) == ""
    assert coded(server) == set()
    assert desk.look()["codebook_version"] == 1


def test_publishing_again_after_a_roll_back_gets_a_version_of_its_own(lead: Desk) -> None:
    number = lead.publish([*lead.themes(), {"id": "kettles", **_KETTLE}]).json()["number"]
    lead.server.client.post(f"/api/v1/coding/releases/{number}/rollback", json={}, headers=OWN)
    lead.server.parts.coding_work.settle()
    other = _KETTLE | {"label": "Buses", "description": "Buses.", "include": ["bus"]}
    assert lead.save([*lead.themes(), {"id": "kettles", **other}]).status_code == 200
    refused = lead.call("POST", "publish")
    assert slug(refused) == "content-invalid"
    assert refused.json()["field"] == "kettles/id"
    assert "Kettles" in refused.json()["detail"]
    wider = _KETTLE | {"include": ["kettle*", "teapot*", "mugs"]}
    assert lead.publish([*lead.themes(), {"id": "kettles", **wider}]).status_code == 202
    assert lead.look()["codebook_version"] == 3


def test_a_merge_keeps_its_map_and_what_was_live_does_not_go(lead: Desk) -> None:
    first, second, *rest = lead.themes()
    gone = lead.save([second, *rest])
    assert gone.status_code == 200, "as a draft it is sound"
    refused = lead.call("POST", "publish")
    assert refused.json()["field"] == f"{first['id']}/id"
    merged = first | {"status": "retired", "merged_into": second["id"]}
    assert lead.publish([merged, second, *rest]).status_code == 202
    codebook = lead.server.parts.coding.codebook(TRUST.id)
    assert codebook.current(first["id"]) == second["id"]
    back = lead.save([first | {"status": "live"}, second, *rest])
    assert back.status_code == 200
    assert lead.call("POST", "publish").json()["field"] == f"{first['id']}/status"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"include": []}, "kettles/include"),
        ({"include": ["kettle*", "  "]}, "kettles/include"),
        ({"include": ["ke*"]}, "kettles/include"),
        ({"id": "Not An Id"}, "codebook"),
        ({"hwb": ["nonsense"]}, "kettles/hwb"),
        ({"merged_into": "nowhere", "status": "retired"}, "kettles/merged_into"),
        ({"examples": []}, "kettles/examples"),
    ],
    ids=["no phrase", "empty phrase", "short stem", "no id", "framework", "heir", "example"],
)
def test_a_misfit_names_theme_and_field_and_changes_nothing(
    lead: Desk, change: dict[str, Any], field: str
) -> None:
    answer = lead.save([*lead.themes(), {"id": "kettles", **_KETTLE} | change])
    assert slug(answer) == "content-invalid"
    assert answer.json()["field"] == field
    assert lead.look()["draft"] is None


def test_clashing_ids_and_phrases_are_refused(lead: Desk) -> None:
    themes = lead.themes()
    twice = lead.save([*themes, themes[0]])
    assert twice.json()["field"] == f"{themes[0]['id']}/id"
    taken = _KETTLE | {"include": [themes[0]["include"][0]]}
    assert "already belongs" in lead.save([*themes, {"id": "kettles", **taken}]).json()["detail"]
    many = [
        {"id": f"more-{place}", **_KETTLE, "include": [f"word{place}"]}
        for place in range(MOST_THEMES)
    ]
    assert lead.save([*themes, *many]).status_code == 200
    assert "room for" in lead.call("POST", "publish").json()["detail"]


def test_of_two_who_edit_the_second_is_told_and_the_same_again_is_harmless(lead: Desk) -> None:
    themes = [*lead.themes(), {"id": "kettles", **_KETTLE}]
    assert lead.save(themes).json() == {"if_version": 1}
    lead.seen = 0
    assert lead.save(themes).json() == {"if_version": 1}, "the same again"
    lead.seen = 0
    assert slug(lead.save(themes[:-1])) == "changed-meanwhile"
    assert slug(lead.call("POST", "publish")) == "changed-meanwhile"
    lead.seen = 1
    dropped = lead.server.client.delete("/api/v1/codebook/draft?if_version=1", headers=OWN)
    assert dropped.json() == {"if_version": 2}
    lead.seen = 2
    assert slug(lead.call("POST", "publish")) == "content-invalid"


def test_publishing_is_repeated_harmlessly_and_another_waits(
    lead: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lead.server.parts.coding_work, "wake", lambda _: None)
    themes = [*lead.themes(), {"id": "kettles", **_KETTLE}]
    lead.save(themes)
    one, other = lead.call("POST", "publish"), lead.call("POST", "publish")
    assert one.json() == other.json()
    lead.seen = one.json()["if_version"]
    lead.save([*themes, {"id": "mugs", **_KETTLE, "include": ["mugs"]}])
    assert slug(lead.call("POST", "publish")) == "recoding-runs"
    assert lead.look()["draft"] is not None, "the draft is kept"


def test_a_newer_codebook_that_ships_is_taken_up_unless_the_trust_has_its_own(
    server: Server,
) -> None:
    compose(server, 30)
    parts = server.parts
    parts.go_on()
    shipped = parts.coding.shipped
    text = write_codebook(shipped).replace('include = ["', 'include = ["kettle*", "', 1)
    text = text.replace("include = [\n", 'include = [\n  "kettle*",\n', 1)
    parts.coding.shipped = parse_codebook(text)
    parts.go_on()
    parts.coding_work.settle()
    first = shipped.live()[0].id
    assert {code for code, _ in coded(server)} == {first}
    number = parts.coding.of(TRUST.id).number
    parts.go_on()
    parts.coding_work.settle()
    assert parts.coding.of(TRUST.id).number == number, "once"
    desk = Desk(server)
    assert desk.publish([*desk.themes(), {"id": "mugs", **_KETTLE, "include": ["mug"]}]).json()
    parts.coding.shipped = shipped
    parts.go_on()
    parts.coding_work.settle()
    assert desk.look()["own"]
    assert "mugs" in {one["id"] for one in desk.themes()}
