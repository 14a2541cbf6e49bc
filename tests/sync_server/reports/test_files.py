"""A report as PDF, HTML, workbook and ZIP: read back, and the same cell by cell."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs import validator_for
from pypdf import PdfReader

from sync_server.db.engine import Database
from sync_server.reports.bundle import as_bundle
from sync_server.reports.dataset import long_tables
from sync_server.reports.html import DARK, as_html, shade
from sync_server.reports.pdf import as_pdf, values
from sync_server.reports.pen import INK, MAIN, PAPER, QUIET
from sync_server.reports.plain_tables import as_csv
from sync_server.reports.report import Cell, Issue, Report, Table, read, written
from sync_server.reports.web_style import NIGHT
from sync_server.reports.workbook import as_workbook, sheet_name
from sync_server.services.board_report import Edition
from sync_server.services.insights import ThemeFigure
from sync_server.services.report_glance import lacks
from tests.sync_server.reports.trusts import DAY, database, figures, insights, report
from tests.sync_server.trust import ASSETS

SCHEMA = json.loads((ASSETS / "reports" / "minimum-dataset.schema.json").read_text())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = database(tmp_path_factory.mktemp("reports"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def full(kept: Database) -> Report:
    return report(insights(figures(7), checks=True), kept)


@pytest.fixture(scope="module")
def pdf(full: Report) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(full, ASSETS)))


def flat(text: str) -> str:
    return re.sub(r"[\s\-\u2010\u00ad]+", "", text)


class Page(HTMLParser):
    """What stands in an HTML file: tags in order, tables as rows of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.tables[-1][-1][-1] += data


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.booleans(), st.sampled_from((11, 15)))
def test_what_is_hidden_is_hidden_in_every_file_alike(
    kept: Database, seed: int, checks: bool, minimum: int
) -> None:
    found = report(insights(figures(seed, minimum), checks=checks), kept)
    assert read(written(found)) == found
    page = Page(as_html(found).decode())
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(found)), data_only=False)
    files = zipfile.ZipFile(io.BytesIO(as_bundle(found, ASSETS)))
    names = sorted(name for name in files.namelist() if name.endswith(".csv"))
    every = (*found.tables, *long_tables(found.dataset))
    assert len(page.tables) == len(found.tables)
    assert len(book.sheetnames) == len(every) + 1 == len(names) + 1
    for place, table in enumerate(every):
        texts = [[cell.text for cell in row] for row in table.rows]
        if place < len(found.tables):
            assert page.tables[place] == [list(table.head), *texts]
        rows = list(csv.reader(io.StringIO(files.read(names[place]).decode("utf-8-sig"))))
        assert rows == [list(table.head), *texts]
        sheet = book[book.sheetnames[place + 1]]
        for number, row in enumerate(table.rows, 4):
            for column, cell in enumerate(row, 1):
                there = sheet.cell(number, column).value
                if cell.number is not None:
                    assert there == cell.number
                else:
                    assert (there or "") == cell.text
    printed = values(found)["sections"]
    assert [[c["text"] for r in e["rows"] for c in r] for s in printed for e in s["exhibits"]] == [  # type: ignore[attr-defined]
        [c.text for r in table.rows for c in r] for table in found.tables
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_the_dataset_fits_its_schema_and_hides_what_the_report_hides(
    kept: Database, seed: int
) -> None:
    frozen = figures(seed)
    found = report(insights(frozen), kept)
    validator_for(SCHEMA).validate(found.dataset)
    rows = found.dataset["rows"]
    assert isinstance(rows, list)
    said = {(row["tree"], row["node"], row["measure"], row["answer"]): row for row in rows}
    for table in found.tables:
        if not table.wide:
            continue
        tree = table.id.split("-")[0]
        for row in table.rows[1:]:
            code = next(c for c, label in found.dataset["themes"].items() if label == row[0].text)  # type: ignore[attr-defined]
            for name, cell in zip(table.head[1:], row[1:], strict=True):
                node = "*" if name == "Whole trust" else name.lower()
                there = said[tree, node, "theme", code]
                assert (there["percent"] is None) == cell.hidden
                assert there["percent"] == cell.number
    for (tree, node, _, _), row in said.items():
        n = frozen.cells["2026-Q3", tree][node].n
        assert (row["hidden"] == "withheld") == (n < 11)
        assert row["count"] is None or row["count"] >= 10


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


def test_the_page_is_in_order_for_a_screen_reader(full: Report) -> None:
    text = as_html(full).decode()
    page = Page(text)
    tags = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "en-GB"})
    assert tags.count("h1") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert tags.count("caption") == tags.count("table") == len(full.tables)
    assert all(a.get("scope") in ("col", "row") for tag, a in page.tags if tag == "th")
    names = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(names) == len(set(names))
    for _, attrs in page.tags:
        if named := attrs.get("aria-labelledby"):
            assert named in names
    assert "<script" not in text
    assert not re.search(r"(src|href)=.(https?:|//)", text)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    lit = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def test_ink_stands_out_from_every_shade_and_shades_from_each_other() -> None:
    ink = luminance("#1b1f1e")
    shades = [luminance(shade(part)) for part in range(0, 101, 10)]
    assert all((light + 0.05) / (ink + 0.05) >= 7 for light in shades)
    assert shades == sorted(shades, reverse=True)
    assert (1.05) / (luminance("#454f4c") + 0.05) >= 7


def test_a_dark_screen_has_an_ink_for_all_that_is_drawn_and_it_can_be_read(full: Report) -> None:
    def contrast(one: str, other: str) -> float:
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    text = as_html(full).decode()
    drawn = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', text))
    assert drawn
    assert drawn <= set(NIGHT)
    paper = NIGHT[PAPER]
    assert all(contrast(NIGHT[ink], paper) >= 7 for ink in (INK, QUIET, MAIN))
    assert all(contrast(NIGHT[INK], shade(part, DARK)) >= 4.5 for part in range(101))
    assert shade(0, DARK) == paper


def test_every_cell_of_a_wide_table_says_its_column_where_it_stands_as_a_card(
    full: Report,
) -> None:
    page = Page(as_html(full).decode())
    heads = {words for table in full.tables for words in table.head[1:]}
    cells = [attrs for tag, attrs in page.tags if tag == "td"]
    assert cells
    assert {attrs.get("data-of") for attrs in cells} == heads
    assert all(attrs.get("role") for tag, attrs in page.tags if tag in ("table", "tr", "td", "th"))


def test_nothing_in_a_table_becomes_a_formula() -> None:
    told = ("=1+1", "+44", "-3", "@sum", "\tx", "\rx", "plain")
    table = Table("t", "T", ("=head",), tuple((Cell(words),) for words in told), (1,))
    rows = as_csv(table).decode("utf-8-sig").splitlines()
    assert rows[0] == "'=head"
    assert all(row.strip('"')[:1] in ("'", "p", "") or row == 'x"' for row in rows)


def test_a_hidden_cell_can_hold_no_figure() -> None:
    with pytest.raises(ValueError, match="hidden"):
        Cell("few", 3, hidden=True)
    with pytest.raises(ValueError, match="length"):
        Table("t", "T", ("one", "two"), ((Cell("x"),),), (1, 1))


def test_a_draft_and_a_later_issue_say_so(kept: Database) -> None:
    reading = insights(figures(3))
    draft = report(reading, kept, edition=Edition(0, DAY))
    assert "Draft of 22 November 2026. Not issued yet." in as_html(draft).decode()
    history = (Issue(2, "22 November 2026", "A theme was split."), Issue(1, "3 November 2026", ""))
    later = report(reading, kept, edition=Edition(2, DAY, history))
    text = as_html(later).decode()
    assert "Issue 2 came on 22 November 2026, because: A theme was split." in text
    assert "Issue 1 came on 3 November 2026." in text


def test_a_trust_with_little_or_long_names_is_set_as_well(kept: Database, tmp_path: Path) -> None:
    frozen = figures(5)
    for cells in frozen.cells.values():
        for node in list(cells):
            if node != "*":
                cells["supercalifragilistic-" * 3 + node] = cells.pop(node)
    found = report(insights(frozen), kept)
    assert len(PdfReader(io.BytesIO(as_pdf(found, ASSETS))).pages) >= 4


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("Plans, support and how it went", "9 Plans, support and how it…"),
        ("Themes by area, share of summaries", "9 Themes by area, share of…"),
        ("How staff groups differ", "9 How staff groups differ"),
        ("What: a/b", "9 What  a b"),
    ],
)
def test_a_sheet_is_named_in_whole_words(caption: str, said: str) -> None:
    assert sheet_name(9, caption) == said
    assert len(sheet_name(99, caption)) <= 31


def test_the_first_page_says_what_is_a_share_of_what_and_that_nobody_has_checked(
    full: Report, kept: Database
) -> None:
    said = [fact.words for fact in full.facts]
    assert said[0] == "summaries (rounded)"
    assert all(words.startswith("of summaries say that") for words in said[1:])
    caveat = "nobody has checked enough summaries yet"
    assert not any(caveat in point for point in full.points)
    unchecked = report(insights(figures(7)), kept)
    heard = next(at for at, words in enumerate(unchecked.points) if "Heard most" in words)
    assert caveat in unchecked.points[heard + 1]
    assert caveat in as_html(unchecked).decode().split('id="glance"')[1].split("<nav")[0]


def test_what_a_board_would_miss_is_told_from_what_is_shown() -> None:
    def one(percent: int | None, *, sure: bool) -> ThemeFigure:
        return ThemeFigure("x", "X", "", percent, (20, 10, 30) if sure else None, None)

    assert lacks([one(20, sure=True), one(None, sure=False)], acted=True) == ()
    assert lacks([], acted=True) == ()
    some = lacks([one(20, sure=True), one(9, sure=False)], acted=True)
    assert some[0].startswith("1 of 2 shares do not say")
    assert lacks([one(9, sure=False)], acted=False)[0] == "There is no action in it yet."
    assert lacks([one(9, sure=False)], acted=False)[1].startswith("No share says how sure")
