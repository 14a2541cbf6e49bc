"""A report as PDF, HTML, workbook and ZIP: read back, and the same cell by cell."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs import validator_for

from sync_server.db.engine import Database
from sync_server.reports.bundle import as_bundle
from sync_server.reports.dataset import long_tables
from sync_server.reports.html import as_html
from sync_server.reports.pdf import values
from sync_server.reports.plain_tables import as_csv
from sync_server.reports.report import Cell, Issue, Report, Table, read, written
from sync_server.reports.workbook import as_workbook, sheet_name
from sync_server.services.board_report import Edition
from sync_server.services.insights import ThemeFigure
from sync_server.services.report_glance import lacks
from tests.sync_server.reports.pages import Page
from tests.sync_server.reports.trusts import DAY, figures, insights, report
from tests.sync_server.trust import ASSETS

SCHEMA = json.loads((ASSETS / "reports" / "minimum-dataset.schema.json").read_text())


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
    assert some[0].startswith("1 of 2 percentages do not say")
    assert lacks([one(9, sure=False)], acted=False)[0] == "There is no action in it yet."
    assert lacks([one(9, sure=False)], acted=False)[1].startswith("No percentage says how certain")
