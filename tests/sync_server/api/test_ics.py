"""Across trusts over the API: for those who have several, and kept by each of them."""

from pathlib import Path

from app.domain.organisation import Area, Organisation
from sync_server.db.audit import Audit
from sync_server.permissions import Role
from sync_server.services.organisations import add_organisation
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.test_insights import BLOCK, fill
from tests.sync_server.services.test_closing import FIRST, after, closing
from tests.sync_server.trust import PASSWORD, TRUST, Server

OTHER = Organisation("moor-trust", "Moor Ambulance Trust", (Area("moor", "Moor"),))


def test_an_ics_wide_lead_sees_trusts_in_rows_and_nobody_else_does(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        add_organisation(server.parts.database, OTHER)
        fill(server, FIRST)
        closing(server, after(FIRST)).close_due()
        accounts = server.parts.accounts
        accounts.create("ics", "I", TRUST.id, PASSWORD, Role.ICS_LEAD, also=(OTHER.id,))
        accounts.create("one", "O", TRUST.id, PASSWORD, Role.ICS_LEAD)
        accounts.create("quay", "Q", TRUST.id, PASSWORD, areas=("quay",))
        asked = {"period": BLOCK, "tree": "organisation"}
        for name, status in (("ics", 200), ("one", 403), ("quay", 403)):
            token, _ = accounts.sessions.open(name, "code")
            server.client.cookies.set("layby_session", token)
            for address in ("heat", "distinctive"):
                answer = server.client.get(f"/api/v1/insights/{address}", params=asked)
                assert answer.status_code == status, answer.text
                if status != 200:
                    assert_problem(answer, 403)
                elif address == "heat":
                    names = [(row["name"], row["shown"]) for row in answer.json()["rows"]]
        assert names == [
            ("All of these trusts", None),
            (TRUST.name, 105),
            (OTHER.name, None),
        ]
        for trust in (TRUST, OTHER):
            with server.parts.database.read() as connection:
                said = [(who, what) for _, who, what in Audit(connection, trust.id).all()]
            assert ("ics", f"looked at themes by trust in {BLOCK}") in said
