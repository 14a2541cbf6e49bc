"""Plans between conversations: found among many, read, ticked, changed, looked back at, deleted."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_record import PlanRecord
from app.views.boundary import SOMETHING_BROKE
from tests.app.views.phone import Phone, on_a_phone, with_profile
from tests.harness import Screen


def plans_of(phone: Phone) -> Any:
    workspace = phone.services.session.workspace
    assert workspace is not None
    return workspace.plans


def a_plan(label: str = "Sam", *, mine: bool = False) -> PlanRecord:
    words = {Section.KEEPS_WELL.value: "Swimming", Section.IF_WORSE.value: "Ring Jo"}
    actions = (
        Action("Ring the GP", due=date.today() + timedelta(days=3)),
        Action("Ask for fixed breaks", Owner.HOLDER),
    )
    return PlanRecord(
        label=label, mine=mine, plan=Plan(words, actions, date.today() + timedelta(days=9))
    )


async def at_a_plan(phone: Phone, page: str = "") -> tuple[Screen, PlanRecord]:
    """A profile that keeps Sam's plan, on that page of it."""
    screen = await with_profile(phone)
    record = a_plan()
    plans_of(phone).save(record)
    await screen.go(f"/plans/{record.id}{page}")
    return screen, record


def test_a_thousand_plans_are_found_without_being_built(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        plans = plans_of(phone)
        for number in range(1000):
            plans.save(a_plan(f"Person {number:04}"))
        plans.save(a_plan(mine=True))
        for number in range(3):
            plans.save(a_plan(f"Later {number}"))
        await screen.go("/plans")
        assert len(screen.controls()) < 600
        words = screen.words()
        assert words.index("My plan") < words.index("Later 2") < words.index("Person 0999")
        assert words.count("Person ") == 16
        await screen.tap("Show more (984 left)")
        assert screen.words().count("Person ") == 36
        view = screen.controls()[0]
        where = {
            "event_type": "update",
            "pixels": 900.0,
            "min_scroll_extent": 0.0,
            "max_scroll_extent": 1000.0,
            "viewport_dimension": 600.0,
        }
        await screen.session.dispatch_event(view._i, "scroll", where)
        await screen.settle()
        assert screen.words().count("Person ") == 56
        await screen.type("Look for a label", "person 0007")
        assert screen.words().count("Person ") == 1
        await screen.type("Look for a label", "nobody")
        assert "No plan has this label." in screen.words()

    on_a_phone(tmp_path, story)


def test_a_plan_is_read_in_the_persons_voice_and_ticked_where_it_stands(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        record = a_plan()
        plans_of(phone).save(record)
        await screen.go("/plans")
        await screen.tap("Sam")
        for said in ("What keeps me well", "Swimming", "What I will do", "Ring the GP"):
            assert said in screen.words()
        await screen.tap("Ring the GP")
        (first, _) = plans_of(phone).get(record.id).plan.actions
        assert (first.done, first.done_on) == (True, date.today())
        assert screen.is_ticked("Ring the GP")
        await screen.tap("Ring the GP")
        assert not plans_of(phone).get(record.id).plan.actions[0].done

    on_a_phone(tmp_path, story)


def test_a_plan_is_changed_and_its_history_says_what_changed(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        record = a_plan()
        plans_of(phone).agree(record)
        await screen.go(f"/plans/{record.id}")
        await screen.tap("Change the plan")
        await screen.tap("If it gets worse")
        await screen.type("If it gets worse", "Ring Jo, then 111")
        await screen.tap("Ring the GP")
        await screen.type("What will be done", "Ring the GP about sleep")
        await screen.tap("It is done")
        await screen.tap("Keep it")
        await screen.tap("Done")
        await screen.tap("What changed")
        for said in (
            "Before: Ring Jo",
            "Now: Ring Jo, then 111",
            "Action changed: Ring the GP about sleep",
            "Done: Ring the GP about sleep",
        ):
            assert said in screen.words()
        assert len(plans_of(phone).get(record.id).versions) == 2

    on_a_phone(tmp_path, story)


def test_removing_an_action_can_be_undone_in_its_place(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone, "/edit")
        await screen.tap("Ring the GP")
        await screen.tap("Remove action")
        assert "Removed: Ring the GP" in screen.words()
        assert len(plans_of(phone).get(record.id).plan.actions) == 1
        await screen.tap("Put it back")
        assert plans_of(phone).get(record.id).plan == record.plan
        assert [known.what for known in record.plan.actions] == [
            "Ring the GP",
            "Ask for fixed breaks",
        ]

    on_a_phone(tmp_path, story)


def test_bad_dates_and_odd_words_are_said_at_their_place_and_kept(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone, "/edit")
        odd = "🚑 עייף مرهق " * 800
        await screen.tap("Early signs")
        await screen.type("Early signs", odd)
        await screen.tap("Add what I will do")
        await screen.tap("Add action")
        assert "Write what will be done" in screen.find("What will be done", ("TextField",)).error
        await screen.type("What will be done", "Swim")
        for typed, said in (("31/2", "no such day"), ("1/1/2020", "has passed")):
            await screen.type("By when", typed)
            await screen.tap("Add action")
            assert said in screen.find("By when", ("TextField",)).error
            assert screen.find("By when", ("TextField",)).value == typed
        await screen.tap("Choose another day")
        await screen.type("Or another day", "some time")
        await screen.tap("Use this day")
        assert "Write a day and a month" in screen.find("Or another day", ("TextField",)).error
        kept = plans_of(phone).get(record.id)
        assert kept.plan.section(Section.EARLY_SIGNS) == odd
        assert kept.drafts["due"] == "1/1/2020"

    on_a_phone(tmp_path, story)


def test_ideas_are_taken_into_the_field_by_one_tap(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await screen.tap("New conversation")
        await screen.tap("Wellbeing conversation")
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        await screen.tap("Add what I will do")
        idea = next(iter(phone.services.content.managers_guides())).plan_ideas[1]
        # Trouble with a date takes nothing off the screen above it: it would move out of sight.
        await screen.type("What will be done", "Swim")
        await screen.type("By when", "31/2")
        await screen.tap("Add action")
        assert idea in screen.words()
        await screen.type("By when", "")
        await screen.tap(idea)
        assert idea not in screen.words()
        assert screen.find("What will be done", ("TextField",)).value == idea
        await screen.tap("Add action")
        assert idea in screen.words()
        await screen.tap("On to the summary")
        assert "Summary for your trust" in screen.words()

    on_a_phone(tmp_path, story)


def test_the_plan_from_last_time_is_carried_on(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        record = a_plan("sam ")
        plans_of(phone).agree(record)
        await screen.tap("New conversation")
        await screen.tap("Wellbeing conversation")
        await screen.tap("I have said what stays private and what cannot")
        await screen.type("Label", "Sam")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        assert "Swimming" not in screen.words()
        await screen.tap("Carry on the plan from last time")
        assert "Swimming" in screen.words()
        assert "Ring the GP" in screen.words()
        conversation = phone.services.session.conversation
        assert conversation is not None
        assert conversation.plan_id == record.id

    on_a_phone(tmp_path, story)


def test_the_same_tap_twice_takes_an_action_out_and_puts_it_back_once(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone, "/edit")
        await screen.tap("Ring the GP")
        for words, left in (("Remove action", 1), ("Put it back", 2)):
            twice = screen.tappable(words)
            await screen.session.dispatch_event(twice._i, "click", None)
            await screen.session.dispatch_event(twice._i, "click", None)
            await screen.settle()
            assert len(record.plan.actions) == left
            assert SOMETHING_BROKE not in screen.words()

    on_a_phone(tmp_path, story)


@pytest.mark.parametrize("way", ["edit", "history", "copy"])
def test_the_way_back_from_a_plans_own_pages_leads_to_the_plan(tmp_path: Path, way: str) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone, f"/{way}")
        await screen.tap("Back to the plan")
        assert screen.page.route == f"/plans/{record.id}"
        await screen.tap("Back to home")
        assert screen.page.route == "/"

    on_a_phone(tmp_path, story)


def test_the_way_back_from_ones_own_unwritten_plan_is_home(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await screen.go("/plans/mine/edit")
        await screen.tap("Back to home")
        assert screen.page.route == "/"

    on_a_phone(tmp_path, story)
