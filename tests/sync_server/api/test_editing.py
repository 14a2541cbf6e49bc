"""Editing: drafts, publishing, taking back; nothing overwritten, every act kept."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.guide_file import read_guide
from sync_server.db.audit import Audit
from sync_server.permissions import Role
from tests.app.domain.guides import WHOLE, edited
from tests.sync_server.api.content_texts import (
    OVERLAY,
    SERVICE,
    SERVICE_ID,
    Desk,
    received,
    shipped_assets,
    slug,
)
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

LONGER = edited(("Ten minutes.", "An hour."))
SPEAK_OF_SCORES = edited(("How have things been?", "What is your PHQ-9 score?"))

WITHOUT_EXITS = WHOLE.split("[[exit]]")[0] + WHOLE[WHOLE.index("[[source]]") :]


@pytest.fixture
def either(tmp_path: Path, server_url: str) -> Iterator[Server]:
    assets = shipped_assets(tmp_path / "content")
    with Server(tmp_path, server_url, assets_dir=assets) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    assets = shipped_assets(tmp_path / "content")
    with Server(tmp_path, assets_dir=assets) as made:
        yield Desk(made)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which nothing is ever saved."""
    folder = tmp_path_factory.mktemp("still")
    with Server(folder, assets_dir=shipped_assets(folder / "content")) as made:
        yield Desk(made)


def test_a_guide_goes_from_shipped_to_draft_to_devices_and_back(either: Server) -> None:
    desk = Desk(either)
    listed = desk.entry("guide/short-talk")
    assert (listed["version"], listed["shipped"], listed["own"]) == (1, True, False)
    whole = desk.ask("GET", "/guide/short-talk")
    assert (whole["text"], whole["draft_text"], whole["versions"]) == (WHOLE, None, [])
    assert desk.save("guide/short-talk", LONGER, 1) == {"version": 2, "state": "draft"}
    whole = desk.ask("GET", "/guide/short-talk")
    assert whole["text"] == WHOLE
    assert read_guide(whole["draft_text"]).time_needed == "An hour."
    assert desk.publish("guide/short-talk", 2) == {"version": 3, "state": "published"}
    (sent,) = received(either)["guides"]
    assert read_guide(sent).version == 3
    assert desk.retire("guide/short-talk", 3) == {"version": 4, "state": "retired"}
    assert received(either)["guides"] == []
    listed = desk.entry("guide/short-talk")
    assert (listed["state"], listed["published_version"]) == ("retired", None)
    assert [row["version"] for row in desk.ask("GET", "/guide/short-talk")["versions"]] == [4, 3]
    assert desk.publish("guide/short-talk", 4)["version"] == 5
    assert read_guide(received(either)["guides"][0]).version == 5


def test_two_who_edit_at_once_lose_nothing(either: Server) -> None:
    desk = Desk(either)
    assert desk.save("guide/short-talk", LONGER, 1)["version"] == 2
    theirs = LONGER.replace("An hour.", "A day.")
    assert slug(desk.save("guide/short-talk", theirs, 1)) == "changed-meanwhile"
    kept = desk.ask("GET", "/guide/short-talk")["draft_text"]
    assert read_guide(kept).time_needed == "An hour."
    assert slug(desk.publish("guide/short-talk", 1)) == "changed-meanwhile"
    assert slug(desk.retire("guide/short-talk", 1)) == "changed-meanwhile"


def test_a_request_sent_again_changes_nothing(desk: Desk) -> None:
    item = f"service/{SERVICE_ID}"
    for _ in range(3):
        assert desk.save(item, SERVICE, 0)["version"] == 1
    for _ in range(3):
        assert desk.publish(item, 1)["version"] == 2
    version = received(desk.server)["version"]
    for _ in range(3):
        assert desk.retire(item, 2)["version"] == 3
    assert received(desk.server)["version"] == version + 1
    assert len(desk.ask("GET", f"/{item}")["versions"]) == 2


def test_drafts_go_once_what_they_led_to_is_out_or_taken_back(either: Server) -> None:
    desk, item = Desk(either), f"service/{SERVICE_ID}"
    unwise = SERVICE.replace("Colleagues trained", "Colleagues, ask for Ann Example, trained")
    assert desk.save(item, unwise, 0)["version"] == 1
    assert desk.save(item, SERVICE, 1)["version"] == 2
    assert desk.publish(item, 2)["version"] == 3
    assert desk.save(item, unwise, 3)["version"] == 4
    for _ in range(2):
        assert desk.publish(item, 4)["version"] == 5, "the same again, though its draft is gone"
    assert desk.save(item, SERVICE, 5)["version"] == 6
    assert slug(desk.retire(item, 4)) == "changed-meanwhile"
    for _ in range(2):
        assert desk.retire(item, 6)["version"] == 7
    states = [(row["version"], row["state"]) for row in desk.ask("GET", f"/{item}")["versions"]]
    assert states == [(7, "retired"), (5, "published"), (3, "published")]
    with either.parts.database.read() as connection:
        acts = [what for _, _, what in Audit(connection, TRUST.id).all()]
    name = f"{item.replace('/', ' ')} en"
    assert [act for act in acts if act.startswith("pruned")] == [
        f"pruned {name} drafts 2",
        f"pruned {name} drafts 1",
        f"pruned {name} drafts 1",
    ]


def test_a_draft_alone_stays_and_so_do_those_of_other_items(desk: Desk) -> None:
    desk.save("overlay/short-talk", OVERLAY, 0)
    desk.save(f"service/{SERVICE_ID}", SERVICE, 0)
    desk.publish(f"service/{SERVICE_ID}", 1)
    assert desk.ask("GET", "/overlay/short-talk")["draft_text"]
    assert desk.publish("overlay/short-talk", 1)["version"] == 2


@pytest.mark.parametrize(
    ("item", "text", "place"),
    [
        ("guide/short-talk", "id = ", "TOML"),
        ("guide/short-talk", "x" * 200_001, "too long"),
        ("guide/short-talk", "half \ud83d", "half a character"),
        ("guide/short-talk", edited(('title = "Short talk"\n', "")), "title: is missing"),
        ("guide/short-talk", SPEAK_OF_SCORES, "clinical score"),
        ("guide/other-talk", WHOLE, "short-talk"),
        ("guide/short-talk", WITHOUT_EXITS, "exit"),
        ("overlay/short-talk", OVERLAY.replace("Ask for the", "Rate your mood 1 to 10"), "score"),
        ("overlay/no-talk", OVERLAY.replace("short-talk", "no-talk"), "no such guide"),
        (f"service/{SERVICE_ID}", SERVICE.replace("0113 496 0762", "ring us"), "phone"),
        (f"service/{SERVICE_ID}", SERVICE.replace("Colleagues trained", "PHQ-9 by those"), "score"),
        ("service/samaritans", SERVICE.replace(SERVICE_ID, "samaritans"), "must stay"),
    ],
    ids=lambda value: re.sub(r"\W+", "-", value[:24]),
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_place(
    still: Desk, item: str, text: str, place: str
) -> None:
    known = (still.entry(item) or {"version": 0})["version"]
    answer = still.save(item, text, known)
    assert slug(answer) == "content-invalid"
    assert place in answer["detail"]
    assert (still.entry(item) or {"version": 0})["version"] == known


def test_a_service_is_hidden_and_shown_again_and_help_in_an_emergency_stays(desk: Desk) -> None:
    assert desk.retire("service/tasc-sexual-safety", 0)["version"] == 1
    assert received(desk.server)["hidden_services"] == ["tasc-sexual-safety"]
    assert "TASC" in desk.ask("GET", "/service/tasc-sexual-safety")["text"]
    assert desk.publish("service/tasc-sexual-safety", 1)["version"] == 2
    found = received(desk.server)
    assert (found["hidden_services"], found["services"]) == ([], [])
    assert "stays" in desk.retire("service/samaritans", 0)["detail"]
    assert "stays" in desk.retire("guide/short-talk", 1)["detail"]


def test_there_is_nothing_to_publish_without_a_draft(desk: Desk) -> None:
    assert "no draft" in desk.publish("guide/short-talk", 1)["detail"]
    for verb in ("publish", "retire"):
        answer = desk.ask("POST", f"/guide/never-was/{verb}", {"if_version": 0})
        assert slug(answer) == "not-found"
    assert slug(desk.ask("GET", "/guide/never-was")) == "not-found"


def test_a_guide_that_others_borrow_from_cannot_be_taken_from_them(desk: Desk) -> None:
    lender = WHOLE.replace("short-talk", "own-talk")
    assert desk.save("guide/own-talk", lender, 0)["version"] == 1
    assert desk.publish("guide/own-talk", 1)["version"] == 2
    borrower = WHOLE.replace('id = "short-talk"', 'id = "borrower"\ncommon = "own-talk"')
    assert desk.save("guide/borrower", borrower, 0)["version"] == 1
    assert desk.publish("guide/borrower", 1)["version"] == 2
    answer = desk.retire("guide/own-talk", 2)
    assert slug(answer) == "content-invalid"
    assert "borrower" in answer["detail"]


def test_a_translation_carries_the_number_of_what_it_translates(desk: Desk) -> None:
    welsh = edited(('language = "en"', 'language = "cy"'), ("Short talk", "Sgwrs fer"))
    assert desk.save("guide/short-talk", LONGER, 1)["version"] == 2
    assert desk.publish("guide/short-talk", 2)["version"] == 3
    saved = desk.save("guide/short-talk", welsh, 0, language="cy")
    assert saved == {"version": 1, "state": "draft"}
    again = desk.save("guide/short-talk", welsh, 0, language="cy")
    assert again == saved
    body = {"if_version": 1}
    assert desk.ask("POST", "/guide/short-talk/publish", body, language="cy")["version"] == 2
    sent = {(g.language, g.version) for g in map(read_guide, received(desk.server)["guides"])}
    assert sent == {("en", 3), ("cy", 3)}
    other = welsh.replace("after_hours = 72", "after_hours = 71")
    answer = desk.save("guide/short-talk", other, 2, language="cy")
    assert "reminder" in answer["detail"]
    alone = welsh.replace('id = "short-talk"', 'id = "alone"')
    assert "English" in desk.save("guide/alone", alone, 0, language="cy")["detail"]


def test_every_act_is_kept_with_who_and_when_and_no_words(desk: Desk) -> None:
    desk.save(f"service/{SERVICE_ID}", SERVICE, 0)
    desk.publish(f"service/{SERVICE_ID}", 1)
    with desk.server.parts.database.read() as connection:
        acts = [act for act in Audit(connection, TRUST.id).all() if "signed in" not in act[2]]
    assert [what for _, _, what in acts] == [
        f"draft service {SERVICE_ID} en version 1",
        f"published service {SERVICE_ID} en version 2",
        f"pruned service {SERVICE_ID} en drafts 1",
    ]
    for at, who, _ in acts:
        assert who == "lead"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", at)
        assert at.startswith(str(date.today().year))


def test_writes_need_the_header_and_a_role_that_may(desk: Desk) -> None:
    body = {"text": SERVICE, "if_version": 0}
    client = desk.server.client
    answer = client.put(f"/api/v1/editing/service/{SERVICE_ID}", json=body)
    assert assert_problem(answer, 403)["type"] == "/problems/missing-header"
    headers = OWN | {"Sec-Fetch-Site": "cross-site"}
    answer = client.put(f"/api/v1/editing/service/{SERVICE_ID}", json=body, headers=headers)
    assert assert_problem(answer, 403)["type"] == "/problems/cross-site"
    desk.server.parts.accounts.create("gov", "An Admin", TRUST.id, PASSWORD, Role.ADMIN)
    admin = Desk(desk.server, "gov")
    assert admin.save(f"service/{SERVICE_ID}", SERVICE, 0)["version"] == 1
    assert desk.server.get("session")["permissions"] == [
        "edit-content",
        "manage-accounts",
        "manage-enrolment",
    ]
    assert_problem(client.get("/api/v1/quarters"), 403)


@pytest.mark.parametrize(
    "body",
    [None, {}, {"text": 1, "if_version": 0}, {"text": "", "if_version": True}, {"text": ""}],
    ids=["none", "empty", "number", "true", "no-version"],
)
def test_other_bodies_are_refused(still: Desk, body: object) -> None:
    answer = still.ask("PUT", f"/service/{SERVICE_ID}", body)
    assert slug(answer) in ("invalid-request", "not-json")


@pytest.mark.parametrize("address", ["/song/x", "/guide/Ab", "/guide/" + "x" * 65])
def test_other_addresses_are_refused(still: Desk, address: str) -> None:
    assert slug(still.ask("GET", address)) == "invalid-request"
    assert slug(still.ask("GET", "/guide/short-talk", language="english")) == "invalid-request"
