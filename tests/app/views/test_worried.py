"""I am worried about someone: one tap away, life first, two taps to a call, nothing needed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.reading_age import reading_age
from app.usecases.read_content import Content
from app.views.screens import worried
from tests.app.views.care import CaredPhone
from tests.app.views.phone import choose_guide
from tests.harness import Screen


def told(story: Callable[[CaredPhone, Screen], Awaitable[None]], *, profile: bool = True) -> None:
    async def whole() -> None:
        phone = CaredPhone()
        await story(phone, await (phone.make_profile() if profile else phone.start()))

    asyncio.run(whole())


def calls(screen: Screen) -> list[str]:
    """What the buttons of the screen would dial or text, from the top."""
    found: list[Any] = [getattr(c, "action", None) for c in screen.controls()]
    return [str(action.url) for action in found if getattr(action, "url", "")]


def in_order(words: str, *parts: str) -> bool:
    places = [words.index(part) for part in parts]
    return places == sorted(places)


def test_life_comes_first_and_nothing_need_be_open() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await screen.go("/worried")
        words = screen.words()
        assert in_order(
            words,
            "Call 999",
            "Stay with them",
            "Are you thinking about ending your life?",
            "Listen",
            "Do not leave them alone",
            "Make it safe",
            "Call, together if you can",
            "Call 111",
            "Call 116 123",
            "Then write it down",
            "Never in Layby",
            "More help",
            "Danger now",
            "My manager is the problem",
            "Unwanted sexual behaviour",
        )
        assert words.count("I am worried about someone") == 1
        assert calls(screen)[0] == "tel:999"
        assert {"tel:111", "tel:116123", "sms:85258?&body=SHOUT"} <= set(calls(screen))

    told(story, profile=False)


def test_a_call_stands_there_even_when_all_content_is_gone() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        phone.services = replace(phone.services, content=Content(lambda _: b"", lambda _: []))
        screen = phone.screen = Screen()
        await screen.open(phone._show)
        await screen.go("/worried")
        assert calls(screen) == ["tel:999"]
        assert "Stay with them" in screen.words()

    told(story, profile=False)


@pytest.mark.parametrize("step", ["before", "talk", "card/workload/load", "facts"])
def test_it_is_one_tap_from_each_screen_and_leads_back_there(step: str) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        heading = screen.words()
        if step != "before":
            await screen.tap("I have said what stays private and what cannot")
            await screen.tap("Start talking")
            if step.startswith("card"):
                await screen.tap("Workload and demand")
                await screen.tap("How does the amount of work feel")
            if step == "facts":
                await screen.tap("Good to know")
            await phone.until(lambda: "Saving…" not in screen.words())
            heading = screen.words()
        await screen.tap("I am worried about someone")
        assert calls(screen)[0] == "tel:999"
        await screen.tap("Back to the conversation")
        if step == "facts":
            assert "Follow the person" in screen.words()
        else:
            assert screen.words() == heading

    told(story)


def test_further_help_opens_in_place_and_is_that_of_the_conversation_under_way() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await screen.go("/worried")
        assert "What to leave out today" not in screen.words()
        assert "keep them talking, ask where they are" not in screen.words()
        await screen.tap("Danger now")
        assert "keep them talking, ask where they are" in screen.words()
        await screen.tap("Danger now")
        assert "keep them talking, ask where they are" not in screen.words()
        await screen.go("/")
        await choose_guide(screen, "Check after a hard job")
        await screen.tap("I am worried about someone")
        # The guide's own help is there, but never before a life in danger.
        assert in_order(screen.words(), "Danger now", "What to leave out today")

    told(story)


@pytest.mark.parametrize("profile", [True, False])
def test_each_exit_has_its_words_and_the_services_it_names(profile: bool) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.go("/worried")
        guides = phone.services.content.guides.values()
        guide = next(one for one in guides if one.used_by == "crew")
        for way in guide.exits:
            await screen.tap(way.title)
            words = screen.words()
            assert all(line in words for line in way.lines)
            named = [one for one in phone.services.content.services if one.type in way.services]
            assert named
            assert all(one.name in words for one in named)
            assert "Freedom to Speak Up: ask your trust" in words
            await screen.tap("Back to what to do now")
        await screen.go("/worried/no-such")
        assert "There is no such page." in screen.words()

    told(story, profile=profile)


def test_its_words_are_easy() -> None:
    assert reading_age((*worried._FIRST, *worried._RECORD)) <= 11


def test_two_entries_of_one_list_share_no_control() -> None:
    """One fades into the other: what both had, the next change of colours would take from one."""

    async def story(_: CaredPhone, screen: Screen) -> None:
        await screen.go("/worried/sexual-safety")
        before = {control._i for control in screen.controls()}
        await screen.go("/worried/manager-is-the-problem")
        assert before.isdisjoint(control._i for control in screen.controls())

    told(story)


def test_outside_a_conversation_no_managers_words_are_said() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await screen.go("/worried/manager-is-the-problem")
        assert "You do not have to have this talk with them." in screen.words()
        assert "about me" not in screen.words()
        await screen.go("/")
        await choose_guide(screen)
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.go("/worried/manager-is-the-problem")
        assert "If it is about me, you do not have to tell me." in screen.words()

    told(story)
