"""Broken bodies for intake, and an account of what was called stored."""

import base64
import copy
import json
import random
import secrets
import uuid
from typing import Any

from sqlalchemy import func, select

from sync_server.db.intake_tables import spent_token
from sync_server.db.tables import summary as table
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import Server, summary, week

CANARY = "Canary-7Zq"
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    4,
    10**30,
    -(10**400),
    1e308,
    "",
    " ",
    "\x00",
    "\ud800",
    "a\udfffb",
    "\u202e\u0301" * 50,
    "𝟛" * 10,
    "x" * 3000,
    "A" * 512,
    "' OR 1=1 --",
    [],
    [[]],
    [None],
    ["workload", "workload"],
    ["x"] * 100,
    {},
    {"$ne": None},
    CANARY,
]
RAW = [
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e309",
    b"-1e999",
    b"9" * 5000,
    b"[" * 20_000,
    b'{"a":' * 20_000,
    b"[" * 500 + b"]" * 500,
    b'"\\ud83d"',
    b'"\\u0000"',
    b'"\xed\xa0\x80"',
    b'"\xc0\x80"',
    b"\xef\xbb\xbf{}",
    b"\xff",
    b"",
]
REASONS = {
    "invalid-summary",
    "area-unknown",
    "role-family-unknown",
    "wrong-organisation",
    "week-ahead",
    "week-past",
    "app-too-old",
    "token-forged",
    "token-area",
    "token-expired",
    "token-spent",
}


class Fuzz:
    """Makes bodies, sends them, and keeps account of what was called stored."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server = server
        self.rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
        self.pool = [server.item(self.sound()) for _ in range(80)]
        self.old = server.token(quarter="2024-Q1")
        self.stored: dict[str, Any] = {}
        self.outcomes: dict[str, int] = {}

    def sound(self) -> dict[str, Any]:
        return summary(
            id=str(uuid.UUID(int=self.rng.getrandbits(128), version=4)),
            area=self.rng.choice(["quay", "hill"]),
            week=week(-self.rng.randrange(20)),
        )

    def body(self) -> bytes:
        """One body, broken in a random way, or not at all."""
        items: list[Any] = copy.deepcopy(self.rng.sample(self.pool, self.rng.randint(1, 3)))
        ways = [self._field, self._gone, self._any, self._token, self._swap, self._again]
        way = self.rng.randrange(len(ways) + 3)
        if way < len(ways):
            ways[way](items)
        body = json.dumps({"items": items}).encode()
        if way == len(ways):
            place = self.rng.choice([b'"04"', b"true", b"2", b'"en"', b'"token"'])
            body = body.replace(place, self.rng.choice(RAW), 1)
        elif way == len(ways) + 1:
            changed = bytearray(body)
            for _ in range(self.rng.randint(1, 8)):
                changed[self.rng.randrange(len(changed))] = self.rng.randrange(256)
            body = bytes(changed)
        elif way == len(ways) + 2 and self.rng.random() < 0.7:
            cut = body[: self.rng.randrange(len(body))]
            body = self.rng.choice([*RAW, cut, body * 2, b'{"items":7}'])
        return body

    def _field(self, items: list[Any]) -> None:
        wire = self.rng.choice(items)["summary"]
        wire[self.rng.choice(sorted(wire))] = self.rng.choice(VALUES)

    def _gone(self, items: list[Any]) -> None:
        wire = self.rng.choice(items)["summary"]
        wire.pop(self.rng.choice(sorted(wire)))
        name = self.rng.choice(["helpful", "role_family", CANARY, "", "\ud800"])
        wire[name] = self.rng.choice(VALUES)

    def _any(self, items: list[Any]) -> None:
        name = self.rng.choice(["token", "summary", CANARY, ""])
        if self.rng.random() < 0.3:
            items[0] = self.rng.choice(VALUES)
        else:
            items[0][name] = self.rng.choice(VALUES)

    def _token(self, items: list[Any]) -> None:
        """A token that is none, or nearly one, or another one."""
        given = self.rng.choice(items)
        token = given["token"]
        name = self.rng.choice(["key", "prepared", "signature"])
        raw = bytearray(token["prepared" if name == "key" else name].encode())
        raw[self.rng.randrange(len(raw))] = self.rng.choice(b"ABCxyz012-_")
        other = self.rng.choice(self.pool)["token"]
        given["token"] = self.rng.choice(
            [
                token | {name: self.rng.choice(VALUES)},
                token | {name: raw.decode()},
                token | {name: token[name] + "="},
                token | {name: token[name] + "\n"},
                token | {name: other[name]},
                token | {"key": secrets.token_hex(16)},
                token | {"key": token["key"].upper()},
                token | {"extra": CANARY},
                {key: value for key, value in token.items() if key != name},
                token | {"signature": _b64(secrets.token_bytes(384))},
                token | {"signature": _b64(b"\xff" * 384)},
                self.old.to_wire(),
            ]
        )

    def _swap(self, items: list[Any]) -> None:
        """Others' tokens: of another area, or used for another summary."""
        self.rng.choice(items)["token"] = self.rng.choice(self.pool)["token"]

    def _again(self, items: list[Any]) -> None:
        """With other content or under another number: something new, or what was accepted."""
        if self.rng.random() < 0.6:
            items[0] = self.server.item(self.sound())
        wire = items[0]["summary"]
        changes: list[dict[str, Any]] = [
            {"area": "nowhere"},
            {"role_family": "pilot"},
            {"organisation": "other-trust"},
            {"text": "Altered."},
            {"helpful": self.rng.randint(1, 5)},
            {"id": str(uuid.uuid4())},
            {"area": "hill" if wire["area"] == "quay" else "quay"},
            {"week": week(self.rng.choice([53, 2, -27, -52]))},
            {"schema": self.rng.choice([1, 3, 4])},
        ]
        wire.update(self.rng.choice(changes))

    def send(self) -> None:
        body = self.body()
        answer = self.server.client.post("/api/v1/summaries", content=body)
        assert answer.status_code in (200, 400, 422), answer.text
        assert CANARY not in answer.text
        if answer.status_code != 200:
            self._count(assert_problem(answer)["type"])
            return
        items = json.loads(body)["items"]
        for sent, receipt in zip(items, answer.json()["receipts"], strict=True):
            self._count(receipt.get("reason") or receipt["status"])
            if receipt["status"] == "stored":
                wire = sent["summary"]
                assert wire["id"] not in self.stored
                self.stored[wire["id"]] = wire
            elif receipt["status"] == "rejected":
                assert receipt["reason"] in REASONS
                assert receipt["detail"].endswith(".")
            else:
                assert receipt["status"] in ("duplicate", "conflict", "deferred")

    def _count(self, outcome: str) -> None:
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def assert_account_is_right(self) -> None:
        with self.server.parts.database.read() as connection:
            found = {row.id: row for row in connection.execute(select(table))}
            spent = connection.execute(select(func.count()).select_from(spent_token)).scalar_one()
        assert set(found) == set(self.stored)
        assert spent == len(found)
        for identity, wire in self.stored.items():
            row = found[identity]
            text = self.server.parts.cipher.open(row.text, identity)
            kept = (text, row.area, row.week, row.staff_group, row.helpful)
            sent = (wire["text"], wire["area"], wire["week"], wire["staff_group"])
            assert kept == (*sent, wire.get("helpful"))


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
