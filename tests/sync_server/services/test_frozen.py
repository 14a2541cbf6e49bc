"""What is read of closed periods: hidden cells have no count anywhere, shown ones all of them."""

import pytest
from sqlalchemy import delete, insert

from app.domain.codebook import Codebook
from app.domain.periods import Block
from sync_server.db.frozen_tables import coding
from sync_server.db.tables import summary as table
from sync_server.db.tables import summary_code
from sync_server.errors import Refusal
from sync_server.services.columns import Columns
from sync_server.services.frozen import ROOT, Frozen
from sync_server.services.frozen_names import withheld
from tests.sync_server.services.test_closing import FIRST, after, closing, put
from tests.sync_server.trust import TRUST, Server

BOOK = Codebook(1, ())


def stocked(server: Server) -> Frozen:
    """Two groups in two places each and a few of a third; 04 all have a code."""
    for group, area, number in (("04", "quay", 30), ("04", "south", 20), ("07", "hill", 25)):
        ids = put(server, number, FIRST.first_week, group, area)
        if group == "04":
            rows = [
                {"summary_id": i, "code": "meals", "phrase": "", "codebook_version": 1} for i in ids
            ]
            with server.parts.database.write() as connection:
                connection.execute(insert(summary_code), rows)
    put(server, 13, FIRST.first_week, "07", "south")
    put(server, 14, FIRST.last_week, "08", "quay")
    put(server, 3, FIRST.last_week, "09", "south")
    closing(server, after(FIRST)).close_due()
    return Frozen(server.parts.database, Columns(server.parts.database, lambda _: BOOK), 11)


def test_nodes_are_rounded_or_withheld_for_one_reason(server: Server) -> None:
    nodes = {node.id: node for node in stocked(server).nodes(TRUST, str(FIRST), "group")}
    assert (nodes[ROOT].shown, nodes["04"].shown, nodes["07"].shown) == (105, 50, 40)
    assert nodes["08"].shown is None, "all from one place"
    assert {node.withheld for node in nodes.values()} == {None, withheld(11)}
    assert nodes["09"].coarser is not None
    assert (nodes["09"].coarser.period, nodes["09"].coarser.node) == (str(FIRST), ROOT)
    assert nodes["04/-"].parent == "04"
    assert nodes["04/-"].depth == 2


def test_counts_are_there_for_shown_nodes_alone(server: Server) -> None:
    frozen = stocked(server)
    counts = frozen.counts(TRUST, str(FIRST), "group")
    shown = {node.id for node in frozen.nodes(TRUST, str(FIRST), "group") if node.shown}
    assert set(counts.n) == set(counts.k) == set(counts.answers) == shown
    assert (counts.n["04"], counts.n["07"]) == (50, 38)
    assert counts.k["04"] == {"meals": 50}
    assert counts.k["07"] == {}
    assert counts.k[ROOT] == {"meals": 50}
    assert counts.answers["07"]["plan_made"] == {"yes": 38}
    for node in shown:
        assert sum(part.n[node] for part in counts.strata) == counts.n[node]
        assert sum(part.k[node].get("meals", 0) for part in counts.strata) == counts.k[node].get(
            "meals", 0
        )
        assert {"meals"} >= {code for part in counts.strata for code in part.k[node]}


def test_words_are_counted_by_summaries_and_rare_ones_are_absent(server: Server) -> None:
    words = stocked(server).words(TRUST, str(FIRST), "group")
    place = words.terms.index("finishes")
    assert words.k["04"][place] == words.n["04"] == 50
    assert "the" not in words.terms
    assert set(words.k) == set(words.n) == set(words.n) & {ROOT, "04", "04/-", "07"}


def test_figures_outlive_the_summaries_they_count(server: Server) -> None:
    frozen = stocked(server)
    before = frozen.nodes(TRUST, str(FIRST), "area")
    with server.parts.database.write() as connection:
        connection.execute(delete(table))
    assert frozen.nodes(TRUST, str(FIRST), "area") == before


def test_only_closed_periods_can_be_read(server: Server) -> None:
    frozen = stocked(server)
    for period in (str(FIRST.next()), "2026-Q1", "2026-W03", "", "2026"):
        for read in (frozen.nodes, frozen.counts, frozen.words):
            with pytest.raises(Refusal):
                read(TRUST, period, "group")
    (period,) = frozen.periods(TRUST.id)
    assert (period.id, period.kind, period.parent) == (str(FIRST), "block", "2026-Q1")


def test_longer_periods_stand_before_their_parts(server: Server) -> None:
    put(server, 12, FIRST.first_week)
    closing(server, after(Block(2026, 2, 1))).close_due()
    frozen = Frozen(server.parts.database, Columns(server.parts.database, lambda _: BOOK), 11)
    assert [period.id for period in frozen.periods(TRUST.id)] == [
        "2026-Q2-B1",
        "2026-Q1",
        "2026-Q1-B3",
        "2026-Q1-B2",
        "2026-Q1-B1",
    ]


def test_columns_take_in_a_new_block_and_swapped_codes(server: Server) -> None:
    frozen = stocked(server)
    assert frozen.counts(TRUST, str(FIRST), "group").n[ROOT] == 105
    for area in ("quay", "south"):
        put(server, 15, FIRST.next().first_week, area=area)
    closing(server, after(FIRST.next())).close_due()
    assert frozen.counts(TRUST, str(FIRST.next()), "group").n[ROOT] == 30
    with server.parts.database.write() as connection:
        connection.execute(delete(summary_code))
        connection.execute(insert(coding).values(organisation=TRUST.id, code_version=2, swaps=1))
    assert frozen.counts(TRUST, str(FIRST), "group").k["04"] == {}
    assert frozen.periods(TRUST.id)[0].code_versions == (2,)
