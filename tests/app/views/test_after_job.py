"""After a hard job: the days to look again, kept if asked."""

from tests.app.views.care import CaredPhone
from tests.app.views.crew import as_crew, cared, links


def test_after_a_hard_job_tells_the_days_and_keeps_them_if_asked() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("After a hard job")
        await screen.tap("When to get more help")
        assert any(link.startswith("tel:") for link in links(screen).values())
        await screen.type("Which day", "someday")
        await screen.tap("Show me the days")
        assert "Write a day and a month" in screen.words()
        await screen.type("Which day", "yesterday")
        await screen.type("About what time", "25:00")
        await screen.tap("Show me the days")
        assert "There is no such time" in screen.words()
        await screen.type("About what time", "")
        await screen.tap("Show me the days")
        assert "Not before" in screen.words()
        await screen.tap("Keep these days for me")
        assert "Kept." in screen.words()
        items = phone.workspace.reminders.items()
        assert {item.about_label for item in items} == {"After a hard job"}
        assert "Keep these" not in screen.words()
        await screen.tap("Show me the days")
        await screen.tap("Keep these days for me")
        assert len(phone.workspace.reminders.items()) == len(items) >= 4
        await screen.tap("Back to home")
        words = screen.words()
        due = words.index("After 72 hours you can have a TRiM talk")
        assert words.index("My plan") < due < words.index("More for me")

    cared(story)


def test_what_the_days_are_about_is_said_in_todays_language() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("After a hard job")
        await screen.tap("It was just now")
        await screen.tap("Keep these days for me")
        await screen.go("/language")
        await screen.tap("Polski")
        await screen.go("/due")
        assert "72" in screen.words()
        assert "After a hard job" not in screen.words()

    cared(story)


def test_without_a_profile_the_days_are_only_shown() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("After a hard job")
        await screen.tap("It was just now")
        assert "Not before" in screen.words()
        assert "Without a profile Layby keeps nothing." in screen.words()
        assert "Keep these days" not in screen.words()
        phone.device.saves = False
        await screen.tap("A file for my calendar")
        assert "could not be saved" in screen.words()
        phone.device.saves = True
        await screen.tap("A file for my calendar")
        assert phone.device.saved["look-again.ics"].startswith(b"BEGIN:VCALENDAR")

    cared(story)
