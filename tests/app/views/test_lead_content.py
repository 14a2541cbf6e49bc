"""A lead edits content in the app, on the real server application."""

from functools import partial
from pathlib import Path

from app.sync.client import ApiClient
from app.usecases.edit_content import EditDesk
from tests.app.usecases.test_edit_content import OF_A_SERVICE
from tests.app.views import leading
from tests.app.views.leading import leads_to, sign_in, wired
from tests.app.views.phone import Phone
from tests.sync_server.trust import PASSWORD

told = partial(leading.told, at=("Guides, services and areas", "Short talk"))


def test_a_service_from_the_first_word_to_the_devices(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.tap("Add a service")
        await screen.type("What people call it", "The desk upstairs")
        await leads_to(phone, "Save as a draft", "Some things need another look")
        words = screen.words()  # said where the thumb is, not out of sight at the top
        assert words.index("Publish to devices") < words.index("Some things need another look")
        assert "Write the day on which you checked it" in screen.words()
        assert screen.find("What people call it", ("TextField",)).value == "The desk upstairs"
        item = phone.services.editing.held("service", "new")
        assert item is not None
        item.draft.entry |= {**OF_A_SERVICE, "type": "", "checked_on": ""}
        await screen.go("/lead/content/service/new/preview")
        assert "Choose the kind of help" in screen.words() or "Write a day" in screen.words()
        await screen.tap("Back to editing")
        await screen.type("Day you checked it", "today")
        for words in ("Peer support", "Phone"):
            await screen.tap(words)
        await screen.tap("See how it looks")
        assert "Call 01632 960 123" in screen.words()
        await screen.tap("Back to editing")
        assert screen.find("Hours, in words", ("TextField",)).value == "Nine to five."
        await leads_to(phone, "Publish to devices", "Devices have your version 2.")
        assert phone.services.editing.unsaved() == []
        await leads_to(phone, "Back to the list", "The desk upstairs")
        assert "Yours, version 2" in screen.words()

    told(tmp_path, story)


def test_a_prompt_is_added_moved_removed_and_put_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.tap("Short talk")
        await leads_to(phone, "Add to it", "Add prompts to an area of the guide")
        await screen.tap("Add prompts to an area of the guide")
        screen.connection.called.clear()
        await screen.tap("Sleep")
        assert "scroll_to" in screen.connection.called
        assert "How are you sleeping?" in screen.words()
        await screen.tap("Add a prompt")
        await screen.type("The prompt, as it is said", "How do you rest between nights?")
        await screen.tap("Improving personal health and wellbeing")
        await screen.tap("Done: back to Sleep")
        await screen.tap("Add a prompt")
        await screen.type("The prompt, as it is said", "Rate your mood from 1 to 10.")
        await screen.tap("Improving personal health and wellbeing")
        await screen.tap("Move up")
        await screen.tap("Done: back to Sleep")
        words = screen.words()
        assert words.index("Rate your mood") < words.index("How do you rest")
        # The guide's own area stays, whatever the trust added to it.
        assert "Take our prompts out of this area" in words
        assert "Remove this area" not in words
        await screen.tap("Done: back to the whole")
        await leads_to(phone, "Publish to devices", "reads like a clinical score")
        await screen.tap("Look at: Rate your mood from 1 to 10.")
        await screen.tap("Remove this prompt")
        assert "Removed: Rate your mood from 1 to 10." in screen.words()
        await screen.tap("Put it back")
        await screen.tap("Rate your mood from 1 to 10.")
        await screen.type("The prompt, as it is said", "What is your mood like?")
        await screen.tap("Done: back to Sleep")
        await screen.tap("Done: back to the whole")
        await leads_to(phone, "Publish to devices", "Published.")
        await screen.tap("See how it looks")
        await screen.tap("Sleep")
        assert "How do you rest between nights?" in screen.words()

    told(tmp_path, story)


def test_no_signal_and_an_ended_session_keep_what_was_typed(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, server = phone.screen, wired(phone)
        await screen.tap("Short talk")
        await leads_to(phone, "Change it", "These words are said before every talk")
        await screen.type("Title", "A short talk of ours")
        server.down = True
        await leads_to(phone, "Save as a draft", "No connection")
        assert screen.find("Title", ("TextField",)).value == "A short talk of ours"
        server.down = False
        server.server.client.cookies.clear()
        await leads_to(phone, "Save as a draft", "Your sign-in has ended")
        assert screen.find("Title", ("TextField",)).value == "A short talk of ours"
        await sign_in(screen)
        await phone.until(lambda: "Your sign-in has ended" not in screen.words())
        await leads_to(phone, "Save as a draft", "Saved as a draft. No device has it yet.")
        await screen.tap("Versions")
        assert "Version 2: draft" in screen.words()

    told(tmp_path, story)


def test_somebody_elses_save_is_shown_beside_and_nothing_is_overwritten(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.go("/lead/content/guide/short-talk")
        await phone.until(lambda: "Save as a draft" in screen.words())
        await screen.type("Title", "A short talk of ours")
        client = ApiClient(wired(phone))
        await client.sign_in("other", PASSWORD)
        theirs = EditDesk(client, dict, phone.services.today)
        item = await theirs.open("guide", "short-talk")
        item.draft.entry["title"] = "Their talk"
        await theirs.save(item)
        await leads_to(phone, "Save as a draft", "Changed by other on")
        await screen.tap("Look at what they changed")
        assert "Yours: A short talk of ours\nTheirs: Their talk" in screen.words()
        assert screen.find("Title", ("TextField",)).value == "A short talk of ours"
        await screen.tap("Keep mine and go on")
        await leads_to(phone, "Save as a draft", "Saved as a draft.")
        listed = (await phone.services.editing.listing()).of("guide")
        assert [one.title for one in listed] == ["A short talk of ours"]

    told(tmp_path, story)


def test_signing_out_tells_of_what_is_not_saved_and_a_lock_forgets_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.tap("Short talk")
        await leads_to(phone, "Change it", "Save as a draft")
        await screen.type("Title", "A short talk of ours")
        await screen.tap("Back to the list")
        assert "Not saved yet: A short talk of ours." in screen.words()
        await screen.tap("Back to the figures")
        await screen.tap("Sign out")
        assert "Some changes are not saved yet." in screen.words()
        assert phone.services.session.lead is not None
        await leads_to(phone, "Lock", "Create a profile")
        assert phone.services.editing.unsaved() == []
        await screen.go("/lead/content/guide/short-talk")
        assert "A short talk of ours" not in screen.words()

    told(tmp_path, story)


def test_areas_and_roles_in_the_trusts_own_words(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, "Areas", "Quay")
        await screen.tap("North")
        await screen.tap("Add an area inside")
        await screen.type("Name of the area", "Lighthouse")
        await screen.tap("Hill")
        await screen.tap("Retire it")
        assert "No longer offered" in screen.words()
        await leads_to(phone, "Save for all devices", "Saved. Devices have it")
        await leads_to(phone, "Back to the list", "Staff groups and roles")
        await leads_to(phone, "Staff groups and roles", "Allied Health Professionals")
        await screen.tap("Allied Health Professionals")
        await screen.type("What “Allied Health Professionals” means here", "everyone on the road")
        await screen.tap("Add a role family")
        await screen.type("Name of the role family", "Fleet")
        await leads_to(phone, "Save for all devices", "Saved. Devices have it")
        trust = (await phone.services.editing.listing()).organisation
        assert [(area.name, area.parent) for area in trust.areas][-1] == ("Lighthouse", "north")
        assert [area.name for area in trust.areas if area.retired] == ["Hill"]
        assert trust.hint("04") == "everyone on the road"
        assert [family.name for family in trust.role_families] == ["Paramedic", "Fleet"]

    told(tmp_path, story)
