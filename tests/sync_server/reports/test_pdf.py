"""A report as PDF: tagged, set in our own fonts, and the same bytes for the same report."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from sync_server.db.engine import Database
from sync_server.reports.pdf import as_pdf
from sync_server.reports.report import Report
from sync_server.reports.workbook import as_workbook
from tests.sync_server.reports.trusts import figures, insights, report
from tests.sync_server.trust import ASSETS


@pytest.fixture(scope="module")
def pdf(full: Report) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(full, ASSETS)))


def flat(text: str) -> str:
    return re.sub(r"[\s\-\u2010\u00ad]+", "", text)


def test_the_pdf_is_tagged_and_says_what_the_report_says(pdf: PdfReader, full: Report) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    title = pdf.metadata.title if pdf.metadata else ""
    assert title == f"{full.title}, {full.period_words}: {full.organisation}"
    text = flat("".join(page.extract_text() for page in pdf.pages))
    for section in full.sections:
        assert flat(section.heading) in text
        assert all(flat(words) in text for words in (*section.paragraphs, *section.points))
    for table in full.tables:
        for row in table.rows:
            assert all(flat(cell.text) in text for cell in row), table.id


def test_the_pdf_has_headings_tables_and_pictures_with_words(pdf: PdfReader, full: Report) -> None:
    kinds: list[str] = []
    pictures: list[str] = []

    def walk(node: object) -> None:
        node = getattr(node, "get_object", lambda: node)()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            kinds.append(str(node.get("/S", "")))
            if node.get("/S") == "/Figure":
                pictures.append(str(node.get("/Alt", "")))
            walk(node.get("/K", []))

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= len(full.sections)
    assert kinds.count("/Table") == len(full.tables)
    assert kinds.count("/TH") >= sum(len(table.head) for table in full.tables)
    charts = [one.chart for part in full.sections for one in part.exhibits if one.chart]
    assert pictures == [chart.alt for chart in charts]


def test_fonts_are_our_own_and_the_same_report_gives_the_same_bytes(
    pdf: PdfReader, full: Report
) -> None:
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts == {"NotoSans-Regular", "NotoSans-SemiBold"}
    assert as_pdf(full, ASSETS) == as_pdf(full, ASSETS)
    assert as_workbook(full) == as_workbook(full)


def test_a_trust_with_little_or_long_names_is_set_as_well(kept: Database, tmp_path: Path) -> None:
    frozen = figures(5)
    for cells in frozen.cells.values():
        for node in list(cells):
            if node != "*":
                cells["supercalifragilistic-" * 3 + node] = cells.pop(node)
    found = report(insights(frozen), kept)
    assert len(PdfReader(io.BytesIO(as_pdf(found, ASSETS))).pages) >= 4
