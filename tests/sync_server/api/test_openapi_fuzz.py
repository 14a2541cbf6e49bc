"""Every route that the API's own description names, asked with whatever that description allows.

What comes back is never a fault, always of a status that the route documents or that any route
may give, and always a problem document where it is not a success.
"""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sync_server.api.problem_shape import api, assert_problem
from tests.sync_server.trust import OWN, Server

#: What any address may answer, whatever it is for: signed out, not permitted, not JSON and so on.
ANYWHERE = {400, 401, 403, 404, 405, 409, 410, 413, 422, 429}
_TEXT = st.text(max_size=30) | st.sampled_from(["", "\x00", "x" * 300, "\ud800", "2026-Q4", "04"])
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=8,
)


def values(schema: dict[str, Any], parts: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that fit a JSON schema, more or less, with a few that do not."""
    if "$ref" in schema:
        return values(parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | _ANY
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=False) | _TEXT
    kind = schema.get("type")
    if kind == "object":
        known = {name: values(one, parts) for name, one in schema.get("properties", {}).items()}
        return st.fixed_dictionaries({}, optional=known) | st.fixed_dictionaries(known) | _ANY
    if kind == "array":
        return st.lists(values(schema.get("items", {}), parts), max_size=4) | _ANY
    simple = {"string": _TEXT, "integer": st.integers(), "boolean": st.booleans()}
    return simple.get(str(kind), _ANY) | _ANY


@st.composite
def requests(draw: st.DrawFn, described: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """A method, an address with parameters filled in, and a body, of some described route."""
    path, item = draw(st.sampled_from(sorted(described["paths"].items(), key=lambda p: p[0])))
    method = draw(st.sampled_from(sorted(item)))
    operation = item[method]
    parts = dict(described["components"]["schemas"])
    query = {}
    for one in operation.get("parameters", ()):
        text = str(draw(_TEXT)).encode("utf-8", "replace").decode()
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", quote(text, safe="") or "x")
        elif one["in"] == "query":
            query[one["name"]] = text
    given: dict[str, Any] = {"params": query}
    body = operation.get("requestBody")
    if body is not None:
        schema = body["content"]["application/json"]["schema"]
        parts |= schema.get("$defs", {})
        given["content"] = json.dumps(draw(values(schema, parts))).encode()
    return method.upper(), path, given


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_route_answers_with_a_fault(server: Server, signed_in: bool) -> None:
    described = api(server).openapi()
    if signed_in:
        server.sign_in()

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(requests(described))
    def ask(request: tuple[str, str, dict[str, Any]]) -> None:
        method, path, sent = request
        answer = server.client.request(method, path, headers=OWN, **sent)
        assert answer.status_code < 500, (method, path)
        if answer.status_code >= 400:
            assert answer.status_code in ANYWHERE
            assert_problem(answer)

    ask()
