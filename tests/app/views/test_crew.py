"""What crew have for themselves: open without a profile, kept and locked with one."""

from pathlib import Path

import flet as ft
import pytest

from tests.app.views.care import WORDS, CaredPhone
from tests.app.views.copies import keep_plan, long_plan
from tests.app.views.crew import as_crew, cared, links
from tests.app.views.phone import Phone, on_a_phone
from tests.contracts.memory_store import Disk, MemoryStore


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
        assert "Unlock a profile" not in screen.words()
        assert not [c for c in screen.controls() if c._c == "TextField"]
        await screen.tap("Create a profile")
        assert "/profile/new" in screen.page.route
        assert screen.is_ticked("I work on an ambulance crew")
        assert not screen.is_ticked("I hold wellbeing conversations")

    on_a_phone(tmp_path, story)


def test_the_next_copy_of_a_plan_finds_its_way_in_beside_an_own_plan_that_is_begun() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("My plan")
        assert "Bring a plan in" in screen.words()
        await screen.tap("Begin my plan")
        await screen.go("/")
        await screen.tap("My plan")
        await screen.tap("Bring a plan in")
        assert "Scan the codes" in screen.words()

    cared(story)


def test_an_own_plan_that_was_deleted_can_be_brought_back_from_where_its_way_leads() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("My plan")
        await screen.tap("Begin my plan")
        await screen.type("What keeps me well", "Swimming")
        await screen.tap("Done")
        await screen.tap("Delete this plan")
        await screen.go("/")
        await screen.tap("My plan")
        assert "Removed: My plan" in screen.words()
        await screen.tap("Begin my plan")
        await screen.go("/")
        await screen.tap("My plan")
        await screen.tap("All plans")
        await screen.tap("Bring it back")
        assert "Removed: My plan" not in screen.words()
        assert screen.words().count("My plan") == 2
        await screen.go("/")
        await screen.tap("My plan")
        assert "All plans" in screen.words()  # the other one is found there

    cared(story)


def test_a_colleagues_plan_that_crew_hold_for_them_is_found_again() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("My plan")
        assert "All plans" not in screen.words()
        await keep_plan(phone, long_plan(), label="Sam")
        await screen.go("/")
        await screen.tap("My plan")
        await screen.tap("All plans")
        assert "Sam" in screen.words()


@pytest.mark.parametrize("route", ["/check-in", "/prepare", "/mine"])
def test_a_profile_that_is_there_is_unlocked_rather_than_made_anew(route: str) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await phone.services.session.leave(phone.services)
        await screen.go(route)
        await screen.type("Passphrase", WORDS)
        await screen.tap("Unlock")
        await phone.says(
            {"/mine": "Begin my plan", "/check-in": "My check-ins"}.get(route, "My notes")
        )
        assert screen.page.route == route

    cared(story)


def test_a_message_opens_in_the_phones_own_apps_and_nothing_is_sent() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await phone.start()
        await screen.tap("Ask for a conversation")
        assert links(screen) == {}
        assert "Choose above who it is for, and it stands here." in screen.words()
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
        assert "Copied." not in screen.words()
        await screen.tap("Copy the words")
        assert "Copied. You can paste it now." in screen.words()
        await screen.type("My own words", "Can we talk soon?")
        assert "Copied." not in screen.words()

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


def test_the_own_plan_begins_with_what_it_is() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("My plan")
        assert screen.page.route == "/mine"
        assert "There is no account." in screen.words()
        assert "On this device: nothing yet." in screen.words()
        await screen.tap("Begin my plan")
        record = phone.workspace.plans.mine()
        assert screen.page.route == f"/plans/{record.id}/edit"
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
