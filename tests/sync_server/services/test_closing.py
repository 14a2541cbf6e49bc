"""Blocks close once, a fortnight after their end, and stay as they are."""

import threading
import uuid
from datetime import date, timedelta

from sqlalchemy import select, update

from app.domain.periods import Block, IsoWeek
from app.domain.summary import WireSummary
from sync_server.db.blocks import Blocks
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import Summaries
from sync_server.db.tables import summary as table
from sync_server.db.withdrawn import close_withdrawal, withdraw
from sync_server.services.closing import Closing
from sync_server.services.summary_row import content_digest, summary_row
from tests.sync_server.trust import TRUST, Server, summary

FIRST = Block(2026, 1, 1)


def put(
    server: Server, number: int, week: IsoWeek, group: str = "04", area: str = "quay"
) -> list[str]:
    """Store summaries of a week, as intake would; give their ids."""
    made = []
    with server.parts.database.write() as connection:
        store = Summaries(connection, TRUST.id)
        Organisations(connection).lock(TRUST.id)
        for _ in range(number):
            wire = summary(week=str(week), staff_group=group, area=area, id=str(uuid.uuid4()))
            said = WireSummary.from_wire(wire)
            assert store.add([summary_row(said, content_digest(said))])
            made.append(said.id)
    return made


def closing(server: Server, today: date, minimum: int = 11) -> Closing:
    parts = server.parts
    return Closing(parts.database, lambda _: 3, minimum, parts.columns, lambda: today)


def after(block: Block) -> date:
    return block.last_day + timedelta(weeks=2, days=1)


def figures(server: Server, period: str) -> dict[tuple[str, str], tuple[int, bool | None]]:
    with server.parts.database.read() as connection:
        cells = Blocks(connection, TRUST.id).cells(period=period)
    return {(cell.tree, cell.node): (cell.n, cell.masked) for cell in cells}


def test_a_block_closes_a_fortnight_after_its_end_and_only_once(either_server: Server) -> None:
    put(either_server, 20, FIRST.first_week)
    put(either_server, 15, FIRST.last_week, "07", "south")
    assert closing(either_server, after(FIRST) - timedelta(days=1)).close_due() == []
    (done,) = closing(either_server, after(FIRST)).close_due()
    assert (done.block, done.summaries) == ("2026-Q1-B1", 35)
    assert closing(either_server, after(FIRST)).close_due() == []
    shown = figures(either_server, "2026-Q1-B1")
    assert shown["group", "*"] == (35, False)
    assert shown["group", "04"] == (20, True), "each groups come from one place each"
    assert shown["area", "north"] == (20, False)
    assert shown["area", "hill"] == (0, True)


def test_what_comes_late_joins_the_next_block_and_moves_nothing(server: Server) -> None:
    put(server, 30, FIRST.first_week)
    closing(server, after(FIRST)).close_due()
    before = figures(server, str(FIRST))
    put(server, 12, FIRST.last_week)
    (done,) = closing(server, after(FIRST.next())).close_due()
    assert (done.block, done.summaries) == (str(FIRST.next()), 12)
    assert figures(server, str(FIRST)) == before


def test_the_third_block_closes_its_quarter_and_the_fourth_quarter_its_year(server: Server) -> None:
    block = FIRST
    for _ in range(12):
        put(server, 2, block.first_week)
        put(server, 2, block.first_week, "07", "south")
        block = block.next()
    done = closing(server, after(Block(2026, 4, 3))).close_due()
    assert len(done) == 12
    assert figures(server, "2026-Q2")["area", "*"] == (12, False)
    assert figures(server, "2026")["area", "*"] == (48, False)
    assert figures(server, "2026")["area", "quay"] == (24, True)
    assert figures(server, "2026")["area", "south"] == (24, False)
    assert figures(server, "2026-Q2-B1")["area", "*"] == (4, True)
    with server.parts.database.read() as connection:
        assert len(Blocks(connection, TRUST.id).closed()) == 17


def test_a_withdrawn_summary_stays_in_the_figures_and_loses_its_words(server: Server) -> None:
    one, *_ = put(server, 30, FIRST.first_week)
    (gone, *_) = put(server, 1, FIRST.first_week)
    with server.parts.database.write() as connection:
        withdraw(connection, gone)
    closing(server, after(FIRST)).close_due()
    assert figures(server, str(FIRST))["group", "*"][0] == 30, "withdrawn before: never counted"
    with server.parts.database.write() as connection:
        withdraw(connection, one)
        connection.execute(update(table).values(withdraw_until="2026-W01"))
        close_withdrawal(connection, "2026-W20")
        kept = connection.execute(select(table.c.text, table.c.block).where(table.c.id == one))
        assert tuple(kept.one()) == ("", str(FIRST))
    assert figures(server, str(FIRST))["group", "*"][0] == 30


def test_processes_that_close_at_once_close_each_block_once(either_server: Server) -> None:
    put(either_server, 12, FIRST.first_week)
    done: list[object] = []

    def close() -> None:
        done.extend(closing(either_server, after(FIRST.next())).close_due())

    threads = [threading.Thread(target=close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 2


def test_a_raised_minimum_withholds_more_of_what_is_closed_and_lets_nothing_out(
    server: Server,
) -> None:
    for group, area, number in (("04", "quay", 40), ("07", "quay", 14), ("07", "south", 30)):
        put(server, number, FIRST.first_week, group, area)
    put(server, 22, FIRST.first_week, "08", "quay")
    put(server, 12, FIRST.first_week, "08", "south")
    put(server, 15, FIRST.first_week, "04", "south")
    closing(server, after(FIRST)).close_due()
    before = figures(server, str(FIRST))
    assert before["group", "07"] == (44, False)
    closing(server, after(FIRST), minimum=50).close_due()
    later = figures(server, str(FIRST))
    assert later["group", "07"] == (44, True)
    assert all(later[key][1] for key, (_, masked) in before.items() if masked)
    closing(server, after(FIRST), minimum=11).close_due()
    assert figures(server, str(FIRST)) == later
