"""Every route of the server by every kind of account, held against one table."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sync_server.permissions import Role
from sync_server.services.single_sign_on import ANSWER_PATH
from tests.sync_server.api.problem_shape import all_routes, assert_problem
from tests.sync_server.api.role_matrix import (
    AREA_LEAD,
    DEVICE,
    KINDS,
    MATRIX,
    PROVED,
    SIGNED_IN,
)
from tests.sync_server.api.second_factors import slug
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server, this_quarter

#: What a gate says; anything else came from behind it.
GATES = {"signed-out", "not-permitted", "second-factor-missing"}
_QUERY = {"by": "area", "staff_group": "04"}
_QUERY |= {"tree": "area", "node": "quay", "theme": "workload-demand"}


def query() -> dict[str, str]:
    return _QUERY | {"quarter": this_quarter(), "period": this_quarter()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with an account of every kind, where everybody needs a second factor."""
    folder: Path = tmp_path_factory.mktemp("matrix")
    settings: dict[str, Any] = {"second_factor": "required", "origin": "http://localhost"}
    with Server(folder, **settings) as server:
        for kind in KINDS:
            role = Role.LEAD if kind == AREA_LEAD else Role(kind)
            areas = ("quay",) if kind == AREA_LEAD else ()
            name = kind.replace(" ", "-")
            server.parts.accounts.create(name, kind, TRUST.id, PASSWORD, role, areas=areas)
        yield server


def asks(
    server: Server,
    route: tuple[str, str],
    kind: str,
    factor: str = "code",
    headers: Mapping[str, str] = OWN,
) -> str:
    """Ask a route as one kind of account ("" for nobody); gives the problem's slug."""
    server.client.cookies.clear()
    if kind:
        token, _ = server.parts.accounts.sessions.open(kind.replace(" ", "-"), factor)
        server.client.cookies.set("layby_session", token)
    method, path = route
    address = path.replace("{kind}", "guide").replace("{identity}", "short-talk")
    address = address.replace("{handle}", "0" * 32)
    body = None if method == "GET" else {}
    return slug(server.client.request(method, address, params=query(), headers=headers, json=body))


def test_every_route_has_a_row_and_every_row_a_route(site: Server) -> None:
    assert sorted(MATRIX) == sorted(all_routes(site))


@pytest.mark.parametrize("route", sorted(MATRIX), ids=" ".join)
def test_a_route_admits_whom_its_row_names_and_nobody_else(
    site: Server, route: tuple[str, str]
) -> None:
    row = MATRIX[route]
    for kind in KINDS:
        refused = asks(site, route, kind) == "not-permitted"
        if isinstance(row, frozenset):
            assert refused == (kind not in row), kind
        elif route != ("PUT", "/api/v1/session/organisation"):  # it asks for one's own trusts
            assert not refused, kind


@pytest.mark.parametrize("route", sorted(MATRIX), ids=" ".join)
def test_nobody_gets_in_without_a_session_or_with_half_of_one(
    site: Server, route: tuple[str, str]
) -> None:
    row = MATRIX[route]
    gated = isinstance(row, frozenset) or row in (SIGNED_IN, PROVED)
    assert (asks(site, route, "") == "signed-out") == gated
    if row != DEVICE:
        for kind in KINDS:
            held_up = asks(site, route, kind, factor="password") in GATES
            assert held_up == (isinstance(row, frozenset) or row == PROVED), kind


@pytest.mark.parametrize("route", sorted(MATRIX), ids=" ".join)
def test_no_other_site_can_ask_in_somebodys_name(site: Server, route: tuple[str, str]) -> None:
    row, (method, path) = MATRIX[route], route
    kind = min(row) if isinstance(row, frozenset) else Role.LEAD
    # The one route that a browser reaches from elsewhere goes by a step of its own.
    if path.startswith("/api/") and path != ANSWER_PATH:
        for origin in ("cross-site", "same-site"):
            headers = OWN | {"Sec-Fetch-Site": origin}
            assert asks(site, route, kind, headers=headers) == "cross-site"
    if method != "GET" and row != DEVICE:
        assert asks(site, route, kind, headers={}) == "missing-header"
        assert asks(site, route, kind, headers={"Layby-Request": "2"}) == "missing-header"


@pytest.mark.parametrize("cookie", ["A" * 43, "\x7f", "x" * 4000])
def test_a_session_that_somebody_made_up_is_none(site: Server, cookie: str) -> None:
    for (method, path), row in MATRIX.items():
        if isinstance(row, frozenset):
            site.client.cookies.clear()
            site.client.cookies.set("layby_session", cookie)
            answer = site.client.request(method, path, params=query(), headers=OWN)
            assert assert_problem(answer, 401)["type"] == "/problems/signed-out", path


def test_the_table_gives_no_texts_to_admins_and_auditors_only_the_log() -> None:
    rows = {route: row for route, row in MATRIX.items() if isinstance(row, frozenset)}
    named = {kind: [route for route, row in rows.items() if kind in row] for kind in KINDS}
    log = ("/api/v1/audit", "/api/v1/audit/chain", "/api/v1/audit/file")
    assert named[Role.AUDITOR] == [("GET", path) for path in log]
    for address in ("themes", "summaries", "quarters", "texts", "audit", "insights"):
        assert not any(f"/{address}" in path for _, path in named[Role.ADMIN])
