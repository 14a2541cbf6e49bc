"""Headcount files as people have them: read when certain, else every error at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.organisation import Area, Organisation
from sync_server.analysis.headcount import COLUMNS, HeadcountRow, read_headcount

TRUST = Organisation(
    "harbour",
    "Harbour",
    (
        Area("north", "North"),
        Area("quay", "Quay", "north"),
        Area("hill", "Hill", "north"),
        Area("east-hub", "Hub", "east"),
        Area("east", "East"),
        Area("west", "West"),
        Area("west-hub", "Hub", "west"),
        Area("old", "Old Town", retired=True),
    ),
)
GOOD = "group,area,headcount\n04,Quay,120\nAllied Health Professionals,hill,85\n07,east-hub,0\n"
ROWS = (
    HeadcountRow("04", "quay", 120),
    HeadcountRow("04", "hill", 85),
    HeadcountRow("07", "east-hub", 0),
)


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.encode("utf-16-le"),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"),
        GOOD.replace("04,", "4,").replace("07,", "7,").encode(),
        ("\n\n" + GOOD.upper().replace("EAST-HUB", "east-hub") + ",,\n\n").encode(),
        GOOD.replace("headcount\n", "headcount,,\n").replace("120", '" 120 "').encode(),
    ],
    ids="plain bom utf16 utf16be utf16-bare semicolon tab nought capitals trailing".split(),
)
def test_what_spreadsheets_save_is_read(content: bytes) -> None:
    found = read_headcount(content, TRUST)
    assert found.errors == ()
    assert found.rows == ROWS


@pytest.mark.parametrize(
    ("cell", "people"), [('"1,200"', 1200), ("1 200", 1200), ("85.0", 85), ("85.00", 85)]
)
def test_numbers_as_spreadsheets_show_them_are_read(cell: str, people: int) -> None:
    found = read_headcount(f"group,area,headcount\n04,quay,{cell}\n".encode(), TRUST)
    assert [row.headcount for row in found.rows] == [people]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("04,quay,-3", "headcount", "less than 0"),
        ("04,quay,(3)", "headcount", "less than 0"),
        ("04,quay,12.5", "headcount", "full-time equivalents"),
        ("04,quay,1.200", "headcount", "full-time equivalents"),
        ("04,quay,01-Feb", "headcount", "date"),
        ("04,quay,Feb-26", "headcount", "date"),
        ("04,quay,01/02/2026", "headcount", "date"),
        ("04-Jan,quay,3", "group", "date"),
        ("04,quay,", "headcount", "Write 0"),
        ("04,quay", "headcount", "Write 0"),
        ("04,quay,=1+1", "headcount", "not a whole number"),
        ("04,quay,٣", "headcount", "not a whole number"),
        ("04,quay,9999999", "headcount", "largest trust"),
        ("11,quay,3", "group", "ESR code"),
        (",quay,3", "group", "missing"),
        ("04,Mars,3", "area", "under Areas"),
        ("04,,3", "area", "missing"),
        ("04,North,3", "area", "others in it"),
        ("04,hub,3", "area", "east-hub or west-hub"),
        ("04,Old Town,3", "area", "under Areas"),
        ("04,quay,3,J. Smith", "", "more cells"),
    ],
)
def test_what_cannot_be_read_is_said_with_row_and_column(row: str, column: str, words: str) -> None:
    found = read_headcount(f"group,area,headcount\n07,hill,5\n{row}\n".encode(), TRUST)
    assert found.rows == ()
    (error,) = found.errors
    assert (error.row, error.column) == (3, column)
    assert words in error.message


def test_all_errors_come_at_once_and_nothing_is_half_applied() -> None:
    text = "group,area,headcount\n04,quay,5\n99,Mars,-1\n\n04,quay,6\n"
    found = read_headcount(text.encode(), TRUST)
    assert found.rows == ()
    places = [(error.row, error.column) for error in found.errors]
    assert places == [(3, "group"), (3, "area"), (3, "headcount"), (5, "area")]
    assert "row 2" in found.errors[-1].message


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("group,area", "“group”, “area”."),
        ("team,place,people", "“team”, “place”, “people”."),
        ("group,area,headcount,name", "“group”, “area”, “headcount”, “name”."),
        ("group,area,headcount,area", "“group”, “area”, “headcount”, “area”."),
        ("group,,area,headcount", "“group”, one without a name, “area”, “headcount”."),
        ("a,b,c,d,e,f,g,h,i,j", "“g”, “h” and 2 more."),
    ],
)
def test_wrong_columns_are_named_in_one_line(head: str, named: str) -> None:
    found = read_headcount(f"{head}\n04,quay,5,x\n".encode(), TRUST)
    assert found.rows == ()
    (error,) = found.errors
    assert (error.row, error.column) == (1, "")
    assert "group, area, headcount, and no others." in error.message
    assert error.message.endswith(named)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n \n", b"PK\x03\x04rest", b"%PDF-1.7", b"\x00\x01\x02", b"group,area,headcount\n",
     b'group,area,headcount\n"04,quay,5', b"\xff\xfe\x00", b"x" * 4_000_001],
    ids="empty blank xlsx pdf binary head-only quote half-utf16 huge".split(),
)  # fmt: skip
def test_other_files_are_refused_in_words(content: bytes) -> None:
    found = read_headcount(content, TRUST)
    assert found.rows == ()
    assert found.errors
    assert all(error.message.endswith((".", "?")) for error in found.errors)


def test_a_file_full_of_errors_is_not_read_to_its_end() -> None:
    text = "group,area,headcount\n" + "99,Mars,x\n" * 5000
    assert len(read_headcount(text.encode(), TRUST).errors) < 300


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_give_rows_or_errors(tail: bytes, headed: bool) -> None:
    content = (",".join(COLUMNS).encode() + b"\n" if headed else b"") + tail
    found = read_headcount(content, TRUST)
    assert bool(found.rows) != bool(found.errors)
