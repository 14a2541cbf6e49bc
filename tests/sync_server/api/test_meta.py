"""What the server says of itself: signed, and the very same bytes for everybody who asks."""

from dataclasses import replace

import pytest

from app.domain.errors import BadSignature
from app.domain.server_meta import follow, read_meta
from app.domain.signed_document import CONTENT, newest_key, read_signed
from app.domain.summary import WIRE_VERSIONS
from app.domain.trust_content import TrustContent, tag_of
from sync_server.db.server_state import ServerState
from sync_server.main import wire
from sync_server.parts import Parts
from sync_server.services.organisations import add_organisation
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.devices import TestDevice
from tests.sync_server.keys import spare_keys
from tests.sync_server.trust import TRUST, Server, TestClient

ADDRESS = f"/api/v1/meta?organisation={TRUST.id}"


def test_it_says_what_a_device_needs(either_server: Server) -> None:
    server = either_server
    answer = server.client.get(ADDRESS)
    trust_key = server.parts.trust_keys.trust_key(TRUST.id)
    meta = read_meta(answer.json(), trust_key, TRUST.id)
    assert meta.wire_versions == WIRE_VERSIONS
    with server.parts.database.read() as connection:
        state = ServerState(connection).read()
    assert (meta.epoch, meta.mark) == (state.epoch, state.durable)
    assert meta.seal == "server"
    for area in ("quay", "hill", "south"):
        assert meta.issuing_key(area) is not None
    with server.parts.database.write() as connection:
        mark = ServerState(connection).raise_mark()
        ServerState(connection).publish(mark)
    later = read_meta(server.client.get(ADDRESS).json(), trust_key)
    assert later == replace(meta, mark=mark)
    assert follow(meta, later) == later


def test_everybody_gets_the_same_bytes(server: Server) -> None:
    device = TestDevice(server, "quay")
    plain = server.client.get(ADDRESS)
    for headers in (device.headers, {"Cookie": "a=1"}, {"User-Agent": "another"}):
        answer = server.client.get(ADDRESS, headers=headers)
        assert answer.content == plain.content
        assert "set-cookie" not in answer.headers
    assert plain.headers["etag"] == tag_of(plain.content)
    again = server.client.get(ADDRESS, headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = server.client.get(ADDRESS, headers={"If-None-Match": '"another"'})
    assert other.content == plain.content


def test_every_process_gives_the_same_bytes(either_server: Server) -> None:
    second = Parts(either_server.settings, make_key=spare_keys(6))
    with TestClient(wire(second), base_url="http://layby.test") as client:
        assert client.get(ADDRESS).content == either_server.client.get(ADDRESS).content
    second.database.close()


def test_a_trust_is_named_and_known(server: Server) -> None:
    unknown = server.client.get("/api/v1/meta?organisation=no-such-trust")
    assert assert_problem(unknown, 404)["type"] == "/problems/organisation-unknown"
    assert_problem(server.client.get("/api/v1/meta?organisation=" + "x" * 65), 422)
    assert server.client.get("/api/v1/meta").json()["service"] == "layby"


def test_trusts_have_nothing_to_do_with_each_other(server: Server) -> None:
    add_organisation(server.parts.database, replace(TRUST, id="other-trust"))
    own = server.parts.trust_keys.trust_key(TRUST.id)
    others = server.client.get("/api/v1/meta?organisation=other-trust").json()
    with pytest.raises(BadSignature):
        read_meta(others, own)
    mine = read_meta(server.client.get(ADDRESS).json(), own)
    foreign = read_meta(others, server.parts.trust_keys.trust_key("other-trust"))
    keys = [{one.key for one in meta.issuer_keys} for meta in (mine, foreign)]
    assert not keys[0] & keys[1]


def test_a_server_in_another_ones_place_is_not_believed(server: Server) -> None:
    trust_key = server.parts.trust_keys.trust_key(TRUST.id)
    server.parts.trust_keys.rotate(TRUST.id)
    document = server.client.get(ADDRESS).json()
    assert read_meta(document, newest_key(document, TRUST.id, trust_key))
    del document["successors"][0]  # a key that nobody vouches for
    assert newest_key(document, TRUST.id, trust_key) == trust_key
    with pytest.raises(BadSignature):
        read_meta(document, trust_key)


def test_content_is_signed_by_the_trusts_key(server: Server) -> None:
    device = TestDevice(server)
    answer = server.client.get("/api/v1/content", headers=device.headers)
    trust_key = server.parts.trust_keys.trust_key(TRUST.id)
    body = read_signed(answer.json(), trust_key, CONTENT)
    assert TrustContent.from_document(body).organisation.id == TRUST.id
    assert answer.headers["etag"] == tag_of(answer.content)
    same = server.client.get("/api/v1/content", headers=TestDevice(server, "quay").headers)
    assert same.content == answer.content
    with pytest.raises(BadSignature):
        read_signed({**answer.json(), "payload": "e30"}, trust_key, CONTENT)
