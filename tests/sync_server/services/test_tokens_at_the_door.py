"""Tokens at intake: what is taken, what is refused and why, and what is kept of them."""

import hashlib
import secrets
import threading
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from app.domain.organisation import Area
from app.domain.periods import Quarter
from app.domain.second_look import Place
from app.domain.token import Token
from sync_server.db.key_tables import issuer_key
from sync_server.services.look_limit import MOST_LOOKS
from sync_server.services.organisations import add_organisation
from sync_server.services.spent_tokens import item_hash, kept_until, token_hash
from tests.sync_server.services.at_the_door import send, spent, stored
from tests.sync_server.tokens import item, signed
from tests.sync_server.trust import TRUST, Server, summary


def test_a_token_is_kept_as_a_hash_with_the_hash_of_what_it_was_spent_on(
    either_server: Server,
) -> None:
    wire, token = summary(), either_server.token()
    assert send(either_server, wire, token)["status"] == "stored"
    (row,) = spent(either_server)
    quarter = Quarter.of(date.today())
    assert row.token == token_hash(token) != hashlib.sha256(token.nonce).hexdigest()
    assert row.item == item_hash(wire["id"])
    assert row.kept_until == kept_until(str(quarter))
    assert set(row._fields) == {"token", "item", "kept_until"}


def test_a_receipt_says_under_which_epoch_and_mark_it_was_given(either_server: Server) -> None:
    from sync_server.db.server_state import ServerState

    database = either_server.parts.database

    def ask() -> tuple[str, int]:
        body = {"items": [either_server.item(summary())]}
        answer = either_server.client.post("/api/v1/summaries", json=body).json()
        return answer["epoch"], answer["mark"]

    with database.read() as connection:
        first = ServerState(connection).read()
    assert ask() == (first.epoch, first.mark)
    with database.write() as connection:
        assert ServerState(connection).raise_mark() == first.mark + 1
    assert ask() == (first.epoch, first.mark + 1)
    with database.write() as connection:
        state = ServerState(connection)
        state.publish(first.mark + 1)
        state.publish(first.mark)  # an older one that comes late changes nothing
        assert state.read().durable == first.mark + 1
        epoch = state.renew()
    assert epoch != first.epoch
    assert ask() == (epoch, first.mark + 1)


def test_no_mark_is_raised_while_something_is_being_stored_under_it(
    either_server: Server,
) -> None:
    from sync_server.db.server_state import ServerState

    database = either_server.parts.database
    raised = threading.Event()

    def back_up() -> None:
        with database.write() as connection:
            ServerState(connection).raise_mark()
        raised.set()

    thread = threading.Thread(target=back_up)
    with database.write() as connection:
        before = ServerState(connection).hold().mark
        thread.start()
        assert not raised.wait(0.3)
        assert ServerState(connection).read().mark == before
    thread.join()
    assert raised.is_set()


@pytest.mark.parametrize("changed", ["signature", "prepared", "key", "nobody"])
def test_forged_tokens_are_refused_and_cost_nothing(server: Server, changed: str) -> None:
    wire, token = summary(), server.token()
    before = server.token(quarter=str(Quarter.of(date.today()).previous()))
    forged = {
        "signature": Token(token.key, token.prepared, secrets.token_bytes(384)),
        "prepared": Token(token.key, secrets.token_bytes(64), token.signature),
        "key": Token(before.key, token.prepared, token.signature),
        "nobody": Token(secrets.token_hex(16), token.prepared, token.signature),
    }[changed]
    receipt = send(server, wire, forged)
    assert (receipt["status"], receipt["reason"]) == ("rejected", "token-forged")
    assert receipt["detail"].endswith(".")
    assert (stored(server), spent(server)) == (0, [])
    assert send(server, wire, token)["status"] == "stored"


def test_a_token_of_another_area_is_refused(server: Server) -> None:
    token = server.token("quay")
    with server.parts.database.write() as connection:
        connection.execute(
            update(issuer_key).where(issuer_key.c.key_id == token.key).values(areas='["hill"]')
        )
    receipt = send(server, summary(area="quay"), token)
    assert (receipt["status"], receipt["reason"]) == ("rejected", "token-area")
    # An area that the trust has never had is another trouble: no token would help.
    assert send(server, summary(area="nowhere"), token)["reason"] == "area-unknown"
    assert spent(server) == []
    assert send(server, summary(area="hill"), token)["status"] == "stored"


def test_a_token_of_another_trust_buys_nothing_here(server: Server) -> None:
    from dataclasses import replace

    other = replace(TRUST, id="other-trust", areas=(Area("quay", "Quay", None),))
    add_organisation(server.parts.database, other)
    theirs = server.token("quay", organisation=other.id)
    assert send(server, summary(), theirs)["reason"] == "wrong-organisation"
    assert send(server, summary(organisation=other.id), server.token())["reason"] == (
        "wrong-organisation"
    )
    nowhere = summary(organisation="no-trust")
    assert send(server, nowhere, server.token())["reason"] == "wrong-organisation"
    assert (stored(server), spent(server)) == (0, [])
    assert send(server, summary(organisation=other.id), theirs)["status"] == "stored"


def test_what_is_not_stored_leaves_its_token_for_the_next_try(server: Server) -> None:
    token = server.token()
    for changes in ({"area": "nowhere"}, {"week": "2020-W01"}, {"schema": 1}, {"text": ""}):
        assert send(server, summary(**changes), token)["status"] == "rejected"
    assert spent(server) == []
    assert send(server, summary(), token)["status"] == "stored"
    assert send(server, summary(), token)["reason"] == "token-spent"


def test_in_one_request_a_token_is_good_for_one_summary(either_server: Server) -> None:
    token, other = either_server.token(), either_server.token()
    one, two = summary(), summary()
    items = [item(one, token), item(two, token), item(one, other), item(two, other)]
    answer = either_server.client.post("/api/v1/summaries", json={"items": items}).json()
    told = [(r["status"], r.get("reason")) for r in answer["receipts"]]
    assert told == [
        ("stored", None),
        ("rejected", "token-spent"),
        ("duplicate", None),
        ("stored", None),
    ]
    assert (stored(either_server), len(spent(either_server))) == (2, 2)


def test_twenty_at_once_spend_a_token_once(either_server: Server) -> None:
    token = either_server.token()
    items = [item(summary(), token) for _ in range(20)]
    statuses: list[str] = []

    def run(one: dict[str, Any]) -> None:
        statuses.extend(r.status for r in either_server.parts.intake.receive([one]).receipts)

    threads = [threading.Thread(target=run, args=[one]) for one in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == ["rejected"] * 19 + ["stored"]
    assert (stored(either_server), len(spent(either_server))) == (1, 1)


def test_the_same_nonce_under_two_keys_is_two_tokens(server: Server) -> None:
    first = server.token()
    last = str(Quarter.of(date.today()).previous())
    key = server.parts.issuer_keys.key_for(TRUST.id, "quay", last)
    second = signed(key, first.prepared)
    assert second.nonce == first.nonce
    assert send(server, summary(), first)["status"] == "stored"
    assert send(server, summary(), second)["status"] == "stored"
    assert len(spent(server)) == 2


def looked_at(server: Server, *found: Place) -> list[str]:
    """Let the server's second look find this in every text; gives the texts as they come."""
    texts: list[str] = []

    def look(text: str, trust: object = None) -> tuple[Place, ...]:
        del trust
        texts.append(text)
        return found

    server.look(look)
    return texts


def test_forged_tokens_wait_for_no_writer_and_have_nothing_looked_at(server: Server) -> None:
    looked = looked_at(server)
    token = server.token()
    forged = Token(token.key, token.prepared, secrets.token_bytes(384))
    with server.parts.database.write():
        assert send(server, summary(), forged)["reason"] == "token-forged"
    assert looked == []


def test_one_token_has_a_few_texts_looked_at_and_no_more(server: Server) -> None:
    looked = looked_at(server, Place(0, 3, "NAME"))
    token = server.token()
    answer = server.client.post(
        "/api/v1/summaries", json={"items": [item(summary(), token) for _ in range(50)]}
    )
    reasons = [receipt["reason"] for receipt in answer.json()["receipts"]]
    assert reasons == ["needs-another-look"] * MOST_LOOKS + ["token-spent"] * (50 - MOST_LOOKS)
    assert len(looked) == MOST_LOOKS
    # What its author has looked over is not looked at here.
    wire = summary(schema=3, withdrawal="5a" * 32, looked_again=True)
    assert send(server, wire, token)["status"] == "stored"


def test_what_is_sent_again_is_not_looked_at_again(server: Server) -> None:
    looked = looked_at(server)
    wire, token = summary(), server.token()
    assert send(server, wire, token)["status"] == "stored"
    assert send(server, wire, token)["status"] == "duplicate"
    assert send(server, summary(), token)["reason"] == "token-spent"
    assert len(looked) == 1
