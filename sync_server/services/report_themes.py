"""The parts of a board report that come from the themes: how often, over time, who, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.organisation import Organisation
from app.domain.periods import Block, Quarter, blocks_in
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.rounding import FEW_OR_MOST, NOT_TOLD
from sync_server.reports import method
from sync_server.reports.report import (
    Bar,
    Bars,
    Cell,
    Exhibit,
    Line,
    Lines,
    Pair,
    Pairs,
    Section,
    Table,
)
from sync_server.services.frozen import Period
from sync_server.services.insight_emerging import NewThemes
from sync_server.services.insight_findings import Findings
from sync_server.services.insight_trends import Trend, TrendPoint, Trends
from sync_server.services.insights import HeatRow, Insights, ThemeFigure

#: Themes drawn over time, blocks in each drawing.
DRAWN, BLOCKS = 6, 12
#: Percentage points from which a change is named at the beginning.
CHANGED = 3


@dataclass(frozen=True)
class Sources:
    """Where a report's figures come from: what leads look at themselves, and nothing else."""

    insights: Insights
    trends: Trends
    findings: Findings
    new_themes: NewThemes


@dataclass(frozen=True)
class Said:
    """A theme in the whole trust: now, the quarter before and a year before."""

    figure: ThemeFigure
    trend: Trend
    point: TrendPoint | None
    earlier: TrendPoint | None

    @property
    def change(self) -> int | None:
        """Percentage points since a year before, where both may be shown."""
        if self.point is None or self.point.year_before is None or self.figure.percent is None:
            return None
        return self.figure.percent - self.point.year_before


def whole_trust(rows: Sequence[HeatRow]) -> HeatRow | None:
    """Give the row of the whole trust, where it is shown."""
    return next((row for row in rows if row.node.id == ROOT and row.node.shown), None)


def by_share(figures: Sequence[ThemeFigure]) -> list[ThemeFigure]:
    """Sort by what is shown, then by name: the order must not tell what rounding hides."""
    return sorted(figures, key=lambda one: (-(one.percent or 0), one.label))


def said(sources: Sources, organisation: Organisation, period: Period, row: HeatRow) -> list[Said]:
    """Give every theme of the whole trust with its trend, the most common first."""
    before = str(Quarter.parse(period.id).previous())
    found, figures = [], by_share(row.themes)
    codes = [figure.code for figure in figures]
    trends = sources.trends.trends(organisation, codes, "group", ROOT)
    for figure, trend in zip(figures, trends, strict=True):
        points = {point.period.id: point for point in trend.quarters}
        found.append(Said(figure, trend, points.get(period.id), points.get(before)))
    return found


def percent(value: int | None, otherwise: str = "not shown") -> Cell:
    """Give a share, or why there is none."""
    if value is None:
        return Cell(otherwise, hidden=True)
    return Cell(f"{value}%", value, percent=True)


#: What stands for a figure of a small group that is near nothing or near all.
SMALL = "few or most"


def few(figure: ThemeFigure) -> str:
    """Say shortly why a figure is hidden."""
    if figure.words.startswith(NOT_TOLD):
        return NOT_TOLD
    if figure.words.startswith(FEW_OR_MOST):
        return SMALL
    return "nearly all" if figure.words.startswith("nearly") else "few"


def how_often(themes: Sequence[Said], row: HeatRow) -> Section:
    """Say how often each theme comes up."""
    shown = [one.figure for one in themes if one.figure.percent is not None]
    checked = any(figure.corrected for figure in shown)
    bars = tuple(Bar(one.label, one.percent or 0, one.corrected) for one in shown)
    alt = "Share of summaries by theme: " + "; ".join(f"{b.label} {b.percent}%" for b in bars)
    head, widths = ("Theme", "Summaries", "Share", "After checks"), (6, 5, 2, 5)
    rows = [
        (Cell(one.figure.label), Cell(one.figure.words, hidden=one.figure.percent is None),
         percent(one.figure.percent, few(one.figure)), Cell(_sure(one.figure)))
        for one in themes
    ]  # fmt: skip
    kept = 4 if checked else 3
    table = Table(
        "themes", "How often each theme comes up", head[:kept],
        tuple(cells[:kept] for cells in rows), widths[:kept],
        f"Of about {row.node.shown:,} summaries in the whole trust.",
    )  # fmt: skip
    paragraphs = (method.READING, method.CHECKED if checked else method.UNCHECKED)
    return Section("themes", "What people talked about", paragraphs,
                   exhibits=(Exhibit(table, Bars(alt, bars) if bars else None),))  # fmt: skip


def _sure(figure: ThemeFigure) -> str:
    if figure.percent is None:
        return ""
    if figure.corrected is None:
        return "Not checked enough yet"
    best, low, high = figure.corrected
    return f"{best}%, between {low}% and {high}%"


def over_time(themes: Sequence[Said], period: Period) -> Section:
    """Say what has moved: a year before, the quarter before, and by block."""
    quarter = Quarter.parse(period.id)
    year = Quarter(quarter.year - 1, quarter.number).in_words()
    held = [one for one in themes if one.change is not None]
    pairs = tuple(
        Pair(
            one.figure.label, one.figure.percent or 0, (one.figure.percent or 0) - (one.change or 0)
        )
        for one in held
    )
    alt = "Share now and a year before: " + "; ".join(
        f"{pair.label} {pair.now}%, {pair.before}% before" for pair in pairs
    )
    rows = tuple(
        (Cell(one.figure.label), percent(one.figure.percent, few(one.figure)),
         _then(one.earlier.figure if one.earlier else None),
         percent(one.point.year_before if one.point else None),
         Cell((one.point and one.point.marks) or ""))
        for one in themes
    )  # fmt: skip
    head = ("Theme", period.words, quarter.previous().in_words(), year, "Stands out")
    kept = 5 if any(cells[4].text for cells in rows) else 4
    table = Table(
        "changes", "Each theme now and before", head[:kept],
        tuple(cells[:kept] for cells in rows), (5, 3, 3, 3, 5)[:kept],
    )  # fmt: skip
    chart = Pairs(alt, period.words, year, pairs) if pairs else None
    paragraphs: tuple[str, ...] = (method.DIFFERENCE,)
    if not pairs:
        paragraphs = (f"There are no figures of {year} to hold these against yet.",)
    blocks = _by_block(themes, period)
    return Section(
        "changes", "What has changed", (*paragraphs, *((method.TREND,) if blocks else ())),
        exhibits=(Exhibit(table, chart), *blocks),
    )  # fmt: skip


def _then(figure: ThemeFigure | None) -> Cell:
    return (
        Cell("not shown", hidden=True) if figure is None else percent(figure.percent, few(figure))
    )


def _by_block(themes: Sequence[Said], period: Period) -> tuple[Exhibit, ...]:
    last = str(blocks_in(Quarter.parse(period.id))[-1])
    drawn, ticks, head = [], [], []
    for one in themes:
        points = [point for point in one.trend.blocks if point.period.id <= last][-BLOCKS:]
        if len(points) < 4:
            return ()
        head = [point.period.words for point in points]
        ticks = [_tick(point.period.id) for point in points]
        line = Line(
            one.figure.label,
            tuple(_share(point) for point in points),
            tuple(point.year_before for point in points),
            tuple(bool(point.marks) and _share(point) is not None for point in points),
        )
        drawn.append((line, points))
    # What stands out in the last blocks comes before what is merely common.
    drawn.sort(key=lambda pair: not any(pair[0].marked[-3:]))
    chosen = drawn[:DRAWN]
    if not chosen:
        return ()
    rows = tuple(
        (Cell(words), *(_then(points[place].figure) for _, points in chosen))
        for place, words in enumerate(head)
    )
    table = Table(
        "blocks", "Six themes by block", ("Block", *(line.label for line, _ in chosen)),
        rows, (5, *(3 for _ in chosen)),
    )  # fmt: skip
    alt = "Six themes through the last blocks; the table after this has the figures."
    lines = tuple(line for line, _ in chosen)
    return (Exhibit(table, Lines(alt, tuple(ticks), lines)),)


def _share(point: TrendPoint) -> int | None:
    return None if point.figure is None else point.figure.percent


def _tick(block: str) -> str:
    """Name the month in which a quarter begins, at its first block."""
    parsed = Block.parse(block)
    return ("", "Jan", "Apr", "Jul", "Oct")[parsed.quarter_number] if parsed.number == 1 else ""
