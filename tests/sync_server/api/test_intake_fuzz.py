"""Intake meets thousands of broken bodies: never a 5xx, never a harmed row, never a leak.

Whatever is sent, what stands in the database in the end is what receipts called stored, word
for word, and nothing else.
"""

import json
from typing import Any

import pytest
from sqlalchemy import select

from sync_server.db.tables import summary as table
from tests.sync_server.api.fuzz import REASONS, Fuzz
from tests.sync_server.tokens import item
from tests.sync_server.trust import Server, summary


def test_no_body_breaks_the_server_or_what_is_stored(server: Server) -> None:
    fuzz = Fuzz(server, 20_261_121)
    for _ in range(700):
        fuzz.send()
    fuzz.assert_account_is_right()
    # Each way of going wrong was met. All areas here share one key, so none is of another.
    wanted = {*REASONS, "stored", "duplicate", "conflict", "server-too-old", "/problems/not-json"}
    assert wanted - {"token-area"} <= set(fuzz.outcomes)


def test_broken_bodies_are_no_5xx_on_postgresql_either(either_server: Server) -> None:
    fuzz = Fuzz(either_server, 7)
    for _ in range(60):
        fuzz.send()
    fuzz.assert_account_is_right()
    for name in ("\x00", "\ud800", "a\x00b"):
        body = json.dumps({"username": name, "password": name})
        answer = either_server.client.post("/api/v1/session", content=body)
        assert answer.status_code < 500


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
def test_ten_thousand_bodies_on_both_databases(either_server: Server, seed: int) -> None:
    fuzz = Fuzz(either_server, seed)
    for _ in range(5_000):
        fuzz.send()
    fuzz.assert_account_is_right()


def test_every_accepted_body_again_is_a_duplicate_and_altered_it_changes_nothing(
    server: Server,
) -> None:
    bodies = []
    for _ in range(40):
        given = server.item(summary())
        assert _send(server, given)["status"] == "stored"
        bodies.append(given)
    for given in bodies:
        assert _send(server, given)["status"] == "duplicate"
        altered = given | {"summary": given["summary"] | {"text": "Altered."}}
        assert _send(server, altered)["status"] == "conflict"
        other = given | {"summary": summary()}
        assert _send(server, other)["reason"] == "token-spent"
        again = item(given["summary"], server.token())
        assert _send(server, again)["status"] == "duplicate"
    with server.parts.database.read() as connection:
        texts = connection.execute(select(table.c.id, table.c.text)).all()
    opened = {server.parts.cipher.open(text, identity) for identity, text in texts}
    assert (len(texts), opened) == (40, {summary()["text"]})


def _send(server: Server, given: Any) -> Any:
    answer = server.client.post("/api/v1/summaries", json={"items": [given]})
    assert answer.status_code == 200, answer.text
    return answer.json()["receipts"][0]


def test_odd_but_sound_texts_are_stored_as_they_are_on_both_databases(
    either_server: Server,
) -> None:
    texts = [
        "\u202eabc",
        "👩🏽‍🚒 tired",
        "e\u0301",
        "\ufffe",
        "a\x01\x7f",
        "١٢٣",
        "\n.\r\n",
        "\U0010ffff",
        "v1.0a1b2c3d.AAAA",
    ]
    items = [summary(text=text) for text in texts]
    assert {receipt["status"] for receipt in either_server.send(*items)} == {"stored"}
    assert {receipt["status"] for receipt in either_server.send(*items)} == {"duplicate"}
    cipher = either_server.parts.cipher
    with either_server.parts.database.read() as connection:
        rows = connection.execute(select(table)).all()
    assert {cipher.open(row.text, row.id) for row in rows} == set(texts)
