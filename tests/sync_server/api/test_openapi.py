"""Every operation of the API's own description, asked whatever it allows and what it does not.

Schemathesis makes the requests, from the description alone, and holds each answer to it: no
fault, a status, a form and a content type that the operation documents. Each answer that is no
success is a problem document besides. The same requests come every time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sync_server.permissions import Role
from tests.sync_server.api.problem_shape import api, assert_problem
from tests.sync_server.api.role_matrix import MATRIX, PROVED, SIGNED_IN
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: What any address may answer, whatever it is for and whatever it documents: an address or a
#: method that does not exist, a parameter that is none of a kind.
ANYWHERE = {404, 405}
DEVICE_ROUTES = ("/tokens", "/content")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("openapi")
    settings: dict[str, Any] = {"origin": "http://localhost"}
    with Server(folder, **settings) as server:
        for role in (Role.LEAD, Role.ADMIN, Role.AUDITOR):
            server.parts.accounts.create(role, role, TRUST.id, PASSWORD, role)
        yield server


class Asking:
    """Asks as one kind of account, or as nobody (""), and holds the answers to the schema."""

    def __init__(self, server: Server, kind: str) -> None:
        self.server = server
        self.kind = kind
        self.statuses: set[int] = set()
        self.credential = server.credential() if not kind else ""

    def ask(self, case: Case) -> None:
        client = self.server.client
        client.cookies.clear()
        if self.kind:
            token, _ = self.server.parts.accounts.sessions.open(self.kind, "code")
            client.cookies.set(self.server.settings.cookie, token)
        elif case.path.endswith(DEVICE_ROUTES):
            case.headers["Layby-Device"] = self.credential
        sent = case.as_transport_kwargs(base_url="http://layby.test", headers=OWN)
        sent.pop("verify", None)
        wire = requests.Request(**sent).prepare()
        answer = client.request(
            str(wire.method), str(wire.url), headers=dict(wire.headers), content=wire.body
        )
        self.statuses.add(answer.status_code)
        if answer.status_code >= 400:
            assert_problem(answer)
        if answer.status_code not in ANYWHERE:
            case.validate_response(answer, checks=CHECKS)


def open_to(kind: str, row: object) -> bool:
    """Say whether it is worth asking: a gate that is closed is tested with the roles."""
    return not kind or row in (SIGNED_IN, PROVED) or (isinstance(row, frozenset) and kind in row)


@pytest.mark.parametrize("kind", ["", Role.LEAD, Role.ADMIN, Role.AUDITOR])
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_operation_answers_as_it_is_described(
    site: Server, kind: str, mode: GenerationMode
) -> None:
    described = schemathesis.openapi.from_dict(api(site).openapi())
    asking = Asking(site, kind)
    met, asked = set(), 0
    for found in described.get_all_operations():
        operation = found.ok()
        route = (operation.method.upper(), operation.path)
        met.add(route)
        named = [*operation.path_parameters, *operation.query, *operation.body]
        if not open_to(kind, MATRIX[route]) or (mode.is_negative and not named):
            continue
        asked += 1

        @seed(20_261_122)
        @settings(
            max_examples=6,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Case) -> None:
            asking.ask(case)

        ask()
    assert met == set(MATRIX)
    assert asked > (0 if mode.is_negative and kind == Role.AUDITOR else 1)
    assert asking.statuses >= ({422} if mode.is_negative else {200})
