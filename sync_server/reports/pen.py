"""What the charts of a report are drawn with. Units are points, colours hold in grey as well."""

from html import escape

WIDTH = 482
INK, QUIET, MAIN, SOFT, GRID = "#1b1f1e", "#454f4c", "#0b5e57", "#a9cfc9", "#c9cfcc"
PAPER = "#ffffff"
#: A letter's usual width as a part of its size: Noto Sans, capitals and digits in between.
_LETTER = 0.56
SIZE, SMALL = 8.5, 7.5


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Break words into lines that fit a width; a word that is too long is broken too."""
    most = max(3, int(width / (size * _LETTER)))
    lines: list[str] = []
    for word in words.split() or [""]:
        rest = word
        if lines and len(lines[-1]) + 1 + len(rest) <= most:
            lines[-1] += f" {rest}"
            continue
        while len(rest) > most:
            lines.append(f"{rest[: most - 1]}-")
            rest = rest[most - 1 :]
        lines.append(rest)
    return lines


def text(
    x: float, y: float, words: str, *, size: float = SIZE, end: str = "start", fill: str = INK,
    bold: bool = False,
) -> str:  # fmt: skip
    """Write words; ``end`` says which part of them stands at ``x``."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{end}" '
        f'fill="{fill}"{weight}>{escape(words)}</text>'
    )


def line(x: float, y: float, x2: float, y2: float, *, stroke: str, width: float) -> str:
    """Draw a straight line."""
    return (
        f'<line x1="{x:g}" y1="{y:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}" '
        f'stroke-width="{width:g}"/>'
    )


def dot(x: float, y: float, *, fill: str = MAIN, stroke: str = MAIN, r: float = 3.2) -> str:
    """Draw a dot."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="1.2"/>'
    )
