"""Backing up, and bringing it back on another device."""

import asyncio
from itertools import count

import pytest

from app.vault.secrets import Passphrase
from tests.app.views.care import NEW_WORDS, WORDS, CaredPhone, cared_for


async def back_up(phone: CaredPhone) -> bytes:
    await phone.screen.go("/profile/backup")
    await phone.screen.tap("Back up now")
    await phone.says("Backed up as layby-profile-1-")
    return list(phone.device.saved.values())[-1]


# -- making one -------------------------------------------------------------------------------


def test_a_backup_counts_only_once_it_was_saved() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        phone.device.saves = False
        await phone.screen.go("/profile/backup")
        assert "No backup yet" in phone.screen.words()
        await phone.screen.tap("Back up now")
        await phone.says("The file was not saved")
        assert phone.workspace.settings.get().last_backup_on is None
        phone.device.saves = True
        await back_up(phone)
        settings = phone.workspace.settings.get()
        assert settings.last_backup_on == phone.services.today()
        assert settings.last_backup_count >= 1
        assert "Last backup on" in phone.screen.words()
        assert [name[-6:] for name in phone.device.saved] == [".layby"]

    cared_for(story)


def test_two_quick_taps_hand_over_one_file() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.screen.go("/profile/backup")
        button = phone.screen.tappable("Back up now")
        tap = phone.screen.session.dispatch_event
        await asyncio.gather(tap(button._i, "click", None), tap(button._i, "click", None))
        await phone.says("Backed up as")
        assert len(phone.device.asked("save_file")) == 1

    cared_for(story)


def test_a_long_backup_says_how_far_it_is_and_then_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As if some seconds had gone each time that somebody looks.
    monkeypatch.setattr("app.views.components.progress.monotonic", count(0, 3).__next__)

    async def story(phone: CaredPhone) -> None:
        for number in range(450):
            phone.workspace.saver.put("notes", f"n{number}", {"words": "some"})
        await phone.workspace.saver.flush()
        await phone.screen.go("/profile/backup")
        seen: list[tuple[str, list[float]]] = []
        hand_over = phone.device.save_file

        async def save(name: str, content: bytes) -> bool:
            await phone.screen.settle()
            bars = [c for c in phone.screen.controls() if type(c).__name__ == "ProgressBar"]
            seen.append((phone.screen.words(), [float(bar.value) for bar in bars]))
            return await hand_over(name, content)

        phone.device.save_file = save  # type: ignore[method-assign]
        await phone.screen.tap("Back up now")
        await phone.says("Backed up as")
        ((words, (share,)),) = seen
        assert "Nearly there." in words
        assert 0.8 < share < 1
        assert "Nearly there." not in phone.screen.words()

    cared_for(story)


# -- bringing it back -------------------------------------------------------------------------


def restored_on_a_new_phone(content: bytes, label: str, text: str) -> str:
    """Restore with what is typed into the field ``label``; give what the home then shows."""
    shown = ""

    async def story() -> None:
        nonlocal shown
        phone = CaredPhone()
        screen = await phone.start()
        await screen.tap("Restore a backup")
        phone.device.picked = content
        await screen.tap("Choose a backup file")
        await phone.says("A backup of Profile 1, made on")
        assert "already" not in screen.words()
        if label == "Recovery code":
            await screen.tap("Use the recovery code instead")
        await screen.type(label, text)
        await screen.tap("Restore it")
        await phone.says("Restored as Profile 1.")
        await screen.tap("Unlock Profile 1")
        await screen.type("Passphrase", WORDS)
        await screen.tap("Unlock")
        await phone.says("Carry on")
        shown = screen.words()

    asyncio.run(story())
    return shown


def test_a_backup_comes_back_on_another_device() -> None:
    kept: list[tuple[bytes, str]] = []

    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        kept.append((await back_up(phone), phone.code))

    cared_for(story)
    content, code = kept[0]
    assert "Sam" in restored_on_a_new_phone(content, "Passphrase of the backup", WORDS)
    assert "Sam" in restored_on_a_new_phone(content, "Recovery code", code)


def test_a_wrong_file_and_a_wrong_passphrase_are_said_in_place() -> None:
    async def story(phone: CaredPhone) -> None:
        content = await back_up(phone)
        screen, device = phone.screen, phone.device
        await screen.go("/restore")
        await screen.tap("Choose a backup file")
        await phone.says("No file was chosen.")
        device.picked = content[:-7]
        await screen.tap("Choose a backup file")
        await phone.says("not a whole Layby backup")
        device.picked = content
        await screen.tap("Choose a backup file")
        await phone.says("A backup of Profile 1")
        await screen.type("Passphrase of the backup", "not the right words")
        await screen.tap("Restore it")
        await phone.until(lambda: bool(error_at(phone, "Passphrase of the backup")))
        assert "does not open" in error_at(phone, "Passphrase of the backup")
        assert len(await phone.services.profiles.profiles()) == 1

    cared_for(story)


def error_at(phone: CaredPhone, label: str) -> str:
    return phone.screen.find(label, ("TextField",)).error or ""


def test_a_profile_that_is_here_already_is_put_beside_and_nothing_is_replaced() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        screen = phone.screen
        phone.device.picked = await back_up(phone)
        await screen.go("/restore")
        await screen.tap("Choose a backup file")
        await phone.says("Nothing here is replaced")
        await screen.tap("Use the recovery code instead")
        await screen.type("Recovery code", phone.code)
        await screen.tap("Restore it")
        await phone.until(lambda: bool(error_at(phone, "New passphrase")))
        await screen.type("New passphrase", NEW_WORDS)
        await screen.type("New passphrase again", NEW_WORDS)
        await screen.tap("Restore it")
        await phone.says("Restored as Profile 2. It stands beside the one that was here.")
        assert "Lock this profile" in screen.words()
        assert await phone.opens_with(Passphrase(WORDS))
        await phone.services.session.leave(phone.services)
        await screen.go("/")
        await phone.unlock("Profile 2", NEW_WORDS)
        await phone.says("Sam")

    cared_for(story)
