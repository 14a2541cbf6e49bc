"""A profile open in another window: noticed, taken over, nothing lost."""

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import StoreFull
from tests.app.views.opening import in_memory, try_words
from tests.app.views.phone import PASSPHRASE, Phone, choose_guide, on_a_phone, with_profile
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen


async def in_two_windows(phone: Phone) -> tuple[Screen, Phone, Screen]:
    """A note under way in the first window, the second one at the welcome."""
    in_memory(phone)
    second = phone.other_window()
    screen = await with_profile(phone)
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", "Sam")
    return screen, second, await second.start()


async def until_either(phone: Phone, other: Phone, true: Callable[[], bool]) -> None:
    for _ in range(200):
        await phone.screen.settle()
        await other.screen.settle()
        if true():
            return
    raise AssertionError(f"{phone.screen.words()}\n---\n{other.screen.words()}")


def test_a_profile_that_is_open_elsewhere_can_be_used_here_instead(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        first, second, here = await in_two_windows(phone)
        await here.tap("Unlock Profile 1")
        await second.until(lambda: "Profile 1 is open in another window" in here.words())
        assert "Sam" not in here.words()
        await here.type("Passphrase", "not the right words")
        await here.tap("Use here instead")
        await second.until(lambda: "does not open this profile" in here.words())
        assert phone.services.session.workspace is not None
        await here.type("Passphrase", PASSPHRASE)
        await here.tap("Use here instead")
        await until_either(phone, second, lambda: "Carry on" in here.words())
        assert "Sam" in here.words()
        await phone.until(lambda: "is now open in another window" in first.words())
        assert "Sam" not in first.words()
        assert phone.services.session.workspace is None
        assert phone.device.asked("forget") == [("moved",)]

    on_a_phone(tmp_path, story)


def test_a_profile_opened_elsewhere_meanwhile_is_noticed_and_the_passphrase_stays(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        await with_profile(phone)
        await phone.dies()
        second = phone.other_window()
        here = await second.start()
        await here.tap("Unlock Profile 1")
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await try_words(phone, PASSPHRASE)
        await phone.until(lambda: "Home" in screen.words())

        await try_words(second, PASSPHRASE)
        await second.until(lambda: "Profile 1 is open in another window" in here.words())
        assert here.find("Passphrase", ("TextField",)).value == PASSPHRASE
        assert second.services.session.workspace is None
        await here.tap("Use here instead")
        await until_either(phone, second, lambda: "Home" in here.words())
        await phone.until(lambda: "Unlock Profile 1" in screen.words())

    on_a_phone(tmp_path, story)


def test_a_window_that_cannot_save_says_so_and_keeps_the_profile(tmp_path: Path) -> None:
    """The other window then takes it by force, or is told; here nothing is dropped."""

    async def story(phone: Phone) -> None:
        disk = Disk()
        phone.disk = MemoryStore(disk)
        screen = await with_profile(phone)
        await phone.until_saved()
        workspace = phone.services.session.workspace
        assert workspace is not None
        workspace.saver.put("conversations", "x", {"id": "x"})
        disk.failing = StoreFull()
        give_way = phone.holds._lost[workspace.profile.header.id]
        await give_way()
        await screen.settle()
        assert "could not lock, because it could not save" in screen.words()
        assert phone.services.session.workspace is workspace
        assert phone.device.covered is False

    on_a_phone(tmp_path, story)
