"""Passkeys for signing in: made for an account with codes, bound to this server, used once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync_server.db.accounts import Accounts
from tests.sync_server.api.second_factors import has_lead, slug, tries
from tests.sync_server.authenticator import Authenticator
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

ORIGIN = "https://layby.test"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that browsers know by its name."""
    with Server(tmp_path_factory.mktemp("named"), https=True, origin=ORIGIN) as server:
        yield server


@pytest.fixture
def site(named: Server) -> Server:
    """The same, with a lead of this test's own who signed in with a code."""
    with named.parts.database.write() as connection:
        Accounts(connection).remove("lead")
    has_lead(named)
    becomes(named, "lead")
    return named


def becomes(server: Server, username: str) -> None:
    server.client.cookies.clear()
    token, _ = server.parts.accounts.sessions.open(username, "code")
    server.client.cookies.set("__Host-layby_session", token, domain="layby.test")


def post(server: Server, address: str, body: Any = None) -> Any:
    return server.client.post(f"/api/v1/session/{address}", json=body or {}, headers=OWN)


def makes(server: Server, authenticator: Authenticator) -> Any:
    options = post(server, "passkeys/options").json()["options"]
    return post(server, "passkeys", {"credential": authenticator.makes(options)})


def signs_in(server: Server, authenticator: Authenticator) -> Any:
    options = post(server, "passkey/options").json()["options"]
    return post(server, "passkey", {"credential": authenticator.signs(options)})


def test_a_passkey_signs_in_without_a_password(site: Server) -> None:
    key = Authenticator()
    made = makes(site, key)
    assert (made.status_code, made.json()) == (201, {"passkeys": 1})
    former = site.client.cookies["__Host-layby_session"]
    answer = signs_in(site, key)
    assert (answer.status_code, answer.json()["username"]) == (200, "lead")
    assert answer.json()["second_factor"] == "there"
    assert site.client.cookies["__Host-layby_session"] != former
    assert site.parts.accounts.signed_in(former) is None
    assert slug(signs_in(site, key)) == ""


def test_what_a_passkey_signed_is_taken_once(site: Server) -> None:
    key = Authenticator()
    makes(site, key)
    options = post(site, "passkey/options").json()["options"]
    step = site.client.cookies["__Host-layby_step"]
    credential = key.signs(options)
    assert slug(post(site, "passkey", {"credential": credential})) == ""
    for kept in ("", step):
        site.client.cookies.clear()
        site.client.cookies.set("__Host-layby_step", kept)
        assert slug(post(site, "passkey", {"credential": credential})) == "sign-in-expired"


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "https://layby.test.evil.example"},
        {"origin": "http://layby.test"},
        {"host": "evil.example"},
        {"verifies": False},
        {"identity": b"another passkey"},
        {"handle": b"another person"},
        {"count": 0},
    ],
    ids=lambda bent: " ".join(f"{name} {value}" for name, value in bent.items()),
)
def test_a_passkey_that_is_not_quite_it_opens_nothing(site: Server, bent: dict[str, Any]) -> None:
    key = Authenticator(count=7)
    makes(site, key)
    assert slug(signs_in(site, key)) == ""
    for name, value in bent.items():
        setattr(key, name, value)
    assert slug(signs_in(site, key)) == "passkey-refused"


@pytest.mark.parametrize(
    "bent", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"verifies": False}]
)
def test_a_passkey_that_was_made_elsewhere_is_not_kept(site: Server, bent: dict[str, Any]) -> None:
    assert slug(makes(site, Authenticator(**bent))) == "passkey-refused"
    assert site.parts.passkeys.count("lead") == 0


@pytest.mark.parametrize(
    "credential",
    [{}, {"id": 1}, {"id": "x", "response": None}, {"id": "x" * 3000}, {"id": "\ud800"}],
)
def test_nonsense_is_refused_and_breaks_nothing(site: Server, credential: dict[str, Any]) -> None:
    makes(site, Authenticator())
    post(site, "passkey/options")
    body = json.dumps({"credential": credential})
    answer = site.client.post("/api/v1/session/passkey", content=body, headers=OWN)
    assert slug(answer) in ("passkey-refused", "invalid-request")


def test_another_account_cannot_take_a_making_over(site: Server) -> None:
    options = post(site, "passkeys/options").json()["options"]
    step = site.client.cookies["__Host-layby_step"]
    site.parts.accounts.create("other", "Another", TRUST.id, PASSWORD)
    credential = Authenticator().makes(options)
    becomes(site, "other")
    site.client.cookies.set("__Host-layby_step", step)
    assert slug(post(site, "passkeys", {"credential": credential})) == "passkey-refused"
    assert site.parts.passkeys.count("other") == 0


def test_a_passkey_is_for_accounts_that_have_codes(tmp_path: Path) -> None:
    with Server(tmp_path, https=True, origin=ORIGIN) as server:
        has_lead(server)
        tries(server)
        assert slug(post(server, "passkeys/options")) == "second-factor-missing"


@pytest.mark.parametrize("origin", ["", "http://layby.test", "https://192.0.2.7"])
def test_there_are_none_where_the_address_cannot_have_them(tmp_path: Path, origin: str) -> None:
    with Server(tmp_path, origin=origin) as server:
        assert server.client.get("/api/v1/session/ways").json()["passkeys"] is False
        assert slug(post(server, "passkey/options")) == "not-found"


def test_a_lost_phone_takes_its_passkeys_along(site: Server) -> None:
    key = Authenticator()
    makes(site, key)
    site.parts.accounts.second_factors.remove("lead")
    assert slug(signs_in(site, key)) == "passkey-refused"
