"""A lead issues a board report, takes it along, and makes a theme an action."""

from pathlib import Path

from app.domain.errors import ServerUnreachable
from tests.app.views.leading import leads_to, told, wired
from tests.app.views.phone import Phone
from tests.app.views.test_lead_closed import fill


def test_a_report_is_issued_saved_and_issued_again_with_a_reason(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, "Board report", "January to March 2026")
        assert "Not issued yet." in screen.words()
        said = screen.words()
        lacking = said.index(
            "Your board may ask about this: There is no action in it yet. No percentage"
        )
        assert said.index("Look at a draft") < lacking < said.index("Issue the report")
        await leads_to(phone, "Issue the report", "cannot be taken back")
        await leads_to(phone, "Not yet", "Not issued yet.")
        assert "cannot be taken back" not in screen.words()
        await leads_to(phone, "Issue the report", "cannot be taken back")
        wired(phone).down = True
        await leads_to(phone, "Issue it now", ServerUnreachable().message[:20])
        wired(phone).down = False
        await leads_to(phone, "Issue it now", "Issue 1, ")
        assert "would miss" not in screen.words()
        await leads_to(phone, "Save as web page, to read on any screen", "Saved.")
        page = phone.device.saved["layby-report-2026-Q1-1.html"].decode()
        assert "What colleagues are telling us" in page
        await leads_to(phone, "Issue a new version", "Why it is issued again")
        await leads_to(phone, "Issue it again", "Say why it is issued again.")
        await screen.type("Why it is issued again", "A theme was split.")
        await leads_to(phone, "Issue it again", "Because: A theme was split.")
        assert "Issue 2, " in screen.words()

    told(tmp_path, story, fill)


def test_a_theme_becomes_an_action_and_is_changed(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, "Actions", "There is no action yet.")
        await leads_to(phone, "Act on a theme", "What you do about it")
        await leads_to(phone, "Save", "Say it in a few words.")
        # By the button, too: the field is a screen further up.
        assert "Not saved yet. See above: What you do about it." in screen.words()
        await screen.type("What you do about it", "A relief rota")
        await leads_to(phone, "Save", "Say who looks after it: a post or a team.")
        assert "Not saved yet. See above: Who looks after it." in screen.words()
        await screen.type("Who looks after it", "Head of Operations")
        await screen.type("From when it should be felt", "1 May 2026")
        await leads_to(phone, "Save", "Choose a theme.")
        await leads_to(phone, "Choose a theme", "Late finishes and breaks")
        await screen.tap("Late finishes and breaks")
        await leads_to(phone, "Save", "Too early to tell")
        assert "Before, January to March 2026: about" in screen.words()
        await leads_to(phone, "Change “A relief rota”", "How far it is")
        assert screen.find("Who looks after it", ("TextField",)).value == "Head of Operations"
        await screen.tap("Done")
        await leads_to(phone, "Save", "Head of Operations. Done, from Friday 1 May 2026.")
        await leads_to(phone, "Change “A relief rota”", "How far it is")
        await leads_to(phone, "Tell crews: You said, we did", "What crews read")
        begun = screen.find("You said", ("TextField",)).value
        assert begun == "Late finishes and breaks: "

    told(tmp_path, story, fill)


def test_before_anything_has_closed_that_is_said(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await leads_to(phone, "Board report", "No quarter has closed yet.")
        await phone.screen.go("/lead/action/new")
        await phone.until(lambda: "once a first period has closed" in phone.screen.words())
        await phone.screen.go("/lead/action/none")
        await phone.until(lambda: "There is no such action." in phone.screen.words())

    told(tmp_path, story)
