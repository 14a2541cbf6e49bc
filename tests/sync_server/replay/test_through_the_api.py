"""A year of trusts through the API: all that leads get, kept, added up and subtracted.

Meanwhile a codebook that asks about a few words is published, headcounts are brought, an area is
given up, the minimum is raised, and reports are issued and issued again. No cell below the
minimum, and no theme or answer of fewer than 8, follows from all of it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync_server.analysis.nodes import ROOT, area_tree
from tests.sync_server.replay.attacker import Attacker
from tests.sync_server.replay.onlooker import LEAST
from tests.sync_server.replay.site import Site
from tests.sync_server.replay.trust_read import Trust
from tests.sync_server.replay.year import AREAS
from tests.sync_server.replay.year_through_api import lives


def across(site: Site, trusts: list[Trust]) -> None:
    """An ICS-wide lead sees each trust as it shows itself, and sums of what is shown."""
    for period in {key[0] for one in trusts for key in one.onlooker.n}:
        found = site.reads("ics", "insights/heat", period=period, tree="organisation")
        if found is None:
            continue
        total, *rows = found["rows"]
        by_id = {one.year.trust.id: one.onlooker for one in trusts}
        shown = []
        for row in rows:
            key = (period, ROOT)
            there = by_id[row["id"]]
            assert row["shown"] == (None if key in there.withheld else there.n.get(key))
            shown += [row["shown"]] if row["shown"] else []
        assert total["shown"] in (None, sum(shown))


def given_away(one: Trust) -> Iterator[tuple[str, object]]:
    """Give everything about one trust that follows from what was shown, and must not."""
    attacker = Attacker(one.cells(), {**one.onlooker.n}, LEAST, one.known(), one.year.minimum)
    tree = area_tree(one.year.trust)
    lines = {area.id: tree.line(area.id) for area in AREAS}
    for name, found in (
        ("a cell, were figures exact", attacker.exact()),
        ("a cell, by bounds", attacker.pinned()),
        ("a theme or an answer", one.numerators()),
        ("what a release moved", one.moved_by_a_few()),
        ("where a text was said", one.reader.placed(one.held(), lines, LEAST)),
    ):
        yield from ((name, what) for what in found)


def judge(site: Site, trusts: list[Trust]) -> tuple[int, int]:
    """Attack with all that was seen; give (figures seen, cells withheld)."""
    across(site, trusts)
    found = [(one.year.trust.id, *what) for one in trusts for what in given_away(one)]
    assert found == []
    seen = sum(len(words) for one in trusts for words in one.onlooker.words.values())
    return seen, sum(len(one.onlooker.withheld) for one in trusts)


def test_a_year_through_the_api_gives_nobody_away(tmp_path: Path) -> None:
    with Site(tmp_path) as site:
        seen, hidden = judge(site, lives(site, 1, (300, 90), 14))
    assert seen > 1_000
    assert hidden > 100


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_year_of_sixty_trusts_through_the_api_gives_nobody_away(
    tmp_path: Path, seed: int
) -> None:
    # 50 to 3,000 summaries a year, three trusts on each of twenty servers.
    sizes = tuple(int(50 * 60 ** (((3 * seed + place) % 60) / 59)) for place in range(3))
    with Site(tmp_path) as site:
        judge(site, lives(site, 1_000 + 3 * seed, sizes, 11 if seed % 3 else 14))
