"""Learning over the API: checked, learnt, previewed, published, rolled back; nothing by halves."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.summary import WireSummary
from sync_server.analysis.agreement import Agreement
from sync_server.analysis.engine import Engine
from sync_server.db.audit import Audit
from sync_server.db.checks import AUDIT, SECOND, Answer, Checks
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.coding_tables import engine_part
from sync_server.db.tables import summary_code
from sync_server.services.coding_standing import agreement_words
from tests.sync_server.api.second_factors import slug
from tests.sync_server.trust import OWN, TRUST, Server, summary

#: What the phrases of no theme know, and what people say it is about.
_SAID = ("The kettle in the crew room broke again on day {}.", "Teapot gone from shelf {}.")
_ELSE = ("The sun came out around {}.", "The radio was replaced on day {}.")


def compose(server: Server, number: int) -> list[str]:
    """Store texts half of which are about something phrases do not know; give their ids."""
    made = []
    for place in range(number):
        words = (_SAID if place % 2 else _ELSE)[place // 2 % 2].format(place)
        made.append(WireSummary.from_wire(summary(text=words, area="quay" if place else "hill")))
    with server.parts.database.write() as connection:
        server.parts.intake.store_composed(connection, TRUST, made)
    return [one.id for one in made]


def code_of(server: Server) -> str:
    return server.parts.coding.of(TRUST.id).engine.codes[0]


def check(server: Server, ids: list[str], **other: str) -> None:
    """Say of every second one that it is about the first theme."""
    code = code_of(server)
    with server.parts.database.write() as connection:
        for place, identity in enumerate(ids):
            said = (code,) if place % 2 else ()
            purpose, who = other.get("purpose", AUDIT), other.get("who", "lead")
            Checks(connection, TRUST.id).add(
                Answer(identity, who, purpose, said, "", 1, "2026-11-20")
            )


def post(server: Server, path: str) -> Any:
    return server.client.post(f"/api/v1/coding/{path}", json={}, headers=OWN)


def coded(server: Server) -> set[tuple[str, int]]:
    with server.parts.database.read() as connection:
        rows = connection.execute(select(summary_code.c.code, summary_code.c.codebook_version))
        return {(row[0], row[1]) for row in rows}


def learnt_draft(server: Server, number: int = 66) -> list[str]:
    ids = compose(server, number)
    check(server, ids[:40])
    server.sign_in()
    assert post(server, "refits").status_code == 202
    server.parts.coding_work.settle()
    return ids


def test_what_was_checked_is_learnt_previewed_published_and_rolled_back(
    either_server: Server,
) -> None:
    server = either_server
    code, first = code_of(server), server.parts.coding.of(TRUST.id).number
    ids = learnt_draft(server)
    assert coded(server) == set(), "the phrases find nothing"
    told = server.get("coding")
    draft = told["draft"]
    assert (draft["state"], draft["labels"], draft["why"]) == ("draft", 40, "refit")
    change = next(one for one in draft["preview"]["themes"] if one["code"] == code)
    assert (change["changed"], change["by"]) == (True, "model")
    assert change["gains"] == "about 35"
    assert draft["preview"]["texts"] == 65, "what leads may read, rounded"
    assert told["code_version"] == first

    number = draft["number"]
    assert post(server, f"releases/{number}/publish").json()["state"] == "coding"
    server.parts.coding_work.settle()
    told = server.get("coding")
    assert (told["code_version"], told["draft"], told["roll_back_to"]) == (number, None, first)
    assert coded(server) == {(code, number)}
    theme = next(one for one in told["themes"] if one["code"] == code)
    assert (theme["by"], theme["checked"], theme["status"]) == ("model", 40, "trusted")
    # What comes now is coded by what was learnt.
    server.send(summary(text="The kettle in the crew room broke again on day 99."))
    assert len(codes_in(server)) == len(ids) // 2 + 1

    assert post(server, f"releases/{number}/rollback").status_code == 202
    server.parts.coding_work.settle()
    told = server.get("coding")
    assert (told["code_version"], told["roll_back_to"]) == (first, None)
    assert coded(server) == set()
    assert [one["state"] for one in told["releases"]] == ["past", "live"]


def test_a_server_with_the_language_model_learns_what_texts_mean(tmp_path: Path) -> None:
    with Server(tmp_path, semantic=True) as server:
        ids = learnt_draft(server)
        number = server.get("coding")["draft"]["number"]
        assert post(server, f"releases/{number}/publish").json()["state"] == "coding"
        server.parts.coding_work.settle()
        assert len(codes_in(server)) == len(ids) // 2
        learnt = server.parts.coding.of(TRUST.id).engine
        # No checked text shares a telling word with these; one of them comes near all the same.
        near, far = learnt.doubts(["Someone took the coffee pot", "A long week for everybody"])
        assert near > far


def codes_in(server: Server) -> list[str]:
    with server.parts.database.read() as connection:
        return [str(row) for row in connection.execute(select(summary_code.c.summary_id)).scalars()]


def test_what_is_learnt_is_judged_by_what_it_would_have_said_otherwise(server: Server) -> None:
    ids = compose(server, 40)
    check(server, ids)
    # One answer that nothing in its text speaks for: what learnt from it may know it by heart.
    with server.parts.database.write() as connection:
        odd = Answer(ids[0], "lead", AUDIT, (code_of(server),), "", 1, "2026-11-21")
        Checks(connection, TRUST.id).add(odd)
    server.sign_in()
    post(server, "refits")
    server.parts.coding_work.settle()
    number = server.get("coding")["draft"]["number"]
    post(server, f"releases/{number}/publish")
    server.parts.coding_work.settle()
    with server.parts.database.read() as connection:
        held = CodingReleases(connection, TRUST.id).held_out(number)
    assert held.keys() == set(ids)
    assert json.loads(held[ids[0]]) == []
    assert server.parts.checked.qualities(TRUST.id)[code_of(server)].f1 != 1.0


def test_too_little_to_learn_from_is_said(server: Server) -> None:
    check(server, compose(server, 19))
    server.sign_in()
    answer = post(server, "refits")
    assert slug(answer) == "too-few-checked"
    assert "19 are checked" in answer.json()["detail"]
    assert server.get("coding")["learning"]["ready"] is False


def test_a_new_draft_takes_the_place_of_the_last_and_any_can_be_dropped(server: Server) -> None:
    learnt_draft(server)
    before = server.get("coding")["draft"]["number"]
    post(server, "refits")
    server.parts.coding_work.settle()
    draft = server.get("coding")["draft"]
    assert draft["state"] == "draft"
    for _ in range(2):  # again is no fault
        address = f"/api/v1/coding/releases/{draft['number']}"
        assert server.client.delete(address, headers=OWN).status_code == 200
    assert server.get("coding")["draft"] is None
    assert slug(post(server, f"releases/{before}/publish")) == "release-unknown"
    with server.parts.database.read() as connection:
        assert connection.execute(select(engine_part)).all() == []


def test_decisions_are_repeated_harmlessly_and_others_wait(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt_draft(server)
    number = server.get("coding")["draft"]["number"]
    monkeypatch.setattr(server.parts.coding_work, "wake", lambda _: None)
    for _ in range(2):
        assert post(server, f"releases/{number}/publish").status_code == 202
    assert slug(post(server, "refits")) == "recoding-runs"
    assert slug(post(server, f"releases/{number}/rollback")) == "recoding-runs"
    assert server.get("coding")["recoding"]["percent"] == 0
    refused = server.client.delete(f"/api/v1/coding/releases/{number}", headers=OWN)
    assert slug(refused) == "recoding-runs"
    # A server that starts again goes on where the last one was.
    monkeypatch.undo()
    server.parts.go_on()
    server.parts.coding_work.settle()
    assert server.get("coding")["code_version"] == number
    assert post(server, f"releases/{number}/publish").json()["state"] == "live"
    for _ in range(2):
        assert post(server, f"releases/{number}/rollback").status_code == 202
    server.parts.coding_work.settle()
    assert slug(post(server, f"releases/{number}/rollback")) == "release-unknown"
    with server.parts.database.read() as connection:
        acts = [what for _, _, what in Audit(connection, TRUST.id).all() if "coding" in what]
    assert acts == [
        f"learnt a draft of coding release {number}",
        f"published coding release {number}",
        f"rolled coding back from release {number} to 1",
    ]


def test_what_is_learnt_lies_sealed(server: Server) -> None:
    learnt_draft(server)
    with server.parts.database.read() as connection:
        words = list(connection.execute(select(engine_part.c.words)).scalars())
        number = CodingReleases(connection, TRUST.id).under_way().number
    assert words
    assert all(word.startswith("v2.") for word in words)
    current = server.parts.cipher.keys.current
    server.parts.resealing.rotate()
    with server.parts.database.read() as connection:
        again = list(connection.execute(select(engine_part.c.words)).scalars())
        engine = server.parts.coding.engine(TRUST.id, number, connection)
    assert not any(current in word for word in again)
    assert engine.learnt[0]


def test_agreement_of_two_people_is_told_once_there_is_enough_of_it(server: Server) -> None:
    ids = compose(server, 30)
    check(server, ids)
    server.sign_in()
    assert server.get("coding")["agreement"]["percent"] is None
    check(server, ids[:12], who="second lead", purpose=SECOND)
    told = server.get("coding")
    assert (told["agreement"]["checked"], told["agreement"]["percent"]) == (12, 100)
    theme = next(one for one in told["themes"] if one["code"] == code_of(server))
    assert theme["agreement"] == {
        "checked": 12,
        "percent": 100,
        "kappa": 1.0,
        "words": "Two people agree on 100% of 12 (kappa 1.00).",
    }
    assert agreement_words(Agreement(20, 90, None, None)) == "Two people agree on 90% of 20."


def test_ticks_of_conversations_are_counted_in_rounded_numbers(server: Server) -> None:
    made = [WireSummary.from_wire(summary(themes=[code_of(server)])) for _ in range(13)]
    with server.parts.database.write() as connection:
        server.parts.intake.store_composed(connection, TRUST, made)
    server.sign_in()
    assert server.get("coding")["learning"]["ticked"] == 15


def test_coding_history_that_was_broken_off_goes_on_where_it_was(
    either_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = either_server
    ids = learnt_draft(server, 66)
    number, code_many, calls = server.get("coding")["draft"]["number"], Engine.code_many, [0]

    def breaks(engine: Engine, texts: Iterable[str]) -> Iterator[frozenset[str]]:
        calls[0] += 1
        if calls[0] > 4:
            raise MemoryError
        return code_many(engine, texts)

    monkeypatch.setattr(Engine, "code_many", breaks)
    post(server, f"releases/{number}/publish")
    server.parts.coding_work.settle()
    told = server.get("coding")
    assert 0 < told["recoding"]["percent"] < 99
    assert told["code_version"] != number
    assert coded(server) == set(), "nothing shows before the swap"
    again: list[int] = []

    def counts(engine: Engine, texts: Iterable[str]) -> Iterator[frozenset[str]]:
        known = list(texts)
        again.append(len(known))
        return code_many(engine, known)

    monkeypatch.setattr(Engine, "code_many", counts)
    server.parts.go_on()
    server.parts.coding_work.settle()
    assert 0 < sum(again) < len(ids)
    assert server.get("coding")["code_version"] == number
    assert len(codes_in(server)) == len(ids) // 2
