"""A lead brings headcount and reads who is reached, on the real server application."""

from pathlib import Path

import flet as ft

from app.domain.errors import ServerUnreachable
from app.domain.insight_figures import Given, ReachRow
from app.views.screens.lead_reach import _card, _given
from sync_server.analysis.headcount import read_headcount
from tests.app.views.leading import leads_to, told, wired
from tests.app.views.phone import Phone
from tests.app.views.test_lead_closed import fill
from tests.app.views.test_lead_trend import texts
from tests.sync_server.trust import TRUST

GOOD = (
    "group;area;headcount\r\n04;Quay;200\r\n04;South;100\r\n07;Hill;900\r\n07;South;700\r\n"
    "08;Quay;7\r\n"
).encode("utf-16")
WRONG = b"group,area,headcount\n04,Quay,-3\n04,Mars,2.5\n=1+1,Quay,01-Feb\n" + b"99,Quay,1\n" * 9


def test_a_file_is_put_right_looked_at_used_and_then_read_as_reach(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, "Who is reached", "No headcount has been brought yet, so")
        await leads_to(phone, "Headcount", "No headcount has been brought yet.")
        await leads_to(phone, "See what it would change", "Choose the file first")
        assert "like this: 30 September 2026" in screen.words()
        await leads_to(phone, "A file to start from", "Save a file to fill in")
        await leads_to(phone, "Save a file to fill in", "Saved.")
        empty = phone.device.saved["layby-headcount.csv"]
        filled = empty.decode("utf-8-sig").replace(",\r\n", ",7\r\n")
        found = read_headcount(filled.encode(), TRUST)
        assert found.errors == ()
        assert {row.area for row in found.rows} == {area.id for area in TRUST.leaves()}
        phone.device.picked = WRONG
        await leads_to(phone, "Choose a file", "File chosen: 12 rows under the names")
        await leads_to(phone, "See what it would change", "Write a day")
        await screen.type("The numbers are as at", "30 September 2025")
        await leads_to(phone, "See what it would change", "Nothing of this file is used")
        words = screen.words()
        assert "Row 2, headcount: A headcount cannot be less than 0." in words
        assert "Row 3, area: “Mars” is not an area of your trust" in words
        assert "Row 4, headcount: A spreadsheet has turned this into a date." in words
        assert "Use these numbers" not in words
        await leads_to(phone, "More of them", "Row 9, group")
        phone.device.picked = GOOD
        await screen.tap("Choose a file")
        wired(phone).down = True
        await leads_to(phone, "See what it would change", ServerUnreachable().message[:20])
        assert screen.find("The numbers are as at", ("TextField",)).value == "30 September 2025"
        wired(phone).down = False
        await leads_to(phone, "See what it would change", "1,907 people in all")
        assert "The file has no row for these staff groups" in screen.words()
        await screen.tap("By staff group")
        assert "Additional Clinical Services: 1,600" in screen.words()
        await leads_to(phone, "Use these numbers", "In use from now on.")
        assert "In use: 1,907 people, as at 30 September 2025, brought by lead." in screen.words()
        await screen.go("/lead/reach")
        await phone.until(lambda: "Headcount as at 30 September 2025" in screen.words())
        words = screen.words()
        assert "About 60 conversations for every 100 people (180 for about 300)." in words
        assert words.index("Additional Clinical Services") < words.index("Allied Health")
        assert "Administrative and Clerical" in words[words.index("Not shown") :]
        await leads_to(phone, "What came of it", "A plan was made:")
        await leads_to(phone, "Trust area", "for every 100 people")
        assert "/lead/reach/2026-Q1/area" in screen.page.route

    told(tmp_path, story, fill)


def test_nothing_closed_yet_is_said(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await leads_to(phone, "Who is reached", "No period has closed yet")

    told(tmp_path, story)


def test_without_a_headcount_that_is_said_once_with_the_way_to_bring_one(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, "Who is reached", "No headcount has been brought yet, so")
        words = screen.words()
        assert "We do not know how many people work here." not in words
        assert words.count("What came of conversations") == 1
        assert words.index("Bring how many people work where") < words.index(
            "What came of conversations"
        )
        await leads_to(phone, "One by one", "Allied Health Professionals")
        assert "About 180 summaries" in screen.words()
        await leads_to(phone, "Headcount", "No headcount has been brought yet.")

    told(tmp_path, story, fill)


def test_who_has_no_headcount_is_named_in_one_line(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        desk = wired(phone).server.parts.headcounts
        desk.apply(TRUST, "lead", b"group,area,headcount\n04,Quay,300\n", "2025-09-30", 0)
        await leads_to(phone, "Who is reached", "Headcount as at 30 September 2025")
        words = screen.words()
        assert "for every 100 people" in words
        assert "We do not know how many people work here." not in words
        unknown = words[words.index("Headcount not known") :]
        assert unknown.splitlines()[1] == "Additional Clinical Services."

    told(tmp_path, story, fill)


def test_few_summaries_have_counts_without_a_share_or_a_bar() -> None:
    given = (Given("plan_made", "yes", "about 10 of 45", 22),)
    assert said(*_given(given, small=True)).endswith("yes: about 10 of 45")
    assert said(*_given(given, small=False)).endswith("yes: about 10 of 45 (22%)")
    few, many = a_row("09", shown=45, people=60), a_row("04", shown=50, people=300)
    bars = [
        any(type(one).__name__ == "Semantics" for one in shown.content.controls[2:])
        for shown in (_card(few), _card(many))
    ]
    assert bars == [False, True]


def a_row(identity: str, *, shown: int, people: int) -> ReachRow:
    rate = round(100 * shown / people)
    return ReachRow(
        identity, f"N{identity}", None, 1, shown, None,
        answers=(), people=people, per_hundred=rate, left_out=False, said=f"{rate} for 100.",
    )  # fmt: skip


def said(*controls: ft.Control) -> str:
    return " ".join(texts(controls))
