"""The screen in the colleague's hands: nothing else is shown until its holder has it back."""

import re
from pathlib import Path

import pytest

from app.views.app_shell import ROUTES
from tests.app.views.care import CaredPhone
from tests.app.views.phone import Phone, choose_guide, on_a_phone
from tests.app.views.talking import cared_for, settled
from tests.app.views.together import LABEL, NOTE, a_server, to_the_turned_screen
from tests.harness import Screen

_PASS_BACK = "Please pass the screen back"
#: What belongs to the holder, or was hidden from the words that leave.
_HOLDERS = (LABEL, NOTE, "Priya", "07700", "Plans", "Outbox")
_EVERYWHERE = ["/", *(f"/{re.sub(r':[a-z]+', 'x', path)}" for path in ROUTES)]


def is_covered(screen: Screen) -> bool:
    said = screen.words()
    return _PASS_BACK in said and not any(words in said for words in _HOLDERS)


def test_a_way_back_of_the_browser_shows_a_colleague_nothing_of_the_holders(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        theirs = ("/support", "/talk/together", "/talk/thanks")
        uncovered = []
        for route in _EVERYWHERE:
            await screen.go(route)
            if not route.startswith(theirs) and not is_covered(screen):
                uncovered.append(route)
        assert uncovered == []
        await screen.go("/talk/check")
        await screen.tap("I want to look again")
        assert "For you to read" in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_support_is_open_to_whoever_has_the_screen_and_leads_back_to_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Get support now")
        assert "Samaritans" in screen.words()
        await screen.tap("Back to the conversation")
        assert "For you to read" in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_handed_back_undecided_the_check_is_shown_once_the_holder_has_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Hand back without deciding")
        assert is_covered(screen)
        await screen.tap("I have it back")
        assert "Check the summary" in screen.words()
        await screen.go("/")
        assert LABEL in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_after_the_decision_a_way_back_shows_nothing_either(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("I agree: this may be sent")
        for route in ("/talk/together", "/talk/check", "/", "/outbox"):
            await screen.go(route)
            assert is_covered(screen), route
        await screen.tap("I want to look again")
        await screen.tap("I have the device back")
        assert _PASS_BACK not in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_who_comes_back_alone_is_asked_to_turn_the_screen_first(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await to_the_turned_screen(phone)
        screen = await phone.kill_and_resume(LABEL)
        assert "I agree: this may be sent" not in screen.words()
        await screen.tap("My colleague has the screen")
        assert "I agree: this may be sent" in screen.words()
        screen = await phone.kill_and_resume(LABEL)
        await screen.tap("Go back by myself")
        assert "Check the summary" in screen.words()

    on_a_phone(tmp_path, story, a_server())


@pytest.mark.parametrize("ways", [("Use silent mode",), ()])
def test_a_card_that_is_typed_in_silence_leads_back_to_no_note(ways: tuple[str, ...]) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen, LABEL)
        await screen.tap("Workload and demand")
        await screen.type("Notes: Workload", NOTE)
        if ways:
            await screen.tap("Others can hear: use silent mode")
        await screen.tap("How does the amount of work feel")
        if not ways:
            await screen.tap("Others can hear: let them type")
        for route in ("/talk/talk", "/"):
            await screen.go(route)
            assert is_covered(screen), route
        await screen.tap("I want to look again")
        await screen.type("Your own words", "Too much")
        await screen.go("/talk/talk")
        await screen.tap("I have it back")
        assert NOTE in screen.find("Notes: Workload", ("TextField",)).value

    cared_for(story)
