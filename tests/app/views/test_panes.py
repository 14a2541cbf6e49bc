"""Two panes: on a tablet, upright or not, the list stands beside the open entry; on a phone not."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.look import Look
from app.domain.plan import Action, Plan
from app.domain.plan_record import PlanRecord
from app.domain.support import NEEDS
from app.usecases.keep_saved import SaveState
from app.views.state.shape import Shape
from app.views.theme import LIST_BESIDE, TABLET
from tests.app.views.care import CaredPhone
from tests.app.views.phone import Phone, choose_guide, on_a_phone, with_profile
from tests.harness import Screen

PHONE, SIDEWAYS = (390, 844), (844, 390)
UPRIGHT, TURNED, WINDOW = (820, 1180), (1180, 820), (1280, 800)
NARROW = (600, 820)
AREA, OTHER = "Workload and demand", "Sleep and shifts"


def told(story: Callable[[CaredPhone, Screen], Awaitable[None]]) -> None:
    async def whole() -> None:
        phone = CaredPhone()
        await story(phone, await phone.make_profile())

    asyncio.run(whole())


def headings(screen: Screen) -> list[str]:
    return [c.content.value for c in screen.controls() if getattr(c, "heading_level", None) == 1]


def chosen(screen: Screen) -> list[str]:
    """The rows that a screen reader calls selected, by their first words."""
    return [
        next(c.value for c in screen.inside(row) if type(c).__name__ == "Text")
        for row in screen.controls()
        if getattr(row, "selected", None) is True
    ]


async def starts_talking(screen: Screen) -> None:
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", "Sam")
    await screen.tap("Start talking")


@pytest.mark.parametrize("size", [UPRIGHT, TURNED, WINDOW])
def test_the_needs_stand_beside_the_one_that_is_open(size: tuple[int, int]) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.turns(*PHONE)
        await screen.go("/support/need/money")
        alone = screen.words()
        assert NEEDS["hard-job"] not in alone
        await screen.turns(*size)
        words = screen.words()
        assert words.index(NEEDS["hard-job"]) < words.index("These listen")
        assert headings(screen) == [NEEDS["money"]] == chosen(screen)
        await screen.tap(NEEDS["hard-job"])
        assert screen.page.route == "/support/need/hard-job"
        assert headings(screen) == [NEEDS["hard-job"]] == chosen(screen)
        await screen.turns(*PHONE)
        assert NEEDS["money"] not in screen.words()
        await screen.go("/support/need/money")
        assert screen.words() == alone

    told(story)


def test_every_service_stands_beside_the_one_that_is_open() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        every = phone.services.content.services
        await screen.turns(*TURNED)
        for one in (every[0], every[-1]):
            await screen.go(f"/support/service/{one.id}")
            assert len(chosen(screen)) == len(headings(screen)) == 1
            assert all(other.provided in screen.words() for other in every)

    told(story)


def test_another_need_begins_with_its_first_suggestions() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.turns(*TURNED)
        await screen.go("/support/need/mental-health")
        await screen.tap("Show three more")
        await screen.tap(NEEDS["talk-now"])
        assert "Back to the first three" not in screen.words()

    told(story)


def test_the_entries_of_a_list_are_one_screen_to_the_client() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        for size in (PHONE, TURNED):
            await screen.turns(*size)
            known = []
            for place in ("need/money", "need/family", "service/samaritans"):
                await screen.go(f"/support/{place}")
                known.append(screen.controls()[0].route)
            assert known[0] == known[1] != known[2]

    told(story)


@pytest.mark.parametrize("size", [PHONE, SIDEWAYS, NARROW])
def test_without_the_room_an_area_opens_below_its_row(size: tuple[int, int]) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.turns(*size)
        await starts_talking(screen)
        await screen.tap(AREA)
        before, after = screen.words().split(f"Notes: {AREA}")
        assert OTHER in after
        assert OTHER not in before
        await screen.tap(AREA)
        assert f"Notes: {AREA}" not in screen.words()

    told(story)


@pytest.mark.parametrize("size", [UPRIGHT, TURNED, WINDOW])
def test_with_the_room_an_area_opens_beside_the_rows(size: tuple[int, int]) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.turns(*size)
        await starts_talking(screen)
        assert chosen(screen) == ["Ways to begin"]
        await screen.tap(AREA)
        assert chosen(screen) == [AREA]
        before, after = screen.words().split(f"Notes: {AREA}")
        assert OTHER in before
        assert OTHER not in after
        await screen.type(f"Notes: {AREA}", "Three late jobs")
        await screen.tap(OTHER)
        assert f"Notes: {AREA}" not in screen.words()
        await screen.tap(OTHER)  # something is always open
        assert f"Notes: {OTHER}" in screen.words()
        await screen.tap(AREA)
        assert screen.find(f"Notes: {AREA}", ("TextField",)).value == "Three late jobs"
        await screen.tap("Only the short list")
        assert headings(screen) == ["The conversation"]
        assert len(chosen(screen)) == 1

    told(story)


@pytest.mark.parametrize(("first", "then"), [(UPRIGHT, NARROW), (NARROW, TURNED)])
def test_turned_while_typing_nothing_is_lost_and_the_cursor_comes_back(
    first: tuple[int, int], then: tuple[int, int]
) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        label = f"Notes: {AREA}"
        await screen.turns(*first)
        await starts_talking(screen)
        await screen.tap(AREA)
        field = screen.find(label, ("TextField",))
        await screen.session.dispatch_event(field._i, "focus", None)
        for turn, words in ((then, "Three"), (first, "Three late"), (then, "Three late jobs")):
            await screen.type(label, words)
            before = screen.find(label, ("TextField",))
            await phone.until_saved()
            await screen.turns(*turn)
            after = screen.find(label, ("TextField",))
            assert after is not before
            assert after.value == words
            assert after.autofocus is True
        screen = await phone.kill_and_resume()
        assert screen.find(label, ("TextField",)).value == "Three late jobs"

    told(story)


def test_a_turn_waits_while_somebody_types_and_until_that_is_kept() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        saved = phone.services.saved
        await screen.go("/support/need/money")
        for typed in (saved.note, lambda: setattr(saved, "state", SaveState.SAVING)):
            await screen.turns(*NARROW)
            typed()
            turning = asyncio.create_task(screen.turns(*TURNED))
            await screen.settle()
            assert not turning.done()
            assert NEEDS["hard-job"] not in screen.words()
            saved.state = SaveState.SAVED
            await turning
            assert NEEDS["hard-job"] in screen.words()

    told(story)


@pytest.mark.parametrize(("first", "then"), [(UPRIGHT, TURNED), (PHONE, SIDEWAYS)])
def test_a_turn_that_keeps_the_panes_draws_nothing_anew(
    first: tuple[int, int], then: tuple[int, int]
) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.turns(*first)
        await starts_talking(screen)
        await phone.until(phone.services.saved.is_resting)
        before = screen.controls()
        await screen.turns(*then)
        after = screen.controls()
        assert [one for one, old in zip(after, before, strict=True) if one is not old] == []

    told(story)


def test_the_plans_stand_beside_the_one_that_is_open(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await screen.turns(*TURNED)
        workspace = phone.services.session.workspace
        assert workspace is not None
        alone = PlanRecord(label="Alone", plan=Plan({"keeps_well": "Tea"}, (), None))
        workspace.plans.save(alone)
        await screen.go(f"/plans/{alone.id}")
        assert chosen(screen) == []
        for label in (*[f"Person {number}" for number in range(40)], "Ash", "Sam"):
            plan = Plan({}, (Action("Ring the GP"),), None)
            workspace.plans.save(PlanRecord(label=label, plan=plan))
        await screen.go("/plans")
        assert chosen(screen) == []
        await screen.tap("Sam")
        assert headings(screen) == ["Sam"] == chosen(screen)
        await screen.tap("Ring the GP")
        assert screen.is_ticked("Ring the GP")
        await screen.tap("Ash")
        assert headings(screen) == ["Ash"] == chosen(screen)
        assert not screen.is_ticked("Ring the GP")
        await screen.tap("Delete this plan")
        assert headings(screen) == ["Plan deleted"]
        assert chosen(screen) == []
        last = workspace.plans.all()[-1]
        await screen.go(f"/plans/{last.id}")
        assert chosen(screen) == [last.label]
        assert screen.words().count("Person ") == 40

    on_a_phone(tmp_path, story)


def test_letters_twice_as_large_leave_room_for_one(tmp_path: Path) -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await screen.turns(*WINDOW)
        await screen.go("/support/need/money")
        assert NEEDS["hard-job"] in screen.words()
        await phone.services.shared.keep_look(Look(text=200))
        phone.device.fires("look")
        await screen.settle()
        assert NEEDS["hard-job"] not in screen.words()
        await screen.turns(LIST_BESIDE * 2, 1000)
        assert NEEDS["hard-job"] in screen.words()

    told(story)


sides = st.integers(200, 2000)


@given(sides, sides, sides, st.sampled_from([100, 125, 150, 200]))
def test_a_keyboard_on_the_screen_takes_no_pane(wide: int, high: int, left: int, text: int) -> None:
    shape = Shape()
    shape.measure(wide, high, text)
    before = shape.two_panes
    assert before is (wide * 100 >= LIST_BESIDE * text and min(wide, high) > TABLET)
    shape.measure(wide, min(high, left), text)
    assert shape.two_panes is before
