"""What is kept of a text's content: enough to know a repeat by, and nothing to try a guess on."""

import hashlib
import json

from sqlalchemy import select, update

from app.domain.summary import WireSummary
from sync_server.db.intake_tables import server_state
from sync_server.db.tables import summary as table
from sync_server.services.digest_keys import DigestKeys
from sync_server.services.server_secret import KEYED
from sync_server.services.summary_row import content_digest
from tests.sync_server.trust import Server, summary


def digests(server: Server) -> dict[str, str]:
    with server.parts.database.read() as connection:
        found = connection.execute(select(table.c.id, table.c.digest)).all()
    return {row.id: row.digest for row in found}


def plain(wire: dict[str, object]) -> str:
    return content_digest(WireSummary.from_wire(wire))


def test_a_guess_at_a_text_cannot_be_tried_on_what_is_kept(either_server: Server) -> None:
    wire = summary()
    either_server.send(wire)
    (kept,) = digests(either_server).values()
    assert kept == either_server.parts.secret.digest(plain(wire))
    assert kept.startswith(KEYED)
    guesses = {plain(wire), hashlib.sha256(json.dumps(wire).encode()).hexdigest()}
    assert not any(guess in kept for guess in guesses)
    altered = wire | {"text": "Altered."}
    assert [r["status"] for r in either_server.send(wire)] == ["duplicate"]
    assert [r["status"] for r in either_server.send(altered)] == ["conflict"]


def test_digests_from_before_go_on_telling_repeats_and_are_put_under_the_secret(
    either_server: Server,
) -> None:
    wires = [summary() for _ in range(5)]
    either_server.send(*wires)
    parts = either_server.parts
    with parts.database.write() as connection:  # as a version before wrote them
        for wire in wires[:3]:
            mine = table.c.id == wire["id"]
            connection.execute(update(table).where(mine).values(digest=plain(wire)))
        gone = update(table).where(table.c.id == wires[4]["id"]).values(text="", digest="")
        connection.execute(gone)
        connection.execute(update(server_state).values(digests=""))

    def told(wire: dict[str, object]) -> str:
        (receipt,) = either_server.send(wire)
        return str(receipt["status"])

    for _ in range(2):
        assert [told(wire) for wire in wires] == ["duplicate"] * 5
        assert told(wires[0] | {"text": "Altered."}) == "conflict"
        again = DigestKeys(parts.database, parts.secret).begin()
    assert again == 0
    kept = digests(either_server)
    assert {kept[w["id"]] for w in wires[:4]} == {parts.secret.digest(plain(w)) for w in wires[:4]}
    assert kept[wires[4]["id"]] == ""
