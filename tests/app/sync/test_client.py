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
from app.sync.answers import read_answer
from app.sync.client import ApiClient
from app.sync.port import Answer
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import ScriptedServer, enrolled, ok, problem, stored

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
