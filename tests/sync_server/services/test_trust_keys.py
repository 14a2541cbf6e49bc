"""A trust's own key: one, the same in every process, and followed when it changes."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.domain.errors import BadSignature
from app.domain.signed_document import CONTENT, META, newest_key, read_signed
from sync_server.errors import ServerError
from sync_server.services.organisations import add_organisation
from sync_server.services.server_secret import ServerSecret
from sync_server.services.trust_keys import TrustKeys
from tests.sync_server.keys import spare_keys
from tests.sync_server.trust import TRUST, Server

SECRET = ServerSecret(bytes(range(32)))


def keys(server: Server, secret: ServerSecret = SECRET, first: int = 0) -> TrustKeys:
    return TrustKeys(server.parts.database, secret, spare_keys(first))


def test_it_is_made_once_for_all_processes(either_server: Server) -> None:
    processes = [keys(either_server, first=number) for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda process: process.trust_key(TRUST.id), processes))
    assert len(set(made)) == 1
    documents = [process.sign(TRUST.id, META, {"b": [1], "a": "ä"}) for process in processes]
    assert documents == [documents[0]] * 4
    assert documents[0] == processes[0].sign(TRUST.id, META, {"a": "ä", "b": [1]})
    assert read_signed(documents[0], made[0], META) == {"a": "ä", "b": [1]}


def test_other_content_and_other_purposes_are_signed_anew(server: Server) -> None:
    process = keys(server)
    seen = {
        str(process.sign(TRUST.id, purpose, {"n": number})["signature"])
        for purpose in (META, CONTENT)
        for number in range(20)
    }
    assert len(seen) == 40


def test_a_changed_key_is_followed_by_those_who_knew_the_old_one(either_server: Server) -> None:
    process, other = keys(either_server), keys(either_server, first=6)
    first = other.trust_key(TRUST.id)
    second = process.rotate(TRUST.id)
    third = process.rotate(TRUST.id)
    assert len({first, second, third}) == 3
    document = json.loads(json.dumps(other.sign(TRUST.id, CONTENT, {"n": 1})))
    with pytest.raises(BadSignature):
        read_signed(document, first, CONTENT)
    for known in (first, second, third):
        key = newest_key(document, TRUST.id, known)
        assert key == third == other.trust_key(TRUST.id)
        assert read_signed(document, key, CONTENT) == {"n": 1}
    assert newest_key(document, "other-trust", first) == first


def test_trusts_have_keys_of_their_own(server: Server) -> None:
    add_organisation(server.parts.database, replace(TRUST, id="other-trust"))
    process = keys(server)
    own, others = process.trust_key(TRUST.id), process.trust_key("other-trust")
    assert own != others
    with pytest.raises(BadSignature):
        read_signed(process.sign("other-trust", META, {}), own, META)


def test_without_the_trust_or_the_secret_nothing_is_signed(server: Server) -> None:
    with pytest.raises(ServerError, match="no such trust"):
        keys(server).trust_key("no-such-trust")
    keys(server).trust_key(TRUST.id)
    with pytest.raises(ServerError, match=r"another server\.secret"):
        keys(server, ServerSecret(bytes(32))).trust_key(TRUST.id)
