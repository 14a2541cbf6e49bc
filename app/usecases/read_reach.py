"""A lead reads whom conversations reach, held against headcount. Suppressed already."""

from dataclasses import dataclass

from app.sync.reading_calls import ReadingCalls
from app.usecases.answer_reading import (
    Found,
    a_day,
    a_node,
    a_period,
    each,
    flag,
    maybe_whole,
    part,
    text,
    understood,
)
from app.usecases.insight_figures import ClosedPeriod, Given, Node, Tree


@dataclass(frozen=True)
class ReachRow:
    """A node: its people (rounded) and conversations for every 100, None where not said.

    ``said`` says it all in words.
    """

    node: Node
    people: int | None
    per_hundred: int | None
    left_out: bool
    said: str
    answers: tuple[Given, ...]


@dataclass(frozen=True)
class ReachView:
    """Reach in a closed period; ``as_at`` is empty where there is no headcount."""

    period: ClosedPeriod
    note: str
    about: str
    as_at: str
    rows: tuple[ReachRow, ...]


class ReachDesk:
    """Reads; keeps nothing. Raises a SyncError when it fails."""

    def __init__(self, calls: ReadingCalls) -> None:
        self._calls = calls

    async def reach(self, period: str, tree: Tree) -> ReachView:
        """Read every node, the least reached first."""
        found = await self._calls.reach(period, tree)
        return understood(
            lambda: ReachView(
                a_period(part(found, "period")),
                text(found, "note"),
                text(found, "about"),
                a_day(found, "as_at"),
                each(found, "rows", _row),
            )
        )


def _row(one: Found) -> ReachRow:
    return ReachRow(
        a_node(one),
        maybe_whole(one, "people"),
        maybe_whole(one, "per_hundred"),
        flag(one, "left_out"),
        text(one, "said"),
        each(one, "answers", _given),
    )


def _given(one: Found) -> Given:
    question, answer, words = (text(one, name) for name in ("question", "answer", "words"))
    return Given(question, answer, words, maybe_whole(one, "percent"))
