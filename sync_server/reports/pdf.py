"""A report as a tagged PDF (PDF/UA-1), set by Typst from ``assets/reports/board.typ``.

Typst gets the values and the drawings as one JSON text, the fonts that come with Layby, and
nothing else: no system fonts, no package, no network. It runs in a process of its own, so that
what it needs of memory goes with it and nobody waits behind it.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from sync_server.errors import ServerError
from sync_server.reports.drawing import drawn
from sync_server.reports.html import issue_line, shade
from sync_server.reports.report import Report, Section

#: A report takes a second; one that takes a minute never ends.
_SECONDS = 60


def as_pdf(report: Report, assets: Path) -> bytes:
    """Give the file; the same report gives the same bytes. Raises ServerError when it cannot."""
    asked = json.dumps({"assets": str(assets), "day": report.issued_on, "report": values(report)})
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, no shell
            [sys.executable, "-I", str(Path(__file__).with_name("typesetting.py"))],
            input=asked.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ServerError("The report could not be set as a PDF.") from error
    return done.stdout


def values(report: Report) -> dict[str, object]:
    """Give what the template reads."""
    return {
        "organisation": report.organisation,
        "title": report.title,
        "period": report.period_words,
        "issue": report.issue_words,
        "draft": not report.number,
        "synthetic": report.synthetic,
        "facts": [asdict(fact) for fact in report.facts],
        "points": report.points,
        "issues": [issue_line(one.number, one.day, one.reason) for one in report.issues],
        "sections": [_section(section) for section in report.sections],
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "paragraphs": section.paragraphs,
        "points": section.points,
        "exhibits": [
            {
                "chart": drawn(one.chart, "chart") if one.chart else None,
                "alt": one.chart.alt if one.chart else "",
                "caption": one.table.caption,
                "head": one.table.head,
                "widths": one.table.widths,
                "note": one.table.note,
                "wide": one.table.wide,
                # A column of figures stands to the right, its head and what is hidden too.
                "right": [
                    any(row[place].number is not None for row in one.table.rows)
                    for place in range(len(one.table.head))
                ],
                "rows": [
                    [
                        {
                            "text": cell.text,
                            "hidden": cell.hidden,
                            "fill": None if cell.shade is None else shade(cell.shade),
                        }
                        for cell in row
                    ]
                    for row in one.table.rows
                ],
            }
            for one in section.exhibits
        ],
    }
