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
from app.domain.trust_content import tag_of
from app.sync.answers import read_answer
from app.sync.client import ApiClient
from app.sync.port import Answer
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import ORGANISATION, ScriptedServer, enrolled, ok, problem, stored

HTML = Answer(200, {"content-type": "text/html"}, b"<h1>Sign in to Station Wi-Fi</h1>")


def ask(server: ScriptedServer, call: Callable[[ApiClient], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(call(ApiClient(server)))


def test_a_summary_carries_the_pass_and_no_session() -> None:
    server = ScriptedServer({"POST /api/v1/summaries": stored})
    (receipt,) = ask(server, lambda client: client.submit([SOUND], "the-pass"))
    assert (receipt.id, receipt.status) == (SOUND.id, "stored")
    ((_, headers, payload, with_session),) = server.sent
    assert headers["Layby-Submission-Pass"] == "the-pass"
    assert not with_session
    assert payload == {"items": [SOUND.to_wire()]}


def test_enrolling_gives_the_trust_and_its_pass() -> None:
    server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
    organisation, submission_pass = ask(server, lambda client: client.enrol("AAAA", "attempt"))
    assert (organisation.name, submission_pass) == ("Test Ambulance Trust", "pass-of-the-trust")


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
        ask(server, lambda client: client.submit([SOUND], "p"))


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


# -- a trust's content, and editing it ---------------------------------------------------------

CONTENT = {"version": 4, "organisation": ORGANISATION, "guides": ["a"], "services": ["b"]}


def test_content_is_fetched_with_the_pass_and_its_tag_and_no_session() -> None:
    server = ScriptedServer({"GET /api/v1/content": ok(CONTENT)})
    found, tag = ask(server, lambda client: client.content("the-pass", '"3"'))
    assert tag == tag_of(ok(CONTENT).body)
    assert (found.version, found.guides, found.services) == (4, ("a",), ("b",))
    assert found.organisation.name == "Test Ambulance Trust"
    ((_, headers, payload, with_session),) = server.sent
    assert headers["Layby-Submission-Pass"] == "the-pass"
    assert headers["If-None-Match"] == '"3"'
    assert (payload, with_session) == (None, False)


def test_what_is_there_already_is_not_fetched_again() -> None:
    server = ScriptedServer({"GET /api/v1/content": Answer(304)})
    assert ask(server, lambda client: client.content("the-pass", '"4"')) is None
    with pytest.raises(ServerNotUnderstood):  # nobody said that anything is there already
        ask(server, lambda client: client.content("the-pass", ""))
    assert "If-None-Match" not in server.sent[-1][1]


@pytest.mark.parametrize(
    "answer",
    [
        HTML,
        ok({}),
        ok({"version": 1}),
        ok({**CONTENT, "guides": "x"}),
        ok({**CONTENT, "version": "4"}),
    ],
    ids=["page", "empty", "no-trust", "no-list", "no-number"],
)
def test_content_of_another_form_is_not_understood(answer: Answer) -> None:
    server = ScriptedServer({"GET /api/v1/content": answer})
    with pytest.raises(ServerNotUnderstood):
        ask(server, lambda client: client.content("the-pass", '"3"'))


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
