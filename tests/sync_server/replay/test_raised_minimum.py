"""A minimum raised in mid-year: what was promised holds for whoever looks, whenever they look.

Cells that were shown before are withheld from then on. Some readers remember them, others never
saw them: for none may a cell follow that they did not see and that is smaller than is promised.
"""

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

import pytest

from app.domain.periods import Block
from sync_server.analysis.blocks import FrozenCell
from sync_server.db.blocks import Blocks
from sync_server.db.engine import Database, open_database
from tests.sync_server.replay.attacker import Attacker
from tests.sync_server.replay.year import Year
from tests.sync_server.services.test_closing import FIRST, after, closing, put
from tests.sync_server.trust import TRUST, Server, migrated

BEFORE, SINCE = 11, 14
Shown = Mapping[Hashable, int]


def shown(cells: list[FrozenCell]) -> Shown:
    return {cell.key: cell.said for cell in cells if not cell.masked}


def given_away(cells: list[FrozenCell], looks: list[Shown]) -> list[tuple[Hashable, ...]]:
    """What follows for somebody who looks at the end, and at most once before that."""
    found = []
    for earlier in ({}, *looks):
        seen = {**earlier, **looks[-1]}
        attacker = Attacker(cells, seen, BEFORE, {}, SINCE)
        found += [*attacker.exact(), *((key,) for key in attacker.pinned())]
    return found


def cells_of(database: Database, trust: str) -> list[FrozenCell]:
    with database.read() as connection:
        return Blocks(connection, trust).cells()


def speaks(server: Server, block: Block, number: int) -> None:
    """Group 08 speaks ``number`` times, one group more, another less, all in two areas."""
    for area, more in (("quay", 1), ("south", 0)):
        put(server, number // 2 + more, block.first_week, "08", area)
        put(server, 30, block.first_week, "07", area)
        put(server, 5 + more, block.first_week, "04", area)


def test_what_is_withheld_since_a_raise_does_not_follow_from_what_closes_later(
    server: Server,
) -> None:
    looks: list[Shown] = []
    block = FIRST
    for number, minimum in ((60, BEFORE), (12, BEFORE), (60, SINCE)):
        if minimum == SINCE:
            closing(server, after(FIRST.next()), SINCE).close_due()
            looks.append(shown(cells_of(server.parts.database, TRUST.id)))
        speaks(server, block, number)
        closing(server, after(block), minimum).close_due()
        looks.append(shown(cells_of(server.parts.database, TRUST.id)))
        block = block.next()
    small = ("2026-Q1-B2", "group:08")
    assert small in looks[1], "before the raise it was shown"
    assert small not in looks[2], "since then it is withheld"
    assert given_away(cells_of(server.parts.database, TRUST.id), looks) == []
    assert ("2026-Q1", "*") in looks[3], "what closes after a raise is still shown"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    file = tmp_path / "layby.db"
    file.write_bytes(migrated())
    made = open_database(f"sqlite:///{file}")
    yield made
    made.close()


def lives(database: Database, seed: int, number: int) -> list[tuple[Hashable, ...]]:
    """Live through a year, look after every closing; give what any reader could work out."""
    year = Year(database, seed, number, raised=SINCE)
    looks = [shown(cells_of(database, year.trust.id)) for _, closed in year.weeks() if closed]
    cells = cells_of(database, year.trust.id)
    return given_away(cells, [*looks, shown(cells)])


@pytest.mark.parametrize("seed", [7])
def test_whoever_looks_now_and_then_is_told_no_cell_below_what_is_promised(
    database: Database, seed: int
) -> None:
    assert lives(database, seed, 400) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_whoever_looks_now_and_then_in_twenty_trusts_is_told_no_such_cell(
    database: Database, seed: int
) -> None:
    assert lives(database, 300 + seed, int(50 * 60 ** (seed / 19))) == []
