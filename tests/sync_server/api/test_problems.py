"""Every route, and everything that is no route, answers errors as RFC 9457 problems."""

import json
import re

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from sync_server.api.problem_kinds import CATALOGUE
from sync_server.api.problems import MEDIA_TYPE
from tests.sync_server.api.problem_shape import all_routes, api, assert_problem
from tests.sync_server.trust import Server

ACCOUNT_VERBS = ("suspend", "readmit", "reset-second-factor")
INSIGHTS = ("periods", "heat", "answers", "trend", "distinctive", "emerging", "texts")


def test_the_description_knows_every_route_and_only_problems_as_errors(server: Server) -> None:
    description = server.client.get("/api/openapi.json").json()
    documented = set(all_routes(server))
    assert documented == {
        ("GET", "/api/v1/meta"),
        ("POST", "/api/v1/tokens"),
        ("POST", "/api/v1/enrolments"),
        ("GET", "/api/v1/enrolment-codes"),
        ("POST", "/api/v1/enrolment-codes"),
        ("POST", "/api/v1/enrolment-codes/{identity}/revoke"),
        ("POST", "/api/v1/summaries"),
        ("GET", "/api/v1/summaries"),
        ("POST", "/api/v1/second-look"),
        ("POST", "/api/v1/withdraw"),
        ("POST", "/api/v1/texts/{handle}/flag"),
        ("POST", "/api/v1/session"),
        ("GET", "/api/v1/session"),
        ("DELETE", "/api/v1/session"),
        ("PUT", "/api/v1/session/organisation"),
        ("GET", "/api/v1/session/ways"),
        ("POST", "/api/v1/session/passkey"),
        ("POST", "/api/v1/session/passkey/options"),
        ("POST", "/api/v1/session/passkeys"),
        ("POST", "/api/v1/session/passkeys/options"),
        ("POST", "/api/v1/session/second-factor"),
        ("PUT", "/api/v1/session/second-factor"),
        ("PUT", "/api/v1/session/password"),
        ("POST", "/api/v1/session/sign-on"),
        ("GET", "/api/v1/session/sign-on/answer"),
        ("GET", "/api/v1/accounts"),
        *(("POST", f"/api/v1/accounts/{{identity}}/{verb}") for verb in ACCOUNT_VERBS),
        ("POST", "/api/v1/accounts/invitations"),
        ("POST", "/api/v1/accounts/invitations/{identity}/take-back"),
        ("POST", "/api/v1/invitations"),
        ("GET", "/api/v1/audit"),
        ("GET", "/api/v1/audit/chain"),
        ("GET", "/api/v1/audit/file"),
        ("GET", "/api/v1/quarters"),
        ("GET", "/api/v1/themes"),
        *(("GET", f"/api/v1/insights/{name}") for name in INSIGHTS),
        ("GET", "/api/v1/headcount"),
        ("PUT", "/api/v1/headcount"),
        ("GET", "/api/v1/reach"),
        ("POST", "/api/v1/find"),
        ("GET", "/api/v1/quotes"),
        ("POST", "/api/v1/quotes"),
        ("DELETE", "/api/v1/quotes/{identity}"),
        ("GET", "/api/v1/reports"),
        ("POST", "/api/v1/reports"),
        ("GET", "/api/v1/reports/{period}-{number}.{kind}"),
        ("GET", "/api/v1/actions"),
        ("PUT", "/api/v1/actions/{identity}"),
        ("GET", "/api/v1/checks"),
        ("POST", "/api/v1/checks/{handle}"),
        ("GET", "/api/v1/coding"),
        ("POST", "/api/v1/coding/refits"),
        ("POST", "/api/v1/coding/releases/{number}/publish"),
        ("POST", "/api/v1/coding/releases/{number}/rollback"),
        ("DELETE", "/api/v1/coding/releases/{number}"),
        ("GET", "/api/v1/codebook"),
        ("PUT", "/api/v1/codebook/draft"),
        ("DELETE", "/api/v1/codebook/draft"),
        ("POST", "/api/v1/codebook/preview"),
        ("POST", "/api/v1/codebook/publish"),
        ("GET", "/api/v1/content"),
        ("GET", "/api/v1/editing"),
        ("PUT", "/api/v1/editing/organisation"),
        ("GET", "/api/v1/editing/lists"),
        ("PUT", "/api/v1/editing/lists"),
        ("PUT", "/api/v1/editing/roster"),
        ("GET", "/api/v1/editing/{kind}/{identity}"),
        ("PUT", "/api/v1/editing/{kind}/{identity}"),
        ("POST", "/api/v1/editing/{kind}/{identity}/publish"),
        ("POST", "/api/v1/editing/{kind}/{identity}/retire"),
        ("GET", "/health/live"),
        ("GET", "/health/ready"),
        ("GET", "/health/metrics"),
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
    # The moment could be that of a summary's arrival; the hour is enough to find a fault by.
    stamps = [json.loads(line)["timestamp"] for line in written.splitlines()]
    assert stamps
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:00Z", stamp) for stamp in stamps)
    assert "/api/v1/breaks" in written


def test_health_follows_the_database(server: Server) -> None:
    assert server.client.get("/health/live").json() == {"status": "ok"}
    assert server.client.get("/health/ready").json()["status"] == "ok"
    with server.parts.database.write() as connection:
        connection.execute(text("ALTER TABLE alembic_version RENAME TO away"))
    assert server.client.get("/health/live").status_code == 200
    assert_problem(server.client.get("/health/ready"), 503)


def test_meta_says_the_same_to_everybody(server: Server) -> None:
    answer = server.client.get("/api/v1/meta")
    assert answer.json() == {
        "service": "layby",
        "api": 1,
        "version": "0.1.0",
        "summary_schemas": [2, 3],
    }
    assert "set-cookie" not in answer.headers
