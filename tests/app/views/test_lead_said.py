"""A lead goes from a theme to texts that say it and back, on the real server application."""

from pathlib import Path

from app.domain.insight_figures import ClosedPeriod
from app.views.components.closed_choice import quarter_of
from tests.app.views.leading import leads_to, told
from tests.app.views.phone import Phone
from tests.app.views.test_lead_find import fill
from tests.sync_server.api.test_quotes import ELSE, SAID, THEME
from tests.sync_server.trust import this_quarter

_WAY = "Read texts that say this"


def test_from_a_theme_one_reads_texts_that_say_it_and_comes_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.go(f"/lead/spread/{this_quarter()}/group/{THEME}")
        await phone.until(lambda: "Staff groups, most often first" in screen.words())
        await leads_to(phone, "Allied Health Professionals: ", "Is it changing?")
        words = screen.words()
        assert words.index("Is it changing?") < words.index(_WAY) < words.index("By four weeks")
        await leads_to(phone, _WAY, "Texts: Workload and demand")
        assert screen.page.route == f"/lead/said/{this_quarter()}/{THEME}/04"
        words = screen.words()
        assert words.count(SAID) == 5
        assert ELSE not in words
        assert "Up to 5 texts of each staff group" in words
        await screen.tap("This could point to someone")
        await leads_to(phone, "Hide it", "Hidden for everybody.")
        await leads_to(phone, "Undo", "This could point to someone")
        await leads_to(phone, "Back to how it moves", "Is it changing?")
        await leads_to(phone, "Back to who speaks of it", "Staff groups, most often first")
        await leads_to(phone, _WAY, "Texts: Workload and demand")
        await leads_to(phone, "Read all that may be read: Allied", ELSE)

    told(tmp_path, story, fill)


def test_a_group_without_a_figure_and_a_theme_without_any_are_said(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.go(f"/lead/said/{this_quarter()}/{THEME}/07")
        await phone.until(lambda: "Additional Clinical Services has no figure" in screen.words())
        assert SAID in screen.words()
        await screen.go(f"/lead/said/{this_quarter()}/late-finishes-breaks")
        await phone.until(lambda: "no staff group by itself has a figure" in screen.words())
        assert SAID not in screen.words()

    told(tmp_path, story, fill)


def test_texts_are_read_in_the_closed_quarter_that_a_period_lies_in() -> None:
    periods = tuple(
        ClosedPeriod(name, kind, name, "2026-W50", None, 1)
        for name, kind in (
            ("2026-Q2-B1", "block"), ("2025", "year"), ("2026-Q1", "quarter"),
            ("2025-Q4", "quarter"), ("2025-Q4-B3", "block"), ("2025-Q3", "quarter"),
        )
    )  # fmt: skip

    def told_in(asked: str) -> str:
        found = quarter_of(periods, asked)
        return found.id if found else ""

    assert [told_in(one) for one in ("2025", "2025-Q4", "2025-Q4-B3")] == ["2025-Q4"] * 3
    assert told_in("2025-Q3") == "2025-Q3"
    assert told_in("2026-Q2-B1") == "", "its quarter is still open"
