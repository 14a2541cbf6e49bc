"""Backing up, restoring, and seeing how well this device keeps what is here."""

import asyncio
from datetime import timedelta
from itertools import count

import pytest

from app.device.port import StorageRoom
from app.domain.conversation import Outcome
from app.store.port import SealedRecord
from app.vault.secrets import Passphrase
from app.views.screens.storage import size_words
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


# -- how well it is kept ----------------------------------------------------------------------


def test_the_figures_are_honest_and_the_browser_can_be_asked() -> None:
    async def story(phone: CaredPhone) -> None:
        screen, device = phone.screen, phone.device
        device.persistent = False
        device.space = StorageRoom(2 * 1024**2, 500 * 1024**2)
        await phone.keep("Sam")
        await screen.go("/storage")
        await phone.says("This browser has not promised to keep it.")
        said = screen.words()
        for words in ("2.0 MB of the 500.0 MB", "Nothing waits to be sent", "No backup yet"):
            assert words in said
        assert "Add to Home Screen" in said
        assert "Nothing is damaged or missing" in said
        await screen.tap("Ask the browser to keep it")
        await phone.says("The browser said no.")
        device.persistent = None
        await screen.go("/")
        await screen.go("/storage")
        await phone.says("does not say whether")

    cared_for(story)


def test_a_promise_is_shown_as_soon_as_it_is_given() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.device.persistent = False
        await phone.screen.go("/storage")
        await phone.says("Ask the browser to keep it")
        phone.device.persistent = True
        await phone.screen.tap("Ask the browser to keep it")
        await phone.says("The browser has promised to keep it.")
        assert "has promised not to clear it" in phone.screen.words()
        assert "Ask the browser" not in phone.screen.words()

    cared_for(story)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1024, "1 kB"),
        (12_700, "12 kB"),
        (3_565_158, "3.4 MB"),
        (5 * 1024**3, "5.0 GB"),
        (5 * 1024**4, "5,120.0 GB"),
    ],
)
def test_sizes_are_said_in_the_unit_that_fits(size: int, words: str) -> None:
    assert size_words(size) == words


# -- what could not be opened -----------------------------------------------------------------


def test_a_damaged_record_is_named_exported_and_removed() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.keep("Sam")
        await phone.services.session.leave(phone.services)
        await damage(phone, "conversations")
        screen = phone.screen
        await screen.go("/")
        await phone.unlock("Profile 1", WORDS)
        await phone.says("New conversation")
        await screen.go("/set-aside")
        assert "A conversation" in screen.words()
        assert "It cannot be read." in screen.words()
        phone.device.saves = False
        await screen.tap("Save a copy for help")
        await phone.says("The copy was not saved.")
        phone.device.saves = True
        await screen.tap("Save a copy for help")
        await phone.says("The copy is saved")
        (name,) = phone.device.saved
        assert name.endswith(".json")
        assert b'"unreadable"' in phone.device.saved[name]
        assert b"Sam" not in phone.device.saved[name]
        await screen.tap("Remove it")
        await screen.tap("Yes, remove it")
        await phone.says("Nothing is set aside.")
        assert phone.workspace.set_aside.items() == ()

    cared_for(story)


async def damage(phone: CaredPhone, table: str) -> None:
    header = (await phone.services.profiles.profiles())[0]
    found = next(r for r in await phone.store.load(header.id) if r.table == table)
    broken = SealedRecord(found.table, found.id, found.sealed[:-1] + bytes([found.sealed[-1] ^ 1]))
    await phone.store.commit(header.id, [broken], [])


def test_what_no_version_so_far_wrote_is_kept_and_said() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.screen.go("/set-aside")
        assert "Nothing is set aside. All is well." in phone.screen.words()
        phone.workspace.saver.put("conversations", "x", {"id": "x"})
        await phone.screen.go("/")
        await phone.screen.go("/set-aside")
        assert "1 item is in a form that this version does not know" in phone.screen.words()
        assert "All is well" not in phone.screen.words()

    cared_for(story)


# -- notes whose time is over -----------------------------------------------------------------


def test_notes_that_will_go_are_shown_and_may_be_kept() -> None:
    async def story(phone: CaredPhone) -> None:
        long_ago = phone.services.today() - timedelta(days=60)
        due = {"outcome": Outcome.KEPT, "finished_on": long_ago, "held_on": long_ago}
        for label in ("Sam", "Alex"):
            await phone.keep(label, notes={"workload": "late finishes"}, **due)
        screen = phone.screen
        await screen.go("/tidy")
        await phone.says("Its notes go on")
        shown = phone.workspace.conversations.finished()
        assert [found.notice_on for found in shown] == [phone.services.today()] * 2
        in_a_week = phone.services.today() + timedelta(days=7)
        assert f"{in_a_week.day} {in_a_week:%B %Y}" in screen.words()
        await screen.tap("Keep these notes")
        await phone.until(lambda: screen.words().count("Keep these notes") == 1)
        assert [found.keep_notes for found in phone.workspace.conversations.finished()].count(
            True
        ) == 1
        await screen.tap("Keep these notes")
        await phone.says("Nothing is due to be removed.")

    cared_for(story)
