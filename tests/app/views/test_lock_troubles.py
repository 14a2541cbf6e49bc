"""A lock that cannot save, or is stopped: it says so, and is owed until it can."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StoreFull, VaultFormatUnknown
from app.views.state import session as session_of_screens
from tests.app.usecases.parts import Window
from tests.app.views.locking import NOTES, names, on_disk, opened, reads_again, typing
from tests.app.views.phone import Phone, on_a_phone
from tests.app.views.scripted_device import ScriptedDevice
from tests.contracts.memory_store import Disk
from tests.harness import Screen


async def left_alone_when_nothing_saves(phone: Phone, error: BaseException) -> Disk:
    """Words typed on a device that fails with ``error``, and nobody there when a lock is due."""
    disk = on_disk(phone)
    screen = await typing(phone, "Three late jobs")
    await phone.until_saved()
    disk.failing = error
    await screen.type(NOTES, "Three late jobs this week")
    phone.device.fires("lock-due", why="idle")
    await phone.until(lambda: "could not lock" in screen.words())
    return disk


def test_a_lock_that_cannot_save_stays_covered_and_locks_once_it_can(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = await left_alone_when_nothing_saves(phone, StoreFull())
        screen = phone.screen
        assert "out of space" in screen.words()
        assert phone.device.covered
        assert phone.services.session.owed == "idle"
        disk.failing = None
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert "without a touch" in screen.words()
        await reads_again(phone, "Three late jobs this week")

    on_a_phone(tmp_path, story)


def test_who_is_back_before_the_device_saves_is_told_and_not_locked_out(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = await left_alone_when_nothing_saves(phone, StoreFull())
        screen = phone.screen
        phone.device.carries_on()
        await screen.settle()
        assert "could not lock, because it could not save" in screen.words()
        assert "out of space" in screen.words()
        disk.failing = None
        await phone.until_saved()
        await screen.settle()
        assert opened(phone)
        assert phone.device.asked("forget") == []
        assert screen.find(NOTES, ("TextField",)).value == "Three late jobs this week"
        phone.device.fires("lock-due", why="idle")  # gone again
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        await reads_again(phone, "Three late jobs this week")

    on_a_phone(tmp_path, story)


def test_a_lock_that_was_asked_for_stays_owed_to_who_goes_on(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        await phone.until_saved()
        disk.failing = StoreFull()
        await screen.type(NOTES, "Three late jobs this week")
        await screen.tap("Lock")
        await screen.settle()
        assert phone.device.covered is False
        assert "It locks as soon as it can." in screen.words()
        disk.failing = None
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        await reads_again(phone, "Three late jobs this week")

    on_a_phone(tmp_path, story)


class FromJavaScript(Exception):
    """Stands for whatever the page around Python may throw."""


async def refuses(_self: object, _asked: str) -> None:
    raise FromJavaScript


@pytest.mark.parametrize(
    "error",
    [VaultFormatUnknown(), MemoryError(), FromJavaScript("canary")],
    ids=lambda error: type(error).__name__,
)
def test_whatever_stops_a_lock_the_page_can_be_uncovered_and_it_is_tried_again(
    tmp_path: Path, error: Exception
) -> None:
    async def story(phone: Phone) -> None:
        disk = await left_alone_when_nothing_saves(phone, error)
        screen = phone.screen
        assert phone.services.saved.state.value == "trouble"
        assert "canary" not in screen.words()
        assert names(phone)[-1] == "uncover"
        assert phone.services.session.owed == "idle"
        disk.failing = None
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        await reads_again(phone, "Three late jobs this week")

    on_a_phone(tmp_path, story)


def test_a_lock_whose_saving_never_ends_can_be_uncovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_of_screens, "SAVE_SECONDS", 0.01)

    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        await phone.until_saved()
        workspace, going_on = opened(phone), asyncio.Event()
        write = workspace.saver.tables._writer._store.commit

        async def hangs(*given: Any) -> None:
            await going_on.wait()
            await write(*given)

        workspace.saver.tables._writer._store.commit = hangs  # type: ignore[method-assign]
        await screen.type(NOTES, "Three late jobs this week")
        phone.device.fires("lock-due", why="hidden")
        await phone.until(lambda: "could not lock" in screen.words())
        phone.device.carries_on()
        assert opened(phone) is workspace
        going_on.set()
        await phone.until_saved()
        assert screen.find(NOTES, ("TextField",)).value == "Three late jobs this week"

    on_a_phone(tmp_path, story)


def test_a_lock_that_is_cancelled_can_be_asked_for_again(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        session, device = phone.services.session, phone.device
        asked = asyncio.ensure_future(session.lock(phone.services, "asked"))
        while not device.covered:
            await asyncio.sleep(0)
        asked.cancel()
        await asyncio.wait([asked])
        assert asked.cancelled()
        assert device.covered is False
        assert session.owed == "asked"
        await screen.tap("Lock")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        await reads_again(phone, "Three late jobs")

    on_a_phone(tmp_path, story)


def test_a_hold_that_is_not_let_go_stops_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        with monkeypatch.context() as patched:
            patched.setattr(Window, "release", refuses)
            await screen.tap("Lock")
            await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert phone.device.asked("forget") == [("asked",)]
        assert phone.services.session.owed == ""

    on_a_phone(tmp_path, story)


def test_a_page_that_cannot_start_afresh_says_so_uncovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        monkeypatch.setattr(ScriptedDevice, "forget", refuses)
        phone.device.fires("lock-due", why="idle")
        await phone.until(lambda: "could not start afresh" in screen.words())
        assert phone.device.covered is False
        assert phone.services.session.workspace is None
        assert "Lock without saving" not in screen.words()

    on_a_phone(tmp_path, story)


async def overtaken(phone: Phone) -> Screen:
    """Another window has taken the profile and written, while words are typed here."""
    disk = on_disk(phone)
    screen = await typing(phone, "Three late jobs")
    await phone.until_saved()
    root = opened(phone).saver.tables._writer._possible[0]
    assert root is not None
    (key,) = [key for key, sealed in disk.records.items() if sealed == root]
    disk.records[key] = b"theirs"
    await screen.type(NOTES, "Three late jobs this week")
    await phone.until(lambda: opened(phone).saver.moved)
    return screen


def test_where_another_window_has_written_the_cover_stays_until_somebody_decides(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await overtaken(phone)
        for _ in range(2):  # nobody comes back; nothing is lost and nothing is shown
            phone.device.fires("lock-due", why="idle")
            await phone.until(lambda: names(phone)[-1] == "uncover")
            assert phone.device.covered
            phone.device.calls.clear()
        phone.device.carries_on()
        for route in ("/", "/outbox", "/talk/talk"):
            await screen.go(route)
            assert "could not lock" in screen.words()
            assert "Copy what is not saved, then lock." in screen.words()
            assert screen.tappable("Lock without saving")
        assert screen.find(NOTES, ("TextField",)).value == "Three late jobs this week"
        await screen.tap("Lock without saving")
        await screen.tap("Yes, lock without saving")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert phone.device.asked("forget") == [("asked",)]

    on_a_phone(tmp_path, story)


def test_where_another_window_has_written_no_lock_is_promised_for_later(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await overtaken(phone)
        await screen.tap("Lock")
        assert "Copy what is not saved, then lock." in screen.words()
        assert "as soon as it can" not in screen.words()
        assert screen.tappable("Lock without saving")
        assert phone.device.covered is False

    on_a_phone(tmp_path, story)


def test_a_full_device_can_be_locked_without_saving_by_two_taps(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        await phone.until_saved()
        disk.failing = StoreFull()
        await screen.type(NOTES, "Three late jobs this week")
        await screen.tap("Lock")
        assert "It locks as soon as it can." in screen.words()
        await screen.tap("On to the plan")
        assert "could not lock yet" in screen.words()
        await screen.tap("Lock without saving")
        assert "is lost" in screen.words()
        assert phone.services.session.workspace is not None
        await screen.tap("Yes, lock without saving")
        await phone.until(lambda: "Locked." in screen.words())
        assert phone.board.holders == {}
        disk.failing = None
        await phone.screen.go("/")
        await reads_again(phone, "Three late jobs")

    on_a_phone(tmp_path, story)
