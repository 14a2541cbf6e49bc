"""Says what the services found in closed periods in the forms that go over the wire."""

from dataclasses import fields

from app.domain.insight_figures import (
    ClosedPeriod,
    Corrected,
    ThemeCell,
    ThemeRow,
)
from app.domain.insight_trends import OnTrend, TrendPoint
from sync_server.services import insight_trends
from sync_server.services.frozen import Period
from sync_server.services.insights import HeatRow, ThemeFigure


def period(found: Period) -> ClosedPeriod:
    """Say a period."""
    return ClosedPeriod(
        found.id, found.kind, found.words, found.closed_on, found.parent, newest(found)
    )


def theme_row(row: HeatRow) -> ThemeRow:
    """Say a node with its themes."""
    return ThemeRow(**vars(row.node), themes=tuple(map(theme_cell, row.themes)))


def theme_cell(figure: ThemeFigure) -> ThemeCell:
    """Say a figure; its count stays here."""
    corrected = Corrected(*figure.corrected) if figure.corrected else None
    return ThemeCell(
        figure.code, figure.label, figure.words, figure.percent, corrected, figure.sure
    )


def trend_point(point: insight_trends.TrendPoint) -> TrendPoint:
    """Say a point of a trend."""
    cell = theme_cell(point.figure) if point.figure else None
    stands = {one.name: getattr(point, one.name) for one in fields(OnTrend)}
    return TrendPoint(period=point.period.id, words=point.period.words, cell=cell, **stands)


def newest(period: Period) -> int:
    """Give the newest version of codes in a period; 0 where nothing is coded."""
    return max(period.code_versions, default=0)
