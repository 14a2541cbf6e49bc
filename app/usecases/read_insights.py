"""A signed-in lead reads closed periods: themes, trends, what is distinctive, what is new.

What the server says is read strictly: an answer that lacks something, or has a figure where
there should be words, raises ServerNotUnderstood and never half a screen.
"""

from app.sync.insight_calls import InsightCalls
from app.usecases.answer_reading import (
    Found,
    a_node,
    a_period,
    each,
    flag,
    maybe_text,
    maybe_whole,
    part,
    text,
    texts,
    understood,
    whole,
)
from app.usecases.insight_figures import (
    ClosedPeriod,
    Corrected,
    Difference,
    Differences,
    Given,
    HeatMap,
    NewCluster,
    NewInBlock,
    OtherAnswers,
    ThemeCell,
    ThemeTrend,
    Tree,
    TrendPoint,
)


class InsightDesk:
    """Reads for a signed-in lead; keeps nothing. Every method raises a SyncError when it fails."""

    def __init__(self, calls: InsightCalls) -> None:
        self._calls = calls

    async def periods(self) -> tuple[ClosedPeriod, ...]:
        """List the closed periods, newest first; none before the first block has closed."""
        found = await self._calls.periods()
        return understood(lambda: each(found, "periods", a_period))

    async def heat(self, period: str, tree: str) -> HeatMap:
        """Read the themes of every group (tree "group"), area, or trust ("organisation")."""
        found = await self._calls.heat(period, tree)
        return understood(
            lambda: HeatMap(
                a_period(part(found, "period")),
                text(found, "tree"),
                text(found, "note"),
                each(found, "rows", lambda row: (a_node(row), each(row, "themes", _cell))),
            )
        )

    async def answers(self, period: str, tree: Tree) -> OtherAnswers:
        """Read plans, follow-ups, support, self-referral, rating and language by node."""
        found = await self._calls.answers(period, tree)
        return understood(
            lambda: OtherAnswers(
                a_period(part(found, "period")),
                text(found, "tree"),
                text(found, "note"),
                each(found, "rows", lambda row: (a_node(row), each(row, "answers", _given))),
            )
        )

    async def trend(self, theme: str, tree: Tree, node: str) -> ThemeTrend:
        """Read how a theme moves in one group or area."""
        found = await self._calls.trend(theme, tree, node)
        return understood(
            lambda: ThemeTrend(
                text(found, "theme"),
                text(found, "label"),
                text(found, "name"),
                text(found, "note"),
                text(found, "rules"),
                each(found, "blocks", _point),
                each(found, "quarters", _point),
            )
        )

    async def distinctive(self, period: str, tree: str, node: str = "") -> Differences:
        """Read what a node differs in from the rest of the trust; of each node for none."""
        found = await self._calls.distinctive(period, tree, node)
        return understood(
            lambda: Differences(
                a_period(part(found, "period")),
                text(found, "note"),
                each(found, "themes", _difference),
                each(found, "words", _difference),
            )
        )

    async def emerging(self, period: str) -> NewInBlock:
        """Read what is new in a block."""
        found = await self._calls.emerging(period)
        return understood(
            lambda: NewInBlock(
                a_period(part(found, "period")),
                text(found, "note"),
                text(found, "limits"),
                each(found, "bursts", lambda one: (text(one, "term"), text(one, "words"))),
                each(found, "clusters", _cluster),
            )
        )


def _cell(one: Found) -> ThemeCell:
    corrected = None
    if one["corrected"] is not None:
        inner = part(one, "corrected")
        corrected = Corrected(*(whole(inner, name) for name in ("percent", "low", "high")))
    code, label, words = (text(one, name) for name in ("code", "label", "words"))
    percent, sure = maybe_whole(one, "percent"), maybe_text(one, "sure")
    return ThemeCell(code, label, words, percent, corrected, sure)


def _given(one: Found) -> Given:
    question, answer, words = (text(one, name) for name in ("question", "answer", "words"))
    return Given(question, answer, words, maybe_whole(one, "percent"))


def _point(one: Found) -> TrendPoint:
    return TrendPoint(
        text(one, "period"),
        text(one, "words"),
        None if one["cell"] is None else _cell(part(one, "cell")),
        maybe_text(one, "withheld"),
        maybe_whole(one, "low"),
        maybe_whole(one, "high"),
        maybe_whole(one, "year_before"),
        maybe_text(one, "year_words"),
        maybe_text(one, "marks"),
        flag(one, "recoded"),
    )


def _difference(one: Found) -> Difference:
    node, name, code, label = (text(one, part) for part in ("node", "name", "code", "label"))
    return Difference(node, name, code, label, flag(one, "more"), text(one, "words"))


def _cluster(one: Found) -> NewCluster:
    words, groups = texts(one, "words"), texts(one, "groups")
    return NewCluster(whole(one, "size"), words, groups, text(one, "said"))
