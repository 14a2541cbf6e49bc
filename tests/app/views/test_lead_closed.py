"""A lead reads closed periods in the app, on the real server application."""

from datetime import date
from functools import partial
from pathlib import Path

from app.domain.errors import ServerUnreachable
from app.domain.look import Look
from app.domain.periods import Block
from app.domain.summary import WireSummary
from sync_server.db.summaries import Summaries
from tests.app.views import leading
from tests.app.views.leading import leads_to, wired
from tests.app.views.phone import Phone
from tests.sync_server.services.test_closing import closing, put
from tests.sync_server.trust import TRUST, Server, summary

FIRST = Block(2026, 1, 1)
THEME = "late-finishes-breaks"
THEME_LABEL = "Late finishes and breaks"


def fill(server: Server) -> None:
    """Two groups over two areas in three blocks; one speaks much more of breaks."""
    block = FIRST
    for _ in range(3):
        for area in ("quay", "south"):
            spoke = put(server, 30, block.first_week, "04", area)
            others = put(server, 30, block.first_week, "07", area)
            put(server, 15, block.first_week, "08", area)
            rows = [
                {"summary_id": one, "code": THEME, "phrase": "breaks", "codebook_version": 1}
                for one in (*spoke[:20], *others[:5])
            ]
            with server.parts.database.write() as connection:
                Summaries(connection, TRUST.id).add_codes(rows)
        block = block.next()
    closing(server, date(2026, 5, 1)).close_due()


told = partial(leading.told, at=("Closed periods", ""))


def test_groups_areas_periods_and_a_theme_over_time(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        words = screen.words()
        assert "January to March 2026" in words
        assert "Late finishes and breaks: about 120 of 180 (67%)" in words
        assert words.index("Not shown") < words.index("Medical and Dental")
        assert "Fewer than 8 of about 180: Workload and demand" in words
        assert "April to June" not in words
        await leads_to(phone, "Trust area", "South")
        assert "/area" in screen.page.route
        await screen.tap("Staff group")
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        await screen.tap("January to March 2026")
        await leads_to(phone, FIRST.in_words(), "about 40 of 60")
        await screen.tap("Over time")
        await screen.tap(f"Late finishes and breaks: {TRUST.name}")
        await phone.until(lambda: "By four weeks" in screen.words())
        words = screen.words()
        assert "By quarter" in words
        assert f"{FIRST.in_words()}: about" in words

    told(tmp_path, story, fill)


def test_what_stands_out_is_said_in_plain_words(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        await leads_to(phone, "What stands out", "Said more, or less, by some")
        words = screen.words()
        assert "Allied Health Professionals: Late finishes and breaks, more often" in words
        assert " of " in words
        await screen.go(f"/lead/findings/{FIRST}/group")
        await phone.until(lambda: "New in these weeks" in screen.words())

    told(tmp_path, story, fill)


def test_bad_weather_and_nothing_closed_are_said(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "No period has closed yet" in screen.words())
        wired(phone).down = True
        await screen.tap("Back to the figures")
        await screen.tap("Closed periods")
        await phone.until(lambda: ServerUnreachable().message[:20] in screen.words())
        wired(phone).down = False
        await leads_to(phone, "Try again", "No period has closed yet")

    told(tmp_path, story)


def test_a_wide_screen_has_a_grid_whose_cells_say_everything(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        assert "the stronger its colour, the larger" not in screen.words()
        screen.page.width = 1280.0
        await screen.go("/lead/closed/2026-Q1/group")
        await phone.until(lambda: "the stronger its colour, the larger" in screen.words())
        words = screen.words()
        assert (
            "Late finishes and breaks, Allied Health Professionals: about 120 of 180, 67%" in words
        )
        assert "Allied Health Professionals: about 180 summaries" in words
        assert (
            "Workload and demand, Allied Health Professionals: fewer than 8 of about 180" in words
        )
        assert words.index("The same in words") < words.index("Medical and Dental")
        assert "Medical and Dental" in words[words.index("Not shown") :]
        await leads_to(phone, "Late finishes and breaks", "Staff groups, most often first")
        await screen.go("/lead/closed/2026-Q1/group")
        await phone.until(lambda: "The same in words" in screen.words())
        await leads_to(phone, "The same in words", "About 180 summaries")
        ruler = next(c for c in screen.controls() if getattr(c, "on_size_change", None))
        await screen.session.dispatch_event(ruler._i, "size_change", {"w": 324.0, "h": 0.0})
        await phone.until(lambda: "the stronger its colour, the larger" not in screen.words())

    told(tmp_path, story, fill)


def test_one_theme_is_read_across_the_groups_with_the_quarter_before_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        await screen.tap("Theme by theme")
        await leads_to(phone, "Late finishes and breaks", "Staff groups, most often first")
        words = screen.words()
        assert "January to March 2026" in words
        first = words.index("Allied Health Professionals: 67%")
        assert first < words.index("Additional Clinical Services: 17%")
        assert words.index("Two figures side by side are no change yet.") < first
        await leads_to(phone, "Allied Health Professionals: 67%", "Is it changing?")
        for next_wanted in ("Find in the texts", "Actions"):
            assert next_wanted in screen.words()
        words = screen.words()
        order = ("It is too early to tell", "January to March 2026: 67%.", "By four weeks")
        assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)
        assert "Laney" not in words
        await leads_to(phone, "How this is reckoned", "sigma of a Laney")
        await screen.go("/lead/spread/2026-Q1/group/nothing")
        await phone.until(lambda: "It has no figure here in this period." in screen.words())
        last = str(FIRST.next().next())
        await screen.go(f"/lead/spread/{last}/group/{THEME}")
        await phone.until(lambda: f"{FIRST.next().in_words()}: 67%." in screen.words())

    told(tmp_path, story, fill)


def test_columns_that_do_not_fit_are_turned_to(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        await phone.services.shared.keep_look(Look(text=200))
        screen.page.width = 979.0  # a column beside the whole trust would be cut off
        await screen.go("/lead/closed/2026-Q1/group")
        await phone.until(lambda: "Allied Health Professionals" in screen.words())
        assert "the stronger its colour, the larger" not in screen.words()
        screen.page.width = 980.0
        await screen.go("/lead/closed")
        await screen.go("/lead/closed/2026-Q1/group")
        await phone.until(lambda: "Staff groups: 1 to 1 of 2" in screen.words())
        assert "Whole trust" in screen.words()
        groups = ("Allied Health Professionals", "Additional Clinical Services")
        seen = {one for one in groups if f"{THEME_LABEL}, {one}" in screen.words()}
        assert len(seen) == 1
        while "More columns" in screen.words():
            await screen.tap("More columns")
            seen |= {one for one in groups if f"{THEME_LABEL}, {one}" in screen.words()}
        assert seen == set(groups)
        await leads_to(phone, "The columns before", "Staff groups: 1 to 1 of 2")

    told(tmp_path, story, fill)


def test_what_came_up_anew_is_named_and_becomes_a_theme_with_its_words(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.tap("January to March 2026")
        await screen.tap("30 March to 26 April 2026")
        await phone.until(lambda: "Each cell" in screen.words() or "About 60" in screen.words())
        await leads_to(phone, "What stands out", "New in these weeks")
        await phone.until(lambda: "Make it a theme: kettle" in screen.words())
        await leads_to(phone, "Make it a theme: kettle", "Name what came up")
        assert "Its first phrases: kettle." in screen.words()
        await screen.type("Name of a new theme", "Kettles and kitchens")
        await leads_to(phone, "Add it", "What it is about")
        assert "Take off: kettle" in screen.words()
        assert phone.services.codebook.came_up == ()

    told(tmp_path, story, fill, kettles)


def kettles(server: Server) -> None:
    """A fourth block, in which half speak of something new."""
    week, made = str(FIRST.next().next().next().first_week), []
    for group in ("04", "07"):
        for place, area in enumerate(("quay", "south") * 15):
            text = "The kettle broke again." if place % 4 < 2 else "A quiet week."
            wire = summary(text=text, staff_group=group, area=area, week=week)
            made.append(WireSummary.from_wire(wire))
    with server.parts.database.write() as connection:
        server.parts.intake.store_composed(connection, TRUST, made)
    closing(server, date(2026, 6, 1)).close_due()
