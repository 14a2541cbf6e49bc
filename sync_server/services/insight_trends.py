"""How a theme moves in one group or area: by block and by quarter, with a year ago beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.codebook import Theme
from app.domain.insight_trends import OnTrend
from app.domain.organisation import Organisation
from sync_server.analysis import sentences
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.told_checks import is_told
from sync_server.analysis.trends import Count, Point, series
from sync_server.errors import Refusal
from sync_server.services.frozen import Counts, Node, Period, PeriodKind, Tree
from sync_server.services.insights import Insights, ThemeFigure
from sync_server.services.theme_changes import TOO_NEW, TOO_NEW_THEN

#: Blocks shown at most: three years and the year that they are held against.
_MOST = {"block": 48, "quarter": 16, "year": 4}
#: Periods by tree that are kept in memory: some thirty cells each.
_REMEMBERED = 400


@dataclass(frozen=True, kw_only=True)
class TrendPoint(OnTrend):
    """One period as the server has it, with the figure that its cell is made from."""

    period: Period
    figure: ThemeFigure | None


@dataclass(frozen=True)
class Trend:
    """A theme of one node, oldest period first. ``name`` is the node's."""

    theme: Theme
    name: str
    blocks: tuple[TrendPoint, ...]
    quarters: tuple[TrendPoint, ...]

    @property
    def too_new(self) -> str:
        """Say why periods are left out by area, if any are; "" for none."""
        points = (*self.blocks, *self.quarters)
        return TOO_NEW if any(point.withheld == TOO_NEW_THEN for point in points) else ""


@dataclass(frozen=True)
class _Seen:
    """What a period shows of a theme at a node, and the same as the chart counts it."""

    period: Period
    node: Node | None
    figure: ThemeFigure | None
    count: Count


#: A node as it is shown in a period, and what the period counts.
_Cell = tuple[Node, Counts]


def _always(_: str) -> object:
    return None


class Trends:
    """Reads one theme through time.

    A trend reads dozens of periods, and closed ones do not change: their cells are kept in
    memory until ``codes_of`` gives another object for the trust, as it does once codes have
    been swapped.
    """

    def __init__(self, insights: Insights, codes_of: Callable[[str], object] = _always) -> None:
        self._insights = insights
        self._codes_of = codes_of
        self._kept: dict[tuple[object, ...], tuple[object, dict[str, _Cell]]] = {}

    def trend(self, organisation: Organisation, asked: str, tree: Tree, node: str) -> Trend:
        """Give a theme's trend; raises Refusal invalid-request for an unknown theme or node."""
        return self.trends(organisation, [asked], tree, node)[0]

    def trends(
        self, organisation: Organisation, asked: Sequence[str], tree: Tree, node: str
    ) -> list[Trend]:
        """Give the trends of several themes, as ``trend`` does; checks are read once for all."""
        themes = [self._insights.theme(organisation, one) for one in asked]
        periods = self._insights.periods(organisation)
        found: dict[PeriodKind, list[list[_Seen]]] = {"block": [], "quarter": []}
        for kind, rows in found.items():
            of_kind = [period for period in periods if period.kind == kind][: _MOST[kind]]
            for period in sorted(of_kind, key=lambda period: period.id):
                rows.append(self._seen(organisation, themes, period, tree, node))
        known = [row[0].node for rows in found.values() for row in rows if row and row[0].node]
        if not known:
            raise Refusal("invalid-request", "There is no such group or area.", field="node")
        name = known[-1].name
        made = []
        for place, theme in enumerate(themes):
            blocks, quarters = (_points([row[place] for row in rows]) for rows in found.values())
            made.append(Trend(theme, name, blocks, quarters))
        return made

    def _seen(
        self,
        organisation: Organisation,
        themes: Sequence[Theme],
        period: Period,
        tree: Tree,
        asked: str,
    ) -> list[_Seen]:
        insights, version = self._insights, max(period.code_versions, default=0)
        hidden = Count(period.id, None, None, version)
        cell = self._cells(organisation, period, tree).get(asked or ROOT)
        if cell is None:
            # The trust had no such group or area then.
            return [_Seen(period, None, None, hidden)] * len(themes)
        node, counts = cell
        if node.shown is None:
            return [_Seen(period, node, None, hidden)] * len(themes)
        audits = insights.evidence.audits(organisation.id, period.id, tree)
        below = insights.below(themes, organisation, period.id, tree)
        whole, seen = counts.said[node.id], []
        told = is_told(period.id, tree, node.id)
        for theme in themes:
            if theme not in below and node.id != ROOT:
                seen.append(_Seen(period, node, None, hidden))
                continue
            audited = audits.get((node.id, theme.id))
            said = insights.figure(theme, counts, node.id, audited, told=told)
            seen.append(_Seen(period, node, said, Count(period.id, said.count, whole, version)))
        return seen

    def _cells(self, organisation: Organisation, period: Period, tree: Tree) -> dict[str, _Cell]:
        codes = self._codes_of(organisation.id)
        key = organisation.id, organisation.version, period, tree
        kept = self._kept.get(key)
        if kept is None or kept[0] is not codes:
            frozen = self._insights.frozen
            # Without what only statistics look at.
            counts = replace(frozen.counts(organisation, period.id, tree), strata=(), answers={})
            cells = {
                node.id: (node, counts) for node in frozen.nodes(organisation, period.id, tree)
            }
            while len(self._kept) >= _REMEMBERED:
                self._kept.pop(next(iter(self._kept)), None)
            kept = self._kept[key] = codes, cells
        return kept[1]


def _points(seen: Sequence[_Seen]) -> tuple[TrendPoint, ...]:
    points = series([one.count for one in seen])
    return tuple(_point(one, point) for one, point in zip(seen, points, strict=True))


def _point(seen: _Seen, point: Point) -> TrendPoint:
    percent, before = _percent(point.share), _percent(point.year_before)
    beside = None
    if percent is not None and before is not None:
        beside = sentences.year_on_year(percent, before)
    withheld: str | None = "There was no such group or area then."
    if seen.node is not None:
        withheld = seen.node.withheld or (None if seen.figure else TOO_NEW_THEN)
    marks = sentences.signals(point.signals)
    low, high = _percent(point.low), _percent(point.high)
    return TrendPoint(
        period=seen.period, figure=seen.figure, withheld=withheld, low=low, high=high,
        year_before=before, year_words=beside, marks=marks, recoded=point.recoded,
    )  # fmt: skip


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)
