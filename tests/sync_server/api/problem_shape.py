"""The shape every error answer is held to, and the routes there are to ask."""

from typing import Any

from sync_server.api.problem_kinds import CATALOGUE
from sync_server.api.problems import MEDIA_TYPE
from sync_server.api.pwa import Site
from sync_server.api.routes import Api
from tests.sync_server.trust import Server


def api(server: Server) -> Api:
    site = server.app
    while not isinstance(site, Site):
        site = site._app  # type: ignore[attr-defined]
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
