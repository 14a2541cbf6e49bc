"""Seeing how well this device keeps what is here, what could not be opened, and what will go."""

from datetime import timedelta

import pytest

from app.device.port import StorageRoom
from app.domain.conversation import Outcome
from app.store.port import SealedRecord
from app.views.screens.storage import size_words
from tests.app.views.care import WORDS, CaredPhone, cared_for

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
