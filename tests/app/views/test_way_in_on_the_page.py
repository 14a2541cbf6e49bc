"""A passphrase that was typed on the plain page opens the profile, or the screen says why not."""

from pathlib import Path

from tests.app.views.opening import in_memory
from tests.app.views.phone import PASSPHRASE, Phone, on_a_phone, with_profile
from tests.harness import Screen


async def started_anew(phone: Phone) -> Screen:
    in_memory(phone)
    await with_profile(phone)
    return await phone.start()


async def types_on_the_page(phone: Phone, words: str, profile: str = "") -> None:
    """Hand over a passphrase; without an id that of the only profile there is."""
    asked = len(phone.device.asked("say_came_in"))
    (header,) = phone.services.session.profiles
    phone.device.fires("way-in", profile=profile or header.id, words=words)
    await phone.until(lambda: len(phone.device.asked("say_came_in")) > asked)


def test_right_passphrase_leads_home(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await started_anew(phone)
        await types_on_the_page(phone, PASSPHRASE)
        await phone.until(lambda: "New conversation" in screen.words())
        assert phone.device.armed is not None

    on_a_phone(tmp_path, story)


def test_wrong_one_is_said_where_it_can_be_typed_again_and_counts_as_a_try(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await started_anew(phone)
        await types_on_the_page(phone, "not the right words")
        await phone.until(lambda: "does not open this profile" in screen.words())
        assert "Unlock Profile 1" in screen.words()
        for _ in range(2):  # more are slowed
            await phone.start()
            await types_on_the_page(phone, "not the right words")
        await phone.start()
        await types_on_the_page(phone, PASSPHRASE)
        await phone.until(lambda: "Try again in 1 second" in phone.screen.words())
        assert phone.services.session.workspace is None
        phone.clock.goes_on(1)
        await types_on_the_page(phone, PASSPHRASE)
        await phone.until(lambda: "New conversation" in phone.screen.words())

    on_a_phone(tmp_path, story)


def test_profile_that_another_window_has_is_not_taken_from_it_unasked(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        other = phone.other_window()
        screen = await other.start()
        await types_on_the_page(other, PASSPHRASE)
        await other.until(lambda: "is open in another window" in screen.words())
        assert phone.services.session.workspace is not None
        assert other.services.session.workspace is None

    on_a_phone(tmp_path, story)


def test_profile_that_is_not_there_or_open_already_changes_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await started_anew(phone)
        await types_on_the_page(phone, PASSPHRASE, "erased elsewhere")
        await screen.settle()
        assert "Create a profile" in screen.words()
        await types_on_the_page(phone, PASSPHRASE)
        await phone.until(lambda: "New conversation" in screen.words())
        opened = phone.services.session.workspace
        await types_on_the_page(phone, "not the right words")
        assert phone.services.session.workspace is opened

    on_a_phone(tmp_path, story)
