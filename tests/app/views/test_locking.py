"""Locking: nothing that was typed is lost, and nothing of it is left."""

import asyncio
import gc
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StoreFull, VaultFormatUnknown
from app.usecases import keep_saved
from app.usecases.open_workspace import Workspace
from app.views.state import session as session_of_screens
from tests.app.scripted_server import ORGANISATION, ScriptedServer, enrolled, ok
from tests.app.usecases.parts import Window
from tests.app.views.phone import (
    PASSPHRASE,
    Phone,
    enrol,
    on_a_phone,
    start_talking,
    with_profile,
)
from tests.app.views.scripted_device import ScriptedDevice
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen

NOTES = "Notes: Workload"


def on_disk(phone: Phone) -> Disk:
    disk = Disk()
    phone.disk = MemoryStore(disk)
    return disk


async def typing(phone: Phone, words: str) -> Screen:
    """A profile with a conversation under way and these words in its notes."""
    screen = await with_profile(phone)
    await start_talking(screen)
    await screen.tap("Workload and demand")
    await screen.type(NOTES, words)
    return screen


def opened(phone: Phone) -> Workspace:
    workspace = phone.services.session.workspace
    assert workspace is not None
    return workspace


async def reads_again(phone: Phone, words: str) -> None:
    """Unlock and see these words in the notes."""
    screen = phone.screen
    await screen.tap("Unlock Profile 1")
    await screen.type("Passphrase", PASSPHRASE)
    await screen.tap("Unlock")
    await phone.until(lambda: "Carry on" in screen.words())
    await screen.tap("Conversation without a label")
    assert screen.find(NOTES, ("TextField",)).value == words


def names(phone: Phone) -> list[str]:
    return [name for name, _ in phone.device.calls]


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
    async def refuses(self: object, profile_id: str) -> None:
        raise FromJavaScript

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
    async def refuses(self: object, why: str) -> None:
        raise FromJavaScript

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


# -- the PIN and the neutral page -------------------------------------------------------------


def test_a_pin_lifts_the_cover_and_five_wrong_ones_lock(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        session = phone.services.session
        await opened(phone).lock.set_pin("2580")
        await session.rearm(phone.services)
        assert phone.device.armed == (300.0, 120.0, True)
        phone.device.fires("pin", digits="1111")
        await screen.settle()
        assert phone.device.pin_answer == (False, 4)
        phone.device.fires("pin", digits="2580")
        await screen.settle()
        assert phone.device.pin_answer is not None
        assert phone.device.pin_answer[0] is True
        assert session.workspace is not None
        for _ in range(5):
            phone.device.fires("pin", digits="1111")
            await screen.settle()
        assert phone.device.pin_answer == (False, 0)
        await phone.until(lambda: "Locked after five wrong PINs" in screen.words())
        assert phone.device.asked("forget") == [("pin",)]
        await reads_again(phone, "Three late jobs")

    on_a_phone(tmp_path, story)


def test_where_nothing_can_be_put_over_the_app_no_dead_button_stands(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        phone.has_page = False
        screen = await with_profile(phone)
        assert "Hide now" not in screen.words()
        assert screen.tappable("Lock")

    on_a_phone(tmp_path, story)


def test_hide_now_covers_and_locks_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        assert "Hide now" not in screen.words()
        screen = await typing(phone, "Three late jobs")
        for route in ("/talk/talk", "/support", "/", "/profile"):
            await screen.go(route)
            phone.device.covered = False
            await screen.tap("Hide now")
            assert phone.device.covered
        assert phone.services.session.workspace is not None

    on_a_phone(tmp_path, story)


# -- when the watch runs ----------------------------------------------------------------------


def test_the_watch_runs_while_a_profile_is_open_by_the_trusts_times(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        await phone.start()
        assert phone.device.armed is None
        screen = await with_profile(phone)
        assert phone.device.armed == (300.0, 120.0, False)
        await enrol(phone)
        assert phone.device.armed == (60.0, 30.0, False)
        await screen.tap("Lock")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert phone.device.armed is None

    document = {**ORGANISATION, "lock_idle_minutes": 1, "lock_hidden_minutes": 0.5}
    answer = {"organisation": document, "submission_pass": "pass-of-the-trust"}
    server = ScriptedServer({"POST /api/v1/enrolments": ok(answer, 201)})
    on_a_phone(tmp_path, story, server)


def test_a_lock_that_is_due_when_nothing_is_open_only_uncovers(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        phone.device.covered = True
        phone.device.fires("lock-due", why="idle")
        await screen.settle()
        assert phone.device.covered is False
        assert phone.device.asked("forget") == []

    on_a_phone(tmp_path, story)


def test_a_leads_session_is_watched_locked_and_signed_out(tmp_path: Path) -> None:
    me = {"display_name": "A lead", "organisation": {"name": "Trust"}, "minimum_group": 11}

    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await screen.type("User name", "lead")
        await screen.type("Password", "canary password")
        await screen.tap("Sign in")
        await phone.until(lambda: "What people are telling us" in screen.words())
        assert phone.device.armed == (300.0, 120.0, False)
        phone.device.fires("lock-due", why="idle")
        await phone.until(lambda: "Create a profile" in screen.words())
        assert phone.services.session.lead is None
        assert [name for name, *_ in phone.server.sent][-1] == "DELETE /api/v1/session"
        assert phone.device.asked("forget") == [("idle",)]

    server = ScriptedServer(
        {"POST /api/v1/session": ok(me, 201), "DELETE /api/v1/session": ok({}, 200)}
    )
    on_a_phone(tmp_path, story, server)


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
