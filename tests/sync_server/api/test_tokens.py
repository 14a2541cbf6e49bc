"""Tokens: signed for enrolled devices, so many a week, and tied to none of them."""

import asyncio
import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.base64url import read_bytes, write_bytes
from app.domain.blind_signature import Blinded
from app.domain.errors import BadSignature
from app.domain.periods import Quarter
from app.domain.rsa_key import PublicKey
from app.domain.token import Token, finished, new_blinded
from sync_server.db.devices import Devices
from sync_server.db.key_tables import issuance
from sync_server.services.device_book import Device
from sync_server.services.issuing import Issuing
from sync_server.services.organisations import add_organisation
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.devices import TestDevice, asked
from tests.sync_server.trust import TRUST, Server

MONDAY = datetime(2026, 11, 23, 9, 30)


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def quota_server(server: Server, clock: Clock) -> Server:
    """A server with a quota of ten a week and a clock of its own."""
    server.parts.issuing = Issuing(server.parts.database, server.parts.issuer_keys, 10, clock)
    return server


def test_a_device_gets_tokens_that_the_server_takes_for_its_own(either_server: Server) -> None:
    device = TestDevice(either_server)
    made = device.tokens(3)
    assert all(token.fits(device.key()) for token in made)
    assert len({token.nonce for token in made}) == 3


def test_one_key_is_there_for_all_who_ask(server: Server) -> None:
    devices = [TestDevice(server), TestDevice(server, "quay"), TestDevice(server, "north")]
    assert len({device.meta() for device in devices}) == 1
    assert len({device.key() for device in devices}) == 1
    assert {device.tokens(1)[0].key for device in devices} == {devices[0].key().key_id}


def test_a_key_that_only_one_device_is_given_makes_no_tokens(server: Server) -> None:
    """A server that signs under a key of the device's own is found out when it answers."""
    device = TestDevice(server)
    known = device.key()
    own = server.parts.issuer_keys.key_for(TRUST.id, "quay", "2031-Q1")
    assert own.known.key != known
    blinded = new_blinded(known)
    with pytest.raises(BadSignature):
        finished(known, blinded, own.blind_sign(blinded.blinded))


def test_without_an_enrolled_device_nothing_is_signed(server: Server) -> None:
    device = TestDevice(server)
    key = device.key()
    body = asked(key, [new_blinded(key)])
    for headers in (
        {},
        {"Layby-Device": ""},
        {"Layby-Device": write_bytes(bytes(32))},
        {"Layby-Device": device.headers["Layby-Device"] + "="},
        {"Layby-Device": "x" * 5000},
    ):
        answer = server.client.post("/api/v1/tokens", json=body, headers=headers)
        assert assert_problem(answer)["type"] == "/problems/device-unknown"
        assert answer.status_code == 401
    with server.parts.database.write() as connection:
        Devices(connection).revoke([device.hash])
    assert assert_problem(device.ask(key, [new_blinded(key)]))["type"] == "/problems/device-unknown"


def test_a_week_has_so_many_tokens_and_the_next_has_as_many_again(
    quota_server: Server, clock: Clock
) -> None:
    device, other = TestDevice(quota_server), TestDevice(quota_server)
    device.tokens(7)
    key = device.key()
    answer = device.ask(key, [new_blinded(key) for _ in range(4)])
    found = assert_problem(answer)
    assert (answer.status_code, found["type"]) == (429, "/problems/token-quota")
    assert clock.now + timedelta(seconds=found["retry_after"]) == datetime(2026, 11, 30)
    device.tokens(3)
    assert device.ask(key, [new_blinded(key)]).status_code == 429
    other.tokens(10)
    clock.now = datetime(2026, 11, 29, 23, 59, 59, 900_000)
    late = assert_problem(device.ask(key, [new_blinded(key)]))
    assert late["retry_after"] == 1
    clock.now = datetime(2026, 11, 30)
    device.tokens(10)


def test_asking_the_very_same_again_costs_nothing(quota_server: Server) -> None:
    device = TestDevice(quota_server)
    key = device.key()
    blinded = [new_blinded(key) for _ in range(6)]
    first = device.ask(key, blinded).json()
    for _ in range(3):  # the answers were lost on the way
        assert device.ask(key, blinded).json() == first
    assert device.ask(key, blinded[:4]).status_code == 200  # another list is another request
    assert device.ask(key, blinded).status_code == 429


def test_what_is_kept_of_it_is_a_count_for_a_week(quota_server: Server, clock: Clock) -> None:
    device, other = TestDevice(quota_server), TestDevice(quota_server)
    device.tokens(2)
    device.tokens(3)
    other.tokens(1)
    with quota_server.parts.database.read() as connection:
        rows = {row.credential_hash: row for row in connection.execute(select(issuance))}
    assert set(issuance.c.keys()) == {"credential_hash", "week", "signed", "request"}
    assert (rows[device.hash].week, rows[device.hash].signed) == ("2026-W48", 5)
    assert (rows[other.hash].week, rows[other.hash].signed) == ("2026-W48", 1)
    clock.now += timedelta(weeks=1)
    other.tokens(1)
    with quota_server.parts.database.read() as connection:
        (row,) = connection.execute(select(issuance))  # of the week before nothing is left
    assert (row.credential_hash, row.week, row.signed) == (other.hash, "2026-W49", 1)


def test_a_key_of_an_old_quarter_or_another_trust_signs_nothing(server: Server) -> None:
    device = TestDevice(server)
    old = server.parts.issuer_keys.key_for(TRUST.id, "quay", "2025-Q1").known.key
    add_organisation(server.parts.database, replace(TRUST, id="other-trust"))
    stranger = TestDevice(server, organisation="other-trust")
    foreign = stranger.key()
    for key in (old, foreign, PublicKey(device.key().n + 2)):
        answer = device.ask(key, [new_blinded(key)])
        assert assert_problem(answer)["type"] == "/problems/key-retired"
        assert answer.status_code == 409
    assert stranger.tokens(1)
    today = str(Quarter.of(date.today()))
    assert {one.quarter for one in stranger.meta().issuer_keys} == {today}


def test_a_device_has_keys_for_its_own_areas_only(server: Server) -> None:
    for _ in range(10):
        TestDevice(server, "quay")
        TestDevice(server, "hill")
    south, north, everywhere = (
        TestDevice(server, "south"),
        TestDevice(server, "north"),
        TestDevice(server),
    )
    TestDevice(server, "south")
    keys = {area: everywhere.key(area) for area in ("quay", "hill", "south")}
    # South alone is small: one of the others shares its key.
    assert len(set(keys.values())) == 2
    own = next(area for area in ("quay", "hill") if keys[area] != keys["south"])
    refused = south.ask(keys[own], [new_blinded(keys[own])])
    assert assert_problem(refused)["type"] == "/problems/key-not-yours"
    assert refused.status_code == 403
    assert south.tokens(1, "south")
    assert north.tokens(1, "quay")
    assert north.tokens(1, "hill")
    assert everywhere.tokens(1, own)


def _forms(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Bodies that differ from a right one in one place each."""
    (one,) = body["blinded"]
    return {
        "short key": {**body, "key": "0" * 31},
        "no key": {**body, "key": None},
        "more": {**body, "more": 1},
        "none": {**body, "blinded": []},
        "too many": {**body, "blinded": [one] * 61},
        "text": {**body, "blinded": one},
        "nought": {**body, "blinded": ["A" * 512]},
        "too large": {**body, "blinded": ["_" * 512]},
        "short": {**body, "blinded": [one[1:]]},
        "letters": {**body, "blinded": ["é" * 512]},
        "surrogates": {**body, "blinded": ["\ud800" * 512]},
        "lists": {**body, "blinded": [["A"] * 512]},
        "one of two": {**body, "blinded": [one, "A" * 512]},
    }


def test_another_form_is_refused_and_costs_nothing(quota_server: Server) -> None:
    device = TestDevice(quota_server)
    key = device.key()
    for form in _forms(asked(key, [new_blinded(key)])).values():
        answer = quota_server.client.post(
            "/api/v1/tokens", content=json.dumps(form), headers=device.headers
        )
        assert assert_problem(answer)["type"] == "/problems/invalid-request"
    device.tokens(10)


class Watched(Issuing):
    """Remembers whether an event loop was running where it signed."""

    loops: list[bool]

    def sign(self, device: Device, key_id: str, blinded: Sequence[bytes]) -> list[bytes]:
        try:
            asyncio.get_running_loop()
            self.loops.append(True)
        except RuntimeError:
            self.loops.append(False)
        return super().sign(device, key_id, blinded)


def test_signing_is_not_done_on_the_event_loop(server: Server) -> None:
    watched = Watched(server.parts.database, server.parts.issuer_keys)
    watched.loops = []
    server.parts.issuing = watched
    TestDevice(server).tokens(2)
    assert watched.loops == [False]


def _windows(parts: list[bytes], size: int = 8) -> set[bytes]:
    """Every run of so many bytes: two random ones are alike once in 2**64."""
    return {part[start : start + size] for part in parts for start in range(len(part) - size + 1)}


def _issue(device: TestDevice, number: int) -> tuple[list[Blinded], list[bytes], list[Token]]:
    """Have so many signed; gives what went out, what came back and what was made of it."""
    key = device.key()
    sent = [new_blinded(key) for _ in range(number)]
    answered: list[bytes] = []
    for start in range(0, number, 60):
        answer = device.ask(key, sent[start : start + 60])
        assert answer.status_code == 200, answer.text
        answered += [read_bytes(text) for text in answer.json()["signatures"]]
    made = [finished(key, one, back) for one, back in zip(sent, answered, strict=True)]
    return sent, answered, made


def _have_nothing_in_common(server: Server, number: int) -> None:
    server.parts.issuing._weekly = number
    device = TestDevice(server)
    sent, answered, made = _issue(device, number)
    at_issuance = _windows([one.blinded for one in sent] + answered + [bytes.fromhex(device.hash)])
    at_use = [part for token in made for part in (token.prepared, token.signature)]
    assert not at_issuance & _windows(at_use)
    server.parts.database.scrub()
    folder = server.settings.data_dir
    stored = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    in_database = _windows([stored])
    texts = [write_bytes(part).encode() for part in at_use]
    for needles in (at_use, texts, [part.hex().encode() for part in at_use]):
        assert not in_database & _windows(needles)
    # Nor is anything there of what was asked: only that this device asked.
    assert not in_database & _windows([one.blinded for one in sent] + answered)
    assert device.hash.encode() in stored
    # Any request could have been any token's: there is a factor for every pair.
    n, e = device.key().n, device.key().e
    for one, token in itertools.product(sent[:6], made[-6:]):
        index = sent.index(one)
        back = int.from_bytes(answered[index])
        factor = back * pow(int.from_bytes(token.signature), -1, n) % n
        encoded = pow(int.from_bytes(token.signature), e, n)
        assert encoded * pow(factor, e, n) % n == int.from_bytes(one.blinded)


def test_what_was_signed_and_what_is_shown_have_no_bytes_in_common(server: Server) -> None:
    _have_nothing_in_common(server, 40)


@pytest.mark.soak
def test_a_thousand_tokens_have_no_bytes_in_common_with_their_signing(server: Server) -> None:
    _have_nothing_in_common(server, 1000)
