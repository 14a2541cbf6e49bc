"""You said, we did: from the lead's form to the screen of somebody without a profile."""

from pathlib import Path

from tests.app.views.leading import leads_to
from tests.app.views.phone import Phone, on_a_phone
from tests.app.views.test_lead_content import told
from tests.app.wired_server import WiredServer
from tests.sync_server.trust import TRUST

SAID = "Breaks are missed on night shifts."
DID = "Control now protects a break for every crew."
ACTION = f"""
id = "breaks"
you_said = "{SAID}"
we_did = "{DID}"
state = "done"
owner = "Operations"
when = "Since October"
as_of = 2026-11-16
"""


def test_a_lead_answers_what_people_said(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.tap("Add an answer")
        assert "never one person" in screen.words()
        await screen.type("You said", SAID)
        await leads_to(phone, "Publish to devices", "Some things need another look")
        assert screen.find("You said", ("TextField",)).value == SAID
        await screen.go("/lead/content/action/new/preview")
        assert "Write a day" in screen.words() or "Choose how far it is" in screen.words()
        await screen.tap("Back to editing")
        await screen.type("We did, or will do", DID)
        await screen.type("Who looks after it", "Operations")
        await screen.type("When", "Since October")
        await screen.type("Day on which all this was true", "today")
        await screen.tap("Done")
        await screen.tap("See how it looks")
        assert DID in screen.words()
        await screen.tap("Back to editing")
        await leads_to(phone, "Publish to devices", "Devices have your version 2.")
        await leads_to(phone, "Back to the list", SAID)
        server = phone.server
        assert isinstance(server, WiredServer)
        content = server.server.parts.content.content(TRUST)
        assert len(content.actions) == 1 and DID in content.actions[0]

    told(tmp_path, story)


def test_everyone_reads_it_without_a_profile_and_without_a_signal(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        assert "You said, we did" not in screen.words()
        await screen.go("/we-did")
        assert "has written no answer yet" in screen.words()
        await screen.tap("Back to home")
        phone.services.content.take(None, actions=(ACTION, "not = toml at all ["))
        await screen.go("/support")
        await screen.go("/")
        await screen.tap("You said, we did")
        words = screen.words()
        assert words.index(SAID) < words.index(DID) < words.index("Done. Since October")
        assert "Operations. As of 16 November 2026." in words

    on_a_phone(tmp_path, story)
