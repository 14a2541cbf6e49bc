"""The plan: actions, dates as people type them, and a document that round-trips."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ContentError, InputError
from app.domain.plan import Action, Owner, Plan, read_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/12", date(2026, 12, 5)),
        ("05.12.2026", date(2026, 12, 5)),
        ("5-12-26", date(2026, 12, 5)),
        ("5 Dec", date(2026, 12, 5)),
        ("5th december", date(2026, 12, 5)),
        ("1st Feb", date(2027, 2, 1)),
        ("2nd March 2027", date(2027, 3, 2)),
        ("21/11", TODAY),
        ("20/11", date(2027, 11, 20)),
        ("5 December, 2026", date(2026, 12, 5)),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, meant: date) -> None:
    assert read_day(typed, today=TODAY, field="due") == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30/2", "There is no such day"),
        ("31 November", "There is no such day"),
        ("5/13", "There is no such day"),
        ("20/11/2026", "That day has passed"),
        ("5/12/2036", "more than two years away"),
        ("next week", "Write a day and a month"),
        ("", "Write a day and a month"),
        ("5", "Write a day and a month"),
        ("5/12/202", "four digits"),
        ("99999999999999999999/1", "There is no such day"),
    ],
)
def test_days_that_cannot_be_say_what_would_work(typed: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_day(typed, today=TODAY, field="due")
    assert said in caught.value.message
    assert caught.value.field == "due"


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(typed: str) -> None:
    try:
        assert read_day(typed, today=TODAY, field="due") >= TODAY
    except InputError as refused:
        assert refused.message


ACTIONS = st.builds(
    Action,
    what=st.text(min_size=1).filter(str.strip),
    owner=st.sampled_from(Owner),
    due=st.none() | st.dates(),
    done=st.booleans(),
)


@given(st.text(), st.lists(ACTIONS, max_size=4), st.none() | st.dates())
def test_plans_round_trip(keeps_well: str, actions: list[Action], review: date | None) -> None:
    plan = Plan(keeps_well, (), review)
    for action in actions:
        plan = plan.with_action(action)
    assert Plan.from_document(plan.to_document()) == plan
    for action in actions:
        plan = plan.without_action(action.id)
    assert plan.actions == ()


def test_an_action_with_no_words_is_refused() -> None:
    with pytest.raises(InputError, match="Write what will be done"):
        Plan().with_action(Action("  "))


def test_an_action_with_a_known_id_is_replaced_in_place() -> None:
    first, second = Action("one"), Action("two")
    plan = Plan().with_action(first).with_action(second)
    changed = plan.with_action(Action("one, done", done=True, id=first.id))
    assert [action.what for action in changed.actions] == ["one, done", "two"]


@pytest.mark.parametrize("damage", [{"actions": 5}, {"actions": [{}]}, {"review_on": "soon"}])
def test_a_damaged_plan_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Plan.from_document({"keeps_well": "", **damage})
