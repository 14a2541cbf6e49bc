"""A year of trusts through the API: all that leads get, kept, added up and subtracted.

Meanwhile a codebook that asks about a few words is published, headcounts are brought, an area is
given up, the minimum is raised, and reports are issued and issued again. No cell below the
minimum, and no theme or answer of fewer than 8, follows from all of it.
"""

import json
import uuid
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.nodes import ROOT, Said, Tree, TreeName, area_tree, leaf
from sync_server.db.blocks import Blocks
from sync_server.db.shown_codes import ShownCodes
from sync_server.db.tables import summary
from tests.sync_server.replay.attacker import Attacker
from tests.sync_server.replay.numerators import Numerators
from tests.sync_server.replay.onlooker import LEAST, Onlooker
from tests.sync_server.replay.reader import Held, Reader
from tests.sync_server.replay.site import Site
from tests.sync_server.replay.year import AREAS, Year

HEADS = "04,quay,300\n04,hill,90\n07,dock,200\n08,moor,40\n01,quay,4\n02,park,9\n"
OTHER_HEADS = "04,quay,60\n07,dock,50\n08,moor,4\n01,quay,100\n"
#: When in the year something happens besides.
HEADCOUNT, PUBLISHED, RETIRED, BACK = (
    date(2026, 2, 10), date(2026, 5, 20), date(2026, 6, 10), date(2026, 10, 20),
)  # fmt: skip


@dataclass
class Trust:
    """One trust's year, its lead, and what is true, to judge what was found."""

    site: Site
    year: Year
    onlooker: Onlooker = field(init=False)
    reader: Reader = field(init=False)
    #: By release: the summaries that speak of each theme.
    has: dict[int, dict[str, frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        who = f"lead-{self.year.seed}"
        self.site.invites(who, self.year.trust)
        self.onlooker, self.reader = Onlooker(self.site, who), Reader(self.site, who)

    def reads(self) -> None:
        """Read every text; no page opens before enough have spoken, and in several places."""
        for group, quarter in self.reader.reads_texts():
            with self.site.database.read() as connection:
                it = summary.c
                areas = connection.execute(
                    select(it.area).where(
                        it.organisation == self.year.trust.id,
                        *(it.staff_group == group, it.quarter == quarter),
                    )
                ).scalars().all()  # fmt: skip
            assert len(areas) >= LEAST
            assert len(set(areas)) > 1, "a group that spoke in one place alone has no page"

    def held(self) -> dict[str, Held]:
        """Give where each closed summary truly comes from, by its handle."""
        it = summary.c
        rows = select(it.id, it.staff_group, it.area, it.quarter, it.block).where(
            it.organisation == self.year.trust.id, it.block.is_not(None)
        )
        with self.site.database.read() as connection:
            return {
                self.site.parts.secret.handle(row.id): Held(
                    row.staff_group, row.area, row.quarter, row.block[: len("2026-Q1")]
                )
                for row in connection.execute(rows)
            }

    def looks(self) -> None:
        self.onlooker.looks()
        self.reads()
        number = max(self.onlooker.words, default=0)
        with self.site.database.read() as connection:
            used = list(ShownCodes(connection, self.year.trust.id).in_use())
        found: dict[str, set[str]] = {}
        for identity, code in used:
            found.setdefault(code, set()).add(identity)
        self.has[number] = {code: frozenset(some) for code, some in found.items()}

    def publishes(self, day: date, *words: str) -> None:
        """Give a theme some more words and publish that: it asks how many said them."""
        self.site.lives_on(day)
        who, version = self.onlooker.who, self.site.reads(self.onlooker.who, "codebook")
        themes = version["themes"]
        themes[0] |= {"include": [*themes[0]["include"], *words]}
        said = self.site.does(
            who, "PUT", "codebook/draft", if_version=version["if_version"], themes=themes
        )
        self.reads()
        tried = self.site.does(who, "POST", "codebook/preview", if_version=said["if_version"])
        self._holds_against_texts(tried, themes[0]["id"], words)
        self.site.does(who, "POST", "codebook/publish", if_version=said["if_version"])
        self.site.parts.coding_work.settle()

    def _holds_against_texts(self, tried: Any, theme: str, words: tuple[str, ...]) -> None:
        """What a preview counts, whoever reads the texts could count as well."""
        (gains,) = (one["gains"] for one in tried["themes"] if one["code"] == theme)
        stems = [word.rstrip("*").casefold() for word in words]
        readable = [text.casefold() for text in self.reader.texts.values()]
        most = sum(any(stem in text for stem in stems) for text in readable)
        assert tried["texts"] <= 5 * ((len(readable) + 2) // 5)
        assert gains.startswith("fewer than 8") or int(gains.split()[1]) <= most + 2

    def gives_up(self, area: str) -> None:
        areas = [
            {"id": one.id, "name": one.name, "parent": one.parent} | {"retired": one.id == area}
            for one in AREAS
        ]
        self.site.does(self.onlooker.who, "PUT", "editing/organisation", if_version=1, areas=areas)

    def issues(self, quarter: str, number: int) -> None:
        reason = "Another codebook." if number > 1 else ""
        body = {"period": quarter, "number": number, "reason": reason}
        if self.site.reads(self.onlooker.who, f"reports/{quarter}-0.html"):
            self.site.does(self.onlooker.who, "POST", "reports", **body)

    def acts(self) -> None:
        theme = self.site.reads(self.onlooker.who, "codebook")["themes"][0]["id"]
        body = {"theme": theme, "tree": "group", "node": "04", "words": "A relief rota",
                "owner": "Head of Operations", "from_day": "2026-04-10", "state": "under-way",
                "if_version": 0}  # fmt: skip
        self.site.does(self.onlooker.who, "PUT", f"actions/{uuid.uuid4()}", **body)

    def cells(self) -> list[FrozenCell]:
        with self.site.database.read() as connection:
            return Blocks(connection, self.year.trust.id).cells()

    def known(self) -> dict[Hashable, tuple[int, int]]:
        """What an open quarter's steps say of it, for who takes nothing to come late."""
        found: dict[Hashable, tuple[int, int]] = {}
        for cell in self.cells():
            steps = self.onlooker.steps.get((cell.tree, cell.period), {})
            if cell.node in steps:
                found[cell.key] = (steps[cell.node], steps[cell.node] + LEAST - 1)
        return found

    def holds(self) -> dict[Key, frozenset[str]]:
        """Give the summaries of every closed cell."""
        with self.site.database.read() as connection:
            rows = ShownCodes(connection, self.year.trust.id).closed()
        held: dict[Key, set[str]] = {}
        for (period, name), cells in self._trees().items():
            tree = Tree({cell.node: cell.parent for cell in cells})
            for row in (row for row in rows if str(row.block).startswith(period)):
                there = leaf(tree, name, Said(row.staff_group, row.role_family, row.area, 1))
                for node in tree.line(there):
                    key = (period, ROOT if node == ROOT else f"{name}:{node}")
                    held.setdefault(key, set()).add(row.id)
        return {key: frozenset(some) for key, some in held.items()}

    def _trees(self) -> Mapping[tuple[str, TreeName], list[FrozenCell]]:
        found: dict[tuple[str, TreeName], list[FrozenCell]] = {}
        for cell in self.cells():
            found.setdefault((cell.period, cell.tree), []).append(cell)
        return found

    def gave(self) -> Mapping[str, frozenset[str]]:
        """Give the closed summaries with each answer, by question and answer."""
        it = summary.c
        wanted = select(
            *(it.id, it.plan_made, it.follow_up_agreed, it.helpful, it.self_referral),
            *(it.language, it.support_offered),
        ).where(it.organisation == self.year.trust.id, it.block.is_not(None))
        found: dict[str, set[str]] = {}
        with self.site.database.read() as connection:
            for one, plan, follow_up, helpful, wish, language, offered in connection.execute(
                wanted
            ):
                said = ["plan_made yes"] * plan + ["follow_up_agreed yes"] * follow_up
                said += [f"helpful {helpful}", f"self_referral {wish}"]
                said += [f"language {'en' if language == 'en' else 'other'}"]
                said += [f"support_offered {kind}" for kind in json.loads(offered)]
                for answer in said:
                    found.setdefault(answer, set()).add(one)
        return {answer: frozenset(some) for answer, some in found.items()}

    def numerators(self) -> Iterator[tuple[str, Key, int]]:
        """Add and subtract each theme's figures of the last release, year by year."""
        onlooker, holds = self.onlooker, self.holds()
        now = max(onlooker.words, default=0)
        if not now:
            return  # nothing was ever shown
        gave, every = self.gave(), self.cells()
        for measure in sorted({name for _, name in onlooker.words[now]}):
            words = {key: said for (key, name), said in onlooker.words[now].items()
                     if name == measure}  # fmt: skip
            kind, _, which = measure.partition(" ")
            is_theme = kind == "theme"
            theirs = self.has[now].get(which, frozenset()) if is_theme else gave[measure]
            truth = {key: len(some & theirs) for key, some in holds.items()}
            for year in sorted({cell.period[:4] for cell in every}):
                cells = [cell for cell in every if cell.period.startswith(year)]
                game = Numerators(cells, LEAST, onlooker.n, words, truth, few_unlisted=not is_theme)
                yield from ((measure, key, k) for key, k in game.exposed())

    def moved_by_a_few(self) -> Iterator[tuple[str, Key]]:
        """Give figures that another release moved although few summaries lie between."""
        holds, told = self.holds(), self.onlooker.words
        for one in told:
            for other in (number for number in told if number > one):
                for (key, measure), said in told[one].items():
                    code = measure.partition(" ")[2]
                    if told[other].get((key, measure), said) != said and code:
                        apart = self.has[one].get(code, frozenset()) ^ self.has[other].get(
                            code, frozenset()
                        )
                        if len(apart & holds[key]) < LEAST:
                            yield measure, key


def lives(site: Site, seed: int, sizes: tuple[int, ...], raised: int) -> list[Trust]:
    """Live through the year of several trusts on one server."""
    book = site.parts.coding.shipped.live()
    texts = [theme.examples[0] for theme in book[:6]] + ["A quiet week.", "A zebra came."]
    trusts = []
    for place, number in enumerate(sizes):
        year = Year(
            site.database,
            seed + place,
            number,
            raised=raised,
            texts=texts,
            codebook_of=site.parts.coding.codebook,
        )
        trusts.append(Trust(site, year))
        year.keep = lambda connection, trust, come: site.parts.intake.store_composed(
            connection, site.parts.organisation(trust.id), come
        )
    site.invites("ics", trusts[0].year.trust, *(one.year.trust.id for one in trusts[1:]))
    before = date(2026, 1, 1)
    for weeks in zip(*(one.year.weeks() for one in trusts), strict=True):
        day = weeks[0][0]
        if trusts[0].year.minimum != site.settings.minimum_group:
            site.raises_the_minimum(trusts[0].year.minimum)
            for one in trusts:
                one.year.database = site.database
                one.onlooker.forgets_nothing()
        for one in trusts:
            one.onlooker.looks_at_what_is_open()
            if day.month % 3 == 2 and day.day <= 7:
                one.reads()  # while a quarter is open
            happens(one, before, day)
        before = day
    for one in trusts:
        one.issues("2026-Q4", 1)
        one.looks()
        for quarter in ("2026-Q2", "2026-Q3"):
            one.reader.asks_for_areas(quarter)
    return trusts


def happens(one: Trust, before: date, day: date) -> None:
    """Do what falls into this week, and look before and after it."""
    who = one.onlooker.who

    def due(when: date) -> bool:
        return before < when <= day

    if due(HEADCOUNT):
        one.site.brings_heads(who, HEADS, 0)
    if due(PUBLISHED):
        one.issues("2026-Q1", 1)
        one.acts()
        one.looks()
        one.publishes(day, "zebra*")
        one.issues("2026-Q1", 2)
        one.looks()
    if due(RETIRED):
        one.gives_up("park")
    if due(BACK):
        one.site.brings_heads(who, OTHER_HEADS, 1)
        one.publishes(day, "quiet week")
        one.looks()


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
