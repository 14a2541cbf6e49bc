"""Content comes signed by the key that enrolment gave, or it does not count."""

import pytest

from app.domain.errors import BadSignature, ServerNotUnderstood
from app.domain.signed_document import CONTENT, META
from app.domain.trust_content import tag_of
from app.sync.port import Answer
from tests.app.scripted_issuer import ScriptedIssuer
from tests.app.scripted_server import ORGANISATION, ScriptedServer, ok
from tests.app.sync.test_client import HTML, ask

BODY = {"version": 4, "organisation": ORGANISATION, "guides": ["a"], "services": ["b"]}
ISSUER = ScriptedIssuer()
KEY = ISSUER.trust.public


def signed(**changes: object) -> Answer:
    return ok(ISSUER.published(CONTENT, {**BODY, **changes}))


def test_content_is_fetched_with_the_credential_and_its_tag_and_no_session() -> None:
    server = ScriptedServer({"GET /api/v1/content": signed()})
    found, tag, key = ask(server, lambda c: c.content("credential", '"3"', "trust", KEY))
    assert (tag, key) == (tag_of(signed().body), KEY)
    assert (found.version, found.guides, found.services) == (4, ("a",), ("b",))
    assert found.organisation.name == "Test Ambulance Trust"
    ((_, headers, payload, with_session),) = server.sent
    assert headers["Layby-Device"] == "credential"
    assert headers["If-None-Match"] == '"3"'
    assert (payload, with_session) == (None, False)


def test_what_is_there_already_is_not_fetched_again() -> None:
    server = ScriptedServer({"GET /api/v1/content": Answer(304)})
    assert ask(server, lambda c: c.content("credential", '"4"', "trust", KEY)) is None
    with pytest.raises(ServerNotUnderstood):  # nobody said that anything is there already
        ask(server, lambda c: c.content("credential", "", "trust", KEY))
    assert "If-None-Match" not in server.sent[-1][1]


@pytest.mark.parametrize(
    "answer",
    [
        HTML,
        ok({}),
        ok(BODY),
        signed(version="4"),
        signed(guides="x"),
        signed(organisation=None),
        ok(ISSUER.published(META, BODY)),
    ],
    ids=["page", "empty", "unsigned", "no-number", "no-list", "no-trust", "another-purpose"],
)
def test_content_of_another_form_is_not_understood(answer: Answer) -> None:
    server = ScriptedServer({"GET /api/v1/content": answer})
    with pytest.raises(ServerNotUnderstood):
        ask(server, lambda c: c.content("credential", '"3"', "trust", KEY))


def test_another_key_is_refused() -> None:
    server = ScriptedServer({"GET /api/v1/content": signed()})
    other = ISSUER.keys[0][0].public
    with pytest.raises(BadSignature):
        ask(server, lambda c: c.content("credential", "", "trust", other))
