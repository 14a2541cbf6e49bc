"""What is due: plans and reminders in one list, the soonest first."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.due import AHEAD
from app.domain.plan import Action, Owner, Plan
from app.domain.plan_record import PlanRecord
from app.domain.reminder import KeptReminder
from app.usecases.due_list import due_list
from tests.app.domain.plans import PLANS

TODAY = date(2026, 11, 22)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def reminder(days: int, at: time = time(14, 30), **values: bool) -> KeptReminder:
    return KeptReminder("r", "Ask again", datetime.combine(after(days), at), "about", "J", **values)


def test_the_soonest_stands_first_with_whose_it_is() -> None:
    plan = Plan(
        {},
        (
            Action("Swap a shift", Owner.HOLDER, after(2), id="a"),
            Action("Rest", due=after(-9), id="b"),
            Action("Walk", due=after(1), done=True),
            Action("Swim"),
            Action("Far", due=after(AHEAD.days + 1)),
        ),
        after(AHEAD.days),
    )
    theirs = PlanRecord("p", " J ", plan=plan)
    mine = PlanRecord("m", mine=True, plan=Plan({}, (Action("Call", Owner.HOLDER, TODAY, id="c"),)))
    timed = replace(reminder(2), timing="not-before")
    items = due_list([theirs, mine], [timed, reminder(3, done=True)], TODAY)
    assert [(item.kind, item.title, item.detail) for item in items] == [
        ("action", "Rest", "J · My colleague"),
        ("action", "Call", "My plan · My manager"),
        ("reminder", "Ask again", "J"),
        ("action", "Swap a shift", "J · Me"),
        ("review", "Look at the plan again", "J"),
    ]
    assert [item.overdue(TODAY) for item in items] == [True, *[False] * 4]
    assert (items[0].plan_id, items[0].action_id, items[0].at) == ("p", "b", None)
    assert (items[2].reminder_id, items[2].at) == ("r", time(14, 30))


@pytest.mark.parametrize(
    ("days", "timing", "said"),
    [
        (2, "not-before", "Not before Tuesday 24 November 2026, 14:30"),
        (0, "not-before", "Today, not before 14:30"),
        (-1, "not-before", "Any time since Saturday 21 November 2026, 14:30"),
        (2, "about", "At about Tuesday 24 November 2026"),
        (0, "about", "Today"),
        (-1, "about", "Was due at about Saturday 21 November 2026"),
    ],
)
def test_a_reminder_is_said_as_firmly_as_its_guide_means_it(
    days: int, timing: str, said: str
) -> None:
    kept = replace(reminder(days), timing=timing)
    (item,) = due_list([], [kept], TODAY)
    assert item.when(TODAY) == said


def test_what_must_not_come_before_the_end_of_a_day_comes_from_the_next_on() -> None:
    kept = replace(reminder(2, time(23, 59)), timing="not-before")
    (item,) = due_list([], [kept], TODAY)
    assert item.when(TODAY) == "Not before Wednesday 25 November 2026"
    assert item.when(after(3)) == "Today"


def test_an_action_says_its_day_alone() -> None:
    plan = Plan({}, tuple(Action("Rest", due=after(days)) for days in (-1, 0, 1)))
    said = [item.when(TODAY) for item in due_list([PlanRecord(plan=plan)], [], TODAY)]
    assert said == ["Was due Saturday 21 November 2026", "Today", "Monday 23 November 2026"]


def test_a_plan_without_a_label_can_be_told() -> None:
    (item,) = due_list([PlanRecord(plan=Plan({}, (), TODAY))], [], TODAY)
    assert item.detail == "A plan without a name"


@settings(max_examples=60, deadline=None)
@given(st.lists(PLANS, max_size=3), st.lists(st.integers(-40, 40), max_size=3), st.integers(-20, 5))
def test_nothing_due_is_left_out_and_nothing_far_is_in(
    plans: list[Plan], reminders: list[int], moved: int
) -> None:
    today = after(moved)
    items = due_list(
        [PlanRecord(plan=plan) for plan in plans], [reminder(days) for days in reminders], today
    )
    days = [item.on for item in items]
    assert days == sorted(days)
    actions = [action for plan in plans for action in plan.actions if not action.done]
    wanted = [action.due for action in actions] + [plan.review_on for plan in plans]
    wanted += [after(days) for days in reminders]
    assert days == sorted(day for day in wanted if day and day - today <= AHEAD)


def test_a_broken_clock_breaks_nothing() -> None:
    record = PlanRecord(plan=Plan({}, (), date.max))
    assert due_list([record], [], date.min) == []
    assert due_list([record], [], date.max)[0].on == date.max
