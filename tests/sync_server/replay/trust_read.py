"""One trust's year as its lead reads it, and what is true, to judge what was found."""

import json
import uuid
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from sync_server.analysis.blocks import FrozenCell, Key
from sync_server.analysis.nodes import ROOT, Said, Tree, TreeName, leaf
from sync_server.db.blocks import Blocks
from sync_server.db.shown_codes import ShownCodes
from sync_server.db.tables import summary
from tests.sync_server.replay.numerators import Numerators
from tests.sync_server.replay.onlooker import LEAST, Onlooker
from tests.sync_server.replay.reader import Held, Reader
from tests.sync_server.replay.site import Site
from tests.sync_server.replay.year import AREAS, Year


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
