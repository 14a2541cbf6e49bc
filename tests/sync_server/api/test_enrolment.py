"""Enrolment over HTTP: forgiving about typing, idempotent per try, strict about codes."""

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from app.domain.base64url import read_bytes
from app.domain.lock import LockTimes
from app.domain.organisation import Organisation
from app.domain.rsa_key import PublicKey
from sync_server.db.key_tables import device
from sync_server.db.tables import enrolment_attempt, enrolment_code
from sync_server.services.enrolment import Enrolment, _hash
from sync_server.services.throttle import Throttle
from sync_server.services.withdrawals import Pace
from tests.sync_server.trust import TRUST, Server


def enrol(server: Server, code: str, attempt: str | None = None) -> tuple[int, dict[str, Any]]:
    answer = server.client.post(
        "/api/v1/enrolments", json={"code": code, "attempt": attempt or str(uuid.uuid4())}
    )
    return answer.status_code, answer.json()


def admitted(server: Server, credential: str) -> bool:
    answer = server.client.get("/api/v1/content", headers={"Layby-Device": credential})
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def test_a_code_gives_the_trust_its_key_and_a_credential_of_ones_own(
    either_server: Server,
) -> None:
    server = either_server
    code = server.parts.enrolment.issue(TRUST.id, uses=2, days=7, areas=("quay",))
    status, answer = enrol(server, code)
    assert status == 201
    # At its defaults the server says so: five idle and two hidden minutes.
    told = {"lock_idle_minutes": 5, "lock_hidden_minutes": 2}
    assert answer["organisation"] == {**TRUST.to_document(), **told}
    key = PublicKey.from_document(answer["trust_key"])
    assert key == server.parts.trust_keys.trust_key(TRUST.id)
    assert answer["fingerprint"] == key.key_id
    assert answer["areas"] == ["quay"]
    assert len(read_bytes(answer["credential"], 32)) == 32
    _, second = enrol(server, code)
    assert second["credential"] != answer["credential"]
    assert admitted(server, answer["credential"])
    assert not admitted(server, answer["credential"][:-2] + "AA")


def test_a_device_learns_how_soon_its_trust_wants_it_locked(tmp_path: Path) -> None:
    with Server(tmp_path, lock_idle_minutes=2.5, lock_hidden_minutes=0.25) as server:
        code = server.parts.enrolment.issue(TRUST.id, uses=1, days=7)
        _, answer = enrol(server, code)
    assert Organisation.from_document(answer["organisation"]).lock == LockTimes(150, 15)


def test_the_same_try_again_gets_the_same_answer_without_using_the_code(
    either_server: Server,
) -> None:
    code = either_server.parts.enrolment.issue(TRUST.id, uses=1, days=7)
    attempt = str(uuid.uuid4())
    first = enrol(either_server, code, attempt)
    assert first[0] == 201
    assert enrol(either_server, code, attempt) == first
    status, answer = enrol(either_server, code)
    assert (status, answer["type"]) == (409, "/problems/enrolment-code-used")
    assert enrol(either_server, code, attempt) == first


def test_typing_is_forgiven(server: Server) -> None:
    code = server.parts.enrolment.issue(TRUST.id, uses=9, days=7)
    bare = code.replace("-", "")
    for typed in (
        bare.lower(),
        f"  {code} ",
        " ".join(bare),
        bare.replace("0", "O").replace("1", "l"),
        bare.replace("1", "I").replace("0", "o"),
        code.replace("-", "–"),
    ):
        assert enrol(server, typed)[0] == 201


@pytest.mark.parametrize("code", ["K7QF-2M9X-TR4B", "short", "U" * 12, "٣" * 12, "a\x00b", "ß" * 6])
def test_unknown_codes_are_unknown(server: Server, code: str) -> None:
    status, answer = enrol(server, code)
    assert (status, answer["type"]) == (404, "/problems/enrolment-code-unknown")


def test_an_expired_code_says_so(server: Server) -> None:
    later = Enrolment(
        server.parts.database,
        server.parts.secret,
        server.parts.trust_keys.trust_key,
        today=lambda: date.today() - timedelta(days=8),
    )
    code = later.issue(TRUST.id, uses=5, days=7)
    status, answer = enrol(server, code)
    assert (status, answer["type"]) == (410, "/problems/enrolment-code-expired")


def test_neither_code_nor_credential_nor_a_way_from_one_to_the_other_is_kept(
    server: Server,
) -> None:
    code = server.parts.enrolment.issue(TRUST.id, uses=5, days=7)
    attempt = str(uuid.uuid4())
    _, answer = enrol(server, code, attempt)
    raw = read_bytes(answer["credential"], 32)
    with server.parts.database.read() as connection:
        (row,) = connection.execute(select(enrolment_code))
        (tried,) = connection.execute(select(enrolment_attempt))
        (kept,) = connection.execute(select(device))
    file = (server.settings.data_dir / "layby.db").read_bytes()
    log = server.settings.data_dir / "layby.db-wal"
    file += log.read_bytes() if log.exists() else b""
    bare = code.replace("-", "")
    for secret in (code, bare, bare.lower(), attempt, answer["credential"], raw.hex()):
        assert secret.encode() not in file
    assert raw not in file
    assert row.first_group == code[:4]
    # A guess at the code cannot be tried on what is kept of it, and a device names no code.
    assert row.code_hash not in (_hash(code), _hash(bare))
    codes = {row.code_hash, tried.attempt_hash, tried.code_hash}
    assert codes.isdisjoint(kept._mapping.values())


def test_a_code_from_before_its_hash_had_the_servers_secret_still_works(server: Server) -> None:
    with server.parts.database.write() as connection:
        values = {"organisation": TRUST.id, "uses_left": 1, "expires_on": "2999-01-01"}
        row = {"code_hash": _hash("K7QF2M9XTR4B"), **values}
        connection.execute(insert(enrolment_code).values(row))
    status, answer = enrol(server, "K7QF-2M9X-TR4B")
    assert (status, answer["areas"]) == (201, [])
    assert enrol(server, "K7QF-2M9X-TR4B")[1]["type"] == "/problems/enrolment-code-used"


def test_guessing_at_one_code_is_slowed_and_holds_up_nobody_with_another(server: Server) -> None:
    answers = [enrol(server, f"0000-0000-{number:04}") for number in range(22)]
    assert [status for status, _ in answers] == [404] * 20 + [429] * 2
    assert answers[-1][1]["type"] == "/problems/too-many-tries"
    assert 1 <= answers[-1][1]["retry_after"] <= 5
    assert enrol(server, server.parts.enrolment.issue(TRUST.id, uses=1, days=1))[0] == 201


def test_a_flood_of_codes_that_nobody_made_locks_nobody_out(server: Server) -> None:
    desk = server.parts.enrolment
    desk._strangers = Pace(per_minute=30, clock=lambda: 0.0)
    code = desk.issue(TRUST.id, uses=2, days=1)
    statuses = [enrol(server, f"{number:04}-AAAA-AAAA")[0] for number in range(40)]
    statuses += [enrol(server, "no code at all")[0] for _ in range(3)]
    assert statuses == [404] * 30 + [429] * 13
    assert enrol(server, code)[0] == enrol(server, code)[0] == 201
    assert enrol(server, code)[1]["type"] == "/problems/enrolment-code-used"


def test_nothing_of_a_code_is_kept_by_the_throttle_and_no_try_beyond_its_window() -> None:
    now = 0.0
    throttle = Throttle(free=3, base=5, cap=20, forget=60, clock=lambda: now)
    for key in "abc":
        throttle.admit(key)
    now = 61.0
    throttle.admit("d")
    assert list(throttle._records) == ["d"]


def test_delays_double_up_to_their_cap_and_a_success_takes_a_try_back() -> None:
    now = 0.0
    throttle = Throttle(free=3, base=5, cap=20, forget=60, clock=lambda: now)
    assert [throttle.admit("x") for _ in range(4)] == [0, 0, 0, 5]
    for expected in (10, 20, 20):
        now += 20
        assert throttle.admit("x") == 0
        assert throttle.admit("x") == expected
    assert throttle.admit("y") == 0
    now += 61
    for _ in range(50):
        assert throttle.admit("x") == 0
        throttle.succeed("x", all_tries=False)
