"""Somebody who publishes codebooks to ask about a few people, and subtracts what is shown.

Every figure of every closed cell under every release is kept. From all of it no set of fewer
than the minimum of summaries can be bounded between two figures that were shown for one cell,
nor for sums of cells that figures around them give.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from app.domain.codebook import Codebook
from app.domain.codebook_writer import write_codebook
from app.domain.summary import WireSummary
from app.domain.theme import Theme
from sync_server.analysis.blocks import families
from sync_server.analysis.determination import Equations
from sync_server.analysis.nodes import ROOT, TREES, Said, Tree, leaf
from sync_server.db.blocks import Blocks
from sync_server.db.checks import Checks
from sync_server.db.coding_releases import CODING, CodingReleases
from sync_server.db.shown_codes import ShownCodes
from tests.sync_server.services.test_closing import FIRST, after, closing
from tests.sync_server.trust import TRUST, Server, summary

MINIMUM = 11
PERIOD = "2026-Q1-B1"
#: (staff group, area): how many; then how many of them say the rare word.
SAID = {
    ("04", "quay"): (40, 3),
    ("04", "south"): (40, 1),
    ("07", "quay"): (30, 12),
    ("07", "south"): (30, 14),
    ("08", "hill"): (15, 1),
    ("08", "south"): (15, 0),
}


def store(server: Server) -> None:
    made = []
    for (group, area), (number, rare) in SAID.items():
        for place in range(number):
            words = ["Quiet week."]
            words += ["Breaks were missed."] if place % 3 else []
            words += ["A zebra came."] if place < rare else []
            words += ["An otter swam."] if place % 2 else []
            wire = summary(text=" ".join(words), staff_group=group, area=area)
            wire |= {"week": str(FIRST.first_week), "id": str(uuid.uuid4())}
            made.append(WireSummary.from_wire(wire))
    with server.parts.database.write() as connection:
        server.parts.intake.store_composed(connection, TRUST, made)
    closing(server, after(FIRST)).close_due()


def codebook(server: Server, version: int, **include: tuple[str, ...]) -> Codebook:
    """Themes by id, each with its phrases."""
    like = server.parts.coding.shipped.live()[0]
    return Codebook(version, tuple(theme(like, code, told) for code, told in include.items()))


def theme(like: Theme, code: str, told: tuple[str, ...]) -> Theme:
    return replace(
        like, id=code, label=code, include=told, exclude=(), absence_counts=True, since=1
    )


def bring_in(server: Server, book: Codebook, trust: str = TRUST.id) -> None:
    parts = server.parts
    with parts.database.write() as connection:
        releases = CodingReleases(connection, trust)
        number = releases.next_number(1)
        values = {"state": CODING, "why": "codebook", "codebook": write_codebook(book)}
        more = {"own": True, "made_by": "lead", "made_on": "2026-03-01"}
        releases.add(number, values | more | {"before": releases.live()})
    parts.coding_work.advance(trust)
    assert parts.coding.of(trust).number == number


#: A tree, a node in it, a theme.
Place = tuple[str, str, str]


class Asker:
    """Notes every figure after every release, and which were left as another release had them."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.seen: dict[int, dict[Place, int]] = {}
        self.kept: dict[int, dict[Place, int]] = {}
        self.has: dict[int, dict[str, set[str]]] = {}
        with server.parts.database.read() as connection:
            self.cells = Blocks(connection, TRUST.id).cells(period=PERIOD)
            rows = ShownCodes(connection, TRUST.id).closed()
            texts = Checks(connection, TRUST.id, server.parts.cipher).texts([r.id for r in rows])
        self.texts = {one: text.casefold() for one, text in texts.items()}
        self.holds: dict[tuple[str, str], set[str]] = {}
        trees = {name: self._tree(name) for name in TREES}
        for row in rows:
            said = Said(row.staff_group, row.role_family, row.area, 1)
            for name, tree in trees.items():
                for node in tree.line(leaf(tree, name, said)):
                    self.holds.setdefault((name, node), set()).add(row.id)

    def _tree(self, name: str) -> Tree:
        return Tree({cell.node: cell.parent for cell in self.cells if cell.tree == name})

    def look(self, book: Codebook) -> dict[Place, int]:
        """Bring a codebook in, and note what is shown then."""
        bring_in(self.server, book)
        number = self.server.parts.coding.of(TRUST.id).number
        self.has[number] = {
            theme.id: {
                one
                for one, text in self.texts.items()
                if any(told.rstrip("*") in text for told in theme.include)
            }
            for theme in book.live()
        }
        return self.note(number)

    def note(self, number: int) -> dict[Place, int]:
        seen = self.seen[number] = {}
        for tree in TREES:
            counts = self.server.parts.frozen.counts(TRUST, PERIOD, tree)
            for node, held in counts.k.items():
                for code in self.has[number]:
                    seen[tree, node, code] = held.get(code, 0)
        with self.server.parts.database.read() as connection:
            kept = ShownCodes(connection, TRUST.id).kept(number)
        self.kept[number] = {(one.tree, one.node, one.code): one.shows for one in kept}
        return seen

    def apart(self, place: Place, one: int, other: int) -> int:
        """Count, truly, how many of a cell lie between a theme under two releases."""
        between = self.has[one][place[2]] ^ self.has[other][place[2]]
        return len(between & self.holds.get(place[:2], set()))

    def attack(self) -> tuple[int, list[tuple[Place, int, int]]]:
        """Hold all releases against each other; give (figures that moved, what is given away)."""
        moved, found = 0, []
        for one, other in combinations(self.seen, 2):
            both = {code for code in self.has[one] if code in self.has[other]}
            for code in sorted(both):
                fresh = {
                    place
                    for place in self.seen[one].keys() & self.seen[other].keys()
                    if place[2] == code
                    and place not in self.kept[one]
                    and place not in self.kept[other]
                    and self.seen[one][place] != self.seen[other][place]
                }
                moved += len(fresh)
                known = {*fresh, *self._by_sums(code, fresh)}
                found += [
                    (place, one, other)
                    for place in sorted(known)
                    if 0 < self.apart(place, one, other) < MINIMUM
                ]
        return moved, found

    def _by_sums(self, code: str, fresh: set[Place]) -> Iterator[Place]:
        """Give what follows by adding and subtracting, were figures exact."""
        names = {cell.key: (cell.tree, cell.node, code) for cell in self.cells}
        unknown = {key for key, place in names.items() if place not in fresh}
        sums = [(family.parent, family.children) for family in families(self.cells)]
        for key in Equations(sums, unknown).determined():
            yield names[key]


PLAIN = ("breaks were missed",)
FAR = ("otter*",)
ASKED = (*PLAIN, "zebra*")


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Asker]:
    with Server(tmp_path) as made:
        store(made)
        yield Asker(made)


def test_a_word_that_few_said_cannot_be_asked_for_by_a_release(asker: Asker) -> None:
    plain = asker.look(codebook(asker.server, 2, breaks=PLAIN))
    asked = asker.look(codebook(asker.server, 3, breaks=ASKED))
    assert plain["group", "04", "breaks"] == asked["group", "04", "breaks"]
    assert asker.attack()[1] == []


def test_a_way_round_by_another_release_tells_no_more(asker: Asker) -> None:
    plain = asker.look(codebook(asker.server, 2, breaks=PLAIN))
    far = asker.look(codebook(asker.server, 3, breaks=FAR))
    assert far["group", "04", "breaks"] != plain["group", "04", "breaks"], "much moves, and may"
    # Far off, and back with a word more: what lies between first and last is a few again.
    back = asker.look(codebook(asker.server, 4, breaks=ASKED))
    assert back["group", "04", "breaks"] == plain["group", "04", "breaks"]
    moved, found = asker.attack()
    assert moved > 3
    assert found == []


def test_another_name_for_the_same_theme_tells_no_more(asker: Asker) -> None:
    plain = asker.look(codebook(asker.server, 2, breaks=PLAIN))
    named = asker.look(codebook(asker.server, 3, pauses=ASKED))
    assert named["group", "04", "pauses"] == plain["group", "04", "breaks"]


@pytest.mark.parametrize("seed", [1, 2])
def test_no_row_of_releases_gives_a_few_away(asker: Asker, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 -- a row to try, the same every time
    words = [*ASKED, *FAR, "quiet week", "a zebra"]
    for version in range(2, 8):
        some = tuple(dice.sample(words, dice.randint(1, 3)))
        asker.look(codebook(asker.server, version, breaks=some))
    moved, found = asker.attack()
    assert moved > 3
    assert found == []


def test_what_many_changed_moves_and_goes_back_with_a_roll_back(asker: Asker) -> None:
    parts = asker.server.parts
    plain = asker.look(codebook(asker.server, 2, breaks=PLAIN))
    first = parts.coding.of(TRUST.id).number
    far = asker.look(codebook(asker.server, 3, breaks=FAR))
    assert far["group", ROOT, "breaks"] == sum(number // 2 for number, _ in SAID.values())
    parts.coding_desk.roll_back(TRUST.id, "lead", first + 1)
    parts.coding_work.settle()
    assert asker.note(first) == plain


def test_no_published_number_of_summaries_moves_with_a_release(asker: Asker) -> None:
    frozen = asker.server.parts.frozen
    before = frozen.nodes(TRUST, PERIOD, "group")
    asker.look(codebook(asker.server, 2, breaks=(*FAR, "zebra*")))
    assert frozen.nodes(TRUST, PERIOD, "group") == before
