"""The charts of a report as SVG: no script, no outside part, told apart without colour too.

Units are points: a drawing is as wide as the text of an A4 page and grows with a screen.
"""

from collections.abc import Sequence
from html import escape

from sync_server.reports import pen
from sync_server.reports.report import Bars, Chart, Pairs
from sync_server.reports.small_charts import small_charts


def drawn(chart: Chart, name: str) -> str:
    """Draw a chart; ``name`` must be its own in a document, for its title is found by it."""
    if isinstance(chart, Bars):
        height, parts = _bars(chart)
    elif isinstance(chart, Pairs):
        height, parts = _pairs(chart)
    else:
        height, parts = small_charts(chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {pen.WIDTH} {height:g}" '
        f'width="{pen.WIDTH}" height="{height:g}" role="img" aria-labelledby="{name}" '
        f"font-family=\"'Noto Sans', sans-serif\">"
        f'<title id="{name}">{escape(chart.alt)}</title>{"".join(parts)}</svg>'
    )


_LABELS, _PLOT, _RIGHT = 150.0, 160.0, 432.0


def _scale(most: int) -> tuple[int, list[int]]:
    """Give the end of an axis in percent, and its ticks."""
    step = next(step for step in (2, 5, 10, 20, 25) if most <= 5 * step or step == 25)
    end = max(step, -(-most // step) * step)
    return end, list(range(0, end + 1, step))


def _axis(ticks: Sequence[int], end: int, top: float, bottom: float) -> list[str]:
    parts = []
    for tick in ticks:
        x = _PLOT + (_RIGHT - _PLOT) * tick / end
        parts.append(pen.line(x, top, x, bottom, stroke=pen.GRID, width=0.6))
        parts.append(
            pen.text(x, bottom + 11, f"{tick}%", size=pen.SMALL, end="middle", fill=pen.QUIET)
        )
    return parts


def _rows(labels: Sequence[str], top: float) -> tuple[list[float], list[str], float]:
    """Give the middle of each row, the labels drawn, and where the rows end."""
    middles, parts, y = [], [], top
    for label in labels:
        lines = pen.wrapped(label, _LABELS, pen.SIZE)
        height = max(14.5, 10.5 * len(lines) + 4)
        middle = y + height / 2
        first = middle - 10.5 * (len(lines) - 1) / 2 + 3
        parts += [
            pen.text(_LABELS, first + 10.5 * place, line, end="end")
            for place, line in enumerate(lines)
        ]
        middles.append(middle)
        y += height
    return middles, parts, y


def _bars(chart: Bars) -> tuple[float, list[str]]:
    top = 22.0
    reach = [bar.percent for bar in chart.bars]
    reach += [bar.checked[2] for bar in chart.bars if bar.checked]
    end, ticks = _scale(max(reach, default=1))
    middles, labels, bottom = _rows([bar.label for bar in chart.bars], top)
    parts = [*_axis(ticks, end, top, bottom), *labels]
    wide = (_RIGHT - _PLOT) / end
    for bar, y in zip(chart.bars, middles, strict=True):
        length = wide * bar.percent
        parts.append(
            f'<rect x="{_PLOT:g}" y="{y - 4.5:g}" width="{length:g}" height="9" fill="{pen.SOFT}" '
            f'stroke="{pen.MAIN}" stroke-width="0.6"/>'
        )
        words, beyond = f"{bar.percent}%", length
        if bar.checked:
            best, low, high = (_PLOT + wide * part for part in bar.checked)
            parts.append(pen.line(low, y, high, y, stroke=pen.INK, width=1.1))
            parts += [pen.line(x, y - 3, x, y + 3, stroke=pen.INK, width=1.1) for x in (low, high)]
            parts.append(pen.dot(best, y, fill=pen.INK, stroke=pen.INK, r=2.4))
            beyond = max(length, high - _PLOT)
        parts.append(pen.text(_PLOT + beyond + 5, y + 3, words, bold=True))
    return bottom + 16, [*parts, *_bar_key(any(bar.checked for bar in chart.bars))]


def _bar_key(checked: bool) -> list[str]:
    parts = [
        f'<rect x="{_PLOT:g}" y="4" width="16" height="9" fill="{pen.SOFT}" stroke="{pen.MAIN}" '
        'stroke-width="0.6"/>',
        pen.text(_PLOT + 21, 12, "Share of summaries, as coded", size=pen.SMALL),
    ]
    if checked:
        x = _PLOT + 150
        parts += [
            pen.line(x, 8.5, x + 18, 8.5, stroke=pen.INK, width=1.1),
            pen.dot(x + 9, 8.5, fill=pen.INK, stroke=pen.INK, r=2),
        ]
        parts += [pen.line(end, 5.5, end, 11.5, stroke=pen.INK, width=1.1) for end in (x, x + 18)]
        parts.append(pen.text(x + 23, 12, "After checks by people", size=pen.SMALL))
    return parts


def _pairs(chart: Pairs) -> tuple[float, list[str]]:
    top = 22.0
    end, ticks = _scale(max((max(one.now, one.before) for one in chart.pairs), default=1))
    middles, labels, bottom = _rows([one.label for one in chart.pairs], top)
    parts = [*_axis(ticks, end, top, bottom), *labels]
    wide = (_RIGHT - _PLOT) / end
    for one, y in zip(chart.pairs, middles, strict=True):
        now, before = _PLOT + wide * one.now, _PLOT + wide * one.before
        parts.append(pen.line(before, y, now, y, stroke=pen.QUIET, width=1.6))
        parts.append(pen.dot(before, y, fill=pen.PAPER, stroke=pen.INK))
        parts.append(pen.dot(now, y))
        change = one.now - one.before
        words = "same" if not change else f"{'+' if change > 0 else '–'}{abs(change)}"
        parts.append(pen.text(pen.WIDTH, y + 3, words, end="end", bold=abs(change) >= 3))
    key = [
        pen.dot(_PLOT + 4, 8.5),
        pen.text(_PLOT + 12, 12, chart.now, size=pen.SMALL),
        pen.dot(_PLOT + 154, 8.5, fill=pen.PAPER, stroke=pen.INK),
        pen.text(_PLOT + 162, 12, chart.before, size=pen.SMALL),
        pen.text(pen.WIDTH, 12, "points", size=pen.SMALL, end="end", fill=pen.QUIET),
    ]
    return bottom + 16, [*parts, *key]
