"""A report as one HTML file: no script, nothing from outside, readable by ear and in print."""

from collections.abc import Iterator
from html import escape

from sync_server.reports.drawing import drawn
from sync_server.reports.report import Cell, Exhibit, Report, Section, Table

#: Ink on paper: 12.6:1 and more; the darkest shade under dark ink still 7:1.
_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1b1f1e;font:1rem/1.55 "Noto Sans",system-ui,sans-serif}
main{max-width:50rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:2rem;line-height:1.2;margin:.2em 0}
h2{font-size:1.4rem;margin:2.6rem 0 .5rem;color:#0b5e57;border-top:2px solid #0b5e57;
padding-top:.6rem}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}p{margin:.5rem 0}a{color:#0b5e57}
.of{font-size:1.15rem;color:#454f4c}.draft{border:2px solid #8a3b12;padding:.5rem .8rem}
.facts{display:flex;flex-wrap:wrap;gap:.8rem;padding:0;margin:1.2rem 0;list-style:none}
.facts li{flex:1 1 9rem;background:#cfe9e4;padding:.8rem 1rem;border-radius:.5rem;color:#06302c}
.facts b{display:block;font-size:1.9rem;line-height:1.2}
figure{margin:1rem 0}svg{width:100%;height:auto}
.scroll{overflow-x:auto;margin:.5rem 0}.scroll:focus{outline:3px solid #0b5e57}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid #c9cfcc;
overflow-wrap:anywhere;min-width:4.5rem}
thead th{border-bottom:2px solid #1b1f1e}tbody th{font-weight:400}
td.n{text-align:right}td.hidden{color:#454f4c;font-style:italic}
.note{font-size:.9rem;color:#454f4c}
@media print{h2{break-after:avoid}tr,figure{break-inside:avoid}.scroll{overflow:visible}}
"""


def as_html(report: Report) -> bytes:
    """Give the file."""
    title = f"{report.title}, {report.period_words}: {report.organisation}"
    parts = [
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
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
    yield f'<nav aria-label="Parts of this report"><ul>{links}</ul></nav>'


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
    yield "<table>"
    yield f"<caption>{escape(table.caption)}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{escape(words)}</th>' for words in table.head)
    yield "</tr></thead><tbody>"
    for first, *rest in table.rows:
        cells = "".join(map(_cell, rest))
        yield f'<tr><th scope="row">{escape(first.text)}</th>{cells}</tr>'
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _cell(cell: Cell) -> str:
    style = f' style="background:{shade(cell.shade)}"' if cell.shade is not None else ""
    kind = ' class="hidden"' if cell.hidden else ' class="n"' if cell.number is not None else ""
    return f"<td{kind}{style}>{escape(cell.text)}</td>"


def shade(part: int) -> str:
    """Give the colour of a share: from white to a teal that dark ink still stands out from."""
    ends = ((0xFF, 0xFF, 0xFF), (0x6F, 0xBF, 0xB4))
    mixed = (round(low + (high - low) * part / 100) for low, high in zip(*ends, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)
