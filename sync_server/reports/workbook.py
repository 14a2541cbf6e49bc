"""A report's tables as a workbook: figures as numbers, hidden ones as the words that say so.

Everything that is words is written as words: no cell can become a formula or a link.
"""

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sync_server.reports.dataset import long_tables
from sync_server.reports.html import issue_line
from sync_server.reports.report import Cell, Report, Table

#: Excel's own limit for the name of a sheet, and what it does not take in one.
_NAME, _BAD = 31, str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST = 60


def as_workbook(report: Report) -> bytes:
    """Give the file; the same report gives the same bytes."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {
            "title": f"{report.title}, {report.period_words}",
            "author": report.organisation,
            "created": datetime.fromisoformat(report.issued_on),
        }
    )
    _about(book, report)
    for number, table in enumerate((*report.tables, *long_tables(report.dataset)), 1):
        _Sheet(book, book.add_worksheet(sheet_name(number, table.caption))).fill(table)
    book.close()
    return out.getvalue()


def sheet_name(number: int, caption: str) -> str:
    """Name a sheet by its table, in whole words; dots tell where some had no room."""
    name = f"{number} {caption.translate(_BAD)}".strip()
    if len(name) <= _NAME:
        return name
    return f"{name[:_NAME].rsplit(' ', 1)[0].rstrip(' ,')}…"


def _about(book: Workbook, report: Report) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    method = next((part for part in report.sections if part.id == "method"), None)
    limits = next((part for part in report.sections if part.id == "limits"), None)
    lines = [
        report.title,
        report.organisation,
        report.period_words,
        report.issue_words,
        *(["Made-up data of a trust that does not exist."] if report.synthetic else []),
        *(issue_line(one.number, one.day, one.reason) for one in report.issues),
        *(method.paragraphs if method else ()),
        *(limits.points if limits else ()),
    ]
    for row, words in enumerate(lines):
        sheet.write_string(row, 0, words)


class _Sheet:
    """One table: its caption, its head, which stays in sight, its rows and its note."""

    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self._sheet = sheet
        wrap = {"text_wrap": True, "valign": "top"}
        self._bold = book.add_format({"bold": True, **wrap})
        self._words = book.add_format(wrap)
        self._hidden = book.add_format({"italic": True, "font_color": "#454F4C", **wrap})
        self._count = book.add_format({"num_format": "#,##0", **wrap})
        self._share = book.add_format({"num_format": '0"%"', **wrap})

    def fill(self, table: Table) -> None:
        sheet = self._sheet
        sheet.write_string(0, 0, table.caption, self._bold)
        for column, words in enumerate(table.head):
            sheet.write_string(2, column, words, self._bold)
            longest = max((len(row[column].text) for row in table.rows), default=0)
            sheet.set_column(column, column, min(_WIDEST, max(12, longest + 2)))
        for place, row in enumerate(table.rows, 3):
            for column, cell in enumerate(row):
                self._write(place, column, cell)
        sheet.write_string(len(table.rows) + 4, 0, table.note)
        sheet.freeze_panes(3, 1)

    def _write(self, row: int, column: int, cell: Cell) -> None:
        if cell.number is not None:
            kind: Format = self._share if cell.percent else self._count
            self._sheet.write_number(row, column, cell.number, kind)
        else:
            kind = self._hidden if cell.hidden else self._words
            self._sheet.write_string(row, column, cell.text, kind)
