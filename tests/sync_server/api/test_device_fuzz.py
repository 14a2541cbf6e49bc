"""Thousands of broken bodies at the doors beside intake: enrolling, tokens, asking, withdrawing.

Whatever comes, nothing is a fault, every refusal is a problem document that quotes nothing, and
in the end there are as many devices, signatures and withdrawn texts as were granted.
"""

import copy
import json
import random
import secrets
import uuid
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.base64url import write_bytes
from app.domain.rsa_key import BYTES
from app.domain.second_look import hash_of
from sync_server.db.key_tables import device, issuance
from sync_server.db.tables import summary as table
from tests.sync_server.api.fuzz import CANARY, RAW, VALUES
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import TRUST, Server, summary

DOORS = ("enrolments", "tokens", "second-look", "withdraw")
ENCODINGS = ("gzip", "deflate", "br", "zstd", "gzip, gzip", CANARY)


class Doors:
    """Makes bodies for every door, sends them, and keeps account of what was granted."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server = server
        self.rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
        self.credential = server.credential("quay")
        self.key = server.parts.issuer_keys.key_for(TRUST.id, "quay", None).known.key.key_id
        self.codes = [secrets.token_hex(16) for _ in range(40)]
        own = {"schema": 3, "looked_again": False}
        self.wires = [summary(withdrawal=hash_of(code), **own) for code in self.codes]
        server.send(*self.wires)
        self.enrolment = server.parts.enrolment.issue(TRUST.id, uses=1000, days=1)
        self.devices = {self.credential}
        self.signed = 0
        self.withdrawn: set[str] = set()
        self.statuses: dict[str, set[int]] = {door: set() for door in DOORS}

    def sound(self, door: str) -> dict[str, Any]:
        if door == "enrolments":
            attempt = uuid.UUID(int=self.rng.getrandbits(128), version=4)
            return {"code": self.enrolment, "attempt": str(attempt)}
        if door == "tokens":
            number = self.rng.randrange(2**3000)
            return {"key": self.key, "blinded": [write_bytes(number.to_bytes(BYTES))]}
        # Few are withdrawn, so that in the end some are left.
        known = self.codes[:20] if door == "withdraw" else self.codes
        return {"code": self.rng.choice([*known, secrets.token_hex(16)])}

    def body(self, door: str) -> bytes:
        """One body, broken in a random way, or not at all."""
        rng, given = self.rng, copy.deepcopy(self.sound(door))
        name = rng.choice(sorted(given))
        way = rng.randrange(8)
        if way == 0:
            given[name] = rng.choice([*VALUES, [given[name]], {name: given[name]}])
        elif way == 1:
            given[rng.choice([CANARY, "", "\ud800", "__proto__"])] = rng.choice(VALUES)
        elif way == 2:
            del given[name]
        elif way == 3 and isinstance(given[name], str):
            given[name] += rng.choice(["=", "\n", " ", "\x00", "\ud800", "a" * 200])
        elif way == 4 and door == "tokens":
            given["blinded"] = [rng.choice(["A" * 512, "\ud800" * 512, 7, None, "=" * 512])]
            given["blinded"] *= rng.choice([1, 1, 20, 61, 500])
        raw = json.dumps(given).encode()
        if way == 5:
            raw = rng.choice([*RAW, raw * 2, raw[: rng.randrange(len(raw))]])
        elif way == 6:
            changed = bytearray(raw)
            for _ in range(rng.randint(1, 4)):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            raw = bytes(changed)
        return raw

    def send(self, door: str) -> None:
        headers = {}
        if door == "tokens":
            odd = [self.credential[:-1], self.credential + "=", "", CANARY, "A" * 43]
            headers["Layby-Device"] = self.rng.choice([self.credential] * 6 + odd)
        if self.rng.random() < 0.05:
            headers["Content-Encoding"] = self.rng.choice(ENCODINGS)
        body = self.body(door)
        answer = self.server.client.post(f"/api/v1/{door}", content=body, headers=headers)
        self.statuses[door].add(answer.status_code)
        assert CANARY not in answer.text
        if answer.status_code >= 400:
            assert assert_problem(answer)["status"] < 500, (door, body)
            return
        said = answer.json()
        if door == "enrolments":
            self.devices.add(said["credential"])
        elif door == "tokens":
            self.signed += len(said["signatures"])
        elif door == "withdraw" and said["state"] == "withdrawn":
            self.withdrawn.add(json.loads(body)["code"])

    def assert_account_is_right(self) -> None:
        with self.server.parts.database.read() as connection:
            devices = connection.execute(select(func.count()).select_from(device)).scalar_one()
            signed = connection.execute(select(func.sum(issuance.c.signed))).scalar_one()
            rows = connection.execute(select(table.c.withdrawal, table.c.text)).all()
        assert devices == len(self.devices)
        assert signed <= self.signed <= self.server.settings.tokens_per_week
        gone = {row.withdrawal for row in rows if not row.text}
        assert gone == {hash_of(code) for code in self.withdrawn}
        assert len(rows) == len(self.codes)


def play(server: Server, seed: int, each: int) -> Doors:
    doors = Doors(server, seed)
    for _ in range(each):
        for door in DOORS:
            doors.send(door)
    doors.assert_account_is_right()
    return doors


def test_no_body_breaks_a_door_or_is_granted_what_it_should_not_be(server: Server) -> None:
    doors = play(server, 20_261_122, 450)
    assert {201, 400, 422} <= doors.statuses["enrolments"]
    assert {200, 400, 401, 422} <= doors.statuses["tokens"]
    for door in ("second-look", "withdraw"):
        assert {200, 400, 422} <= doors.statuses[door]


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
def test_ten_thousand_bodies_at_the_doors_on_both_databases(
    either_server: Server, seed: int
) -> None:
    play(either_server, seed, 1_250)
