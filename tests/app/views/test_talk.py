"""Before and during a conversation: every choice and every word survives a kill at any moment."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import flet as ft
import pytest

from app.domain.conversation import Conversation
from app.domain.plan import Plan, Section
from app.views.components.worried_way import WORRIED
from tests.app.views.care import CaredPhone
from tests.app.views.phone import choose_guide, start_talking
from tests.harness import Screen


def cared_for(story: Callable[[CaredPhone, Screen], Awaitable[None]]) -> None:
    async def whole() -> None:
        phone = CaredPhone()
        await story(phone, await phone.make_profile())

    asyncio.run(whole())


def under_way(phone: CaredPhone) -> Conversation:
    conversation = phone.services.session.conversation
    assert conversation is not None
    return conversation


async def put_cursor(screen: Screen, label: str) -> None:
    """Put the cursor into the field called ``label``."""
    field = screen.find(label, ("TextField",))
    await screen.session.dispatch_event(field._i, "focus", None)
    await screen.settle()


def takes_cursor(screen: Screen) -> list[str]:
    """The labels of the fields that ask for the cursor when they first stand."""
    return [c.label for c in screen.controls() if getattr(c, "autofocus", False) is True]


async def settled(screen: Screen, label: str = "Sam") -> None:
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", label)
    await screen.tap("Start talking")


def test_what_is_settled_before_is_there_after_a_kill() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await screen.type("Label", "Sam")
        await screen.tap("Not really: what to do")
        assert "Agree a later time" in screen.words()
        await screen.tap("Use silent mode")
        assert "only the line manager can change" not in screen.words()
        await screen.tap("Someone the person chose")
        assert "only the line manager can change" in screen.words()
        await screen.tap("Only the short list")
        screen = await phone.kill_and_resume()
        conversation = under_way(phone)
        assert (conversation.holder, conversation.short, conversation.silent) == (
            "chosen",
            True,
            True,
        )
        assert "only the line manager can change" in screen.words()
        assert screen.is_ticked("Use silent mode")

    cared_for(story)


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


def test_a_prompt_opens_large_with_its_follow_ups_and_resumes_there() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Workload and demand")
        await screen.tap("How does the amount of work feel")
        assert "Which part weighs most?" in screen.words()
        await screen.type("Notes: Workload", "Waves")
        screen = await phone.kill_and_resume()
        assert "Which part weighs most?" in screen.words()
        assert takes_cursor(screen) == []
        await put_cursor(screen, "Notes: Workload")
        screen = await phone.kill_and_resume()
        assert takes_cursor(screen) == ["Notes: Workload and demand"]
        await screen.tap("Get support now")
        await screen.tap("Back to the conversation")
        assert "Which part weighs most?" in screen.words()
        await screen.tap("Back to the conversation")
        assert screen.find("Notes: Workload", ("TextField",)).value == "Waves"
        assert under_way(phone).focus == ""

    cared_for(story)


def test_the_browsers_own_way_back_leaves_the_card_too() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Ways to begin")
        await screen.tap("How have things been, really?")
        await screen.go("/talk/talk")
        assert under_way(phone).focus == ""
        await screen.go("/talk/card/workload/no-such")
        assert "There is no such prompt" in screen.words()

    cared_for(story)


def test_in_silent_mode_the_colleague_sees_one_prompt_and_their_own_words_alone() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Workload and demand")
        await screen.type("Notes: Workload", "canary of the holder")
        await screen.tap("Others can hear")
        await screen.tap("How does the amount of work feel")
        await screen.type("Your own words", "Too much 🥴 شكرا")
        assert "whoever handed it to you can read it" in screen.words()
        for unseen in ("Sam", "canary", "Which part weighs most?", "Back to", WORRIED):
            assert unseen not in screen.words()
        assert len([c for c in screen.controls() if type(c).__name__ == "TextField"]) == 1
        screen = await phone.kill_and_resume()
        assert screen.find("Your own words", ("TextField",)).value == "Too much 🥴 شكرا"
        await screen.tap("Done: pass the screen back")
        assert "Too much" not in screen.words()
        assert WORRIED not in screen.words()
        await screen.tap("I have it back")
        assert "In their own words: Too much 🥴 شكرا" in screen.words()
        assert screen.find("Notes: Workload", ("TextField",)).value == "canary of the holder"

    cared_for(story)


def test_one_card_given_to_the_colleague_leaves_the_rest_of_the_talk_aloud() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Workload and demand")
        await screen.tap("How does the amount of work feel")
        await screen.tap("Others can hear: let them type")
        await screen.type("Your own words", "Too much")
        screen = await phone.kill_and_resume()
        assert screen.find("Your own words", ("TextField",)).value == "Too much"
        await screen.tap("Done: pass the screen back")
        await screen.tap("I have it back")
        assert not under_way(phone).silent
        await screen.tap("How does the amount of work feel")
        assert "Others can hear: let them type" in screen.words()

    cared_for(story)


def test_no_card_opens_before_the_limits_were_said() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await screen.go("/talk/card/workload/load")
        assert "First say what stays private" in screen.words()

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


def test_the_time_of_the_job_sets_the_guides_reminders_and_a_new_one_moves_them() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        reminders = phone.workspace.reminders
        event = (reminders.now() - timedelta(hours=2)).replace(second=0, microsecond=0)
        await choose_guide(screen, "Check after a hard job")
        await screen.type("Day of the job", f"{event.day} {event:%b}")
        await screen.type("Time of the job", f"{event:%H:%M}")
        trim = event + timedelta(hours=72)
        expected = f"Not before {trim:%A} {trim.day} {trim:%B}, {trim:%H:%M}"
        assert expected in screen.words()
        two_weeks = event + timedelta(days=14)
        await screen.tap(f"At about {two_weeks:%A} {two_weeks.day} {two_weeks:%B}")
        await settled(screen)
        assert reminders.items() == []
        screen = await phone.kill_and_resume()
        reminders = phone.workspace.reminders
        await screen.tap("On to the plan")
        assert [one.due - event for one in reminders.items()] == [
            timedelta(hours=24),
            timedelta(hours=72),
            timedelta(days=28),
        ]
        assert {one.about_label for one in reminders.items()} == {"Sam"}
        await screen.go("/talk/before")
        earlier = event - timedelta(hours=1)
        await screen.type("Day of the job", f"{earlier.day} {earlier:%b}")
        await screen.type("Time of the job", f"{earlier:%H:%M}")
        await screen.tap("Start talking")
        assert reminders.items()[1].due == earlier + timedelta(hours=72)

    cared_for(story)


def test_a_time_that_cannot_be_stays_in_its_field_with_the_reason() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen, "Check after a hard job")
        await screen.type("Time of the job", "half past")
        await settled(screen)
        field = screen.find("Time of the job", ("TextField",))
        assert field.value == "half past"
        assert field.error
        screen = await phone.kill_and_resume()
        assert screen.find("Time of the job", ("TextField",)).value == "half past"
        await screen.tap("Start talking")
        assert screen.find("Time of the job", ("TextField",)).error
        await screen.type("Time of the job", "00:00")
        assert not screen.find("Time of the job", ("TextField",)).error
        await screen.type("Time of the job", "half past")
        await screen.tap("It was just now")
        await screen.tap("Start talking")
        assert "Follow the person" in screen.words()
        assert under_way(phone).incident_at is not None

    cared_for(story)


def test_only_a_check_asks_when_it_was() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        assert "When was it?" not in screen.words()

    cared_for(story)


def test_an_earlier_plan_under_the_same_label_is_offered_and_can_be_left() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        before = phone.workspace.conversations.start(phone.services.content.managers_guides()[0])
        before.label = "Sam Lee"
        record = phone.workspace.plans.of(before)
        record.plan = Plan().with_section(Section.KEEPS_WELL, "Swimming")
        phone.workspace.plans.agree(record)
        await choose_guide(screen)
        await screen.type("Label", "sam")
        assert "earlier plan" not in screen.words()
        await screen.type("Label", "sam  lee")
        assert "Is it the same person?" in screen.words()
        await screen.tap("Yes, carry on with that plan")
        assert under_way(phone).plan_id == record.id
        assert "carries on the plan from last time" in screen.words()
        await screen.tap("Begin a new plan instead")
        assert under_way(phone).plan_id == ""
        assert "Swimming" not in screen.words()

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
        field = next(c for c in screen.controls() if type(c).__name__ == "TextField")
        await screen.type(str(field.label), "Three late jobs")
        await screen.tap(title)
        assert tile_of(screen, title)[1] == [ft.Icons.CHECK]

    cared_for(story)
