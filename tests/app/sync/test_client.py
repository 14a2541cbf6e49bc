"""The client doubts every answer: each kind of nonsense has its own error, none a crash."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import (
    ServerFailed,
    ServerNotUnderstood,
    ServerRefused,
    ServerUnreachable,
    SyncError,
)
from app.domain.server_meta import read_meta
from app.sync.answers import read_answer, read_receipt
from app.sync.client import ApiClient
from app.sync.port import Answer
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import (
    CREDENTIAL,
    ORGANISATION,
    ScriptedServer,
    enrolled,
    ok,
    problem,
    stored,
)
from tests.app.sync.stamps import a_token

HTML = Answer(200, {"content-type": "text/html"}, b"<h1>Sign in to Station Wi-Fi</h1>")


def ask(server: ScriptedServer, call: Callable[[ApiClient], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(call(ApiClient(server)))


TOKEN = a_token()


def test_a_summary_goes_with_its_token_and_nothing_that_tells_devices_apart() -> None:
    server = ScriptedServer({"POST /api/v1/summaries": stored})
    receipt = ask(server, lambda client: client.submit(SOUND, TOKEN))
    assert (receipt.id, receipt.status) == (SOUND.id, "stored")
    assert (receipt.epoch, receipt.mark) == ("epoch-1", 1)
    ((_, headers, payload, with_session),) = server.sent
    assert set(headers) == {"Accept", "Content-Type"}
    assert not with_session
    assert payload == {"items": [SOUND.to_wire()]}
    assert server.tokens == [TOKEN]
    assert server.faults == ["forged token"]


def test_an_answer_about_another_summary_is_not_understood() -> None:
    other = ok({"receipts": [{"id": "another", "status": "stored"}]})
    with pytest.raises(ServerNotUnderstood):
        ask(ScriptedServer({"POST /api/v1/summaries": other}), lambda c: c.submit(SOUND, TOKEN))


@pytest.mark.parametrize("told", [{}, {"epoch": 5, "mark": "x"}, {"epoch": "e", "mark": True}])
def test_a_receipt_counts_without_a_place_in_history(told: dict[str, Any]) -> None:
    receipt = read_receipt({"id": "a", "status": "stored"}, told)
    assert (receipt.status, receipt.mark) == ("stored", 0)


def test_enrolling_gives_the_trust_a_credential_and_the_trusts_key() -> None:
    server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
    organisation, credential, key, areas = ask(server, lambda c: c.enrol("AAAA", "attempt"))
    assert (organisation.name, credential, areas) == ("Test Ambulance Trust", CREDENTIAL, ())
    assert key == server.issuer.trust.public


def test_metadata_is_asked_for_without_saying_who_asks() -> None:
    server = ScriptedServer()
    document, _ = ask(server, lambda client: client.meta("trust", ""))
    assert read_meta(document, server.issuer.trust.public).epoch == "epoch-1"
    ((name, headers, payload, with_session),) = server.sent
    assert name == "GET /api/v1/meta?organisation=trust"
    assert (set(headers), payload, with_session) == ({"Accept"}, None, False)
    server.replies["GET /api/v1/meta"] = Answer(304)
    assert ask(server, lambda client: client.meta("trust", '"1"')) is None
    assert server.sent[-1][1]["If-None-Match"] == '"1"'


def test_tokens_are_asked_for_with_the_credential() -> None:
    server = ScriptedServer({"POST /api/v1/tokens": ok({"signatures": ["AAAA", "BBBB"]})})
    found = ask(server, lambda c: c.sign_blinded("cred", "ab" * 16, [b"one", b"two"]))
    assert found == [b"\0\0\0", b"\x04\x10A"]
    ((_, headers, payload, with_session),) = server.sent
    assert (headers["Layby-Device"], with_session) == ("cred", False)
    assert payload == {"key": "ab" * 16, "blinded": ["b25l", "dHdv"]}


@pytest.mark.parametrize(
    "signatures", [None, "x", [], ["AAAA"], ["AAAA", 5], ["AAAA", "!"], ["AAAA", "BB==", "C"]]
)
def test_odd_signatures_are_not_understood(signatures: object) -> None:
    server = ScriptedServer({"POST /api/v1/tokens": ok({"signatures": signatures})})
    with pytest.raises(ServerNotUnderstood):
        ask(server, lambda c: c.sign_blinded("cred", "ab" * 16, [b"one", b"two"]))


def test_taking_back_carries_the_code_and_nothing_else() -> None:
    server = ScriptedServer({"POST /api/v1/withdraw": ok({"state": "withdrawn"})})
    assert ask(server, lambda client: client.withdraw("5a" * 16)) == "withdrawn"
    ((_, headers, payload, with_session),) = server.sent
    assert (set(headers), with_session) == ({"Accept", "Content-Type"}, False)
    assert payload == {"code": "5a" * 16}
    server.replies["POST /api/v1/withdraw"] = ok({})
    with pytest.raises(ServerNotUnderstood):
        ask(server, lambda client: client.withdraw("5a" * 16))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (HTML, ServerNotUnderstood),
        (Answer(404, {"content-type": "text/html"}, b"gone"), ServerNotUnderstood),
        (Answer(302, {"content-type": "text/html"}, b""), ServerNotUnderstood),
        (Answer(500, {"content-type": "text/html"}, b"<h1>oops</h1>"), ServerFailed),
        (Answer(502, {}, b""), ServerFailed),
        (problem("internal", "x", 500), ServerFailed),
        (Answer(200, {"content-type": "application/json"}, b'{"receipts": ['), ServerNotUnderstood),
        (Answer(200, {"content-type": "application/json"}, b"[]"), ServerNotUnderstood),
        (Answer(200, {"content-type": "application/json"}, b"\xff\xfe"), ServerNotUnderstood),
        (Answer(200, {"content-type": "application/json"}, b"[" * 100_000), ServerNotUnderstood),
        (ok({}), ServerNotUnderstood),
        (ok({"receipts": 5}), ServerNotUnderstood),
        (ok({"receipts": [{"id": 1}]}), ServerNotUnderstood),
        (ServerUnreachable(), ServerUnreachable),
    ],
)
def test_each_kind_of_trouble_has_its_own_error(
    answer: Answer | Exception, expected: type[SyncError]
) -> None:
    server = ScriptedServer({"POST /api/v1/summaries": answer})
    with pytest.raises(expected):
        ask(server, lambda client: client.submit(SOUND, TOKEN))


def test_a_refusal_keeps_its_kind_its_words_and_its_patience() -> None:
    answer = problem("too-many-tries", "Wait a minute, then try again.", 429, retry_after="60")
    with pytest.raises(ServerRefused) as caught:
        read_answer(answer)
    assert caught.value.problem == "too-many-tries"
    assert caught.value.message == "Wait a minute, then try again."
    assert caught.value.retry_after == 60


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([200, 201, 204, 301, 400, 401, 404, 409, 418, 429, 500, 503, 599]),
    st.sampled_from(["application/json", "application/problem+json", "text/html", "", "x/y; z"]),
    st.binary(max_size=60)
    | st.dictionaries(st.text(), st.integers() | st.text(), max_size=3).map(
        lambda found: json.dumps(found).encode()
    ),
)
def test_no_answer_crashes_the_client(status: int, kind: str, body: bytes) -> None:
    try:
        found = read_answer(Answer(status, {"content-type": kind, "retry-after": "x"}, body))
    except SyncError as refused:
        assert refused.message
    else:
        assert isinstance(found, dict)


# -- editing a trust's content ------------------------------------------------------------------


def test_editing_goes_with_the_session_and_the_mark_of_our_own_page() -> None:
    changed = ok({"version": 3, "state": "draft"})
    item = "/api/v1/editing/guide/new-starter"
    server = ScriptedServer(
        {
            "GET /api/v1/editing": ok({"items": [], "organisation": ORGANISATION, "version": 1}),
            f"GET {item}": ok({"text": "x"}),
            f"PUT {item}": changed,
            f"POST {item}/publish": changed,
            f"POST {item}/retire": changed,
        }
    )
    assert ask(server, lambda client: client.editing())["items"] == []
    assert ask(server, lambda c: c.editing_item("guide", "new-starter", "cy"))["text"] == "x"
    assert ask(server, lambda c: c.save_draft("guide", "new-starter", "t", 2))["version"] == 3
    assert ask(server, lambda c: c.publish("guide", "new-starter", 3))["version"] == 3
    assert ask(server, lambda c: c.retire("guide", "new-starter", 3))["version"] == 3
    assert all(with_session for _, _, _, with_session in server.sent)
    assert all(headers["Layby-Request"] == "1" for _, headers, _, _ in server.sent[2:])
    assert server.sent[1][0].endswith("?language=cy")
    assert [payload for _, _, payload, _ in server.sent[2:]] == [
        {"text": "t", "if_version": 2},
        {"if_version": 3},
        {"if_version": 3},
    ]


def test_only_what_a_trust_may_change_of_itself_is_sent() -> None:
    server = ScriptedServer({"PUT /api/v1/editing/organisation": ok(ORGANISATION)})
    saved = ask(server, lambda client: client.save_organisation(ORGANISATION, 5))
    assert saved.name == "Test Ambulance Trust"
    ((_, _, payload, _),) = server.sent
    assert set(payload) == {"areas", "role_families", "if_version"}


def test_what_does_not_fit_is_handed_on_with_its_place() -> None:
    refusal = problem("content-invalid", "Guide x: title: is missing.", 422)
    server = ScriptedServer({"PUT /api/v1/editing/guide/x": refusal})
    with pytest.raises(ServerRefused) as caught:
        ask(server, lambda client: client.save_draft("guide", "x", "", 0))
    assert caught.value.problem == "content-invalid"
    assert caught.value.message == "Guide x: title: is missing."
