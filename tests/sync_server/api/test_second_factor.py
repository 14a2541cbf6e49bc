"""Codes of an authenticator app: set up, asked for, taken once; recovery codes; lock-out."""

from pathlib import Path

import pytest
from sqlalchemy import select

from sync_server.db.sign_in_tables import recovery_code, second_factor
from sync_server.errors import Refusal
from sync_server.services.open_sessions import FRESH_SECONDS, IDLE_SECONDS
from tests.sync_server.api.second_factors import (
    confirms,
    has_lead,
    sets_up,
    slug,
    tries,
    with_clock,
)
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server, this_quarter


def test_an_account_without_codes_signs_in_as_before(server: Server) -> None:
    has_lead(server)
    answer = tries(server)
    assert answer.json()["second_factor"] == "none"
    assert server.get("quarters")["quarters"] == [this_quarter()]


def test_from_setting_up_on_a_right_password_alone_opens_nothing(either_server: Server) -> None:
    server = either_server
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    app, _ = sets_up(server, clock)
    assert server.get("session")["second_factor"] == "there"
    server.client.cookies.clear()
    assert slug(tries(server)) == "second-factor-needed"
    assert slug(tries(server, "  ")) == "second-factor-needed"
    assert "layby_session" not in server.client.cookies
    assert slug(tries(server, app.shows_next(), password="wrong password")) == "sign-in-failed"
    answer = tries(server, f" {app.shows()[:3]} {app.shows()[3:]} ")
    assert (slug(answer), answer.json()["second_factor"]) == ("", "there")


def test_a_code_is_taken_once_and_so_is_the_one_that_set_it_up(either_server: Server) -> None:
    server = either_server
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    app, _ = sets_up(server, clock)
    assert slug(tries(server, app.shows())) == "second-factor-wrong"
    code = app.shows_next()
    assert slug(tries(server, code)) == ""
    assert slug(tries(server, code)) == "second-factor-wrong"
    older = app.shows()
    assert slug(tries(server, app.shows_next())) == ""
    assert slug(tries(server, older)) == "second-factor-wrong"


def test_a_recovery_code_works_once_however_it_is_typed(either_server: Server) -> None:
    server = either_server
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    _, codes = sets_up(server, clock)
    assert len(set(codes)) == 10
    typed = codes[3].upper().replace("-", " ").replace("0", "O").replace("1", "l")
    assert slug(tries(server, typed)) == ""
    assert server.get("session")["recovery_codes_left"] == 9
    assert slug(tries(server, codes[3])) == "second-factor-wrong"
    assert slug(tries(server, codes[4])) == ""


def test_guessing_codes_locks_the_account_for_a_while_and_asking_does_not(server: Server) -> None:
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    app, _ = sets_up(server, clock)
    server.client.cookies.clear()
    for _ in range(8):
        assert slug(tries(server)) == "second-factor-needed"
    guesses = [slug(tries(server, f"{guess:06}")) for guess in range(7)]
    assert guesses[:5] == ["second-factor-wrong"] * 5
    assert guesses[5:] == ["too-many-tries"] * 2
    locked = tries(server, app.shows_next())
    assert slug(locked) == "too-many-tries"
    assert int(locked.headers["Retry-After"]) >= 1


def test_what_makes_the_codes_is_readable_nowhere_in_the_database(server: Server) -> None:
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    begun = server.client.post("/api/v1/session/second-factor", headers=OWN).json()
    with server.parts.database.read() as connection:
        assert connection.execute(select(second_factor)).all() == []
    _, codes = sets_up(server, clock)
    server.parts.database.scrub()
    everything = (server.settings.data_dir / "layby.db").read_bytes()
    for told in (begun["secret"], *codes, *(code.replace("-", "") for code in codes)):
        assert told.encode() not in everything
    assert begun["address"].startswith("otpauth://totp/Layby%3Alead?secret=")
    with server.parts.database.read() as connection:
        hashes = {row.code_hash for row in connection.execute(select(recovery_code))}
    assert len(hashes) == 10


def test_a_set_up_belongs_to_its_account_and_its_own_code(server: Server) -> None:
    has_lead(server)
    clock = with_clock(server)
    server.parts.accounts.create("other", "Another", TRUST.id, PASSWORD)
    tries(server)
    factors = server.parts.accounts.second_factors
    others = factors.begin("other", "Trust")
    for setup, code in ((others.setup, "000000"), ("", "000000"), ("x" * 200, "1")):
        assert slug(confirms(server, setup, code)) == "second-factor-wrong"
    sets_up(server, clock)
    with pytest.raises(Refusal):
        factors.confirm("lead", others.setup, "000000")


def test_a_former_factor_is_replaced_only_with_a_code_of_it(either_server: Server) -> None:
    server = either_server
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    first, recovery = sets_up(server, clock)
    begun = server.client.post("/api/v1/session/second-factor", headers=OWN).json()
    second_code = "000000"
    assert slug(confirms(server, begun["setup"], second_code)) == "second-factor-wrong"
    second, _ = sets_up(server, clock, current=first.shows_next())
    assert slug(tries(server, first.shows_next())) == "second-factor-wrong"
    assert slug(tries(server, recovery[0])) == "second-factor-wrong"
    assert slug(tries(server, second.shows())) == ""


def test_a_session_left_open_is_not_enough_to_change_how_one_signs_in(server: Server) -> None:
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    clock.goes_on(FRESH_SECONDS)
    assert FRESH_SECONDS < IDLE_SECONDS
    begun = server.client.post("/api/v1/session/second-factor", headers=OWN)
    assert slug(begun) == "sign-in-again"
    assert slug(confirms(server, "", "")) == "sign-in-again"


def test_setting_up_ends_the_other_sessions_of_the_account(server: Server) -> None:
    has_lead(server)
    clock = with_clock(server)
    elsewhere, _ = server.parts.accounts.sign_in("lead", PASSWORD)
    tries(server)
    sets_up(server, clock)
    assert server.parts.accounts.signed_in(elsewhere) is None
    assert server.client.get("/api/v1/session").status_code == 200


def test_who_has_proved_more_goes_on_under_another_token(either_server: Server) -> None:
    server = either_server
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    weaker = server.client.cookies["layby_session"]
    sets_up(server, clock)
    stronger = server.client.cookies["layby_session"]
    assert stronger != weaker
    assert server.parts.accounts.signed_in(weaker) is None
    assert server.get("session")["second_factor"] == "there"


def test_where_everybody_needs_one_nothing_else_works_before_it_is_set_up(tmp_path: Path) -> None:
    with Server(tmp_path, second_factor="required") as server:
        has_lead(server)
        clock = with_clock(server)
        who = tries(server).json()
        assert (who["second_factor"], who["permissions"]) == ("needed", [])
        assert slug(server.client.get("/api/v1/quarters")) == "second-factor-missing"
        assert slug(server.client.get("/api/v1/editing")) == "second-factor-missing"
        sets_up(server, clock)
        assert server.get("session")["second_factor"] == "there"
        assert server.get("quarters")["quarters"] == [this_quarter()]


def test_a_lost_phone_is_put_right_on_the_command_line(server: Server) -> None:
    has_lead(server)
    clock = with_clock(server)
    tries(server)
    sets_up(server, clock)
    server.parts.accounts.second_factors.remove("lead")
    assert slug(tries(server)) == ""
