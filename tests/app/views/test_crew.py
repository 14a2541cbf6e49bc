"""What crew have for themselves: open without a profile, kept and locked with one."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.domain.check_in import Prompt
from app.domain.profile import ProfileSettings, Role
from app.views.components.breathing_pace import BUZZ
from tests.app.views.care import CaredPhone
from tests.app.views.phone import Phone, on_a_phone
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen


def cared(story: Callable[[CaredPhone], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story(CaredPhone()))


async def as_crew(phone: CaredPhone) -> Screen:
    await phone.make_profile()
    await phone.workspace.settings.keep(ProfileSettings(roles=frozenset({Role.CREW})))
    await phone.screen.go("/profile")
    await phone.screen.go("/")
    return phone.screen


def links(screen: Screen) -> dict[str, str]:
    """Every button that opens something outside, by its words."""
    return {
        control.content: control.action.url
        for control in screen.controls()
        if isinstance(getattr(control, "action", None), ft.OpenUrl)
    }


@pytest.mark.parametrize(
    ("tile", "says"),
    [
        ("After a hard job", "What is normal"),
        ("Two-minute pause", "Begin"),
        ("Ask for a conversation", "Who is it for?"),
        ("I am worried about someone", "I am worried about someone"),
    ],
)
def test_it_opens_from_the_welcome_screen_in_one_tap(tmp_path: Path, tile: str, says: str) -> None:
    async def story(phone: Phone) -> None:
        phone.disk = MemoryStore(Disk())
        screen = await phone.start()
        await screen.tap(tile)
        assert says in screen.words()
        assert "This page could not be read" not in screen.words()

    on_a_phone(tmp_path, story)


@pytest.mark.parametrize("route", ["/check-in", "/prepare", "/mine"])
def test_without_a_profile_nothing_can_be_typed_that_could_not_be_kept(
    tmp_path: Path, route: str
) -> None:
    async def story(phone: Phone) -> None:
        phone.disk = MemoryStore(Disk())
        screen = await phone.start()
        await screen.go(route)
        assert "A profile is no account" in screen.words()
        assert not [c for c in screen.controls() if type(c).__name__ == "TextField"]
        await screen.tap("Create a profile")
        assert "/profile/new" in screen.page.route

    on_a_phone(tmp_path, story)


def test_a_check_in_is_kept_key_by_key_and_outlives_a_kill() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("Private check-in")
        await screen.type("How am I today?", "Tired 🙂")
        await screen.type("What helped, even a little?", "A walk with Jo")
        await phone.until_saved()
        assert "Get support now" in screen.words()
        await phone.start()
        screen = phone.screen
        await screen.tap("Unlock Profile 1")
        await screen.type("Passphrase", "lantern gravel otter tuesday")
        await screen.tap("Unlock")
        await phone.says("Home")
        await screen.tap("Private check-in")
        assert screen.find("How am I today?", ("TextField",)).value == "Tired 🙂"
        await screen.tap("Done for now")
        assert "My check-ins" in screen.words()
        assert "A walk with Jo" in screen.words()
        await screen.tap("Go on writing")
        assert screen.find("How am I today?", ("TextField",)).value == "Tired 🙂"
        await screen.type("What do I need?", "Sleep")
        await screen.tap("Done for now")
        assert [one.said(Prompt.NEED) for one in phone.workspace.check_ins.history()] == ["Sleep"]
        await screen.tap("Write one now")
        assert screen.find("How am I today?", ("TextField",)).value == ""
        assert "A walk with Jo" not in screen.words()
        await screen.tap("What helped before")
        assert "A walk with Jo" in screen.words()

    cared(story)


def test_a_check_in_without_a_word_leaves_no_trace() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("Private check-in")
        await screen.tap("Done for now")
        assert screen.page.route == "/"
        assert phone.workspace.check_ins.history() == []

    cared(story)


def test_a_deleted_check_in_can_be_brought_back_and_a_long_history_is_built_bit_by_bit() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        desk = phone.workspace.check_ins
        for number in range(25):
            one = desk.current()
            one.written_on -= timedelta(days=25 - number)
            one.words[Prompt.TODAY.value] = f"Words no. {number}."
            desk.close(one)
        await screen.go("/check-in/history")
        assert screen.words().count("Words no.") == 10
        assert screen.words().index("Words no. 24.") < screen.words().index("Words no. 23.")
        await screen.tap("Show earlier ones (15 more)")
        await screen.tap("Show earlier ones (5 more)")
        assert "Words no. 0." in screen.words()
        await screen.tap("Delete the check-in of")
        assert "Words no. 24." not in screen.words()
        assert len(desk.history()) == 24
        await screen.tap("Bring it back")
        assert "Words no. 24." in screen.words()
        assert len(desk.history()) == 25

    cared(story)


def test_a_preparation_is_kept_read_large_and_cleared_by_hand() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("Prepare for a conversation")
        await screen.tap("Add this point")
        assert "Write the point first" in screen.words()
        for words in ("My hours", "A hard job"):
            await screen.type("A point I want to raise", words)
            await screen.tap("Add this point")
            assert screen.find("A point I want to raise", ("TextField",)).value == ""
        await screen.tap("Move point 2 up")
        await screen.type("A point I want to raise", "half a po")
        await screen.tap("Take point 1 off")
        assert phone.workspace.preparation.get().to_raise() == ["My hours"]
        await screen.tap("Put the point back")
        assert "Put the point back" not in screen.words()
        await screen.tap("Work")
        await screen.type("Notes: Work", "The rota.")
        await screen.tap("Work")
        assert "Noted" in screen.words()
        kept = phone.workspace.preparation.get()
        assert kept.to_raise() == ["A hard job", "My hours"]
        assert (kept.notes["work"], kept.drafts["point"]) == ("The rota.", "half a po")
        await screen.tap("Show it large")
        words = screen.words()
        assert words.index("1. A hard job") < words.index("2. My hours") < words.index("The rota.")
        await screen.tap("Back to my preparation")
        assert screen.find("A point I want to raise", ("TextField",)).value == "half a po"
        await screen.tap("Clear it after the talk")
        await screen.tap("Yes, clear it")
        assert phone.workspace.preparation.get().is_blank()
        assert "A hard job" not in [getattr(c, "value", None) for c in screen.controls()]
        await screen.tap("Bring it back")
        assert phone.workspace.preparation.get().to_raise() == ["A hard job", "My hours"]

    cared(story)


def test_a_note_whose_area_has_gone_from_the_guide_is_still_shown() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        preparation = phone.workspace.preparation.get()
        preparation.notes["an-old-area"] = "Not to be lost."
        phone.workspace.preparation.save(preparation)
        await screen.tap("Prepare for a conversation")
        await screen.tap("Written before (1)")
        note = screen.find("Notes: Written before (1)", ("TextField",))
        assert note.value == "Not to be lost."
        await screen.tap("Show it large")
        assert "Not to be lost." in screen.words()

    cared(story)


def test_a_message_opens_in_the_phones_own_apps_and_nothing_is_sent() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Ask for a conversation")
        assert links(screen) == {}
        await screen.tap("My manager")
        found = links(screen)
        assert found["Open in my messages"].startswith("sms:?&body=Hi%2C%20could%20we")
        assert found["Open in my mail"].startswith("mailto:?subject=")
        await screen.tap("My hours or my rota")
        assert "It is about my hours." in screen.words()
        await screen.tap("In my own words")
        assert links(screen) == {}
        await screen.type("My own words", "Can we talk? 🙂\nשלום & more")
        found = links(screen)
        assert found["Open in my messages"].endswith("%0A%D7%A9%D7%9C%D7%95%D7%9D%20%26%20more")
        assert "Layby sends nothing." in screen.words()
        copies = [
            control.action.data
            for control in screen.controls()
            if isinstance(getattr(control, "action", None), ft.CopyToClipboard)
        ]
        assert copies == ["Can we talk? 🙂\nשלום & more"]

    cared(story)


def test_whom_it_goes_to_picks_the_way_and_is_never_kept() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("Ask for a conversation")
        await screen.tap("Someone else")
        await screen.type("To: a number", "07700 900123")
        assert links(screen).keys() & {"Open in my messages", "Open in my mail"} == {
            "Open in my messages"
        }
        await screen.type("To: a number", "sam@trust.nhs.uk")
        assert links(screen)["Open in my mail"].startswith("mailto:sam@trust.nhs.uk?")
        await screen.type("To: a number", "Sam")
        assert "Use a phone number" in screen.words()
        await screen.tap("In my own words")
        await screen.type("My own words", "x" * 1_001)
        assert "This is too long to hand over" in screen.words()
        assert "Open in my messages" not in links(screen)
        kept = str(phone.workspace.preparation.get().to_document())
        assert "x" * 1_001 in kept
        assert "Sam" not in kept
        assert "07700" not in kept

    cared(story)


def test_after_a_hard_job_tells_the_days_and_keeps_them_if_asked() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("After a hard job")
        await screen.tap("When to get more help")
        assert any(link.startswith("tel:") for link in links(screen).values())
        await screen.type("Which day", "someday")
        await screen.tap("Show me the days")
        assert "Write a day and a month" in screen.words()
        await screen.type("Which day", "yesterday")
        await screen.type("About what time", "25:00")
        await screen.tap("Show me the days")
        assert "There is no such time" in screen.words()
        await screen.type("About what time", "")
        await screen.tap("Show me the days")
        assert "Not before" in screen.words()
        await screen.tap("Keep these days for me")
        assert "Kept." in screen.words()
        items = phone.workspace.reminders.items()
        assert {item.about_label for item in items} == {"After a hard job"}
        assert "Keep these" not in screen.words()
        await screen.tap("Show me the days")
        await screen.tap("Keep these days for me")
        assert len(phone.workspace.reminders.items()) == len(items) >= 4
        await screen.tap("Back to home")
        words = screen.words()
        assert words.index("From now on you can have a TRiM talk") < words.index("My plan")

    cared(story)


def test_without_a_profile_the_days_are_only_shown() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("After a hard job")
        await screen.tap("It was just now")
        assert "Not before" in screen.words()
        assert "Without a profile Layby keeps nothing." in screen.words()
        assert "Keep these days" not in screen.words()
        phone.device.saves = False
        await screen.tap("A file for my calendar")
        assert "could not be saved" in screen.words()
        phone.device.saves = True
        await screen.tap("A file for my calendar")
        assert phone.device.saved["look-again.ics"].startswith(b"BEGIN:VCALENDAR")

    cared(story)


async def seconds_pass(phone: Phone, seconds: int) -> None:
    for _ in range(seconds):
        phone.clock.goes_on(1.0)
        await phone.screen.settle()


def shapes(screen: Screen) -> list[float]:
    return [
        control.scale
        for control in screen.controls()
        if getattr(control, "animate_scale", None) is not None
    ]


def test_a_pause_breathes_buzzes_and_stops_when_asked() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Begin")
        assert "Breathe in" in screen.words()
        assert shapes(screen) == [1.0]
        await seconds_pass(phone, 4)
        assert "Breathe out" in screen.words()
        assert shapes(screen)[0] < 1.0
        assert phone.device.asked("buzz") == [(BUZZ,), (BUZZ // 2,)]
        await screen.tap("Stop")
        assert "Breathe" not in screen.words().replace("Breathing", "")
        await seconds_pass(phone, 12)
        assert len(phone.device.asked("buzz")) == 2

    cared(story)


def test_a_pause_ends_by_itself_and_again_at_another_pace() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Another pace")
        await screen.tap("Longer breaths")
        await screen.tap("Begin")
        for _ in range(121):
            phone.clock.goes_on(1.0)
            await asyncio.sleep(0.001)
        await phone.says("Done.")
        assert len(phone.device.asked("buzz")) == 20
        assert "Once more" in screen.words()

    cared(story)


def test_who_wants_less_motion_gets_words_and_a_count() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.device.less_motion = True
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Begin")
        assert shapes(screen) == []
        assert "Breathe in\n1" in screen.words()
        await seconds_pass(phone, 1)
        assert "Breathe in\n2" in screen.words()

    cared(story)


def test_leaving_ends_the_pause() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Two-minute pause")
        await screen.tap("Begin")
        await screen.tap("Back to home")
        await seconds_pass(phone, 12)
        assert len(phone.device.asked("buzz")) == 1

    cared(story)


def test_the_own_plan_begins_with_what_it_is() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("My plan")
        assert screen.page.route == "/mine"
        assert "There is no account." in screen.words()
        assert "On this device: nothing yet." in screen.words()
        await screen.tap("Begin my plan")
        record = phone.workspace.plans.mine()
        assert screen.page.route == f"/plans/{record.id}"
        assert phone.workspace.plans.get(record.id) is not None
        one = phone.workspace.check_ins.current()
        one.words["today"] = "Fine."
        phone.workspace.check_ins.save(one)
        await screen.go("/mine")
        assert "On this device: your plan, 1 check-in." in screen.words()
        await screen.go("/")
        await screen.tap("My plan")
        assert screen.page.route == f"/plans/{record.id}"

    cared(story)
