"""Leads and admins make, list and revoke enrolment codes; nobody sees one twice."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.organisation import Area, Organisation
from sync_server.db.audit import Audit
from sync_server.permissions import Role
from sync_server.services.editing import Editor
from sync_server.services.enrolment import Enrolment
from sync_server.services.enrolment_codes import SHOWN_DAYS, Wanted
from sync_server.services.organisations import add_organisation
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.test_enrolment import admitted, enrol
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server

CODES = "/api/v1/enrolment-codes"
OTHER = Organisation("other-trust", "Other Trust", (Area("west", "West"),))


def sign_in(server: Server, username: str, role: Role = Role.LEAD, **scope: Any) -> None:
    """Make an account and sign the client in with it."""
    organisation = scope.pop("organisation", TRUST.id)
    server.parts.accounts.create(username, username, organisation, PASSWORD, role, **scope)
    body = {"username": username, "password": PASSWORD}
    assert server.client.post("/api/v1/session", json=body, headers=OWN).is_success


def make(server: Server, attempt: str = "", **changes: Any) -> Any:
    wanted = {"areas": [], "uses": 2, "days": 7, "attempt": attempt or str(uuid.uuid4())}
    return server.client.post(CODES, json=wanted | changes, headers=OWN)


def listed(server: Server) -> list[dict[str, Any]]:
    found = server.client.get(CODES)
    assert found.status_code == 200, found.text
    codes = found.json()["codes"]
    assert isinstance(codes, list)
    return codes


def revoke(server: Server, identity: str, *, devices: bool = False) -> Any:
    return server.client.post(f"{CODES}/{identity}/revoke", json={"devices": devices}, headers=OWN)


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMIN])
def test_a_code_is_made_used_and_listed_without_itself(either_server: Server, role: Role) -> None:
    server = either_server
    sign_in(server, "maker", role)
    answer = make(server, areas=["north"])
    assert answer.status_code == 201
    made = answer.json()
    assert made["fingerprint"] == server.parts.trust_keys.trust_key(TRUST.id).key_id
    status, enrolled = enrol(server, made["code"])
    assert (status, enrolled["areas"]) == (201, ["north"])
    (code,) = listed(server)
    assert code["first_group"] == made["code"][:4]
    assert (code["uses"], code["uses_left"], code["state"]) == (2, 1, "open")
    assert code["expires_on"] == (date.today() + timedelta(days=7)).isoformat()
    assert (code["made_by"], code["areas"]) == ("maker", ["north"])
    shown = server.client.get(CODES).text
    assert made["code"] not in shown
    assert made["code"][5:9] not in shown
    assert enrol(server, made["code"])[0] == 201
    assert listed(server)[0]["state"] == "used"


def test_the_same_asking_again_makes_no_second_code(either_server: Server) -> None:
    sign_in(either_server, "maker")
    attempt = str(uuid.uuid4())
    first = make(either_server, attempt).json()
    assert make(either_server, attempt).json() == first
    assert len(listed(either_server)) == 1
    assert make(either_server).json()["code"] != first["code"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"uses": 0},
        {"uses": 1001},
        {"uses": "2"},
        {"days": 366},
        {"areas": ["nowhere"]},
        {"areas": "quay"},
        {"areas": [7]},
        {"attempt": "x"},
        {"more": 1},
    ],
    ids=lambda wrong: f"{next(iter(wrong))} {next(iter(wrong.values()))}",
)
def test_what_does_not_fit_makes_nothing(server: Server, wrong: dict[str, Any]) -> None:
    sign_in(server, "maker")
    assert_problem(make(server, **wrong), 422)
    assert listed(server) == []


def test_revoking_ends_the_code_and_spares_devices_unless_told(either_server: Server) -> None:
    server = either_server
    sign_in(server, "maker")
    made = make(server).json()
    attempt = str(uuid.uuid4())
    _, enrolled = enrol(server, made["code"], attempt)
    _, stranger = enrol(server, make(server).json()["code"])
    assert revoke(server, made["id"]).json()["state"] == "revoked"
    assert enrol(server, made["code"])[1]["type"] == "/problems/enrolment-code-revoked"
    assert enrol(server, made["code"], attempt)[1]["credential"] == enrolled["credential"]
    assert admitted(server, enrolled["credential"])
    for _ in range(2):  # again is no mistake
        assert revoke(server, made["id"], devices=True).status_code == 200
    assert not admitted(server, enrolled["credential"])
    assert enrol(server, made["code"], attempt)[1]["type"] == "/problems/enrolment-code-revoked"
    assert admitted(server, stranger["credential"])
    with server.parts.database.read() as connection:
        acts = [what for _, _, what in Audit(connection, TRUST.id).all()]
    first = made["code"][:4]
    assert acts[-2:] == [
        f"revoked enrolment code {first}",
        f"revoked enrolment code {first} and 1 device",
    ]
    assert made["code"] not in str(acts)


def test_a_lead_for_some_areas_gives_out_no_more_than_those(server: Server) -> None:
    anywhere = server.parts.enrolment.codes.make(
        Editor("boss", TRUST.id), Wanted(1, 1), str(uuid.uuid4())
    )
    sign_in(server, "northern", areas=("north",))
    assert_problem(make(server), 403)
    assert_problem(make(server, areas=["south"]), 403)
    assert_problem(make(server, areas=["quay", "south"]), 403)
    assert make(server, areas=["quay"]).status_code == 201
    assert make(server, areas=["north"]).status_code == 201
    found = server.client.get(CODES).json()
    assert sorted(code["areas"] for code in found["codes"]) == [["north"], ["quay"]]
    assert {area["id"] for area in found["areas"]} == {"north", "quay", "hill"}
    assert found["whole_trust"] is False
    assert_problem(revoke(server, anywhere.listed.id), 404)


def test_another_trusts_codes_are_neither_seen_nor_revoked(server: Server) -> None:
    add_organisation(server.parts.database, OTHER)
    sign_in(server, "maker")
    mine = make(server).json()
    sign_in(server, "other", organisation=OTHER.id)
    assert listed(server) == []
    assert_problem(revoke(server, mine["id"]), 404)
    assert_problem(make(server, areas=["quay"]), 422)
    assert enrol(server, mine["code"])[1]["organisation"]["id"] == TRUST.id


def test_codes_that_ended_long_ago_are_forgotten_and_their_devices_are_not(
    server: Server,
) -> None:
    sign_in(server, "maker")
    made = make(server, days=1).json()
    _, enrolled = enrol(server, made["code"])
    later = Enrolment(
        server.parts.database,
        server.parts.secret,
        server.parts.trust_keys.trust_key,
        today=lambda: date.today() + timedelta(days=SHOWN_DAYS + 2),
    )
    assert later.codes.all(TRUST.id) == []
    assert len(listed(server)) == 1
    later.issue(TRUST.id, uses=1, days=1)
    assert made["id"] not in {code["id"] for code in listed(server)}
    assert admitted(server, enrolled["credential"])
