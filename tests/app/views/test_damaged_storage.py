"""Storage that cannot be read, or not all of it: there is a screen, and support on it."""

from pathlib import Path

from app.domain.errors import StoreUnavailable
from app.store.port import ProfileHeader, SealedRecord
from tests.app.views.care import WORDS, CaredPhone, cared_for
from tests.app.views.phone import Phone, on_a_phone
from tests.contracts.memory_store import Disk, MemoryStore


def test_the_first_screen_comes_although_storage_cannot_be_read(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = Disk(failing=StoreUnavailable())
        phone.disk = MemoryStore(disk)
        screen = await phone.start()
        assert "This browser does not let Layby save." in screen.words()
        await screen.tap("Get support now")
        assert "Samaritans" in screen.words()
        disk.failing = None
        screen = await phone.start()
        assert "does not let Layby save" not in screen.words()
        assert "Create a profile" in screen.words()

    on_a_phone(tmp_path, story)


def test_the_first_screen_comes_although_the_file_is_no_database(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        phone.file.write_bytes(b"these are somebody's holiday pictures" * 100)
        screen = await phone.start()
        assert "You can get support all the same." in screen.words()
        await screen.tap("Get support now")
        assert "Samaritans" in screen.words()

    on_a_phone(tmp_path, story)


def test_a_profile_with_a_damaged_header_says_so_and_can_be_deleted() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.services.session.leave(phone.services)
        await phone.store.add_profile(ProfileHeader("damaged-1", "Profile", {}), [])
        screen = await phone.start()
        await screen.tap("Unlock Profile")
        await screen.type("Passphrase", WORDS)
        await screen.tap("Unlock")
        await phone.says("or it is damaged")
        await screen.tap("Forgotten everything?")
        await screen.tap("Delete Profile")
        await screen.tap("Yes, delete Profile")
        await phone.until(lambda: len(phone.services.session.profiles) == 1)
        await screen.go("/")
        await phone.unlock("Profile 1", WORDS)

    cared_for(story)


def test_a_backup_says_what_it_has_no_place_for() -> None:
    async def story(phone: CaredPhone) -> None:
        header = phone.workspace.profile.header
        await phone.keep("Sam")
        await phone.screen.go("/profile/backup")
        await phone.screen.tap("Back up now")
        await phone.says("Backed up as")
        assert "so not in it" not in phone.screen.words()
        await phone.store.commit(header.id, [SealedRecord("notes", "\\xff", b"x" * 40)], [])
        await phone.screen.tap("Back up now")
        await phone.says("Damaged beyond what a backup can hold, so not in it: 1.")
        assert len(phone.device.asked("save_file")) == 2

    cared_for(story)
