"""When a period closes: after its last week and a grace in which what was said offline arrives."""

from datetime import date, timedelta

from app.domain.periods import Block, IsoWeek, Quarter, blocks_in

#: Whole weeks between the end of four weeks and their closing.
GRACE = 2


def closes_on(block: Block) -> date:
    """Give the first day on which a block is closed: the Monday after its grace."""
    return block.last_day + timedelta(weeks=GRACE, days=1)


def next_block_to_close(today: date) -> Block:
    """Give the first block that is not closed yet on ``today``."""
    block = Block.of_week(IsoWeek.of(today - timedelta(weeks=2 * GRACE)))
    while closes_on(block) <= today:
        block = block.next()
    return block


def next_quarter_to_close(today: date) -> Quarter:
    """Give the first quarter whose last block is not closed yet on ``today``."""
    block = next_block_to_close(today)
    return Quarter(block.year, block.quarter_number)


def quarter_closes_on(quarter: Quarter) -> date:
    """Give the first day on which a quarter is closed: with its last block."""
    return closes_on(blocks_in(quarter)[-1])
