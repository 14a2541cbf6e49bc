"""The plan: seven sections, actions, and a document that round-trips."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError, InputError
from app.domain.plan import Action, Owner, Plan, Section

TODAY = date(2026, 11, 21)
ANY_ACTIONS = st.builds(
    Action,
    what=st.text(min_size=1).filter(str.strip),
    owner=st.sampled_from(Owner),
    due=st.none() | st.dates(),
    done=st.booleans(),
    done_on=st.none() | st.dates(),
)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(Section), st.text(), max_size=7),
    st.lists(ANY_ACTIONS, max_size=4),
    st.none() | st.dates(),
)
def test_plans_round_trip(
    words: dict[Section, str], actions: list[Action], review: date | None
) -> None:
    plan = Plan({}, (), review)
    for section, text in words.items():
        plan = plan.with_section(section, text)
        assert plan.section(section) == (text if text.strip() else "")
    for action in actions:
        plan = plan.with_action(action)
    assert Plan.from_document(plan.to_document()) == plan
    assert list(plan.words) == [section for section in Section if words.get(section, "").strip()]
    for action in actions:
        plan = plan.without_action(action.id)
    assert plan.actions == ()


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "🚑🌧️" * 50, "\u202eנוח\u202c راحة", "a\x00b", "half \ud83d", "two\r\nlines "],
    ids=["long", "emoji", "right-to-left", "nul", "surrogate", "lines"],
)
def test_whatever_is_pasted_is_kept_as_it_is(text: str) -> None:
    plan = Plan().with_section(Section.EARLY_SIGNS, text).with_action(Action(text))
    again = Plan.from_document(plan.to_document())
    assert (again.section(Section.EARLY_SIGNS), again.actions[0].what) == (text, text)


def test_an_early_document_with_one_section_is_read() -> None:
    early = {
        "keeps_well": "Walks",
        "review_on": "2026-12-05",
        "actions": [{"id": "a", "what": "Rest", "owner": "holder", "due": None, "done": True}],
    }
    plan = Plan.from_document(early)
    assert plan.words == {"keeps_well": "Walks"}
    assert plan.actions == (Action("Rest", Owner.HOLDER, None, True, "a"),)
    assert plan.review_on == date(2026, 12, 5)
    assert Plan.from_document({**early, "keeps_well": ""}).words == {}


def test_every_section_and_owner_can_be_named() -> None:
    assert len({section.title for section in Section}) == 7
    assert all(section.hint for section in Section)
    assert [owner.title for owner in Owner] == ["What I will do", "What my manager will do"]
    assert [owner.in_words() for owner in Owner] == ["My colleague", "Me"]
    assert [owner.in_persons_words() for owner in Owner] == ["Me", "My manager"]


def test_a_blank_leaves_a_section_empty() -> None:
    plan = Plan().with_section(Section.PEOPLE, "Sam")
    assert not plan.is_empty()
    assert plan.with_section(Section.PEOPLE, " \n").is_empty()


def test_an_action_with_no_words_is_refused() -> None:
    with pytest.raises(InputError, match="Write what will be done"):
        Plan().with_action(Action("  "))


def test_an_action_with_a_known_id_is_replaced_in_place() -> None:
    first, second = Action("one"), Action("two")
    plan = Plan().with_action(first).with_action(second)
    changed = plan.with_action(Action("one, done", done=True, id=first.id))
    assert [action.what for action in changed.actions] == ["one, done", "two"]


def test_a_tick_is_dated_and_can_be_taken_back() -> None:
    action = Action("one")
    plan = Plan().with_action(action)
    ticked = plan.ticked(action.id, True, TODAY)
    assert ticked.actions[0].done_on == TODAY
    assert ticked.ticked(action.id, True, date(2027, 1, 1)) == ticked
    assert ticked.ticked(action.id, False, TODAY) == plan
    assert plan.ticked("other", True, TODAY) == plan


@pytest.mark.parametrize(
    "damage",
    [
        {"actions": 5},
        {"actions": [{}]},
        {"actions": ["x"]},
        {"review_on": "soon"},
        {"words": []},
        {"words": {"mood": "low"}},
        {"words": {"people": 5}},
    ],
    ids=str,
)
def test_a_damaged_plan_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Plan.from_document({"words": {}, **damage})
