"""Who checks or hides a text and then looks at every figure learns no more of where it is from.

A lead reads each text with its staff group and quarter. What they may do to one text alone moves
figures; no figure that moves may tell its area, its role family or its block.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync_server.analysis.nodes import ROOT
from sync_server.db.checks import AUDIT, Answer, Checks
from sync_server.db.summaries import Summaries
from sync_server.db.tables import flag
from sync_server.services.columns import Columns
from sync_server.services.frozen import Frozen, Tree
from tests.sync_server.services.test_closing import FIRST, after, closing, put
from tests.sync_server.trust import TRUST, Server

#: A figure: (view, period, tree, node).
Place = tuple[str, str, str, str]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Server, list[str]]]:
    """Three closed blocks of two groups in two places; the texts of one group, place and block."""
    with Server(tmp_path) as server:
        code = server.parts.coding.codebook(TRUST.id).live()[0].id
        block, some = FIRST, list[str]()
        for _ in range(3):
            for group, area in (("07", "quay"), ("07", "south"), ("04", "quay"), ("04", "south")):
                here = put(server, 26, block.first_week, group, area)
                rows = [
                    {"summary_id": one, "code": code, "phrase": "", "codebook_version": 1}
                    for one in here[::2]
                ]
                with server.parts.database.write() as connection:
                    Summaries(connection, TRUST.id).add_codes(rows)
                some = some or here
            closing(server, after(block)).close_due()
            block = block.next()
        server.sign_in()
        yield server, some


def every_figure(server: Server) -> dict[Place, Any]:
    """Read all that is shown of closed periods."""
    seen: dict[Place, Any] = {}
    for period in (one["id"] for one in server.get("insights/periods")["periods"]):
        for tree in ("group", "area"):
            for view in ("heat", "answers"):
                asked = server.get(f"insights/{view}", period=period, tree=tree)
                seen |= {(view, period, tree, row["id"]): row for row in asked["rows"]}
    for theme in server.parts.coding.codebook(TRUST.id).live():
        for tree, node in (("group", ROOT), ("group", "07"), ("area", "quay")):
            asked = {"theme": theme.id, "tree": tree, "node": node}
            answer = server.client.get("/api/v1/insights/trend", params=asked)
            for point in answer.json().get("blocks", []) if answer.status_code == 200 else ():
                seen[f"trend {theme.id}", point["period"], tree, node] = point
    return seen


def check(server: Server, texts: list[str], codes: tuple[str, ...]) -> None:
    with server.parts.database.write() as connection:
        for one in texts:
            said = Answer(one, "lead", AUDIT, codes, "", 1, "2026-04-20")
            Checks(connection, TRUST.id).add(said)


@pytest.mark.parametrize("before", [0, 12], ids=["the first check", "after a dozen"])
def test_a_check_moves_figures_of_its_group_and_quarter_alone(
    site: tuple[Server, list[str]], before: int
) -> None:
    server, texts = site
    code = server.parts.coding.codebook(TRUST.id).live()[0].id
    check(server, texts[2 : 2 + before : 2], (code,))
    check(server, texts[3 : 2 + before : 2], ())
    earlier = every_figure(server)
    check(server, texts[1:2], (code,))
    now = every_figure(server)
    moved = {place[1:] for place in now if now[place] != earlier[place]}
    assert moved <= {
        (period, tree, node)
        for period in ("2026-Q1", "2026")
        for tree, node in (("group", ROOT), ("area", ROOT), ("group", "07"))
    }
    assert moved, "what the check says is told where it may be"


def test_hiding_a_text_moves_no_word_of_a_closed_period(site: tuple[Server, list[str]]) -> None:
    parts = site[0].parts
    trees: tuple[Tree, ...] = ("group", "area")
    before = [parts.frozen.words(TRUST, "2026-Q1", tree) for tree in trees]
    assert before[0].terms
    row = {"summary_id": site[1][0], "made_by": "lead", "made_on": "2026-04-20"}
    with parts.database.write() as connection:
        connection.execute(flag.insert(), [row])
    # As after a start, or once codes were swapped: words are read afresh.
    again = Frozen(parts.database, Columns(parts.database, parts.coding.codebook, parts.cipher), 11)
    assert [again.words(TRUST, "2026-Q1", tree) for tree in trees] == before
