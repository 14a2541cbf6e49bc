"""A signed-in lead reads closed periods: themes, trends, what is distinctive, what is new.

What the server says is read strictly: an answer that lacks something, or has a figure where
there should be words, raises ServerNotUnderstood and never half a screen.
"""

from app.domain.insight_figures import (
    ClosedPeriod,
    ClosedPeriods,
    Differences,
    HeatMap,
    NewInBlock,
    OtherAnswers,
    Tree,
)
from app.domain.insight_trends import ThemeTrend
from app.domain.theme_texts import TextsOfTheme
from app.sync.insight_calls import InsightCalls
from app.usecases.answer_reading import read_as


class InsightDesk:
    """Reads for a signed-in lead; keeps nothing. Every method raises a SyncError when it fails."""

    def __init__(self, calls: InsightCalls) -> None:
        self._calls = calls

    async def periods(self) -> tuple[ClosedPeriod, ...]:
        """List the closed periods, newest first; none before the first block has closed."""
        return read_as(ClosedPeriods, await self._calls.periods()).periods

    async def heat(self, period: str, tree: str) -> HeatMap:
        """Read the themes of every group (tree "group"), area, or trust ("organisation")."""
        return read_as(HeatMap, await self._calls.heat(period, tree))

    async def answers(self, period: str, tree: Tree) -> OtherAnswers:
        """Read plans, follow-ups, support, self-referral, rating and language by node."""
        return read_as(OtherAnswers, await self._calls.answers(period, tree))

    async def trend(self, theme: str, tree: Tree, node: str) -> ThemeTrend:
        """Read how a theme moves in one group or area."""
        return read_as(ThemeTrend, await self._calls.trend(theme, tree, node))

    async def texts(self, period: str, theme: str) -> TextsOfTheme:
        """Read some of the texts that speak of a theme in a closed quarter."""
        return read_as(TextsOfTheme, await self._calls.texts(period, theme))

    async def distinctive(self, period: str, tree: str, node: str = "") -> Differences:
        """Read what a node differs in from the rest of the trust; of each node for none."""
        return read_as(Differences, await self._calls.distinctive(period, tree, node))

    async def emerging(self, period: str) -> NewInBlock:
        """Read what is new in a block."""
        return read_as(NewInBlock, await self._calls.emerging(period))
