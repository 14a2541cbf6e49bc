"""A report as one HTML file: no script, nothing from outside, readable by ear and in print."""

from collections.abc import Iterator
from html import escape

from sync_server.reports.drawing import drawn
from sync_server.reports.report import Cell, Exhibit, Report, Section, Table
from sync_server.reports.web_style import STYLE

#: Columns that stand beside each other on a phone, and on a tablet.
_FEW, _SOME = 3, 6


def as_html(report: Report) -> bytes:
    """Give the file."""
    title = f"{report.title}, {report.period_words}: {report.organisation}"
    parts = [
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>",
        *_opening(report),
        *(text for section in report.sections for text in _section(section)),
        "</main></body></html>",
    ]
    return "\n".join(parts).encode()


def _opening(report: Report) -> Iterator[str]:
    yield f'<p class="of">{escape(report.organisation)}</p><h1>{escape(report.title)}</h1>'
    yield f'<p class="of">{escape(report.period_words)}</p>'
    kind = ' class="draft"' if not report.number else ""
    yield f"<p{kind}>{escape(report.issue_words)}</p>"
    if report.synthetic:
        yield '<p class="draft">Made-up data of a trust that does not exist.</p>'
    for issue in report.issues:
        yield f"<p>{escape(issue_line(issue.number, issue.day, issue.reason))}</p>"
    facts = "".join(f"<li><b>{escape(f.figure)}</b> {escape(f.words)}</li>" for f in report.facts)
    yield f'<ul class="facts">{facts}</ul>'
    yield '<h2 id="glance">At a glance</h2>' + _listed(report.points)
    links = "".join(f'<li><a href="#{s.id}">{escape(s.heading)}</a></li>' for s in report.sections)
    yield f'<nav aria-labelledby="parts"><h2 id="parts">In this report</h2><ul>{links}</ul></nav>'


def issue_line(number: int, day: str, reason: str) -> str:
    """Say what an issue is, and why it came after another."""
    if not reason:
        return f"Issue {number} came on {day}."
    return f"Issue {number} came on {day}, because: {reason}"


def _listed(points: tuple[str, ...]) -> str:
    if not points:
        return ""
    return "<ul>" + "".join(f"<li>{escape(point)}</li>" for point in points) + "</ul>"


def _section(section: Section) -> Iterator[str]:
    yield f'<h2 id="{section.id}">{escape(section.heading)}</h2>'
    yield from (f"<p>{escape(words)}</p>" for words in section.paragraphs)
    yield _listed(section.points)
    for exhibit in section.exhibits:
        yield from _exhibit(exhibit)


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    table = exhibit.table
    yield f'<h3 id="table-{table.id}">{escape(table.caption)}</h3>'
    if exhibit.chart:
        yield f"<figure>{drawn(exhibit.chart, f'{table.id}-chart')}</figure>"
    yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    # Whoever has no mouse scrolls a wide table once it can have the focus.
    yield f'<div class="scroll" tabindex="0" role="region" aria-labelledby="table-{table.id}">'
    # Laid out as cards it would be no table any more to whoever listens: the roles say that it is.
    columns = len(table.head)
    many = ' class="broad many"' if columns > _SOME else ' class="many"' if columns > _FEW else ""
    yield f'<table role="table"{many}>'
    yield f'<caption>{escape(table.caption)}</caption><thead role="rowgroup"><tr role="row">'
    # A column of figures stands to the right, its head and what is hidden too.
    figures = [any(row[at].number is not None for row in table.rows) for at in range(columns)]
    yield "".join(
        f'<th scope="col" role="columnheader"{_kind(n=right)}>{escape(words)}</th>'
        for words, right in zip(table.head, figures, strict=True)
    )
    yield '</tr></thead><tbody role="rowgroup">'
    for first, *rest in table.rows:
        cells = "".join(map(_cell, rest, table.head[1:], figures[1:]))
        name = f'<th scope="row" role="rowheader">{escape(first.text)}</th>'
        yield f'<tr role="row">{name}{cells}</tr>'
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _kind(**kinds: bool) -> str:
    named = " ".join(name for name, there in kinds.items() if there)
    return f' class="{named}"' if named else ""


def _cell(cell: Cell, head: str, right: bool) -> str:
    style = ""
    if cell.shade is not None:
        light, dark = shade(cell.shade), shade(cell.shade, DARK)
        style = f' style="--light:{light};--dark:{dark}"'
    kind = _kind(n=right, hidden=cell.hidden)
    return f'<td role="cell" data-of="{escape(head)}"{kind}{style}>{escape(cell.text)}</td>'


_Ends = tuple[tuple[int, int, int], tuple[int, int, int]]
_LIGHT: _Ends = ((0xFF, 0xFF, 0xFF), (0x6F, 0xBF, 0xB4))
DARK: _Ends = ((0x12, 0x17, 0x16), (0x2C, 0x62, 0x5B))


def shade(part: int, ends: _Ends = _LIGHT) -> str:
    """Give the colour of a share: from paper to a teal that the ink still stands out from."""
    mixed = (round(low + (high - low) * part / 100) for low, high in zip(*ends, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)
