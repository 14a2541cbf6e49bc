"""Nothing that could lead back to a sender is left: not in files, not in logs.

A real process is run and spoken to over a real socket, as a device does: it enrols, has tokens
signed blind, and sends summaries with them. Every byte that it leaves, while it runs and once
it has stopped, is searched for what it must not keep, and for anything that ties a summary to
the device or to the tokens that the device had signed.
"""

import hashlib
import re
import secrets
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, inspect

from app.domain.base64url import read_bytes, write_bytes
from app.domain.blind_signature import Blinded
from app.domain.rsa_key import PublicKey
from app.domain.server_meta import read_meta
from app.domain.token import Token, finished, new_blinded
from sync_server.db.intake_tables import spent_token
from sync_server.db.tables import summary as table
from tests.sync_server.kept import Kept, parts_of_names, places_of
from tests.sync_server.process import Process
from tests.sync_server.tokens import item
from tests.sync_server.trust import TRUST, Server, summary

AGENT = "Canary-Agent-7Zq/1.0"
ADDRESS = "203.0.113.77"
HEADERS = {
    "User-Agent": AGENT,
    "X-Forwarded-For": ADDRESS,
    "Forwarded": f"for={ADDRESS}",
    "Cookie": "canary-cookie-7Zq=1",
    "Referer": "http://canary-referer-7zq.test/",
}
#: No two byte strings that have nothing to do with one another share so many in a row.
SHARED = 8


class Device:
    """What a device does, and all that passed between it and the server while issuing."""

    def __init__(self, client: httpx.Client, code: str) -> None:
        self.client = client
        self.attempt = str(uuid.uuid4())
        answer = client.post("/api/v1/enrolments", json={"code": code, "attempt": self.attempt})
        assert answer.status_code == 201, answer.text
        enrolled = answer.json()
        self.credential = str(enrolled["credential"])
        self.organisation = str(enrolled["organisation"]["id"])
        self.trust_key = PublicKey.from_document(enrolled["trust_key"])
        self.issued: list[bytes] = []
        self.tokens: list[Token] = []

    def fetch(self, number: int) -> None:
        """Have tokens signed, blind."""
        answer = self.client.get("/api/v1/meta", params={"organisation": self.organisation})
        key = read_meta(answer.json(), self.trust_key, self.organisation).issuing_key("north")
        assert key is not None
        made: list[Blinded] = [new_blinded(key.key) for _ in range(number)]
        body = {"key": key.key.key_id, "blinded": [write_bytes(one.blinded) for one in made]}
        asked = self.client.post(
            "/api/v1/tokens", json=body, headers={"Layby-Device": self.credential}
        )
        assert asked.status_code == 200, asked.text
        signed = [read_bytes(text) for text in asked.json()["signatures"]]
        self.tokens += [finished(key.key, *pair) for pair in zip(made, signed, strict=True)]
        self.issued += [one.blinded for one in made] + signed

    def send(self, wire: dict[str, Any], token: Token) -> dict[str, Any]:
        # Even a device that says too much leaves nothing of it behind.
        answer = self.client.post(
            "/api/v1/summaries",
            json={"items": [item(wire, token)], "pad": "canary-pad-7Zq" * 20},
            headers={"Layby-Device": self.credential},
        )
        (receipt,) = answer.json()["receipts"]
        assert isinstance(receipt, dict)
        return receipt


def test_files_and_logs_hold_nothing_that_leads_to_a_sender(
    tmp_path: Path, server_url: str
) -> None:
    started, kept = time.time(), Kept(tmp_path, server_url)
    with Process(tmp_path, "serve", **kept.settings) as server:
        with httpx.Client(base_url=server.address, headers=HEADERS) as client:
            device, wires = visit(client, server)
        restored = kept.back_up()
        while_running = kept.everything()
    ended = time.time()
    code, password = server.printed("Enrolment code:"), server.printed("Password:")
    assert server.output_file.read_text().count(code) == 1
    needles = [
        # Of a text that could name someone nothing is left, nor of a code that was asked with.
        *("Zebulon", "Natarajan", "Quux", "900123", wires[-1]["id"], "c0dec0de"),
        *(code, code.replace("-", ""), device.credential, device.attempt, password),
        *(AGENT, ADDRESS, "127.0.0.1:", "canary-", "Canary-", "python-httpx"),
        *(form for token in device.tokens for raw in _parts(token) for form in _forms(raw)),
        *(form for raw in device.issued for form in _forms(raw)),
    ]
    for left in (while_running, kept.everything()):
        # The one place where code and password are shown.
        shown = {name for name, content in left.items() if password.encode() in content}
        assert shown == {str(server.output_file)}
        # Where summaries are has been searched, or nothing is shown by finding nothing.
        assert kept.places() <= parts_of_names(places_of(wires[3]["id"].encode(), left))
        for needle in needles:
            raw = needle if isinstance(needle, bytes) else needle.encode()
            assert places_of(raw, left) <= shown, needle
    log = server.log_file.read_text()
    assert [line for line in log.splitlines() if '"event": "started"' not in line] == []
    for url in (kept.url, restored):
        assert_no_time_in(url, started, ended)
        assert_nothing_ties(url, device.organisation, device.credential)


def visit(client: httpx.Client, server: Process) -> tuple[Device, list[dict[str, Any]]]:
    """Do all that a device does, some of it wrongly; gives it, and what it sent."""
    device = Device(client, server.printed("Enrolment code:"))
    device.fetch(6)
    wires = [
        summary(organisation=device.organisation, area="north", text=f"Text number {n}.")
        for n in range(5)
    ]
    for wire, token in zip(wires, device.tokens, strict=False):
        assert device.send(wire, token)["status"] == "stored"
    # Once more, and once more with a token that is spent: a database may log what it refuses.
    assert device.send(wires[0], device.tokens[0])["status"] == "duplicate"
    other = summary(organisation=device.organisation, area="north")
    assert device.send(other, device.tokens[0])["reason"] == "token-spent"
    named = summary(
        organisation=device.organisation,
        area="north",
        schema=3,
        text="Zebulon Natarajan-Quux rang 07700 900123.",
        withdrawal="5a" * 32,
        looked_again=False,
    )
    assert device.send(named, device.tokens[-1])["status"] == "needs-another-look"
    for address in ("second-look", "withdraw"):
        client.post(f"/api/v1/{address}", json={"code": "c0de" * 8})
    client.post("/api/v1/summaries", content=b"{canary-body-7Zq")
    client.get("/api/v1/canary-path-7Zq?canary-query-7Zq=1")
    return device, [*wires, named]


def test_a_link_that_is_left_anywhere_is_found(
    tmp_path: Path, migrated_postgres: Callable[[], str]
) -> None:
    kept = Kept(tmp_path, migrated_postgres())
    row, said, logged = (secrets.token_hex(16) for _ in range(3))
    with Server(tmp_path, kept.url) as server:
        server.send(summary())
        with server.parts.database.write() as connection:
            connection.execute(table.update().values(role_family=row))
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE LOG 'from {said}'; END $$")
        (tmp_path / "log-0.txt").write_text(f'{{"event": "stored", "by": "{logged}"}}')
        kept.back_up()
        left = kept.everything()
    for link, files in ((row, kept.places()), (said, {"log"}), (logged, {"log-0.txt"})):
        assert files <= parts_of_names(places_of(link.encode(), left))


def test_a_summary_that_shares_a_value_with_its_device_is_found(tmp_path: Path) -> None:
    url = Kept(tmp_path).url
    with Server(tmp_path) as server:
        credential = server.credential("quay")
        server.send(summary())
        assert_nothing_ties(url, TRUST.id, credential)
        with server.parts.database.write() as connection:
            hashed = connection.exec_driver_sql("SELECT credential_hash FROM device").scalar_one()
            connection.execute(table.update().values(digest=hashed))
        with pytest.raises(AssertionError):
            assert_nothing_ties(url, TRUST.id, credential)


def test_the_write_ahead_log_does_not_keep_in_which_order_things_came(tmp_path: Path) -> None:
    with Process(tmp_path, "serve") as server:
        code = server.printed("Enrolment code:")
        with httpx.Client(base_url=server.address) as client:
            device = Device(client, code)
            device.fetch(3)
            for number, token in enumerate(device.tokens):
                wire = summary(
                    organisation=device.organisation, area="north", text=f"Text number {number}."
                )
                assert device.send(wire, token)["status"] == "stored"
        log = tmp_path / "data" / "layby.db-wal"
        for _ in range(100):
            if not log.stat().st_size:
                return
            time.sleep(0.1)
    raise AssertionError("the log still tells the order")


def _parts(token: Token) -> list[bytes]:
    return [token.prepared, token.nonce, token.prepared[:32], token.signature]


def _forms(raw: bytes) -> list[bytes]:
    """The ways in which bytes may be written down; of long ones a piece is enough."""
    return [raw[:32], raw[:32].hex().encode(), write_bytes(raw[:30]).encode()]


def assert_no_time_in(url: str, started: float, ended: float) -> None:
    """No column of the summaries or of the spent tokens holds a time, as a number or as text."""
    engine = create_engine(url)
    with engine.connect() as connection:
        names = {column["name"] for column in inspect(connection).get_columns("summary")}
        assert names == {column.name for column in table.columns}
        rows = connection.execute(table.select()).mappings().all()
        codes = connection.exec_driver_sql("SELECT * FROM summary_code").all()
        spent = connection.execute(spent_token.select()).all()
    engine.dispose()
    assert (len(rows), len(spent)) == (5, 5)
    # One and the same day for a whole quarter's tokens, more than a year ahead.
    assert len({row.kept_until for row in spent}) == 1
    values = [*(v for row in rows for v in row.values()), *(v for row in codes for v in row)]
    for value in [*values, *(v for row in spent for v in (row.token, row.item))]:
        if isinstance(value, str):
            assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", value)
        elif value is not None:
            assert not started - 60 <= value <= ended + 60


def assert_nothing_ties(url: str, trust: str, credential: str) -> None:
    """What is kept of summaries and of devices has no value in common but the trust's own."""
    engine = create_engine(url)
    with engine.connect() as connection:
        known = {
            name: {
                str(value)
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')  # noqa: S608
                for value in row
                if len(str(value)) >= SHARED
            }
            for name in inspect(connection).get_table_names()
        }
    engine.dispose()
    sent = known["summary"] | known["summary_code"] | known["spent_token"]
    enrolled = known["device"] | known["issuance"] | known["enrolment_attempt"]
    # The week in which a device fetched tokens may be one that summaries speak of.
    assert {value for value in sent & enrolled if "-W" not in value} <= {trust}
    hashed = {hashlib.sha256(read_bytes(credential)).hexdigest()}
    assert hashed <= enrolled
    assert not hashed & sent


def test_tokens_share_no_bytes_with_what_was_signed_for_them() -> None:
    from app.domain.blind_signature import blind, finalise, prepare
    from tests.sync_server.keys import spare_keys

    private = spare_keys()()
    key = private.public
    seen: set[bytes] = set()
    shown: list[bytes] = []
    for _ in range(30):
        made = blind(key, prepare(secrets.token_bytes(32)))
        answer = private.blind_sign(made.blinded)
        signature = finalise(key, made, answer)
        for raw in (made.blinded, answer):
            seen.update(raw[at : at + SHARED] for at in range(len(raw) - SHARED + 1))
        shown += [made.prepared, signature]
    for raw in shown:
        for at in range(len(raw) - SHARED + 1):
            assert raw[at : at + SHARED] not in seen


def test_rows_lie_in_the_order_of_their_random_ids(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        items = [summary() for _ in range(40)]
        for wire in items:
            server.send(wire)
        with server.parts.database.read() as connection:
            order = [row.id for row in connection.exec_driver_sql("SELECT id, digest FROM summary")]
            found = connection.exec_driver_sql("SELECT token, item FROM spent_token")
            tokens = [row.token for row in found]
    assert order == sorted(wire["id"] for wire in items)
    assert order != [wire["id"] for wire in items]
    assert tokens == sorted(tokens)
    assert len(tokens) == 40
