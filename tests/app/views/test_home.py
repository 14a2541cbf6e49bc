"""The home screen reminds of what could be lost, of each kind once, and leads to the remedy."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.device.port import StorageRoom
from app.domain.conversation import Outcome
from app.usecases.keep_tidy import Notice
from app.views.components.reminders import removal_words
from tests.app.views.phone import Phone, choose_guide, on_a_phone, with_profile
from tests.contracts.memory_store import Disk, MemoryStore


def in_memory(phone: Phone) -> None:
    phone.disk = MemoryStore(Disk())


def test_an_empty_profile_is_not_nagged(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        phone.device.persistent = False
        screen = await with_profile(phone)
        assert "Make a backup" not in screen.words()
        assert "Keep a copy" not in screen.words()
        await choose_guide(screen)
        await screen.type("Label", "Sam")
        await screen.tap("Back to home")
        assert "Carry on" in screen.words()

    on_a_phone(tmp_path, story)


def test_what_cannot_wait_is_said_alone(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        phone.device.persistent = False
        phone.device.space = StorageRoom(used=95, quota=100)
        phone.device.lacking = True
        screen = await with_profile(phone)
        await choose_guide(screen)
        await screen.type("Label", "Sam")
        screen = await phone.kill_and_resume(carry_on="")
        await phone.until(lambda: "Little room left" in screen.words())
        words = screen.words()
        assert words.index("New conversation") < words.index("Layby needs a signal here")
        assert "may clear Layby" not in words
        assert "Make a backup" not in words
        await screen.tap("Little room left")
        assert "/storage" in screen.page.route

    on_a_phone(tmp_path, story)


def test_old_notes_are_announced_by_number_and_day_without_a_name(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await with_profile(phone)
        session = phone.services.session
        workspace = session.workspace
        assert workspace is not None
        guide = next(iter(phone.services.content.guides.values()))
        for label in ("Canary", "Other"):
            conversation = workspace.conversations.start(guide)
            conversation.label = label
            conversation.notes = {"workload": "late"}
            conversation.outcome = Outcome.KEPT
            conversation.finished_on = phone.services.today() - timedelta(days=29)
            workspace.conversations.save(conversation)
        screen = await phone.kill_and_resume(carry_on="")
        await phone.until(lambda: "Old notes will be removed" in screen.words())
        assert "Notes of 2 conversations will be removed on" in screen.words()
        assert "Canary" not in screen.words()
        await screen.tap("Old notes will be removed")
        assert "/tidy" in screen.page.route

    on_a_phone(tmp_path, story)


def test_the_words_of_removal_name_the_first_of_several_days() -> None:
    one = Notice(conversation=None, remove_on=date(2026, 12, 24))  # type: ignore[arg-type]
    other = replace(one, remove_on=date(2026, 12, 28))
    assert removal_words([one]) == (
        "Notes of 1 conversation will be removed on 24 December. Plans stay."
    )
    assert removal_words([other, one]) == (
        "Notes of 2 conversations will be removed from 24 December. Plans stay."
    )


def test_an_update_offers_a_backup_first_while_a_profile_is_open(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        phone.device.fires("update-ready")
        await screen.settle()
        words = screen.words()
        # What comes while a screen stands comes last: it pushes nothing from under a finger.
        assert words.index("I am a wellbeing lead") < words.index("Update now")
        assert "Back up first" not in words
        screen = await with_profile(phone)
        phone.device.fires("update-ready")
        await screen.settle()
        words = screen.words()
        assert words.index("New conversation") < words.index("Update now")
        await screen.go("/look")
        await screen.go("/")
        words = screen.words()
        assert words.index("Update now") < words.index("New conversation")
        await screen.tap("Back up first")
        assert "/profile/backup" in screen.page.route

    on_a_phone(tmp_path, story)


def test_a_missing_backup_is_said_once_and_leads_to_the_remedy(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        phone.device.persistent = False
        screen = await with_profile(phone)
        await choose_guide(screen)
        await screen.type("Label", "Sam")
        screen = await phone.kill_and_resume(carry_on="")
        await phone.until(lambda: "Make a backup" in screen.words())
        assert screen.words().count("no backup yet") == 1
        assert "may clear Layby" not in screen.words()
        await screen.tap("Make a backup")
        assert screen.page.route == "/profile/backup"

    on_a_phone(tmp_path, story)


def test_the_first_screen_has_a_crews_needs_and_other_languages_before_what_is_done_once(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        said = screen.words()
        order = ("Get support now", "After a hard job", "Two-minute pause", "Restore a backup")
        assert list(order) == sorted(order, key=said.index)
        assert said.index("Language: English") < said.index("Welcome")
        await screen.tap("Prepare for a conversation")
        assert "What you write here is kept only in a profile" in screen.words()
        screen = await with_profile(phone)
        # With a profile open it is in the profile's reach, and the bar is for the ways out.
        assert "Language: English" not in screen.words()

    on_a_phone(tmp_path, story)
