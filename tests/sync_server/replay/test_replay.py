"""A trust's year, replayed: everything shown at any moment, kept and put together.

Nothing that was shown ever moves, and from all of it no cell below the minimum can be worked
out, nor any withheld cell were the figures exact.
"""

from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest

from app.domain.codebook import Codebook
from sync_server.analysis.blocks import FrozenCell
from sync_server.analysis.nodes import ROOT, TREES
from sync_server.db.blocks import Blocks
from sync_server.db.engine import Database, open_database
from sync_server.services.columns import Columns
from sync_server.services.frozen import Frozen
from tests.sync_server.replay.attacker import Attacker
from tests.sync_server.replay.year import Year
from tests.sync_server.trust import migrated

STEP = 11


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    file = tmp_path / "layby.db"
    file.write_bytes(migrated())
    made = open_database(f"sqlite:///{file}")
    yield made
    made.close()


class Onlooker:
    """Reads every view whenever something may have changed, and forgets nothing."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.columns = Columns(year.database, lambda _: Codebook(1, ()))
        self.seen: dict[Hashable, int] = {}
        self.steps: dict[tuple[str, str], dict[str, int]] = {}
        self.reasons: set[str | None] = set()

    def look(self) -> None:
        frozen = Frozen(self.year.database, self.columns, self.year.minimum)
        for period in frozen.periods(self.year.trust.id):
            for tree in TREES:
                nodes = frozen.nodes(self.year.trust, period.id, tree)
                counts = frozen.counts(self.year.trust, period.id, tree)
                assert set(counts.n) == {node.id for node in nodes if node.shown is not None}
                for node in nodes:
                    key = (period.id, ROOT if node.id == ROOT else f"{tree}:{node.id}")
                    if node.shown is not None:
                        before = self.seen.setdefault(key, node.shown)
                        assert before == node.shown, "closed figures never move"
                    else:
                        self.reasons.add(node.withheld)

    def look_at_open_quarters(self) -> None:
        self.steps |= self.year.open_figures()

    def attack(self) -> Attacker:
        with self.year.database.read() as connection:
            cells = Blocks(connection, self.year.trust.id).cells()
        return Attacker(cells, self.seen, 11, self._known(cells), self.year.minimum)

    def _known(self, cells: list[FrozenCell]) -> dict[Hashable, tuple[int, int]]:
        """What the open quarter's steps say of a quarter, for who takes nothing to come late."""
        found: dict[Hashable, tuple[int, int]] = {}
        for view, tree in (("staff_group", "group"), ("area", "area")):
            for cell in cells:
                released = self.steps.get((view, cell.period))
                if released is not None and cell.tree == tree and "/" not in cell.node:
                    least = released.get(cell.node, 0)
                    found[cell.key] = (least, least + STEP - 1)
        return found


def replay(year: Year) -> tuple[int, int]:
    """Live through the year and attack at its end; give (cells shown, cells withheld)."""
    onlooker = Onlooker(year)
    for _, closed in year.weeks():
        onlooker.look_at_open_quarters()
        if closed:
            onlooker.look()
    onlooker.look()
    attacker = onlooker.attack()
    assert list(attacker.exact()) == []
    assert attacker.pinned() == []
    # One sentence for all, whatever the reason was; another only after the minimum was raised.
    assert len(onlooker.reasons) == len({11, year.raised})
    return len(onlooker.seen), len(attacker.hidden)


@pytest.mark.parametrize(
    ("seed", "raised"), [(1, 11), (2, 15)], ids=["as it is", "with the minimum raised"]
)
def test_a_year_of_one_trust_gives_nobody_away(database: Database, seed: int, raised: int) -> None:
    shown, hidden = replay(Year(database, seed, 300, raised=raised))
    assert shown > 10
    assert hidden > 100


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(60))
def test_a_year_of_sixty_trusts_gives_nobody_away(database: Database, seed: int) -> None:
    # 50 to 3,000 summaries a year, half of the trusts below 300.
    number = int(50 * 60 ** ((seed % 20) / 19))
    replay(Year(database, 100 + seed, number, raised=11 if seed % 3 else 14))
