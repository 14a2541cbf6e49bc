"""A lead reads whom conversations reach, held against headcount. Suppressed already."""

from app.domain.insight_figures import ReachView, Tree
from app.sync.reading_calls import ReadingCalls
from app.usecases.answer_reading import read_as


class ReachDesk:
    """Reads; keeps nothing. Raises a SyncError when it fails."""

    def __init__(self, calls: ReadingCalls) -> None:
        self._calls = calls

    async def reach(self, period: str, tree: Tree) -> ReachView:
        """Read every node, the least reached first."""
        return read_as(ReachView, await self._calls.reach(period, tree))
