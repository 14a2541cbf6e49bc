"""An admin lists, invites, suspends and helps; nobody sees a code twice, no admin locks all out."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.domain.organisation import Area, Organisation
from sync_server.db.audit import Audit
from sync_server.permissions import Role
from sync_server.services.invitations import InvitationDesk
from sync_server.services.open_sessions import FRESH_SECONDS
from sync_server.services.organisations import add_organisation
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.second_factors import slug, with_clock
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

OTHER = Organisation("other-trust", "Other Trust", (Area("west", "West"),))
CHOSEN = "another four plain words"


def sign_in(server: Server, username: str = "boss", password: str = PASSWORD) -> Any:
    body = {"username": username, "password": password}
    return server.client.post("/api/v1/session", json=body, headers=OWN)


def as_admin(server: Server, username: str = "boss", organisation: str = TRUST.id) -> None:
    server.parts.accounts.create(username, "The Boss", organisation, PASSWORD, Role.ADMIN)
    assert sign_in(server, username).is_success


def invite(server: Server, attempt: str = "", **changes: Any) -> Any:
    wanted = {
        "username": "alex",
        "display_name": "Alex Reed",
        "role": "lead",
        "areas": [],
        "days": 7,
        "attempt": attempt or str(uuid.uuid4()),
    }
    return server.client.post("/api/v1/accounts/invitations", json=wanted | changes, headers=OWN)


def redeem(server: Server, code: str, password: str = CHOSEN) -> Any:
    body = {"code": code, "password": password}
    return server.client.post("/api/v1/invitations", json=body, headers=OWN)


def listed(server: Server) -> dict[str, Any]:
    answer = server.client.get("/api/v1/accounts")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


def named(server: Server, username: str) -> dict[str, Any]:
    (found,) = [one for one in listed(server)["accounts"] if one["username"] == username]
    assert isinstance(found, dict)
    return found


def act(server: Server, verb: str, identity: str) -> Any:
    return server.client.post(f"/api/v1/accounts/{identity}/{verb}", json={}, headers=OWN)


def acts(server: Server, organisation: str = TRUST.id) -> list[str]:
    with server.parts.database.read() as connection:
        return [f"{who} {what}" for _, who, what in Audit(connection, organisation).all()]


def test_an_invitation_is_shown_once_and_makes_one_account(either_server: Server) -> None:
    server = either_server
    as_admin(server)
    attempt = str(uuid.uuid4())
    made = invite(server, attempt, areas=["quay"])
    assert made.status_code == 201
    assert invite(server, attempt, areas=["quay"]).json() == made.json()
    code = made.json()["code"]
    (waiting,) = listed(server)["invitations"]
    assert code not in server.client.get("/api/v1/accounts").text
    assert (waiting["first_group"], waiting["ended"]) == (code[:4], False)
    assert waiting["expires_on"] == (date.today() + timedelta(days=7)).isoformat()
    assert redeem(server, code).json() == {"username": "alex"}
    assert redeem(server, code.lower().replace("-", " ")).json() == {"username": "alex"}
    assert slug(redeem(server, code, "some other password")) == "invitation-ended"
    assert listed(server)["invitations"] == []
    alex = named(server, "alex")
    assert (alex["role"], alex["areas"], alex["suspended"]) == ("lead", ["quay"], False)
    session = sign_in(server, "alex", CHOSEN).json()
    assert (session["display_name"], session["areas"]) == ("Alex Reed", ["quay"])
    assert acts(server)[1:3] == [
        "boss invited alex: lead for quay",
        "alex took an invitation of boss: lead",
    ]
    assert code not in str(acts(server))
    with server.parts.database.read() as connection:
        kept = connection.execute(text("SELECT * FROM invitation")).all()
    assert code not in str(kept) and code.replace("-", "") not in str(kept)


def test_an_invitation_ends_by_itself_is_taken_back_and_replaced(server: Server) -> None:
    as_admin(server)
    first = invite(server).json()["code"]
    second = invite(server).json()
    assert slug(redeem(server, first)) == "invitation-unknown"
    address = f"/api/v1/accounts/invitations/{second['id']}/take-back"
    for _ in range(2):
        assert server.client.post(address, json={}, headers=OWN).status_code == 204
    assert slug(redeem(server, second["code"])) == "invitation-unknown"
    third = invite(server, days=1).json()["code"]
    later = InvitationDesk(
        server.parts.database,
        server.parts.secret,
        server.parts.accounts,
        lambda: date.today() + timedelta(days=2),
    )
    assert [one.ended for one in later.all(TRUST.id)] == [True]
    with pytest.raises(Exception, match="could not") as refused:
        later.redeem(third, CHOSEN)
    assert refused.value.slug == "invitation-ended"  # type: ignore[attr-defined]
    assert acts(server).count("boss took back the invitation of alex") == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": "no spaces allowed"}, "username"),
        ({"display_name": "   "}, "display_name"),
        ({"display_name": "a\x00b"}, "display_name"),
        ({"role": "ics-lead"}, "role"),
        ({"role": "admin", "areas": ["quay"]}, "areas"),
        ({"areas": ["west"]}, "areas"),
        ({"days": 15}, "days"),
        ({"days": True}, "days"),
        ({"attempt": "x"}, "attempt"),
        ({"more": 1}, ""),
    ],
    ids=str,
)
def test_what_does_not_fit_invites_nobody_and_names_the_field(
    server: Server, wrong: dict[str, Any], field: str
) -> None:
    as_admin(server)
    assert assert_problem(invite(server, **wrong), 422).get("field", "") == field
    assert listed(server)["invitations"] == []


def test_a_taken_name_and_a_weak_password_are_said_and_cost_no_invitation(server: Server) -> None:
    as_admin(server)
    assert assert_problem(invite(server, username="BOSS"), 409)["field"] == "username"
    code = invite(server).json()["code"]
    weak = assert_problem(redeem(server, code, "short"), 422)
    assert (weak["field"], "12" in weak["detail"]) == ("password", True)
    server.parts.accounts.create("alex", "Somebody Else", TRUST.id, PASSWORD)
    assert slug(redeem(server, code)) == "account-name-taken"
    assert sign_in(server, "alex").is_success


def test_guessing_codes_is_slowed_down(server: Server) -> None:
    as_admin(server)
    code = invite(server).json()["code"]
    wrong = f"{code[:4]}-0000-0000"
    said = [slug(redeem(server, wrong)) for _ in range(11)]
    assert (said[0], said[-1]) == ("invitation-unknown", "too-many-tries")


@pytest.mark.parametrize("factor", ["password", "passkey", "sign-on"])
def test_whoever_is_suspended_is_out_at_once_and_gets_in_no_way(
    either_server: Server, factor: str
) -> None:
    server = either_server
    server.parts.accounts.create("alex", "Alex", TRUST.id, PASSWORD)
    token, _ = server.parts.accounts.sessions.open("alex", factor)
    as_admin(server)
    alex = named(server, "alex")["id"]
    for _ in range(2):
        assert act(server, "suspend", alex).json()["suspended"] is True
    assert server.parts.accounts.signed_in(token) is None
    with pytest.raises(Exception, match="could not") as refused:
        server.parts.accounts.sessions.open("alex", factor)
    assert refused.value.slug == "account-suspended"  # type: ignore[attr-defined]
    assert slug(sign_in(server, "alex")) == "account-suspended"
    assert slug(sign_in(server, "alex", "a wrong password")) == "sign-in-failed"
    assert sign_in(server).is_success
    assert act(server, "readmit", alex).json()["suspended"] is False
    assert sign_in(server, "alex").is_success
    assert acts(server).count("boss suspended the account alex") == 1
    assert acts(server).count("boss readmitted the account alex") == 1


def test_a_session_that_slips_in_while_suspending_is_none(server: Server) -> None:
    server.parts.accounts.create("alex", "Alex", TRUST.id, PASSWORD)
    token, _ = server.parts.accounts.sessions.open("alex", "code")
    with server.parts.database.write() as connection:
        connection.execute(text("UPDATE account SET suspended = 1 WHERE username = 'alex'"))
    assert server.parts.accounts.signed_in(token) is None


def test_the_last_admin_who_can_sign_in_stays(either_server: Server) -> None:
    server = either_server
    as_admin(server)
    server.parts.accounts.create("second", "Second", TRUST.id, PASSWORD, Role.ADMIN)
    add_organisation(server.parts.database, OTHER)
    server.parts.accounts.create("far", "Far", OTHER.id, PASSWORD, Role.ADMIN)
    boss, second = named(server, "boss"), named(server, "second")
    assert boss["you"] is True and second["you"] is False
    assert act(server, "suspend", second["id"]).is_success
    assert slug(act(server, "suspend", boss["id"])) == "last-admin"
    assert act(server, "readmit", second["id"]).is_success
    assert act(server, "suspend", boss["id"]).is_success
    assert slug(server.client.get("/api/v1/accounts")) == "signed-out"


def test_a_lost_phone_is_helped_and_nobody_takes_away_their_own(server: Server) -> None:
    server.parts.accounts.create("alex", "Alex", TRUST.id, PASSWORD)
    begun = server.parts.accounts.second_factors.begin("alex", TRUST.name)
    from sync_server.services.one_time_code import code_at, step_at

    clock = with_clock(server)
    import base64

    secret = base64.b32decode(begun.secret)
    server.parts.accounts.second_factors.confirm(
        "alex", begun.setup, code_at(secret, step_at(clock.now))
    )
    token, _ = server.parts.accounts.sessions.open("alex", "code")
    as_admin(server)
    assert named(server, "alex")["second_factor"] is True
    after = act(server, "reset-second-factor", named(server, "alex")["id"]).json()
    assert after["second_factor"] is False
    assert server.parts.accounts.signed_in(token) is None
    assert sign_in(server, "alex").is_success
    assert sign_in(server).is_success
    own = act(server, "reset-second-factor", named(server, "boss")["id"])
    assert slug(own) == "not-permitted"
    assert acts(server).count("boss took the second factor from alex") == 1


def test_what_opens_a_way_in_asks_for_a_fresh_sign_in_and_closing_one_does_not(
    server: Server,
) -> None:
    server.parts.accounts.create("alex", "Alex", TRUST.id, PASSWORD)
    clock = with_clock(server)
    as_admin(server)
    clock.goes_on(FRESH_SECONDS + 1)
    alex = named(server, "alex")["id"]
    assert slug(invite(server)) == "sign-in-again"
    assert slug(act(server, "reset-second-factor", alex)) == "sign-in-again"
    assert act(server, "suspend", alex).is_success
    assert slug(act(server, "readmit", alex)) == "sign-in-again"


def test_another_trusts_accounts_are_not_touched_and_its_readers_are_shown(server: Server) -> None:
    add_organisation(server.parts.database, OTHER)
    parts = server.parts
    parts.accounts.create("west", "West", OTHER.id, PASSWORD)
    parts.accounts.create("wide", "W", OTHER.id, PASSWORD, Role.ICS_LEAD, also=[TRUST.id])
    as_admin(server, "other-boss", OTHER.id)
    identity = named(server, "west")["id"]
    wide = named(server, "wide")["id"]
    server.client.cookies.clear()
    as_admin(server)
    shown = {one["username"]: one["elsewhere"] for one in listed(server)["accounts"]}
    assert shown == {"boss": False, "wide": True}
    for verb in ("suspend", "readmit", "reset-second-factor"):
        assert slug(act(server, verb, identity)) == "not-found"
        assert slug(act(server, verb, wide)) == "not-found"


def test_every_write_asks_for_the_own_header(server: Server) -> None:
    as_admin(server)
    code = invite(server).json()["code"]
    for address in (
        "accounts/invitations",
        "accounts/aa/suspend",
        "accounts/aa/readmit",
        "accounts/aa/reset-second-factor",
        "accounts/invitations/aa/take-back",
        "invitations",
    ):
        body = {"code": code, "password": CHOSEN}
        answer = server.client.post(f"/api/v1/{address}", json=body)
        assert slug(answer) == "missing-header", address
