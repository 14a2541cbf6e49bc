"""Home by role: what is used most first, help before all of it, and never a wall."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from app.domain.conversation import Outcome
from app.domain.plan import Action, Plan
from app.domain.plan_record import PlanRecord
from app.domain.profile import ProfileSettings, Role
from tests.app.views.care import CaredPhone
from tests.harness import Screen


def told(story: Callable[[CaredPhone], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story(CaredPhone()))


async def home_for(phone: CaredPhone, *roles: Role) -> Screen:
    await phone.make_profile()
    await phone.workspace.settings.keep(ProfileSettings(roles=frozenset(roles)))
    await phone.screen.go("/profile")
    await phone.screen.go("/")
    return phone.screen


def in_order(screen: Screen, *wanted: str) -> bool:
    words = screen.words()
    places = [words.find(f"{one}\n") for one in wanted]
    return -1 not in places and places == sorted(places)


def test_crew_see_help_and_then_what_is_theirs() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.CREW)
        assert in_order(
            screen,
            "Get support now",
            "For me",
            "My plan",
            "After a hard job",
            "Private check-in",
            "Prepare for a conversation",
            "Two-minute pause",
            "Ask for a conversation",
            "This profile",
        )
        for others in ("New conversation", "enrolment code", "Outbox", "wellbeing leads"):
            assert others not in screen.words()

    told(story)


def test_the_first_place_stays_their_plans_whatever_is_due() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.CREW)
        assert "More for me" not in screen.words()
        swim = Action("Swim on Sunday", due=phone.services.today())
        phone.workspace.plans.save(PlanRecord(mine=True, plan=Plan(actions=(swim,))))
        await screen.go("/profile")
        await screen.go("/")
        first = ("For me", "My plan", "Due", "Swim on Sunday", "More for me", "After a hard job")
        assert in_order(screen, *first)
        await screen.tap("Swim on Sunday")
        assert in_order(screen, *first)

    told(story)


def test_managers_begin_or_carry_on_first() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.MANAGER)
        assert in_order(screen, "Get support now", "New conversation", "Plans", "For me")
        assert "Private check-in" not in screen.words()
        assert "wellbeing leads" not in screen.words()
        await phone.keep("Sam")
        await screen.go("/profile")
        await screen.go("/")
        assert in_order(screen, "Carry on", "Sam", "New conversation")
        await screen.tap("For me")
        assert "Bring a plan in" in screen.words()
        assert "Private check-in" in screen.words()

    told(story)


def test_the_way_to_what_was_deleted_stays_while_it_can_be_brought_back() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.MANAGER)
        await phone.keep("Sam", outcome=Outcome.KEPT, finished_on=phone.services.today())
        await screen.go("/finished")
        await screen.tap("Delete from this device")
        await screen.go("/")
        await screen.tap("Finished conversations")
        await screen.tap("Bring it back")
        assert "Removed: Sam" not in screen.words()
        await screen.go("/")
        assert "1 on this device, with its plan" in screen.words()

    told(story)


def test_many_unfinished_conversations_do_not_push_the_new_one_away() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.MANAGER)
        for number in range(5):
            await phone.keep(f"Sam {number}")
        await screen.go("/profile")
        await screen.go("/")
        assert "Sam 0" not in screen.words()
        assert in_order(screen, "Sam 4", "Sam 3", "3 more to carry on", "New conversation")
        await screen.tap("3 more to carry on")
        await screen.tap("Sam 0")
        assert screen.page.route.startswith("/talk/")

    told(story)


def test_what_a_role_left_behind_stays_in_reach() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.CREW)
        await phone.keep("Sam")
        await phone.keep("Alex", outcome=Outcome.KEPT, finished_on=phone.services.today())
        await screen.go("/profile")
        await screen.go("/")
        assert "New conversation" not in screen.words()
        assert "Finished conversations" in screen.words()
        await screen.tap("Sam")
        assert screen.page.route.startswith("/talk/")

    told(story)


def test_leads_have_their_themes_first() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, Role.LEAD)
        assert in_order(screen, "Get support now", "For wellbeing leads", "For me")
        assert "New conversation" not in screen.words()

    told(story)


@pytest.mark.parametrize("roles", [(), tuple(Role)], ids=["none", "all"])
def test_several_roles_have_all_of_it_in_groups(roles: tuple[Role, ...]) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await home_for(phone, *roles)
        words = screen.words()
        assert words.index("New conversation") < words.index("For wellbeing leads")
        assert ("Private check-in" in words) is (Role.CREW in roles)
        assert "For me" in words
        assert words.rstrip().endswith("language, backup, what is kept and for how long")

    told(story)
