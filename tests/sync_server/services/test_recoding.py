"""Coding again: in parts, broken off and gone on with, twice over; swapped only when whole."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pytest
from sqlalchemy import func, select, update

from sync_server.db.frozen_tables import coding, recoded
from sync_server.db.tables import summary as table
from sync_server.db.tables import summary_code
from sync_server.services.recoding import Recoding, Share
from tests.sync_server.services.test_closing import FIRST, put
from tests.sync_server.trust import TRUST, Server


def coder(texts: Iterable[str]) -> Iterator[frozenset[str]]:
    return (frozenset({"meals"}) for _ in texts)


def work(server: Server, coder=coder) -> Recoding:
    return Recoding(
        server.parts.database, TRUST.id, 7, coder, server.parts.cipher, live=frozenset({"pay"})
    )


def codes(server: Server) -> dict[str, int]:
    with server.parts.database.read() as connection:
        rows = connection.execute(
            select(summary_code.c.code, func.count()).group_by(summary_code.c.code)
        )
        return {row[0]: row[1] for row in rows}


def test_parts_cover_everything_once_whoever_does_them_twice(either_server: Server) -> None:
    put(either_server, 40, FIRST.first_week)
    shares = [Share(number, 3) for number in (1, 2, 3)]
    assert sum(work(either_server).run(share, batch=4) for share in shares) == 40
    assert sum(work(either_server).run(share, batch=4) for share in shares) == 0
    assert codes(either_server) == {}, "nothing shows before the swap"
    assert work(either_server).finish()
    assert codes(either_server) == {"meals": 40}
    with either_server.parts.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(recoded)).scalar_one() == 0
        assert tuple(connection.execute(select(coding.c.code_version, coding.c.swaps)).one()) == (
            7,
            1,
        )


def test_what_was_broken_off_goes_on_where_it_was(server: Server) -> None:
    put(server, 30, FIRST.first_week)
    seen = 0

    def breaks(texts: Sequence[str]) -> Iterator[frozenset[str]]:
        nonlocal seen
        if seen >= 20:
            raise KeyboardInterrupt
        seen += len(texts)
        return coder(texts)

    with pytest.raises(KeyboardInterrupt):
        work(server, breaks).run(batch=10)
    assert work(server).run(batch=10) == 10


def test_what_comes_meanwhile_is_coded_with_the_swap(server: Server) -> None:
    put(server, 10, FIRST.first_week)
    assert work(server).run() == 10
    put(server, 5, FIRST.first_week)
    assert work(server).finish()
    assert codes(server) == {"meals": 15}


def test_codes_of_texts_that_are_gone_stay_and_picked_ones_are_kept(server: Server) -> None:
    first, second, *_ = put(server, 12, FIRST.first_week)
    assert work(server).run() == 12
    assert work(server).finish()
    with server.parts.database.write() as connection:
        connection.execute(update(table).where(table.c.id == first).values(text=""))
        connection.execute(update(table).where(table.c.id == second).values(themes='["pay", "x"]'))

    def nothing(texts: Sequence[str]) -> Iterator[frozenset[str]]:
        return (frozenset[str]() for _ in texts)

    again = work(server, nothing)
    assert again.run() == 11
    assert again.finish()
    assert codes(server) == {"meals": 1, "pay": 1}


def test_what_may_not_be_swapped_stays_as_it_was(server: Server) -> None:
    put(server, 10, FIRST.first_week)
    assert work(server).run(batch=4) == 10
    assert not work(server).finish(lambda _: False)
    assert codes(server) == {}
    assert work(server).finish()
    assert codes(server) == {"meals": 10}


@pytest.mark.parametrize("text", ["", "0/2", "3/2", "1", "a/b", "1/0", "1/257"])
def test_a_share_says_which_part_of_how_many(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Share.parse(text)


@pytest.mark.parametrize("of", [1, 2, 3, 7, 256])
def test_shares_meet_and_leave_nothing_out(of: int) -> None:
    bounds = [Share(number, of).bounds() for number in range(1, of + 1)]
    assert bounds[0][0] == "00"
    assert bounds[-1][1] == "~"
    assert all(one[1] == two[0] for one, two in pairwise(bounds))
