"""The page: read back by another library, with every word of the plan and real headings."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.days import MONTHS, WEEKDAYS
from app.domain.plan import Action, Owner, Plan, Section
from app.domain.wording import Catalogue, speak
from app.exports.plan_page import print_lines
from app.exports.plan_pdf import can_write, write_pdf
from app.exports.truetype import TrueType
from app.exports.wrapping import MISSING, showable, wrap
from tests.app.domain.speaking import catalogue_of

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
REGULAR = (FONTS / "NotoSans-Regular.ttf").read_bytes()
SEMIBOLD = (FONTS / "NotoSans-SemiBold.ttf").read_bytes()
FONT = TrueType(REGULAR)

FULL = Plan(
    words={section.value: f"Words of part {n}: Łukasz, Siân." for n, section in enumerate(Section)},
    actions=(
        Action("Call occupational health", due=date(2027, 1, 4)),
        Action("Write down three good jobs", done=True),
        Action("Ask for a fixed line\nand tell me by Friday", Owner.HOLDER),
    ),
    review_on=date(2027, 2, 1),
)


def written(plan: Plan) -> bytes:
    return write_pdf(plan, REGULAR, SEMIBOLD)


def opened(plan: Plan) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(written(plan)), strict=True)


def words(reader: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def roles(node: Any) -> list[str]:
    """List the structure's roles in reading order."""
    node = node.get_object()
    found = [str(node["/S"])] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid.get_object(), "get") and "/MCID" not in kid.get_object():
            found += roles(kid)
    return found


def test_every_part_and_every_action_is_there() -> None:
    said = words(opened(FULL))
    for section in Section:
        assert section.title in said
        assert FULL.section(section) in said
    for expected in (
        "What I will do Call occupational health By Monday 4 January 2027",
        "Write down three good jobs Done",
        "What my manager will do Ask for a fixed line and tell me by Friday",
        "When we look at this again Monday 1 February 2027",
    ):
        assert expected in said


def test_parts_without_words_are_left_out() -> None:
    plan = Plan().with_section(Section.PEOPLE, "Jo")
    said = words(opened(plan))
    assert "People and services" in said
    assert "Early signs" not in said and "What I will do" not in said
    assert "Nothing is written here yet." in words(opened(Plan()))


def test_headings_and_lists_are_real() -> None:
    root = opened(FULL).trailer["/Root"]["/StructTreeRoot"]
    found = roles(root)
    assert found[:3] == ["/Document", "/H1", "/P"]
    assert found.count("/H1") == 1 and found.count("/H2") == len(Section) + 3
    assert found.count("/L") == 2 and found.count("/LI") == found.count("/LBody") == 3


def test_every_mark_on_a_page_belongs_to_the_structure() -> None:
    plan = FULL.with_section(Section.AT_WORK, "Night after night. " * 600)
    reader = opened(plan)
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        marks = re.findall(rb"/MCID (\d+)>> BDC", page.get_contents().get_data())
        assert parents[2 * number] == page["/StructParents"] == number
        assert [int(mark) for mark in marks] == list(range(len(parents[2 * number + 1])))


def test_the_file_tells_a_language_and_no_more() -> None:
    reader = opened(FULL)
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert dict(reader.metadata or {}) == {"/Title": "Personal plan", "/Producer": "Layby"}
    assert written(FULL) == written(replace(FULL))
    assert b"CreationDate" not in written(FULL)
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == [595.28, 841.89]


def test_letters_travel_with_the_page() -> None:
    for font in opened(FULL).pages[0]["/Resources"]["/Font"].values():
        inner = font["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in inner["/FontDescriptor"]


def test_ten_thousand_characters_flow_over_numbered_pages() -> None:
    long = " ".join(f"word{n}" for n in range(1200))[:10_000]
    reader = opened(FULL.with_section(Section.AT_WORK, long))
    count = len(reader.pages)
    assert count > 2
    for number, page in enumerate(reader.pages, 1):
        assert f"{number} of {count}" in page.extract_text()
    joined = re.sub(r"\s*\d of \d\s*", " ", words(reader))
    assert long in joined


@pytest.mark.parametrize("lines", range(30, 50))
def test_no_heading_is_left_alone_at_the_foot(lines: int) -> None:
    plan = Plan().with_section(Section.KEEPS_WELL, "\n".join(["Tea."] * lines))
    plan = plan.with_section(Section.EARLY_SIGNS, "I go quiet.")
    (page,) = (p for p in opened(plan).pages if "Early signs" in p.extract_text())
    assert "I go quiet." in page.extract_text()


def test_what_the_letters_lack_is_shown_and_said() -> None:
    plan = Plan().with_section(Section.KEEPS_WELL, "Tea 😶‍🌫️ and مرحبا\u200f there, Ĳ ấ ŵ")
    said = words(opened(plan))
    assert f"Tea {MISSING} and {MISSING} there, Ĳ ấ ŵ" in said
    assert "stands for a sign that this page cannot show" in said
    assert "stands for" not in words(opened(FULL))


@pytest.mark.parametrize(
    ("code", "whole"), [("cy", True), ("pl", True), ("ro", True), ("ur", False), ("bn", False)]
)
def test_a_page_in_letters_that_must_join_is_never_written(code: str, whole: bool) -> None:
    speak(catalogue_of(code))
    try:
        assert can_write(FULL, REGULAR, SEMIBOLD) is whole
        if whole:
            assert MISSING not in words(opened(FULL))
    finally:
        speak(Catalogue())


def test_a_missing_emoji_stops_no_page_and_a_missing_letter_does() -> None:
    assert can_write(FULL.with_section(Section.PEOPLE, "Tea 😶‍🌫️ ❤️ with Jo"), REGULAR, SEMIBOLD)
    for letter in ("رات", "রাত", "夜"):
        plan = FULL.with_section(Section.PEOPLE, f"Tea, {letter}")
        assert not can_write(plan, REGULAR, SEMIBOLD)


def test_every_latin_letter_has_a_shape() -> None:
    blocks = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x1E00, 0x1F00))
    lacking = [chr(code) for block in blocks for code in block if not FONT.has(chr(code))]
    assert lacking == []
    assert all(FONT.has(sign) for sign in "–—‘’“”…€•™")
    ours = "".join([*(one.title for one in (*Section, *Owner)), *MONTHS, *WEEKDAYS])
    assert MISSING not in showable(ours, TrueType(SEMIBOLD))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.floats(20, 400))
def test_lines_fit_and_nothing_goes_missing(text: str, room: float) -> None:
    shown = showable(text, FONT)
    lines = wrap(shown, room, lambda part: FONT.measure(part, 11))
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")
    assert all(FONT.measure(line, 11) <= room or len(line) == 1 for line in lines)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=7, max_size=7))
def test_any_text_makes_a_page(texts: list[str]) -> None:
    plan = Plan(words={s.value: text for s, text in zip(Section, texts, strict=True)})
    assert len(opened(plan).pages) >= 1


def test_a_web_address_breaks_after_a_slash() -> None:
    lines = wrap("https://example.nhs.uk/a-long-way/to-go", 150, lambda part: 6 * len(part))
    assert lines == ["https://example.nhs.uk/a-", "long-way/to-go"]


def test_printed_lines_say_the_same() -> None:
    lines = print_lines(FULL)
    assert lines[0] == "This plan is mine. I choose who sees it."
    assert "Personal plan" not in lines, "the device prints the title itself"
    text = "\n".join(lines)
    assert "\n\nWhat I will do\n\nCall occupational health\nBy Monday 4 January 2027\n" in text
