"""The first screen of a lead: what was said most, then the ways, then group by group."""

from pathlib import Path

from app.domain.errors import ServerUnreachable
from tests.app.views.leading import leads_to, told, wired
from tests.app.views.phone import Phone
from tests.app.views.test_lead_closed import fill
from tests.sync_server.trust import TRUST


def test_what_was_said_most_comes_first_and_the_groups_last(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "January to March 2026: of about 450" in screen.words())
        await phone.until(lambda: "Group by group" in screen.words())
        words = screen.words()
        order = (
            "Sign out", "Said most", "Late finishes and breaks: about 150 of 450 (33%)",
            "Closed periods", "Who is reached", "Your sign-in", "Group by group",
        )  # fmt: skip
        assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)
        await leads_to(phone, "What is new", "New in these weeks")
        words = screen.words()
        assert words.index("New in these weeks") < words.index("Said more, or less, by some")
        assert "Back to closed periods" not in screen.words()
        await screen.tap("Back to the figures")
        await phone.until(lambda: "Said most" in screen.words())
        await leads_to(phone, "What stands out", "Said more, or less, by some")
        assert "January to March 2026" in screen.words()
        await screen.tap("Back to the figures")
        await phone.until(lambda: TRUST.name in screen.words())

    told(tmp_path, story, fill)


def test_what_was_said_most_is_the_way_to_who_says_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        said = "Late finishes and breaks: about 150 of 450 (33%)"
        await phone.until(lambda: said in phone.screen.words())
        await leads_to(phone, said, "Staff groups, most often first")
        assert phone.screen.page.route == "/lead/spread/2026-Q1/group/late-finishes-breaks"
        await leads_to(phone, "Allied Health Professionals: 67%", "Is it changing?")
        await phone.screen.tap("Back to who speaks of it")
        await phone.until(lambda: "Staff groups, most often first" in phone.screen.words())
        await phone.screen.tap("Back to the figures")
        await phone.until(lambda: said in phone.screen.words())

    told(tmp_path, story, fill)


def test_a_password_alone_is_a_way_to_do_something_about_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await leads_to(phone, "Your password alone protects this", "Your password alone opens")
        assert phone.screen.page.route == "/lead/sign-in"

    told(tmp_path, story)


def test_before_a_period_has_closed_and_without_a_signal_the_ways_still_stand(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "withheld." in screen.words())
        words = screen.words()
        assert "No quarter has closed yet" in words
        # As tall as what it says: nothing holds the place of themes that do not come.
        (told_there,) = [c for c in screen.controls() if c.key == "told"]
        assert told_there.height is None
        assert words.count("Medical and Dental") == 1
        assert words.count("withheld.") == 1
        wired(phone).down = True
        await screen.go("/")
        await screen.go("/lead")
        await phone.until(lambda: ServerUnreachable().message[:20] in screen.words())
        assert "Guides, services and areas" in screen.words()
        await leads_to(phone, "What stands out", ServerUnreachable().message[:20])
        wired(phone).down = False
        await leads_to(phone, "Try again", "No period has closed yet")

    told(tmp_path, story)
