"""Locking: nothing that was typed is lost, and nothing of it is left."""

import gc
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StoreFull
from app.usecases import keep_saved
from app.usecases.open_workspace import Workspace
from tests.app.scripted_server import ORGANISATION, ScriptedServer, enrolled, ok
from tests.app.views.phone import (
    PASSPHRASE,
    Phone,
    enrol,
    on_a_phone,
    start_talking,
    with_profile,
)
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


def test_a_lock_that_cannot_save_uncovers_says_so_and_locks_once_it_can(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        disk = on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        await phone.until_saved()
        disk.failing = StoreFull()
        await screen.type(NOTES, "Three late jobs this week")
        phone.device.fires("lock-due", why="idle")
        await phone.until(lambda: "could not lock" in screen.words())
        assert "out of space" in screen.words()
        assert phone.device.covered is False
        assert screen.find(NOTES, ("TextField",)).value == "Three late jobs this week"
        disk.failing = None
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert "without a touch" in screen.words()
        await reads_again(phone, "Three late jobs this week")

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
