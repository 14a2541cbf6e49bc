"""What checks say of the coding: counted by node, from random audits alone, the last word each."""

from sqlalchemy import delete

from sync_server.analysis.intervals import Audits
from sync_server.analysis.nodes import TREES
from sync_server.db.checks import AUDIT, UNCERTAIN, Answer, Checks
from sync_server.db.summaries import Summaries
from sync_server.db.tables import summary as table
from sync_server.services.checked_evidence import CheckedEvidence
from tests.sync_server.services.test_closing import FIRST, after, closing, put
from tests.sync_server.trust import TRUST, Server


def evidence(server: Server) -> CheckedEvidence:
    return CheckedEvidence(server.parts.database, server.parts.coding)


def say(server: Server, identity: str, codes: tuple[str, ...], **other: str) -> None:
    answer = Answer(
        identity,
        other.get("who", "lead"),
        other.get("purpose", AUDIT),
        codes,
        "",
        1,
        "2026-02-20",
    )
    with server.parts.database.write() as connection:
        Checks(connection, TRUST.id).add(answer)


def code(server: Server, identity: str, *codes: str) -> None:
    rows = [
        {"summary_id": identity, "code": one, "phrase": "words", "codebook_version": 1}
        for one in codes
    ]
    with server.parts.database.write() as connection:
        Summaries(connection, TRUST.id).add_codes(rows)


def live(server: Server) -> list[str]:
    return [theme.id for theme in server.parts.coding.codebook(TRUST.id).live()]


def test_mistakes_are_counted_by_staff_group_and_quarter_and_no_finer(
    either_server: Server,
) -> None:
    server = either_server
    one, other = live(server)[:2]
    paramedics = put(server, 12, FIRST.first_week)
    support = put(server, 12, FIRST.first_week, "07", "south")
    closing(server, after(FIRST)).close_due()
    code(server, paramedics[0], one)
    code(server, support[0], one)
    say(server, paramedics[0], (one,))
    say(server, paramedics[1], (other,))
    say(server, support[0], ())
    say(server, support[1], (one,), purpose=UNCERTAIN)
    found = evidence(server).audits(TRUST.id, "2026-Q1", "group")
    assert found["*", one] == Audits(3, missed=0, wrong=1)
    assert found["*", other] == Audits(3, missed=1, wrong=0)
    assert found["04", one] == Audits(2, missed=0, wrong=0)
    assert found["07", one] == Audits(1, missed=0, wrong=1)
    by_area = evidence(server).audits(TRUST.id, "2026-Q1", "area")
    assert {node for node, _ in by_area} == {"*"}
    assert by_area["*", one] == found["*", one]
    assert {node for node, _ in found} == {"*", "04", "07"}
    for tree in TREES:
        assert evidence(server).audits(TRUST.id, "2026-Q1-B1", tree) == {}
    assert evidence(server).audits(TRUST.id, "2026-Q2", "group") == {}


def test_the_last_word_of_each_counts_and_an_open_block_in_qualities_alone(server: Server) -> None:
    one = live(server)[0]
    closed = put(server, 12, FIRST.first_week)
    closing(server, after(FIRST)).close_due()
    opened = put(server, 1, FIRST.next().first_week)
    say(server, closed[0], ())
    say(server, closed[0], (one,))
    say(server, opened[0], (one,))
    assert evidence(server).audits(TRUST.id, "2026-Q1", "group")["*", one] == Audits(1, 1, 0)
    assert evidence(server).qualities(TRUST.id)[one].checked == 2


def test_a_code_that_is_nearly_always_wrong_is_not_compared(server: Server) -> None:
    one, other = live(server)[:2]
    rows = put(server, 30, FIRST.first_week)
    closing(server, after(FIRST)).close_due()
    assert evidence(server).not_yet(TRUST.id) == frozenset()
    for number, identity in enumerate(rows):
        code(server, identity, one, other)
        say(server, identity, (other,) if number else (one, other))
    assert evidence(server).not_yet(TRUST.id) == {one}


def test_a_summary_that_is_gone_takes_its_answers_along(server: Server) -> None:
    one = live(server)[0]
    rows = put(server, 12, FIRST.first_week)
    closing(server, after(FIRST)).close_due()
    say(server, rows[0], (one,))
    with server.parts.database.write() as connection:
        connection.execute(delete(table).where(table.c.id == rows[0]))
    assert evidence(server).audits(TRUST.id, "2026-Q1", "group") == {}
