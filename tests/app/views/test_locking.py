"""Locking: nothing that was typed is lost, and nothing of it is left."""

import gc
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StoreFull
from app.usecases import keep_saved
from tests.app.scripted_server import ScriptedServer, enrolled
from tests.app.views.locking import NOTES, names, on_disk, reads_again, typing
from tests.app.views.phone import Phone, on_a_phone, with_profile


@pytest.mark.parametrize(
    ("why", "words"), [("idle", "without a touch"), ("hidden", "while Layby was out of sight")]
)
def test_a_lock_that_is_due_keeps_what_is_being_typed_and_says_why(
    tmp_path: Path, why: str, words: str
) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs this w")
        phone.device.calls.clear()
        phone.device.fires("lock-due", why=why)
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert words in screen.words()
        assert names(phone) == ["cover", "disarm_lock", "forget"]
        assert phone.device.asked("forget") == [(why,)]
        assert phone.device.armed is None
        assert screen.page.route == "/"
        await reads_again(phone, "Three late jobs this w")

    on_a_phone(tmp_path, story)


def test_after_the_page_has_started_afresh_the_welcome_still_says_why(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs this w")
        phone.device.fires("lock-due", why="hidden")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        screen = await phone.start()
        assert "while Layby was out of sight" in screen.words()
        screen = await phone.start()
        assert "Locked" not in screen.words()

    on_a_phone(tmp_path, story)


def found_in_memory(canary: str, *but: object) -> list[str]:
    """Name the kinds of living objects that hold a text with ``canary`` in it."""
    gc.collect()
    spared = {id(thing) for thing in but}
    found = []
    for thing in gc.get_objects():
        if id(thing) in spared or not isinstance(thing, dict | list | tuple | set):
            continue
        parts: Any = thing.values() if isinstance(thing, dict) else thing
        if any(isinstance(part, str) and canary in part for part in list(parts)):
            found.append(type(thing).__name__)
    return found


def test_after_the_lock_no_object_holds_a_word_of_it(tmp_path: Path) -> None:
    # Put together here, so that no constant of this file is what is found.
    canary = "".join(["zeb", "ra", "fish"])

    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, f"About the {canary}")
        assert found_in_memory(canary)
        await screen.tap("Lock")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert canary not in screen.words()
        assert found_in_memory(canary) == []

    on_a_phone(tmp_path, story)


def test_the_welcome_follows_what_other_windows_make(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        other = phone.other_window()
        await with_profile(other)
        assert "Unlock Profile 1" not in screen.words()
        phone.device.fires("visibility", hidden=False)
        await phone.until(lambda: "Unlock Profile 1" in screen.words())

    on_a_phone(tmp_path, story)


def test_two_reasons_at_once_lock_once(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        phone.device.fires("lock-due", why="idle")
        phone.device.fires("lock-due", why="hidden")
        await screen.tap("Lock")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert len(phone.device.asked("forget")) == 1

    on_a_phone(tmp_path, story)


@pytest.mark.parametrize("leaving", [("visibility", True), ("pagehide", None)])
def test_leaving_the_app_saves_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaving: tuple[str, bool | None]
) -> None:
    # So long that only the leaving itself can have saved.
    monkeypatch.setattr(keep_saved, "RETRY_SECONDS", (3600.0,))

    async def story(phone: Phone) -> None:
        disk = on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        await phone.until_saved()
        disk.failing = StoreFull()
        await screen.type(NOTES, "Three late jobs this week")
        await phone.until(lambda: phone.services.saved.state.value == "trouble")
        disk.failing = None
        phone.device.fires(leaving[0], hidden=leaving[1])
        await phone.until_saved()
        await phone.start()
        await reads_again(phone, "Three late jobs this week")

    on_a_phone(tmp_path, story)


def test_a_conversation_is_locked_by_the_first_tap(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        for route in ("/support", "/worried", "/outbox", "/profile", "/talk/plan"):
            await screen.go(route)
            assert screen.tappable("Lock")
        await screen.tap("Lock")
        await phone.until(lambda: "Locked." in screen.words())
        await reads_again(phone, "Three late jobs")

    on_a_phone(tmp_path, story, ScriptedServer({"POST /api/v1/enrolments": enrolled}))
