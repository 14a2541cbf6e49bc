"""What is sent and cannot be taken is refused as a problem: misformed, too large, too many."""

import gzip
import json
from typing import Any

import pytest
from sqlalchemy import select

from sync_server.db.tables import summary as table
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import OWN, Server, summary

BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b'{"code": 7, "items": 7, "username": 7}',
    b'{"items": [], "code": "", "attempt": "x", "username": {}, "password": []}',
    b"\xff\xfe",
    b'{"a": NaN}',
    b"[" * 3000,
    b"1" * 4000,
    b'{"code": "\\ud800", "attempt": "\\ud800", "username": "\\ud800", "password": "\\ud800"}',
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("address", ["enrolments", "summaries", "session", "withdraw"])
def test_misformed_bodies_are_problems_that_quote_nothing(
    server: Server, address: str, body: bytes
) -> None:
    answer = server.client.post(f"/api/v1/{address}", content=body, headers=OWN)
    document = assert_problem(answer)
    assert document["type"] in ("/problems/not-json", "/problems/invalid-request")
    assert answer.status_code in (400, 422)


def test_what_was_sent_is_never_in_the_answer(server: Server) -> None:
    canary = "Canary-7Zq"
    answers = [
        server.client.post(
            "/api/v1/session", json={"username": canary, "password": canary}, headers=OWN
        ),
        server.client.post("/api/v1/session", json={"username": [canary], canary: 1}, headers=OWN),
        server.client.post("/api/v1/enrolments", json={"code": canary, "attempt": canary}),
        server.client.post("/api/v1/summaries", json={"items": [], canary: canary}),
        server.client.post("/api/v1/withdraw", json={"code": canary}),
        server.client.get(f"/api/v1/{canary}"),
        server.client.get("/api/v1/themes", params={"quarter": canary, "by": canary}),
    ]
    items = [summary(text=canary * 500), summary(kind=canary), {canary: canary}, canary]
    receipts = server.send(*items)
    for answer in answers:
        assert_problem(answer)
        assert canary not in answer.text
    assert canary not in json.dumps(receipts)


@pytest.mark.parametrize(
    ("address", "limit"),
    [("summaries", 256), ("session", 4), ("enrolments", 4), ("withdraw", 4)],
)
def test_bodies_over_the_limit_are_refused(server: Server, address: str, limit: int) -> None:
    def chunks() -> Any:
        yield b'{"x": "'
        for _ in range(limit):
            yield b"x" * 1024
        yield b'"}'

    for content in (b"x" * (limit * 1024 + 1), chunks()):
        answer = server.client.post(f"/api/v1/{address}", content=content, headers=OWN)
        assert assert_problem(answer, 413)["type"] == "/problems/too-large"


def test_a_body_over_the_limit_is_not_read_to_its_end(server: Server) -> None:
    taken = 0

    async def receive() -> dict[str, Any]:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": b"x" * 65_536, "more_body": True}

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    import asyncio

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/summaries",
        "query_string": b"",
        "headers": [],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("layby.test", 80),
    }
    asyncio.run(server.app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert taken <= 5


def test_an_app_from_before_tokens_is_told_so_in_words_and_nothing_is_stored(
    server: Server,
) -> None:
    for items in ([summary(schema=1)], [summary(schema=3), 7], [server.item(summary()), summary()]):
        answer = server.client.post(
            "/api/v1/summaries",
            json={"items": items},
            headers={"Layby-Submission-Pass": "what it was given then"},
        )
        document = assert_problem(answer, 422)
        assert document["type"] == "/problems/app-too-old"
        assert "kept on this device" in document["detail"]
    with server.parts.database.read() as connection:
        assert connection.execute(select(table)).all() == []


def test_more_than_fifty_items_are_refused_whole(server: Server) -> None:
    answer = server.client.post(
        "/api/v1/summaries", json={"items": [server.item(summary()) for _ in range(51)]}
    )
    assert assert_problem(answer, 422)["field"] == "items"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_compressed_bodies_are_not_unpacked(server: Server, encoding: str) -> None:
    bomb = gzip.compress(b'{"items": [' + b" " * 50_000_000 + b"]}", 9)
    assert len(bomb) < 64 * 1024
    answer = server.client.post(
        "/api/v1/summaries", content=bomb, headers={"Content-Encoding": encoding}
    )
    assert assert_problem(answer, 400)["type"] == "/problems/not-json"


def test_padding_is_taken_and_not_looked_at(server: Server) -> None:
    for pad in ("", "x" * 511, "\ud800", "x" * 200_000):
        wire = summary()
        body = json.dumps({"items": [server.item(wire)], "pad": pad})
        answer = server.client.post("/api/v1/summaries", content=body)
        assert answer.json()["receipts"] == [{"id": wire["id"], "status": "stored"}]
    answer = server.client.post(
        "/api/v1/summaries", json={"items": [server.item(summary())], "pad": 7}
    )
    assert assert_problem(answer, 422)["field"] == "pad"
