"""Taps that come faster than redraws, saves that fail, and ways back that lead elsewhere.

Each of these once lost words, sent the wrong ones or left a profile open.
"""

from pathlib import Path

import pytest

from app.domain.errors import StoreFull
from app.sync.port import Answer
from app.vault.secrets import Passphrase
from app.views.state.watch import lost
from tests.app.scripted_server import ScriptedServer, enrolled, ok, stored
from tests.app.views.phone import (
    PASSPHRASE,
    Phone,
    agree_together,
    choose_guide,
    choose_own_passphrase,
    enrol,
    on_a_phone,
    start_talking,
    to_the_check,
    to_the_summary,
    turn_the_screen,
    with_profile,
)
from tests.contracts.memory_store import Disk, MemoryStore

SUMMARIES = "POST /api/v1/summaries"


def a_server() -> ScriptedServer:
    return ScriptedServer({"POST /api/v1/enrolments": enrolled})


def sent_texts(server: ScriptedServer) -> list[str]:
    return [payload["items"][0]["text"] for name, _, payload, _ in server.sent if name == SUMMARIES]


def test_agreeing_before_the_redraw_never_sends_what_was_just_hidden(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await with_profile(phone)
        await enrol(phone)
        screen = await to_the_check(phone, "Late finishes wear people down.")
        await screen.tap("Late finishes")
        hide = screen.tappable("people")
        turn = screen.tappable("Turn the screen")
        await screen.session.dispatch_event(hide._i, "click", None)
        await screen.session.dispatch_event(turn._i, "click", None)
        await screen.settle()
        assert "have just changed" in screen.words()
        server.replies[SUMMARIES] = stored
        await agree_together(screen)
        await phone.until(lambda: len(sent_texts(server)) == 1)
        assert len(sent_texts(server)) == 1
        assert "people" not in sent_texts(server)[0]

    server = a_server()
    on_a_phone(tmp_path, story, server)


def test_a_tap_on_its_way_while_a_message_goes_reaches_its_button(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await with_profile(phone)
        await enrol(phone)
        screen = await to_the_summary(phone)
        await screen.tap("Look it over")
        assert "The summary is empty" in screen.words()
        as_drawn = screen.tappable("Look it over")
        await screen.type("Summary", "x" * 2_020)
        assert "The summary is empty" not in screen.words()
        await screen.session.dispatch_event(as_drawn._i, "click", None)
        await screen.settle()
        assert "20 characters too long" in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_a_failed_agreement_queues_nothing_and_leaves_the_words(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = Disk()
        phone.disk = MemoryStore(disk)
        await with_profile(phone)
        await enrol(phone)
        server.replies[SUMMARIES] = stored
        screen = await to_the_check(phone, "Late finishes.")
        await phone.until_saved()
        disk.failing = StoreFull()
        await turn_the_screen(screen)
        await screen.tap("I agree")
        assert "out of space" in screen.words()
        workspace = phone.services.session.workspace
        assert workspace is not None
        assert workspace.outbox.items() == []
        disk.failing = None
        await screen.tap("Hand back without deciding")
        await screen.tap("I have it back")
        await screen.tap("Change the wording")
        assert screen.find("Summary", ("TextField",)).value == "Late finishes."
        assert sent_texts(server) == []

    server = a_server()
    on_a_phone(tmp_path, story, server)


def test_only_whole_words_are_hidden(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await with_profile(phone)
        await enrol(phone)
        screen = await to_the_check(phone, "Breaks break us, and a break helps.")
        await screen.tap("Breaks break us")
        await screen.tap("break")
        assert "Breaks [removed] us, and a [removed] helps." in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_what_is_half_typed_in_the_plan_is_taken_along(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        await screen.tap("On to the plan")
        await screen.tap("Add what I will do")
        await screen.type("What will be done", "Ask for fixed breaks")
        await screen.type("Or another day", "31 Februari")
        await screen.tap("On to the summary")
        assert "Write a day and a month" in screen.words() or "no such day" in screen.words()
        assert "Personal plan" in screen.words()
        await screen.type("Or another day", "31 December")
        await screen.tap("On to the summary")
        assert "Summary for your trust" in screen.words()
        conversation = phone.services.session.conversation
        assert conversation is not None
        workspace = phone.services.session.workspace
        assert workspace is not None
        plan = workspace.plans.of(conversation).plan
        assert [action.what for action in plan.actions] == ["Ask for fixed breaks"]
        assert plan.review_on is not None

    on_a_phone(tmp_path, story)


def test_a_second_way_in_leaves_no_profile_open_behind(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        session = phone.services.session
        header = session.profiles[0]
        first = session.workspace
        again = await phone.services.profiles.unlock(
            header, Passphrase(PASSPHRASE), lost(phone.services)
        )
        await session.enter(phone.services, again)
        assert first is not None
        assert first.outbox._sending is None
        assert phone.board.holders == {header.id: phone.holds}
        await screen.go(f"/unlock/{header.id}")
        assert "A profile is open" in screen.words()
        await screen.go("/profile/new")
        assert "A profile is open" in screen.words()

    on_a_phone(tmp_path, story)


def test_one_profiles_conversation_never_reaches_another(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await with_profile(phone)
        screen = await to_the_summary(phone)
        await screen.type("Summary", "canary of the first profile")
        services = phone.services
        second = await services.profiles.create("another four word phrase", lost(services))
        await services.session.enter(services, second.profile)
        assert services.session.conversation is None
        await screen.go("/talk/summary")
        assert "canary" not in screen.words()
        workspace = services.session.workspace
        assert workspace is not None
        assert "canary" not in str(workspace.saver.tables.all("conversations"))

    on_a_phone(tmp_path, story)


def test_a_profile_that_cannot_be_entered_is_let_go_again(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = Disk()
        phone.disk = MemoryStore(disk)
        await with_profile(phone)
        services = phone.services
        first = services.session.workspace
        assert first is not None
        second = await services.profiles.create("another four word phrase", lost(services))
        first.saver.put("conversations", "x", {"id": "x"})
        disk.failing = StoreFull()
        with pytest.raises(StoreFull):
            await services.session.enter(services, second.profile)
        assert services.session.workspace is first
        assert phone.board.holders == {first.profile.header.id: phone.holds}

    on_a_phone(tmp_path, story)


def test_two_quick_taps_make_one_profile(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("Create a profile")
        await screen.tap("I hold wellbeing conversations")
        await choose_own_passphrase(screen)
        button = screen.tappable("Create profile")
        for _ in range(2):
            await screen.session.dispatch_event(button._i, "click", None)
        await phone.until(lambda: "Your recovery code" in screen.words())
        labels = [header.label for header in await phone.services.profiles.profiles()]
        assert labels == ["Profile 1"]

    on_a_phone(tmp_path, story)


def test_a_lock_that_cannot_save_says_so_stays_open_and_locks_once_it_can(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        disk = Disk()
        phone.disk = MemoryStore(disk)
        screen = await with_profile(phone)
        await phone.until_saved()
        workspace = phone.services.session.workspace
        assert workspace is not None
        disk.failing = StoreFull()
        workspace.saver.put("conversations", "x", {"id": "x"})
        await screen.tap("Lock")
        assert "out of space" in screen.words()
        assert phone.services.session.workspace is workspace
        disk.failing = None
        await phone.until(lambda: "Unlock Profile 1" in screen.words())

    on_a_phone(tmp_path, story)


def test_help_in_the_middle_leads_back_to_the_conversation(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        for help_ in ("I am worried about someone", "Get support now"):
            await screen.tap(help_)
            await screen.tap("Back to the conversation")
            assert "Follow the person, not the list" in screen.words()

    on_a_phone(tmp_path, story)


def test_a_link_past_the_limits_leads_back_to_them(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await choose_guide(screen)
        for step in ("talk", "plan", "summary", "check"):
            await screen.go(f"/talk/{step}")
            assert "First say what stays private" in screen.words()

    on_a_phone(tmp_path, story)


def test_a_held_summary_goes_back_to_its_conversation(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await with_profile(phone)
        await enrol(phone)
        screen = await to_the_check(phone, "Late finishes.")
        await agree_together(screen)
        await screen.tap("Go to home")
        await screen.tap("Outbox")
        await phone.until(lambda: "Needs a look" in screen.words())
        assert "Choose the area again." in screen.words()
        await screen.tap("Back to its conversation")
        await phone.until(lambda: "Summary for your trust" in screen.words())
        assert screen.find("Summary", ("TextField",)).value == "Late finishes."
        server.replies[SUMMARIES] = stored
        await screen.tap("Look it over")
        await agree_together(screen)
        await screen.tap("Go to home")
        await screen.tap("Outbox")
        await phone.until(lambda: "Receipt" in screen.words())

    server = a_server()
    server.replies[SUMMARIES] = lambda sent: refused(sent["items"][0]["id"])
    on_a_phone(tmp_path, story, server)


def refused(item_id: str) -> Answer:
    receipt = {
        "id": item_id,
        "status": "rejected",
        "reason": "area-unknown",
        "detail": "Choose the area again.",
    }
    return ok({"receipts": [receipt]})
