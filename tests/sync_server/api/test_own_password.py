"""Somebody signed in changes their own password: asked, slowed, logged, others signed out."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sync_server.db.tables import account
from sync_server.services.accounts import MAXIMUM_PASSWORD, MINIMUM_PASSWORD
from sync_server.services.audit_reading import kind_of
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.second_factors import has_lead, sets_up, slug, tries, with_clock
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

NEW = "other plain unrelated words"


def changes(server: Server, current: str = PASSWORD, new: str = NEW) -> Any:
    """Ask for another password, as whoever is signed in."""
    body = json.dumps({"current": current, "new": new})
    sent = OWN | {"Content-Type": "application/json"}
    return server.client.put("/api/v1/session/password", content=body, headers=sent)


def test_the_new_one_opens_the_account_and_the_former_does_not(either_server: Server) -> None:
    server = either_server
    has_lead(server)
    tries(server)
    assert changes(server).status_code == 204
    server.client.cookies.clear()
    assert slug(tries(server)) == "sign-in-failed"
    assert slug(tries(server, password=NEW)) == ""


def test_this_session_goes_on_under_another_token_and_the_others_end(
    either_server: Server,
) -> None:
    server = either_server
    has_lead(server)
    book = server.parts.accounts
    book.create("other", "Another", TRUST.id, PASSWORD)
    elsewhere, _ = book.sign_in("lead", PASSWORD)
    somebody_elses, _ = book.sign_in("other", PASSWORD)
    tries(server)
    former = server.client.cookies["layby_session"]
    changes(server)
    assert server.client.cookies["layby_session"] != former
    assert server.client.get("/api/v1/session").status_code == 200
    assert book.signed_in(former) is None
    assert book.signed_in(elsewhere) is None
    assert book.signed_in(somebody_elses) is not None


def test_it_is_kept_as_at_the_start_and_is_readable_nowhere(server: Server) -> None:
    has_lead(server)
    tries(server)
    changes(server)
    with server.parts.database.read() as connection:
        (row,) = connection.execute(select(account))
    assert row.password_hash.startswith("$argon2id$")
    server.parts.database.scrub()
    assert NEW.encode() not in (server.settings.data_dir / "layby.db").read_bytes()


def test_a_wrong_one_changes_nothing_and_says_which_field(server: Server) -> None:
    has_lead(server)
    elsewhere, _ = server.parts.accounts.sign_in("lead", PASSWORD)
    tries(server)
    refused = assert_problem(changes(server, "wrong password"), 403)
    assert (refused["type"], refused["field"]) == ("/problems/password-wrong", "current")
    assert server.parts.accounts.signed_in(elsewhere) is not None
    assert slug(tries(server)) == ""


def test_wrong_ones_are_slowed_with_those_of_signing_in_and_a_right_one_forgives_none(
    server: Server,
) -> None:
    has_lead(server)
    tries(server)
    for _ in range(3):
        assert slug(changes(server, "wrong password")) == "password-wrong"
    # The right one is no guess, and takes none of theirs back: codes may have been guessed too.
    assert slug(changes(server)) == ""
    assert slug(changes(server, "wrong password")) == "password-wrong"
    assert slug(changes(server, "wrong password")) == "password-wrong"
    slowed = changes(server, NEW)
    assert slug(slowed) == "too-many-tries"
    assert int(slowed.headers["Retry-After"]) >= 1
    assert slug(tries(server, password=NEW)) == "too-many-tries"


@pytest.mark.parametrize(
    "new", ["", "x" * (MINIMUM_PASSWORD - 1), "x" * (MAXIMUM_PASSWORD + 1), "\ud800" * 12]
)
def test_what_cannot_be_a_password_is_refused_as_everywhere(server: Server, new: str) -> None:
    has_lead(server)
    tries(server)
    refused = assert_problem(changes(server, new=new), 422)
    assert refused["type"] == "/problems/invalid-request"
    if new.isascii():
        assert (refused["field"], "12 to 256 characters" in refused["detail"]) == ("new", True)
    assert slug(tries(server)) == ""


def test_who_came_by_the_trusts_own_sign_in_has_none_to_change(server: Server) -> None:
    book = server.parts.accounts
    book.create("own", "By the trust", TRUST.id, None)
    book.create("lead", "Both ways", TRUST.id, PASSWORD)
    for name, factor in (("own", "sign-on"), ("own", "passkey"), ("lead", "sign-on")):
        token, _ = book.sessions.open(name, factor)
        server.client.cookies.set("layby_session", token)
        assert slug(changes(server)) == "not-permitted"
        server.client.cookies.clear()


def test_a_password_alone_cannot_take_the_account_where_more_is_asked(tmp_path: Path) -> None:
    with Server(tmp_path, second_factor="required") as server:
        has_lead(server)
        clock = with_clock(server)
        tries(server)
        assert slug(changes(server)) == "second-factor-missing"
        sets_up(server, clock)
        assert slug(changes(server)) == ""
        assert server.get("session")["second_factor"] == "there"


def test_of_two_changes_at_once_one_counts(server: Server) -> None:
    has_lead(server)
    book = server.parts.accounts
    first, second = (book.sign_in("lead", PASSWORD)[0] for _ in range(2))
    true = book.matches
    renewed: list[str] = []

    def meanwhile(password_hash: str, password: str) -> bool:
        right = true(password_hash, password)
        if not renewed:
            renewed.append("")
            renewed.append(book.change_password("lead", first, PASSWORD, NEW))
        return right

    book.matches = meanwhile  # type: ignore[method-assign]
    server.client.cookies.set("layby_session", second)
    assert slug(changes(server, new="a third set of words")) in ("password-wrong", "signed-out")
    book.matches = true  # type: ignore[method-assign]
    assert book.signed_in(renewed[1]) is not None
    assert book.sign_in("lead", NEW)[1].username == "lead"


def test_it_is_in_the_log_among_the_accounts_and_holds_no_word_of_it(server: Server) -> None:
    has_lead(server)
    tries(server)
    changes(server, "wrong password")
    changes(server)
    acts = server.parts.audit_reading.acts(TRUST.id, None, 10)
    assert next((act.who, act.what, act.kind) for act in acts) == (
        "lead",
        "changed their password",
        "accounts",
    )
    assert sum(act.what == "changed their password" for act in acts) == 1
    assert kind_of("changed their password") == "accounts"
