"""Closed figures of themes and answers give no small one, and stay as they were said."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.organisation import Area, Organisation
from app.domain.summary import WireSummary
from sync_server.analysis.nodes import ROOT, TREES
from sync_server.db.blocks import Blocks
from sync_server.services.organisations import add_organisation
from tests.sync_server.replay.numerators import Numerators
from tests.sync_server.replay.test_releases import bring_in, codebook
from tests.sync_server.services.test_closing import FIRST, after, closing
from tests.sync_server.trust import Server, summary

PERIOD = str(FIRST)
FOUR = Organisation("four", "Four areas", tuple(Area(one, one.upper()) for one in "abcd"))
#: Of 60 in each area so many speak of breaks, and have a plan: of 43 at least 12 at most in three.
SPEAK = {"a": 12, "b": 12, "c": 12, "d": 7}
BREAKS = ("breaks were missed",)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path) as made:
        add_organisation(made.parts.database, FOUR)
        bring_in(made, codebook(made, 2, breaks=BREAKS), FOUR.id)
        wires = [
            summary(
                organisation=FOUR.id,
                text="Breaks were missed." if place < speak else "An otter swam.",
                plan_made=place < speak,
                staff_group="07" if place % 2 else "04",
                area=area,
                week=str(FIRST.first_week),
                id=str(uuid.uuid4()),
            )
            for area, speak in SPEAK.items()
            for place in range(60)
        ]
        with made.parts.database.write() as connection:
            some = [WireSummary.from_wire(wire) for wire in wires]
            made.parts.intake.store_composed(connection, FOUR, some)
        closing(made, after(FIRST)).close_due()
        yield made


def words(server: Server, tree: str, node: str) -> tuple[str, str]:
    """What is said of breaks, and of plans."""
    counts = server.parts.frozen.counts(FOUR, PERIOD, "group" if tree == "group" else "area")
    return counts.theme(node, "breaks").words, counts.answer(node, "plan_made", "yes").words


def everything(server: Server) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (tree, node): words(server, tree, node)
        for tree in TREES
        for node in server.parts.frozen.counts(FOUR, PERIOD, tree).n
    }


def test_no_small_count_follows_from_the_figures_around_it(server: Server) -> None:
    with server.parts.database.read() as connection:
        cells = Blocks(connection, FOUR.id).cells()
    n = {cell.key: cell.said for cell in cells if not cell.masked}
    truth = {(PERIOD, f"area:{area}"): k for area, k in SPEAK.items()}
    truth |= {(PERIOD, ROOT): 43, (PERIOD, "group:04"): 23, (PERIOD, "group:07"): 20}
    told = everything(server)
    for measure in (0, 1):
        said = {
            (PERIOD, ROOT if node == ROOT else f"{tree}:{node}"): both[measure]
            for (tree, node), both in told.items()
        }
        assert said[PERIOD, "area:d"] == "fewer than 8 of about 60"
        assert list(Numerators(cells, 11, n, said, truth).exposed()) == []
    assert told["area", ROOT] == told["group", ROOT]


def test_every_view_says_a_figure_the_same(server: Server) -> None:
    parts = server.parts
    period = parts.reading.period(FOUR, PERIOD)
    for tree in TREES:
        for row in parts.reading.heat(FOUR, period, tree):
            for theme in row.themes:
                assert theme.words == words(server, tree, row.node.id)[0]
    trend = parts.insights.trends.trend(FOUR, "breaks", "group", ROOT)
    (point,) = trend.blocks
    assert point.figure is not None
    assert point.figure.words == words(server, "group", ROOT)[0]


def test_what_a_release_leaves_stays_as_it_was_said(server: Server) -> None:
    before = everything(server)
    bring_in(server, codebook(server, 3, breaks=BREAKS, otters=("otter*",)), FOUR.id)
    assert everything(server) == before
    bring_in(server, codebook(server, 4, breaks=("otter*",)), FOUR.id)
    assert everything(server)["area", ROOT] != before["area", ROOT], "much moves, and may"
    bring_in(server, codebook(server, 5, breaks=BREAKS), FOUR.id)
    assert everything(server) == before
