"""A report as a web page: in order for a screen reader, in ink that can be read, on a phone too."""

import re
from itertools import pairwise

from sync_server.reports.html import DARK, as_html, shade
from sync_server.reports.pen import INK, MAIN, PAPER, QUIET
from sync_server.reports.report import Report
from sync_server.reports.web_style import NIGHT
from tests.sync_server.reports.pages import Page


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
