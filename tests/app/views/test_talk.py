"""During a conversation: every choice and every word survives a kill at any moment."""

from typing import Any

import flet as ft
import pytest

from tests.app.views.care import CaredPhone
from tests.app.views.phone import choose_guide, start_talking
from tests.app.views.talking import cared_for, put_cursor, settled, takes_cursor, under_way
from tests.harness import Screen


def test_the_short_list_is_the_guides_own_and_can_be_left_at_any_time() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await start_talking(screen)
        guide = phone.workspace.guides.guide_of(under_way(phone))
        assert guide is not None
        short = {area.title for area in guide.short_areas()}
        rest = {area.title for area in guide.areas} - short
        assert all(title in screen.words() for title in short | rest)
        await screen.tap("Only the short list")
        assert all(title in screen.words() for title in short)
        assert not any(title in screen.words() for title in rest)
        await screen.tap("Workload and demand")
        assert "How does the amount of work feel" in screen.words()
        assert "How often do you get away on time" not in screen.words()
        await screen.tap("Show all the prompts")
        assert "How often do you get away on time" in screen.words()
        assert all(title in screen.words() for title in rest)

    cared_for(story)


def test_nothing_counts_how_much_of_a_guide_was_done() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await start_talking(screen)
        kinds = {type(control).__name__ for control in screen.controls()}
        assert not kinds & {"ProgressBar", "ProgressRing"}
        assert "%" not in screen.words()

    cared_for(story)


@pytest.mark.parametrize(
    ("label", "words"), [("Label", "Sam"), ("Notes: Workload and demand", "Three late jo")]
)
def test_the_cursor_comes_back_to_its_field_after_a_kill(label: str, words: str) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await screen.type("Label", "Sam")
        if label != "Label":
            await screen.tap("I have said what stays private and what cannot")
            await screen.tap("Start talking")
            await screen.tap("Workload and demand")
        assert takes_cursor(screen) == []
        await put_cursor(screen, label)
        await screen.type(label, words)
        screen = await phone.kill_and_resume()
        (field,) = takes_cursor(screen)
        assert field.startswith(label)
        assert screen.find(label, ("TextField",)).value == words

    cared_for(story)


def test_another_step_asks_for_no_cursor_and_a_look_at_support_leads_back_to_it() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await put_cursor(screen, "Label")
        await settled(screen)
        await screen.tap("Workload and demand")
        assert takes_cursor(screen) == []
        await put_cursor(screen, "Notes: Workload")
        await screen.tap("I am worried about someone")
        await screen.tap("Back to the conversation")
        assert takes_cursor(screen) == ["Notes: Workload and demand"]
        await screen.tap("Back to the start")
        await screen.tap("Start talking")
        assert takes_cursor(screen) == []

    cared_for(story)


def test_a_cursor_in_an_untouched_conversation_keeps_nothing() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await put_cursor(screen, "Label")
        await phone.workspace.saver.flush()
        assert phone.workspace.conversations.open_ones() == []
        assert phone.workspace.saver.tables.all("guides") == []

    cared_for(story)


def test_facts_come_with_their_sources_and_dates() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen, "Check after a hard job")
        await settled(screen)
        await screen.tap("Good to know")
        guide = phone.services.content.guides["post-incident-check"]
        words = screen.words()
        assert all(fact.text in words for fact in guide.facts)
        assert "Public Health Wales, 2019" in words
        assert "We looked at it on 21 November 2026." in words
        assert "limits-toolkits" not in words
        await screen.tap("Back to the conversation")
        assert "Follow the person" in screen.words()

    cared_for(story)


def test_a_tap_redraws_the_area_it_opens_and_the_one_it_closes_and_no_other() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Sleep and shifts")
        assert "Notes: Sleep and shifts" in screen.words()
        untouched = screen.tappable("Money")
        await screen.tap("Workload and demand")
        assert screen.tappable("Money") is untouched
        assert "Notes: Workload and demand" in screen.words()
        assert "Notes: Sleep and shifts" not in screen.words()
        await screen.tap("Workload and demand")
        assert screen.tappable("Money") is untouched
        assert "Notes: " not in screen.words()
        assert under_way(phone).open_area == ""

    cared_for(story)


def test_who_could_help_stands_in_the_open_area_and_not_among_the_ways_to_begin() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await start_talking(screen)
        assert "Who could help with this" not in screen.words()
        await screen.tap("Ways to begin")
        assert "Who could help with this" not in screen.words()
        await screen.tap("Workload and demand")
        await screen.tap("Who could help with this")
        assert 1 <= screen.words().count("More about ") <= 3

    cared_for(story)


def tile_of(screen: Screen, title: str) -> tuple[list[str], list[Any]]:
    """The words and the pictures of the tile called ``title``."""
    inside = screen.inside(screen.tappable(title))
    words = [c.value for c in inside if type(c).__name__ == "Text"]
    return words, [c.icon for c in inside if type(c).__name__ == "Icon" and c.visible]


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("Workload and demand", "How much there is to do, how fast, and how hard it is on you."),
        ("Early signs", "What I, or others, notice first"),
    ],
)
def test_what_opens_in_place_shows_by_an_arrow_that_it_does_and_keeps_its_hint(
    title: str, hint: str
) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await start_talking(screen)
        if title == "Early signs":
            await screen.tap("On to the plan")
            await screen.tap("What keeps me well")  # that one is open at first
        assert tile_of(screen, title) == ([title, hint], [ft.Icons.EXPAND_MORE])
        await screen.tap(title)
        assert tile_of(screen, title) == ([title, hint], [ft.Icons.EXPAND_LESS])
        field = next(c for c in screen.controls() if c._c == "TextField")
        await screen.type(str(field.label), "Three late jobs")
        await screen.tap(title)
        assert tile_of(screen, title)[1] == [ft.Icons.CHECK]

    cared_for(story)
