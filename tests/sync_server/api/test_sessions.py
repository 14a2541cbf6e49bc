"""Signing in and out: what is answered, what is in the cookie, what is slowed down."""

import asyncio
import threading
from collections.abc import Mapping
from functools import partial
from itertools import product
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from sync_server.db.tables import account, session
from sync_server.errors import Refusal, ServerError
from sync_server.main import wire
from sync_server.services.accounts import AccountBook, SignedIn, generated_password
from sync_server.services.open_sessions import ABSOLUTE_SECONDS, IDLE_SECONDS, OpenSessions
from sync_server.services.single_sign_on import SingleSignOn
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server


def test_signing_in_opens_a_session_and_out_ends_it(either_server: Server) -> None:
    server = either_server
    assert server.client.get("/api/v1/session").status_code == 401
    server.sign_in()
    who = server.get("session")
    short = {"id": TRUST.id, "name": TRUST.name, "synthetic": False}
    assert who == {
        "username": "lead",
        "display_name": "A Lead",
        "role": "lead",
        "organisation": short,
        "organisations": [short],
        "areas": [],
        "permissions": [
            "act-on-themes",
            "check-themes",
            "edit-content",
            "flag-texts",
            "manage-enrolment",
            "read-summaries",
            "read-themes",
        ],
        "minimum_group": 11,
        "second_factor": "none",
        "recovery_codes_left": 0,
    }
    gone = server.client.delete("/api/v1/session", headers={"Layby-Request": "1"})
    assert gone.status_code == 204
    assert server.client.get("/api/v1/session").json()["type"] == "/problems/signed-out"


def test_the_cookie_is_for_the_server_alone(server: Server) -> None:
    server.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
    answer = server.client.post(
        "/api/v1/session", json={"username": " LEAD ", "password": PASSWORD}, headers=OWN
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("layby_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Secure" not in cookie
    token = cookie.split("=")[1].split(";")[0]
    assert len(token) == 43
    with server.parts.database.read() as connection:
        (row,) = connection.execute(select(session))
    assert token not in str(row)


def test_passwords_are_hashed_as_rfc_9106_recommends(server: Server) -> None:
    book = AccountBook(server.parts.database, server.parts.secret)
    book.create("lead", "A Lead", TRUST.id, PASSWORD)
    with server.parts.database.read() as connection:
        (kept,) = connection.execute(select(account))
    assert kept.password_hash.startswith("$argon2id$v=19$m=65536,t=3")


def test_over_https_the_cookie_is_bound_to_host_and_transport(tmp_path: Path) -> None:
    with Server(tmp_path, https=True) as server:
        server.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
        answer = server.client.post(
            "/api/v1/session", json={"username": "lead", "password": PASSWORD}, headers=OWN
        )
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-layby_session=")
        assert "Secure" in cookie
        assert "Path=/;" in cookie
        assert "Domain" not in cookie
        assert server.client.get("/api/v1/session").status_code == 200


def test_wrong_password_and_unknown_name_are_answered_alike(server: Server) -> None:
    server.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
    tries = [("lead", "wrong"), ("nobody", PASSWORD), ("\x00", ""), ("lead", "x" * 1000)]
    bodies = {
        server.client.post(
            "/api/v1/session", json={"username": name, "password": word}, headers=OWN
        ).text
        for name, word in tries
    }
    assert len(bodies) == 1
    assert "/problems/sign-in-failed" in bodies.pop()


def test_tries_are_slowed_per_account_and_forgiven_after_success(server: Server) -> None:
    server.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
    found = []
    for _ in range(7):
        try:
            server.parts.accounts.sign_in("lead", "guess")
        except Refusal as error:
            found.append((error.slug, error.retry_after is not None))
    assert found == [("sign-in-failed", False)] * 5 + [("too-many-tries", True)] * 2
    server.parts.accounts.create("other", "Another", TRUST.id, PASSWORD)
    for _ in range(6):
        server.parts.accounts.sign_in("other", PASSWORD)


class Held(AccountBook):
    """Looks at no password before it is let go, and then at none."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.parts.database, server.parts.secret)
        self.go = threading.Event()

    def sign_in(self, username: str, password: str, code: str = "") -> tuple[str, SignedIn]:
        self.go.wait()
        raise Refusal("sign-in-failed")


class SlowProvider(SingleSignOn):
    """A trust's own sign-in that does not answer before it is let go, and then says no."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.parts.database, server.parts.steps, {}, "https://layby.test")
        self.go = threading.Event()

    def begin(self, provider_id: str) -> tuple[str, str]:
        self.go.wait()
        raise Refusal("not-found")

    def sign_in(self, sessions: OpenSessions, step: str, given: Mapping[str, str]) -> str:
        self.go.wait()
        raise Refusal("sign-on-failed")


@pytest.mark.parametrize(
    ("method", "address", "sent", "said"),
    [
        ("POST", "/api/v1/session", {"username": "stranger", "password": PASSWORD}, 401),
        ("POST", "/api/v1/session/sign-on", {"provider": "own"}, 404),
        ("GET", "/api/v1/session/sign-on/answer?code=x", None, 303),
    ],
    ids=["password", "to the trust's own", "back from it"],
)
def test_strangers_who_sign_in_by_the_dozen_keep_no_author_waiting(
    server: Server, method: str, address: str, sent: object, said: int
) -> None:
    parts = server.parts
    parts.accounts, parts.sign_on = held, slow = Held(server), SlowProvider(server)

    async def everybody() -> tuple[object, set[int]]:
        transport = httpx.ASGITransport(wire(parts))
        async with httpx.AsyncClient(transport=transport, base_url="http://layby.test") as client:
            asking = partial(client.request, method, address, json=sent, headers=OWN)
            strangers = [asyncio.create_task(asking()) for _ in range(60)]  # more than threads
            for _ in range(200):
                await asyncio.sleep(0)  # all of them are under way
            try:
                asked = client.post("/api/v1/withdraw", json={"code": "00" * 16})
                author = (await asyncio.wait_for(asked, 20)).json()
            finally:
                held.go.set()
                slow.go.set()
            return author, {answer.status_code for answer in await asyncio.gather(*strangers)}

    assert asyncio.run(everybody()) == ({"state": "unknown"}, {said})


def test_signing_in_always_makes_a_new_session_and_ends_the_former(server: Server) -> None:
    server.sign_in()
    first = server.client.cookies["layby_session"]
    server.sign_in()
    second = server.client.cookies["layby_session"]
    assert first != second
    assert server.parts.accounts.signed_in(first) is None
    assert server.parts.accounts.signed_in(second) is not None


def test_a_planted_session_id_is_never_taken_over(server: Server) -> None:
    planted = "A" * 43
    server.client.cookies.set("layby_session", planted)
    server.sign_in()
    assert server.parts.accounts.signed_in(planted) is None


def test_writes_need_the_own_header_and_other_sites_are_refused(server: Server) -> None:
    server.sign_in()
    who = {"username": "lead", "password": PASSWORD}
    for bare in (
        server.client.delete("/api/v1/session"),
        server.client.post("/api/v1/session", json=who),
    ):
        assert (bare.status_code, bare.json()["type"]) == (403, "/problems/missing-header")
    asked = (("DELETE", "session"), ("POST", "session"), ("GET", "quarters"))
    for (method, address), site in product(asked, ("cross-site", "same-site")):
        crossed = server.client.request(
            method, f"/api/v1/{address}", headers=OWN | {"Sec-Fetch-Site": site}
        )
        assert (crossed.status_code, crossed.json()["type"]) == (403, "/problems/cross-site")
    assert server.client.get("/api/v1/session").status_code == 200


def test_sessions_end_when_idle_and_after_a_working_day(server: Server) -> None:
    now = 1_800_000_000.0
    book = AccountBook(server.parts.database, server.parts.secret, now=lambda: now)
    book.create("lead", "A Lead", TRUST.id, PASSWORD)
    token, _ = book.sign_in("lead", PASSWORD)
    started = now
    while now - started + IDLE_SECONDS - 60 < ABSOLUTE_SECONDS:
        now += IDLE_SECONDS - 60
        assert book.signed_in(token) is not None
    now = started + ABSOLUTE_SECONDS
    assert book.signed_in(token) is None
    token, _ = book.sign_in("lead", PASSWORD)
    now += IDLE_SECONDS
    assert book.signed_in(token) is None


def test_a_new_password_ends_every_session(either_server: Server) -> None:
    either_server.sign_in()
    password = generated_password()
    either_server.parts.accounts.reset_password("LEAD", password)
    assert either_server.client.get("/api/v1/session").status_code == 401
    assert either_server.parts.accounts.sign_in("lead", password)[1].username == "lead"


@pytest.mark.parametrize(
    ("name", "password"),
    [("", PASSWORD), ("two words", PASSWORD), ("lead", "short"), ("lead", "x" * 300)],
)
def test_unusable_names_and_passwords_are_refused_in_a_sentence(
    server: Server, name: str, password: str
) -> None:
    with pytest.raises(ServerError, match=r"\.$"):
        server.parts.accounts.create(name, "A Lead", TRUST.id, password)


def test_there_is_no_second_account_of_one_name(either_server: Server) -> None:
    either_server.sign_in()
    with pytest.raises(ServerError, match="already"):
        either_server.parts.accounts.create("Lead", "B", TRUST.id, PASSWORD)
    with pytest.raises(ServerError, match="no account"):
        either_server.parts.accounts.reset_password("other", PASSWORD)
