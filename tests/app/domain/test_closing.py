"""When a period closes, and which is the next to."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.closing import (
    closes_on,
    next_block_to_close,
    next_quarter_to_close,
    quarter_closes_on,
)
from app.domain.periods import Block
from sync_server.analysis.blocks import is_due

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def test_the_first_four_weeks_of_a_quarter_close_a_fortnight_after_their_last() -> None:
    assert Block(2026, 4, 1).last_day == date(2026, 10, 25)
    assert closes_on(Block(2026, 4, 1)) == date(2026, 11, 9)
    assert next_block_to_close(date(2026, 11, 8)) == Block(2026, 4, 1)
    assert next_block_to_close(date(2026, 11, 9)) == Block(2026, 4, 2)
    assert str(next_quarter_to_close(date(2026, 11, 23))) == "2026-Q4"
    assert quarter_closes_on(next_quarter_to_close(date(2026, 11, 23))) == date(2027, 1, 18)


@given(DAYS)
def test_what_is_told_to_close_next_is_not_due_and_what_came_before_is(today: date) -> None:
    block = next_block_to_close(today)
    assert not is_due(block, today)
    assert is_due(block, closes_on(block))
    assert not is_due(block, closes_on(block) - timedelta(days=1))
    assert closes_on(block) - today <= timedelta(weeks=6)
    assert quarter_closes_on(next_quarter_to_close(today)) > today
