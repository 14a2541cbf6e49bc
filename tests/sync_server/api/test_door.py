"""Past the framework's routing a request is answered just as through it."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from sync_server.services.intake import Intake
from tests.sync_server.api.problem_shape import api
from tests.sync_server.trust import Server, summary

ADDRESS = "/api/v1/summaries"


@pytest.fixture
def routed(server: Server) -> Iterator[TestClient]:
    """Give a client of the routes themselves, without the door before them."""
    with TestClient(api(server), raise_server_exceptions=False) as client:
        yield client


BODIES: dict[str, tuple[bytes, dict[str, str]]] = {
    "no JSON": (b"{", {}),
    "bad UTF-8": (b"\xff", {}),
    "not a number": (b'{"items": [NaN]}', {}),
    "nothing": (b"", {}),
    "a list": (b"[]", {}),
    "no items": (b'{"items": []}', {}),
    "too many": (json.dumps({"items": [{}] * 51}).encode(), {}),
    "something else": (b'{"items": [{}], "else": 1}', {}),
    "pad that is none": (b'{"items": [{}], "pad": 7}', {}),
    "an item that is none": (b'{"items": [7]}', {}),
    "an older app's": (b'{"items": [{"schema": 1}]}', {}),
    "too large": (b"x" * (256 * 1024 + 1), {}),
    "another site's": (b'{"items": [{}]}', {"sec-fetch-site": "cross-site"}),
    "another site's, and no JSON": (b"{", {"sec-fetch-site": "same-site"}),
    "our own site's": (b'{"items": [{}]}', {"sec-fetch-site": "same-origin"}),
}


@pytest.mark.parametrize("name", BODIES)
def test_what_is_refused_is_refused_in_the_same_words(
    server: Server, routed: TestClient, name: str
) -> None:
    body, headers = BODIES[name]
    here = server.client.post(ADDRESS, content=body, headers=headers)
    there = routed.post(ADDRESS, content=body, headers=headers)
    assert (here.status_code, here.json()) == (there.status_code, there.json())
    assert here.headers["content-type"] == there.headers["content-type"]


def test_a_repeat_is_known_whichever_way_it_comes(server: Server, routed: TestClient) -> None:
    body = {"items": [server.item(summary())]}
    first, second = server.client.post(ADDRESS, json=body), routed.post(ADDRESS, json=body)
    (stored,), (known,) = first.json()["receipts"], second.json()["receipts"]
    assert (stored["status"], known["status"]) == ("stored", "duplicate")
    assert stored["id"] == known["id"]
    assert [first.json()[name] for name in ("epoch", "mark")] == [
        second.json()[name] for name in ("epoch", "mark")
    ]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_what_is_not_posted_goes_to_the_routes(
    server: Server, routed: TestClient, method: str
) -> None:
    here, there = (client.request(method, ADDRESS) for client in (server.client, routed))
    assert here.status_code == there.status_code >= 400
    assert here.content == there.content


def test_a_database_that_is_busy_is_said_so_both_ways(
    server: Server, routed: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_self: Intake, _items: object) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(Intake, "received", busy)
    for client in (server.client, routed):
        answer = client.post(ADDRESS, json={"items": [server.item(summary())]})
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
        assert answer.headers["retry-after"] == "5"


def test_a_fault_is_answered_by_the_shield(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(_self: Intake, _items: object) -> None:
        raise ValueError("kumquat")

    monkeypatch.setattr(Intake, "received", broken)
    answer = server.client.post(ADDRESS, json={"items": [server.item(summary())]})
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/fault")
    assert "kumquat" not in capsys.readouterr().err
