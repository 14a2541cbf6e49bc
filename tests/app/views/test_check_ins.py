"""Check-ins: kept key by key, deleted and brought back."""

from datetime import timedelta

import pytest

from app.domain.check_in import Prompt
from tests.app.views.care import CaredPhone
from tests.app.views.crew import as_crew, cared


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
        assert len(phone.device.asked("buzz")) == 1
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
        assert phone.device.asked("buzz") == []
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


def test_an_empty_history_does_not_say_that_it_is_saved() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.go("/check-in/history")
        assert "Nothing is written yet." in screen.words()
        assert "Saved on this device" not in screen.words()
        one = phone.workspace.check_ins.current()
        one.words["today"] = "Fine."
        phone.workspace.check_ins.save(one)
        await screen.go("/")
        await screen.go("/check-in/history")
        await phone.until(lambda: "Saved on this device" in screen.words())
        await screen.tap("Delete the check-in of")
        assert "is deleted." in screen.words()
        await phone.until_saved()
        assert "Saved on this device" not in screen.words()
        await screen.tap("Bring it back")
        await phone.until(lambda: "Saved on this device" in screen.words())

    cared(story)


@pytest.mark.parametrize(
    ("route", "field"),
    [("/check-in", "How am I today?"), ("/prepare", "A point I want to raise")],
)
def test_what_is_empty_does_not_say_that_it_is_saved_until_it_is_written_in(
    route: str, field: str
) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.go(route)
        assert "Saved on this device" not in screen.words()
        await screen.type(field, "T")
        await phone.until(lambda: "Saved on this device" in screen.words())
        await screen.type(field, "")
        await phone.until(lambda: "Saved on this device" not in screen.words())

    cared(story)


def test_only_a_message_that_something_is_chosen_for_is_said_to_be_saved() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.go("/ask")
        assert "Saved on this device" not in screen.words()
        await screen.tap("My manager")
        await phone.until(lambda: "Saved on this device" in screen.words())
        await screen.go("/prepare")
        assert "Saved on this device" not in screen.words()

    cared(story)
