"""Small charts of the same scale beside each other: shares through time, and a year before."""

from collections.abc import Sequence

from sync_server.reports import pen
from sync_server.reports.report import Line, Lines

_ACROSS, _GAP, _TALL, _SIDE = 2, 22.0, 74.0, 24.0


def small_charts(chart: Lines) -> tuple[float, list[str]]:
    """Give the height of the whole, and its parts."""
    every = [share for line in chart.lines for share in (*line.shares, *line.before)]
    most = max((share for share in every if share is not None), default=1)
    # The middle is named too, so it must be a whole number.
    end = next(end for end in (4, 10, 20, 30, 40, 50, 60, 80, 100) if most <= end)
    across = (pen.WIDTH - _GAP * (_ACROSS - 1)) / _ACROSS
    parts, y = _line_key(), 22.0
    for start in range(0, len(chart.lines), _ACROSS):
        row = chart.lines[start : start + _ACROSS]
        titles = [pen.wrapped(line.label, across, pen.SIZE + 0.5) for line in row]
        above = 11.5 * max(map(len, titles)) + 4
        for place, line in enumerate(row):
            x = place * (across + _GAP)
            for number, words in enumerate(titles[place]):
                parts.append(
                    pen.text(x, y + 9 + 11.5 * number, words, size=pen.SIZE + 0.5, bold=True)
                )
            box = (x + _SIDE, y + above, across - _SIDE - 4, _TALL)
            parts += _panel(chart.ticks, line, end, box)
        y += above + _TALL + 24
    return y, parts


def _panel(
    ticks: Sequence[str], line: Line, end: int, box: tuple[float, float, float, float]
) -> list[str]:
    x, y, wide, tall = box
    step = wide / max(1, len(line.shares) - 1)
    parts = []
    for part in (0, 0.5, 1):
        at = y + tall * (1 - part)
        parts.append(pen.line(x, at, x + wide, at, stroke=pen.GRID, width=0.6))
        words = f"{round(end * part)}%"
        parts.append(pen.text(x - 4, at + 3, words, size=pen.SMALL, end="end", fill=pen.QUIET))
    for place, words in enumerate(ticks):
        if words:
            here = x + step * place
            parts.append(
                pen.text(here, y + tall + 11, words, size=pen.SMALL, end="middle", fill=pen.QUIET)
            )
    for values, dash, stroke in ((line.before, "3 2.5", pen.QUIET), (line.shares, "", pen.MAIN)):
        parts += _strokes(values, end, (x, y, step, tall), dash, stroke)
    for place, share in enumerate(line.shares):
        if share is not None:
            at = y + tall * (1 - share / end)
            size = 3.4 if line.marked[place] else 2
            parts.append(
                pen.dot(
                    x + step * place, at, fill=pen.INK if line.marked[place] else pen.MAIN, r=size
                )
            )
    return parts


def _strokes(
    values: Sequence[int | None],
    end: int,
    box: tuple[float, float, float, float],
    dash: str,
    stroke: str,
) -> list[str]:
    """Draw a line through what is shown; a gap ends it."""
    x, y, step, tall = box
    runs: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x + step * place:.1f},{y + tall * (1 - value / end):.1f}")
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    width = 1.1 if dash else 1.6
    return [
        f'<polyline points="{" ".join(run)}" fill="none" stroke="{stroke}" '
        f'stroke-width="{width}"{dashed}/>'
        for run in runs
        if len(run) > 1
    ]


def _line_key() -> list[str]:
    return [
        pen.line(0, 8.5, 18, 8.5, stroke=pen.MAIN, width=1.6),
        pen.dot(9, 8.5, r=2),
        pen.text(23, 12, "These twelve blocks", size=pen.SMALL),
        f'<line x1="130" y1="8.5" x2="148" y2="8.5" stroke="{pen.QUIET}" stroke-width="1.1" '
        'stroke-dasharray="3 2.5"/>',
        pen.text(153, 12, "The year before", size=pen.SMALL),
        pen.dot(250, 8.5, fill=pen.INK, r=3.4),
        pen.text(258, 12, "Unlike the other points by more than chance", size=pen.SMALL),
    ]
