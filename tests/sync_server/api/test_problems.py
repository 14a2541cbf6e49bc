"""Every route, and everything that is no route, answers errors as RFC 9457 problems."""

import json
from typing import Any

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from sync_server.api.problems import CATALOGUE, MEDIA_TYPE
from sync_server.api.pwa import Site
from sync_server.api.routes import Api
from tests.sync_server.trust import Server, summary


def api(server: Server) -> Api:
    site = server.app._app  # type: ignore[attr-defined]
    assert isinstance(site, Site)
    assert isinstance(site._api, Api)
    return site._api


def all_routes(server: Server) -> list[tuple[str, str]]:
    paths = server.client.get("/api/openapi.json").json()["paths"]
    return [(method.upper(), path) for path, item in paths.items() for method in item]


def assert_problem(answer: Any, status: int | None = None) -> dict[str, Any]:
    """Hold an answer to the shape; give its document."""
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["cache-control"] == "no-store"
    document = answer.json()
    slug = document["type"].removeprefix("/problems/")
    assert document["type"] == f"/problems/{slug}"
    assert slug in CATALOGUE
    assert document["status"] == answer.status_code == CATALOGUE[slug].status
    assert document["title"] == CATALOGUE[slug].title
    assert document["detail"].endswith(".")
    assert set(document) <= {"type", "title", "status", "detail", "field", "retry_after"}
    assert ("retry_after" in document) == ("retry-after" in answer.headers)
    assert status is None or status == answer.status_code
    assert isinstance(document, dict)
    return document


def test_the_description_knows_every_route_and_only_problems_as_errors(server: Server) -> None:
    description = server.client.get("/api/openapi.json").json()
    documented = set(all_routes(server))
    assert documented == {
        ("GET", "/api/v1/meta"),
        ("POST", "/api/v1/enrolments"),
        ("POST", "/api/v1/summaries"),
        ("GET", "/api/v1/summaries"),
        ("POST", "/api/v1/session"),
        ("GET", "/api/v1/session"),
        ("DELETE", "/api/v1/session"),
        ("GET", "/api/v1/quarters"),
        ("GET", "/api/v1/themes"),
        ("GET", "/health/live"),
        ("GET", "/health/ready"),
    }
    for item in description["paths"].values():
        for operation in item.values():
            assert operation["description"]
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == [MEDIA_TYPE]
    assert set(description["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]) == {
        f"/problems/{slug}" for slug in CATALOGUE
    }
    assert "HTTPValidationError" not in json.dumps(description)
    assert server.client.get("/api/openapi.json").headers["cache-control"] == "no-store"


def test_no_route_exists_without_being_described(server: Server) -> None:
    described = {path for _, path in all_routes(server)}
    paths = {route.path for route in api(server).routes if isinstance(route, APIRoute)}
    assert paths <= described


def test_wrong_methods_are_problems_on_every_route(server: Server) -> None:
    methods: dict[str, set[str]] = {}
    for method, path in all_routes(server):
        methods.setdefault(path, set()).add(method)
    for path, allowed in methods.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - allowed:
            answer = server.client.request(method, path)
            assert assert_problem(answer, 405)["type"] == "/problems/method-not-allowed"
            assert answer.headers["allow"]


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/meta",
        "/api/v1/meta/",
        "/api/x.js",
        "/health",
        "/api/%00",
    ],
)
def test_unknown_addresses_are_problems_and_never_the_app(server: Server, path: str) -> None:
    server.settings.pwa_dir.mkdir()
    (server.settings.pwa_dir / "index.html").write_text("the app")
    answer = server.client.get(path, headers={"Accept": "text/html"})
    assert assert_problem(answer, 404)["type"] == "/problems/not-found"


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
@pytest.mark.parametrize("address", ["enrolments", "summaries", "session"])
def test_misformed_bodies_are_problems_that_quote_nothing(
    server: Server, address: str, body: bytes
) -> None:
    answer = server.client.post(
        f"/api/v1/{address}",
        content=body,
        headers={"Layby-Submission-Pass": server.submission_pass},
    )
    document = assert_problem(answer)
    assert document["type"] in ("/problems/not-json", "/problems/invalid-request")
    assert answer.status_code in (400, 422)


def test_what_was_sent_is_never_in_the_answer(server: Server) -> None:
    canary = "Canary-7Zq"
    answers = [
        server.client.post("/api/v1/session", json={"username": canary, "password": canary}),
        server.client.post("/api/v1/session", json={"username": [canary], canary: 1}),
        server.client.post("/api/v1/enrolments", json={"code": canary, "attempt": canary}),
        server.client.post("/api/v1/summaries", headers={"Layby-Submission-Pass": canary}),
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
    ("address", "limit"), [("summaries", 256), ("session", 4), ("enrolments", 4)]
)
def test_bodies_over_the_limit_are_refused(server: Server, address: str, limit: int) -> None:
    def chunks() -> Any:
        yield b'{"x": "'
        for _ in range(limit):
            yield b"x" * 1024
        yield b'"}'

    headers = {"Layby-Submission-Pass": server.submission_pass}
    for content in (b"x" * (limit * 1024 + 1), chunks()):
        answer = server.client.post(f"/api/v1/{address}", content=content, headers=headers)
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
        "headers": [(b"layby-submission-pass", server.submission_pass.encode())],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("layby.test", 80),
    }
    asyncio.run(server.app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert taken <= 5


def test_sending_without_the_pass_is_refused_before_the_body_is_read(server: Server) -> None:
    for given in ("", "wrong", "x" * 5000, server.submission_pass + "x", "Zoë"):
        answer = server.client.post(
            "/api/v1/summaries",
            content=b"not even json",
            headers={"Layby-Submission-Pass": given.encode()},
        )
        assert_problem(answer, 401)


def test_more_than_fifty_items_are_refused_whole(server: Server) -> None:
    answer = server.client.post(
        "/api/v1/summaries",
        json={"items": [summary() for _ in range(51)]},
        headers={"Layby-Submission-Pass": server.submission_pass},
    )
    assert assert_problem(answer, 422)["field"] == "items"


def test_an_unexpected_error_is_answered_and_logged_without_its_words(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    from sync_server.observability import configure_logging

    configure_logging()

    @api(server).get("/api/v1/breaks")
    def breaks() -> None:
        raise RuntimeError("Canary-7Zq")

    @api(server).get("/api/v1/busy")
    def busy() -> None:
        raise OperationalError("Canary-7Zq", {}, Exception("Canary-7Zq"))

    assert_problem(server.client.get("/api/v1/breaks"), 500)
    assert assert_problem(server.client.get("/api/v1/busy"), 503)["retry_after"] >= 1
    written = "".join(capsys.readouterr())
    assert "Canary" not in written
    assert '"fault": "RuntimeError"' in written
    assert "/api/v1/breaks" in written


def test_health_follows_the_database(server: Server) -> None:
    assert server.client.get("/health/live").json() == {"status": "ok"}
    assert server.client.get("/health/ready").json() == {"status": "ok"}
    with server.parts.database.write() as connection:
        connection.execute(text("ALTER TABLE organisation RENAME TO away"))
    assert server.client.get("/health/live").status_code == 200
    assert_problem(server.client.get("/health/ready"), 503)


def test_meta_says_the_same_to_everybody(server: Server) -> None:
    answer = server.client.get("/api/v1/meta")
    assert answer.json() == {
        "service": "layby",
        "api": 1,
        "version": "0.1.0",
        "summary_schemas": [1],
    }
    assert "set-cookie" not in answer.headers
