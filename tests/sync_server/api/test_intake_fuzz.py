"""Intake meets hundreds of broken bodies: never a 5xx, never a harmed row, never a leak."""

import json
import random
from typing import Any

from sqlalchemy import select

from sync_server.db.tables import summary as table
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import OWN, Server, summary

CANARY = "Canary-7Zq"
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    10**30,
    -(10**400),
    1e308,
    "",
    " ",
    "\x00",
    "\ud800",
    "a\udfffb",
    "\u202e\u0301" * 50,
    "𝟛" * 10,
    "x" * 3000,
    "' OR 1=1 --",
    [],
    [[]],
    [None],
    ["workload", "workload"],
    ["x"] * 100,
    {},
    {"$ne": None},
    CANARY,
]
RAW = [
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e309",
    b"-1e999",
    b"9" * 5000,
    b"[" * 20_000,
    b'{"a":' * 20_000,
    b"[" * 500 + b"]" * 500,
    b'"\\ud83d"',
    b'"\\u0000"',
    b'"\xed\xa0\x80"',
    b'"\xc0\x80"',
    b"\xef\xbb\xbf{}",
    b"\xff",
    b"",
]


def mutated(rng: random.Random) -> bytes:
    """Give one body, broken in a random way."""
    items: list[Any] = [summary() for _ in range(rng.randint(1, 3))]
    way = rng.randrange(6)
    if way == 0:
        item = rng.choice(items)
        item[rng.choice(sorted(item))] = rng.choice(VALUES)
    elif way == 1:
        item = rng.choice(items)
        item.pop(rng.choice(sorted(item)))
        item[rng.choice(["helpful", "role_family", CANARY, "", "\ud800"])] = rng.choice(VALUES)
    elif way == 2:
        items[0] = rng.choice(VALUES)
    body = json.dumps({"items": items}).encode()
    if way == 3:
        place = rng.choice([b'"04"', b"true", b"1", b'"en"'])
        body = body.replace(place, rng.choice(RAW), 1)
    elif way == 4:
        changed = bytearray(body)
        for _ in range(rng.randint(1, 8)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        body = bytes(changed)
    elif way == 5:
        body = rng.choice([*RAW, body[: rng.randrange(len(body))], body * 2, b'{"items":7}'])
    return body


def test_no_body_breaks_the_server_or_what_is_stored(server: Server) -> None:
    rng = random.Random(20_261_121)  # noqa: S311 -- repeatable, not secret
    kept = summary(text="This one stays as it is.")
    server.send(kept)
    headers = {"Layby-Submission-Pass": server.submission_pass}
    outcomes: dict[int, int] = {}
    for _ in range(400):
        body = mutated(rng)
        answer = server.client.post("/api/v1/summaries", content=body, headers=headers)
        outcomes[answer.status_code] = outcomes.get(answer.status_code, 0) + 1
        if answer.status_code == 200:
            for receipt in answer.json()["receipts"]:
                assert receipt["status"] in ("stored", "duplicate", "conflict", "rejected")
        else:
            assert_problem(answer)
        assert CANARY not in answer.text
    assert set(outcomes) == {200, 400, 422}
    with server.parts.database.read() as connection:
        rows = {row.id: row.text for row in connection.execute(select(table))}
    assert rows[kept["id"]] == "This one stays as it is."
    assert len(rows) > 80


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
    ]
    items = [summary(text=text) for text in texts]
    assert {receipt["status"] for receipt in either_server.send(*items)} == {"stored"}
    assert {receipt["status"] for receipt in either_server.send(*items)} == {"duplicate"}
    with either_server.parts.database.read() as connection:
        assert {row.text for row in connection.execute(select(table))} == set(texts)


def test_broken_bodies_are_no_5xx_on_postgresql_either(either_server: Server) -> None:
    rng = random.Random(7)  # noqa: S311 -- repeatable, not secret
    headers = {"Layby-Submission-Pass": either_server.submission_pass}
    for _ in range(60):
        answer = either_server.client.post(
            "/api/v1/summaries", content=mutated(rng), headers=headers
        )
        assert answer.status_code < 500
    for name in ("\x00", "\ud800", "a\x00b"):
        body = json.dumps({"username": name, "password": name})
        answer = either_server.client.post("/api/v1/session", content=body, headers=OWN)
        assert answer.status_code < 500
