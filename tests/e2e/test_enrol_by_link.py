"""Enrol by a link, three days without a network, then each summary stored once and tied to none.

The link's secret leaves the address at once. What was agreed meanwhile goes by itself as soon as
there is a signal, one at a time; and of all that the server then has on its disk, nothing says
which of them came from one device.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Request, expect

from app.domain.base64url import read_bytes, write_bytes
from app.domain.enrolment_link import read_enrolment
from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek, Quarter
from app.domain.token import Token
from tests.e2e.person import LONG_PATIENCE, Phone
from tests.e2e.steps import (
    PASSPHRASE,
    RECEIPT,
    TOKENS,
    agree_summary,
    start_talking,
    unlock,
)
from tests.e2e.sync_server_process import SyncServerProcess, every_byte_under
from tests.e2e.waiting_backup import back_up_waiting

pytestmark = pytest.mark.browser

THREE_DAYS = 3 * 86_400
GROUP = "04"  # Allied Health Professionals
#: What was agreed on an old phone without a signal, and what is agreed on this one.
BEFORE = (
    "Missed meal breaks, shift after shift, and nobody asks.",
    "Parking at night feels unsafe.",
    "The rota comes out too late to plan anything at home.",
    "Good support from the crew after a hard job.",
)
SAID = "Late finishes make it hard to rest."
COUNT = len(BEFORE) + 1
#: A lead's count moves by eleven: with ten from elsewhere less what waits, it moves once.
STEP = 11
#: No two values that have nothing to do with one another share so many signs.
SHARED = 8


@dataclass
class Wire:
    """All that passed from the device to the server, as the browser sent it."""

    asked: list[str] = field(default_factory=list)
    credentials: set[str] = field(default_factory=set)
    enrolments: list[dict[str, Any]] = field(default_factory=list)
    blinded: list[str] = field(default_factory=list)
    summaries: list[dict[str, Any]] = field(default_factory=list)
    #: The numbers of the summaries that were answered, in the order in which they came.
    arrived: list[str] = field(default_factory=list)

    def hear(self, request: Request) -> None:
        path = request.url.partition("/api/v1")[2]
        self.asked.append(request.url)
        credential = request.headers.get("layby-device")
        if credential:
            self.credentials.add(credential)
        if request.method == "POST" and path == "/enrolments":
            self.enrolments.append(json.loads(request.post_data or ""))
        elif request.method == "POST" and path == "/tokens":
            self.blinded += json.loads(request.post_data or "")["blinded"]
        elif request.method == "POST" and path == "/summaries":
            assert not {"layby-device", "cookie", "authorization"} & set(request.headers)
            assert len(request.post_data_buffer or b"") % 512 == 0
            (item,) = json.loads(request.post_data or "")["items"]
            self.summaries.append(item)

    def hear_answered(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/v1/summaries"):
            (item,) = json.loads(request.post_data or "")["items"]
            self.arrived.append(item["summary"]["id"])


@pytest.fixture
def wire(phone: Phone) -> Iterator[Wire]:
    heard = Wire()
    phone.context.on("request", heard.hear)
    phone.context.on("requestfinished", heard.hear_answered)
    yield heard


def test_three_days_offline_after_a_link_and_nothing_ties_what_arrives(
    server: SyncServerProcess, phone: Phone, wire: Wire, tmp_path: Path
) -> None:
    week = IsoWeek.of(date.today())
    document = server.organisation()
    trust, areas = document["id"], Organisation.from_document(document).leaves()
    before = 2 * STEP - COUNT
    for number, area in zip((before // 2, before - before // 2), areas, strict=False):
        server.hand_in(number, staff_group=GROUP, area=area.id, week=week)
    server.create_lead("mo")
    assert server.count_shown("mo", GROUP, Quarter.of_week(week)) == STEP
    backup = tmp_path / "old phone.layby"
    waiting = back_up_waiting(backup, PASSPHRASE, [(GROUP, text) for text in BEFORE], document)

    link = server.enrolment_link()
    code = read_enrolment(link).code
    phone.open(link)
    assert_link_is_gone(phone, code)
    phone.sees_heading("Welcome")
    assert_link_is_gone(phone, code)
    phone.taps("Restore a backup")
    phone.picks("Choose a backup file", backup)
    phone.types("Passphrase of the backup", PASSPHRASE)
    phone.taps("Restore it")
    phone.sees("Restored as Profile 1.")
    phone.taps("Go to home")
    phone.sees_heading("Welcome")
    unlock(phone)
    phone.has_answer_from(TOKENS)
    phone.does_not_see("Enrolling with your link")
    assert_link_is_gone(phone, code)

    phone.has_signal(False)
    server.stop()
    start_talking(phone, "Sam")
    agree_summary(phone, SAID)
    phone.sees(f"{COUNT} waiting")
    phone.taps("Go on sending")
    phone.sees("No connection to your trust's server")
    phone.is_left_alone(THREE_DAYS)
    phone.sees("Locked after some minutes without a touch.")
    phone.is_left_alone(THREE_DAYS)  # the page has begun anew
    unlock(phone)
    phone.taps("Outbox")
    phone.sees(f"{COUNT} waiting. The oldest has waited for 3 days.")
    assert wire.arrived == []

    server.start()
    phone.has_signal(True)
    phone.sees("Nothing is waiting.", COUNT * LONG_PATIENCE)
    expect(phone.words(RECEIPT)).to_have_count(COUNT)

    assert {one.id for one in waiting} < set(wire.arrived)
    assert len(wire.arrived) == COUNT
    texts = server.texts()
    assert [texts.count(text) for text in (*BEFORE, SAID)] == [1] * COUNT
    assert len(texts) == 2 * STEP
    assert server.count_shown("mo", GROUP, Quarter.of_week(week)) == 2 * STEP
    assert not any(code in url for url in phone.requested)
    assert phone.violations() == []
    assert all(url.startswith((server.url, "blob:", "data:")) for url in phone.requested)
    agent = phone.page.evaluate("navigator.userAgent")
    assert_nothing_leads_back(server, wire, code, agent)
    assert_nothing_ties(server.data / "layby.db", wire, trust)


def assert_link_is_gone(phone: Phone, code: str) -> None:
    """The address, its history entry and the title say nothing of the link."""
    shown = phone.page.evaluate("JSON.stringify([location.href, history.state, document.title])")
    assert code not in shown
    assert "enrol" not in shown
    assert code not in phone.page.url


def assert_nothing_leads_back(server: SyncServerProcess, wire: Wire, code: str, agent: str) -> None:
    """No byte that the server keeps, in its write-ahead log and its log too, names the device."""
    (credential,) = wire.credentials
    (attempt,) = {asked["attempt"] for asked in wire.enrolments}
    tokens = [Token.from_wire(item["token"]) for item in wire.summaries]
    raw = [part for one in tokens for part in (one.prepared[:32], one.nonce, one.signature)]
    raw += [read_bytes(one) for one in (credential, *wire.blinded)]
    needles = [text.encode() for text in (code, code.replace("-", ""), credential, attempt, agent)]
    needles += [
        form
        for part in raw
        for form in (part[:32], part[:32].hex().encode(), write_bytes(part[:30]).encode())
    ]
    left = dict(every_byte_under(server.data))
    left[server.log] = server.log.read_bytes()
    assert any(path.name.endswith("-wal") for path in left)
    assert any(wire.arrived[0].encode() in content for content in left.values())
    for path, content in left.items():
        for needle in needles:
            assert needle not in content, path.name
    lines = [json.loads(line) for line in left[server.log].splitlines() if line.startswith(b"{")]
    assert {line["event"] for line in lines} == {"started"}


def assert_nothing_ties(file: Path, wire: Wire, trust: str) -> None:
    """What is kept of summaries and of devices has no value in common but the trust's own.

    The rows lie in the order of their random ids, and no column holds a time.
    """
    with closing(sqlite3.connect(file)) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {name: _rows(database, name) for (name,) in found}
    known = {
        name: {str(v) for row in kept for v in row if len(str(v)) >= SHARED}
        for name, kept in rows.items()
    }
    sent = known["summary"] | known["summary_code"] | known["spent_token"]
    enrolled = (
        known["device"] | known["issuance"] | known["enrolment_attempt"] | known["enrolment_code"]
    )
    assert {value for value in sent & enrolled if "-W" not in value} <= {trust}
    (credential,) = wire.credentials
    hashed = hashlib.sha256(read_bytes(credential)).hexdigest()
    assert hashed in enrolled
    assert hashed not in sent
    ids = [row[0] for row in rows["summary"]]
    assert set(wire.arrived) <= set(ids)
    assert ids == sorted(ids)
    spent = [row[0] for row in rows["spent_token"]]
    assert spent == sorted(spent)
    for row in (*rows["summary"], *rows["summary_code"]):
        assert not any(re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", str(value)) for value in row)


def _rows(database: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return database.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
