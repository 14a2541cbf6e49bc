"""Several trusts on one server: nobody sees or changes anything of another's, by any route."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sync_server.db.action_tables import report_issue, theme_action
from sync_server.db.audit import Audit
from sync_server.db.coding_tables import coding_release
from sync_server.db.reach_tables import quote
from sync_server.db.sign_in_tables import second_factor
from sync_server.db.tables import summary as summary_table
from sync_server.errors import ServerError
from sync_server.permissions import Role
from sync_server.services.organisations import add_organisation, found_with
from tests.sync_server.api.content_texts import SERVICE, SERVICE_ID
from tests.sync_server.api.problem_shape import all_routes
from tests.sync_server.api.second_factors import slug
from tests.sync_server.api.two_trusts import (
    MARK,
    OTHER,
    asked_by,
    everything_of,
    handles_of_other,
    put,
    query,
    said,
    sign_in,
)
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server, this_quarter


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two trusts, people in both, and much to see in the other one."""
    folder: Path = tmp_path_factory.mktemp("apart")
    with Server(folder, origin="http://localhost") as server:
        parts = server.parts
        places = ["hill", "quay"] * 11  # a group that one place speaks for is not shown
        composed = [
            said(OTHER, place.replace("quay", f"{MARK}-quay"), f"{MARK} {n}")
            for n, place in enumerate(places)
        ]
        found_with(parts.database, OTHER, parts.intake, composed)
        ours = [said(TRUST, place, f"here {n}") for n, place in enumerate(places)]
        with parts.database.write() as connection:
            parts.intake.store_composed(connection, TRUST, ours)
            Audit(connection, OTHER.id).add(f"{MARK}-lead", f"read {MARK}", "2026-11-22T10:00")
            Audit(connection, TRUST.id).add("lead", "read ours", "2026-11-22T10:00")
        for trust, ending in ((TRUST, ""), (OTHER, "-there")):
            for role in Role:
                parts.accounts.create(f"{role}{ending}", f"{role}", trust.id, PASSWORD, role)
        parts.accounts.create("both", "Both", TRUST.id, PASSWORD, Role.ICS_LEAD, also=(OTHER.id,))
        yield server


def bodies() -> list[Any]:
    """What somebody might send who knows the other trust's names."""
    version = {"if_version": 0}
    return [
        {},
        version,
        {"organisation": OTHER.id},
        {"quarter": this_quarter(), "staff_group": "04", "flagged": True},
        version | {"text": 'title = "Brigstow"'},
        version | {"lists": {"stations": ["Brigstow"]}},
        version | {"roster": None},
        version
        | {"areas": [{"id": "hill", "name": "Hill", "parent": None}], "organisation": OTHER.id},
        {"areas": [], "uses": 1, "days": 1, "attempt": str(uuid.uuid4())},
        {"devices": True},
    ]


def test_there_is_something_to_see_in_the_other_trust(site: Server) -> None:
    sign_in(site, "lead-there")
    assert MARK in site.client.get("/api/v1/themes", params=query()).text.lower()
    assert MARK in site.client.get("/api/v1/summaries", params=query()).text
    assert MARK in site.client.get("/api/v1/editing").text
    sign_in(site, "auditor-there")
    assert MARK in site.client.get("/api/v1/audit").text


@pytest.mark.parametrize("role", list(Role))
def test_no_route_shows_or_changes_anything_of_another_trust(site: Server, role: Role) -> None:
    handle = handles_of_other(site)[0]
    before = everything_of(site, OTHER.id)
    assert any(MARK in row for rows in before.values() for row in rows)
    sign_in(site, role)
    sent = bodies()
    for method, path in all_routes(site):
        if (method, path) == ("DELETE", "/api/v1/session") or "second-factor" in path:
            continue
        address = path.replace("{handle}", handle).replace("{kind}", "guide")
        for part in ("{identity}", "{code}", "{id}"):
            address = address.replace(part, "0" * 16)
        for body in sent if method != "GET" else [None]:
            answer = site.client.request(
                method, address, params=query(organisation=TRUST.id), json=body, headers=OWN
            )
            assert MARK not in answer.text.lower(), (method, path)
    assert site.client.get("/api/v1/session").status_code == 200  # signed in to the end
    assert everything_of(site, OTHER.id) == before


def test_a_lead_of_several_trusts_looks_at_one_at_a_time(site: Server) -> None:
    sign_in(site, "both")
    who = site.client.get("/api/v1/session").json()
    assert [one["id"] for one in who["organisations"]] == [TRUST.id, OTHER.id]
    assert MARK not in site.client.get("/api/v1/themes", params=query()).text.lower()
    looked = site.client.put(
        "/api/v1/session/organisation", json={"organisation": OTHER.id}, headers=OWN
    )
    assert looked.json()["organisation"]["id"] == OTHER.id
    assert MARK in site.client.get("/api/v1/themes", params=query()).text.lower()
    assert TRUST.name not in site.client.get("/api/v1/themes", params=query()).text


@pytest.mark.parametrize("role", list(Role))
def test_nobody_looks_at_a_trust_that_is_not_theirs(site: Server, role: Role) -> None:
    sign_in(site, role)
    for wanted in (OTHER.id, "nowhere", ""):
        answer = site.client.put(
            "/api/v1/session/organisation", json={"organisation": wanted}, headers=OWN
        )
        assert slug(answer) == "not-permitted"
    assert site.client.get("/api/v1/session").json()["organisation"]["id"] == TRUST.id


def test_scopes_that_cannot_be_are_refused_in_a_sentence(site: Server) -> None:
    create = site.parts.accounts.create
    with pytest.raises(ServerError, match="Only a lead"):
        create("x", "X", TRUST.id, PASSWORD, Role.ADMIN, areas=("quay",))
    with pytest.raises(ServerError, match="Only a lead"):
        create("x", "X", TRUST.id, PASSWORD, Role.LEAD, also=(OTHER.id,))
    with pytest.raises(ServerError, match="no trust nowhere"):
        create("x", "X", "nowhere", PASSWORD)
    add_organisation(site.parts.database, OTHER)  # there already: it stays as it is


def test_a_lead_for_some_areas_sees_those_alone(site: Server) -> None:
    site.parts.accounts.create("quay", "Quay", TRUST.id, PASSWORD, areas=("quay",))
    sign_in(site, "quay")
    themes = site.client.get("/api/v1/themes", params=query()).json()
    assert [group["id"] for group in themes["groups"]] == ["quay"]
    sign_in(site, "lead")
    whole = site.client.get("/api/v1/themes", params=query()).json()
    assert themes["groups"][0] in whole["groups"]
    assert themes["shown"] == sum(group["summaries"] or 0 for group in themes["groups"])
    sign_in(site, "quay")
    by_group = site.client.get("/api/v1/themes", params=query(by="staff_group"))
    assert slug(by_group) == "not-permitted"


def test_a_lead_for_an_area_above_others_sees_those_below_it(site: Server) -> None:
    site.parts.accounts.create("north", "North", TRUST.id, PASSWORD, areas=("north",))
    sign_in(site, "north")
    themes = site.client.get("/api/v1/themes", params=query()).json()
    assert {group["id"] for group in themes["groups"]} == {"quay", "hill"}
    sign_in(site, "lead")
    whole = site.client.get("/api/v1/themes", params=query()).json()
    assert all(group in whole["groups"] for group in themes["groups"])
    assert len(whole["groups"]) > 2


def test_an_auditor_reads_the_log_a_page_at_a_time(site: Server) -> None:
    with site.parts.database.write() as connection:
        for number in range(5):
            at = datetime(2026, 11, 22, 11, number).isoformat(timespec="minutes")
            Audit(connection, TRUST.id).add("admin", f"act {number}", at)
    sign_in(site, "auditor")
    first = site.client.get("/api/v1/audit", params={"most": 3}).json()
    assert [act["what"] for act in first["acts"]] == ["signed in: code", "act 4", "act 3"]
    numbers, before = [act["number"] for act in first["acts"]], first["before"]
    while before is not None:
        asked = {"most": 200, "before": before}
        page = site.client.get("/api/v1/audit", params=asked).json()
        numbers += [act["number"] for act in page["acts"]]
        before = page["before"]
    assert numbers == list(range(numbers[0], 0, -1))
    assert slug(site.client.get("/api/v1/audit", params={"most": 201})) == "invalid-request"


@pytest.fixture(scope="module")
def theirs(site: Server) -> dict[str, dict[str, str]]:
    """By the beginning of an address, the ids of something that the other trust really has."""
    code = {"areas": [], "uses": 1, "days": 1, "attempt": str(uuid.uuid4())}
    offer = {"username": f"{MARK}-new", "display_name": MARK, "role": "lead", "areas": []}
    offer |= {"days": 1, "attempt": str(uuid.uuid4())}
    made = asked_by(site, "lead-there", "POST", "enrolment-codes", code)
    invited = asked_by(site, "admin-there", "POST", "accounts/invitations", offer)
    people = asked_by(site, "admin-there", "GET", "accounts")["accounts"]
    lead = next(one["id"] for one in people if one["username"] == "lead-there")
    item = {"text": SERVICE, "if_version": 0}
    asked_by(site, "lead-there", "PUT", f"editing/service/{SERVICE_ID}", item)
    put(site, theme_action, organisation=OTHER.id, id=ACTION, tree="group", node="*")
    with site.parts.database.read() as connection:
        theirs = select(summary_table.c.id).where(summary_table.c.organisation == OTHER.id)
        spoken = connection.execute(theirs.limit(1)).scalar_one()
    put(site, quote, id="5a" * 16, organisation=OTHER.id, summary_id=spoken, state="live")
    put(site, coding_release, organisation=OTHER.id, number=7, state="draft")
    put(site, report_issue, organisation=OTHER.id, period="2026-Q1", number=3, document="{}")
    put(site, second_factor, username="lead-there")
    return {
        "/api/v1/quotes/": {"identity": "5a" * 16},
        "/api/v1/reports/": {"period": "2026-Q1", "number": "3", "kind": "html"},
        "/api/v1/actions/": {"identity": ACTION},
        "/api/v1/texts/": {"handle": handles_of_other(site)[0]},
        "/api/v1/checks/": {"handle": handles_of_other(site)[0]},
        "/api/v1/coding/releases/": {"number": "7"},
        "/api/v1/enrolment-codes/": {"identity": made["id"]},
        "/api/v1/accounts/invitations/": {"identity": invited["id"]},
        "/api/v1/accounts/": {"identity": lead},
        "/api/v1/editing/": {"kind": "service", "identity": SERVICE_ID},
    }


ACTION = str(uuid.UUID(int=7, version=4))


def of_nobody(ids: dict[str, str]) -> dict[str, str]:
    """Give ids of the same form that nobody has."""
    turned = str.maketrans("0123456789abcdef", "1032547698badcfe")
    return {
        name: value if name in ("kind", "period") else value.translate(turned)
        for name, value in ids.items()
    }


def bodies_for(path: str, method: str) -> list[Any]:
    """What each such address takes, as somebody sends who knows how the other trust's stands."""
    if method in ("GET", "DELETE"):
        return [None]
    if path.startswith("/api/v1/actions/"):
        said = {"theme": "workload-demand", "words": "Later starts.", "owner": "Operations"}
        return [said | {"from_day": "2026-11-02", "state": "planned", "if_version": 1}]
    if path.startswith("/api/v1/editing/"):
        return [{"if_version": 1}, {"text": SERVICE, "if_version": 1}]
    if path.startswith("/api/v1/texts/"):
        where = {"quarter": this_quarter(), "staff_group": "04"}
        return [where | {"flagged": flagged} for flagged in (True, False)]
    return [{"codes": ["workload-demand"]}] if path.startswith("/api/v1/checks/") else [{}]


@pytest.mark.parametrize("role", [*Role, "both"])
def test_another_trusts_ids_are_to_everybody_as_if_there_were_none(
    site: Server, theirs: dict[str, dict[str, str]], role: str
) -> None:
    """Nobody can use one, nor learn from the answer that there is such a thing elsewhere."""
    before = everything_of(site, OTHER.id)
    sign_in(site, role)
    for method, path in all_routes(site):
        if "{" not in path:
            continue
        begins = max((one for one in theirs if path.startswith(one)), key=len)
        told = []
        for ids in (theirs[begins], of_nobody(theirs[begins])):
            address = path
            for name, value in ids.items():
                address = address.replace(f"{{{name}}}", value)
            assert "{" not in address, path
            for body in bodies_for(path, method):
                answer = site.client.request(
                    method, address, params=query(), json=body, headers=OWN
                )
                assert MARK not in answer.text.lower(), (method, path)
                found = answer.json() if answer.content else {}
                told.append((answer.status_code, found.get("type"), found.get("detail")))
        half = len(told) // 2
        assert told[:half] == told[half:], (method, path)
    assert everything_of(site, OTHER.id) == before
    assert site.parts.accounts.second_factors.asked("lead-there")
