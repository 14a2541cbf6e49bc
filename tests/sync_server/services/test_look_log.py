"""Who looked at what is kept, once an hour, and holds nothing of what was seen."""

from datetime import datetime, timedelta

from sync_server.db.audit import Audit
from sync_server.services.look_log import LookLog
from tests.sync_server.trust import TRUST, Server, this_quarter


def test_a_leads_looks_are_in_the_audit_without_what_was_seen(server: Server) -> None:
    server.sign_in()
    for _ in range(3):
        server.get("themes", quarter=this_quarter(), by="area")
        server.get("summaries", quarter=this_quarter(), staff_group="04")
    server.get("quarters")
    with server.parts.database.read() as connection:
        acts = [(who, what) for _, who, what in Audit(connection, TRUST.id).all()]
    assert [act for act in acts if "looked" in act[1]] == [
        ("lead", f"looked at themes of areas in {this_quarter()}"),
        ("lead", f"looked at texts of staff group 04 in {this_quarter()}"),
    ]


def test_the_same_look_is_kept_once_an_hour_for_each_person(server: Server) -> None:
    now = [datetime(2026, 11, 22, 10, 50)]
    looks = LookLog(server.parts.database, lambda: now[0])
    for minutes, who in ((0, "a"), (5, "a"), (5, "b"), (15, "a"), (16, "a")):
        now[0] = datetime(2026, 11, 22, 10, 50) + timedelta(minutes=minutes)
        looks.note(TRUST.id, who, "looked")
    with server.parts.database.read() as connection:
        acts = [(at[11:], who) for at, who, _ in Audit(connection, TRUST.id).all()]
    assert acts == [("10:50", "a"), ("10:55", "b"), ("11:05", "a")]
